//! Languages and their rules: which languages a portal speaks, texts in several of them,
//! how raw input becomes clean text, and the words, numbers and dates of a page.
//!
//! Nothing here knows what a portal is about. Two kinds of language are kept apart: the
//! *content languages* of a portal ([`Lang`], as many as `site.yaml` declares), and the two
//! languages in which the program itself talks to an editor
//! (`crate::diagnostic::MessageLanguage`).

mod collate;
mod dates;
mod fold;
mod languages;
mod legacy;
mod localized;
mod message;
mod normalise;
mod numbers;
mod spelling;
mod words;

pub use collate::Collation;
pub use dates::{CalendarParts, DateForm, format_date, iso_of_written};
pub use fold::{fold, slug};
pub use languages::{Lang, Languages, SHIPPED, Shipped};
pub use legacy::is_legacy;
pub use localized::{Localized, Text};
pub use message::{Message, fill};
pub use normalise::{composed, is_control, normalise};
pub use numbers::{format_number, push_digits};
pub use spelling::{each_spelling, plain_spelling};
pub use words::{MissingWord, Vocabulary, Words};
