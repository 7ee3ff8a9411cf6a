//! Terms: the words of the field, explained once.

use super::{Resolution, kind};
use crate::diagnostic::Said;
use crate::model::{Alternatives, Citations, Ref, group};
use crate::text::Text;

group! {
    /// A word of the field.
    pub struct Term (Said::A_RECORD) {
        /// The word.
        pub name: Text,
        /// Other words for the same, in each language.
        pub alternatives: Option<Alternatives>,
        /// What it means, in at most 40 words.
        pub definition: Text,
        /// The word that it is a kind of.
        pub broader: Option<Ref<Term>>,
        /// Words that are easily taken for it.
        pub not_to_confuse_with: Option<Box<[Ref<Term>]>>,
        /// The document that defines it.
        pub legal_source: Option<Ref<Resolution>>,
        /// Where this is known from.
        pub sources: Option<Citations>,
    }
}

kind!(Term, label: ["name"], summary: ["definition"]);
