//! What a portal knows: records of declared kinds, with honest quantities, dates of which
//! parts may be unknown, and references tied to what they name.
//!
//! 1. [`read_records`] decodes every file of records; [`link`] ties them together.
//!    [`read_rows`] reads what stands in the tables of an owner's own, [`read_content`] the
//!    pages of prose.
//! 2. [`Portal`] holds them with the settings. Everything after this room sees a portal and
//!    no files.
//!
//! A kind is declared in one file of `kinds/`, from which reading, linking, tables, downloads
//! and the generic page follow; the table of kinds is in `kinds.rs`.

mod alternatives;
mod because;
mod cells;
mod citation;
mod content;
mod date;
mod field;
mod figure;
mod kinds;
mod known;
mod link;
mod named;
mod nested;
mod quantity;
mod read;
mod record;
mod reference;
mod rows;
mod tile;
mod usual;
mod validity;
mod written;

pub use alternatives::Alternatives;
pub use because::{Because, Reasoning};
pub use citation::{Citation, Citations, Confidence};
pub use content::{ContentPage, FrontMatter, OldPath, Version as PageVersion, read_content};
pub use date::{Date, NotADate};
pub use field::{Field, FieldInfo, Group, Link, Markdown, OwnText, Shape, Value, Values};
pub(crate) use field::{group, word_field};
pub use figure::{difference, figure, qualifier_before};
pub use kinds::*;
pub use known::{Known, Reason};
pub use link::{Failed, Linker, link};
pub use named::{NamedFigure, NoFigure};
pub use nested::Nested;
pub use quantity::{Computed, Number, Qualifier, Quantity};
pub use read::{discover_records, read_records};
pub use record::{AnyRecord, Origin, Record, RecordKind, Unknowns};
pub use reference::{Id, Index, Ref};
pub use rows::{Rows, read_rows};
pub use tile::Tile;
pub use usual::Usual;
pub use validity::Validity;
pub use written::{Wording, read as read_wording};

use crate::config::{Day, Site, Theme};
use crate::load::StaticFile;
use crate::text::{Lang, Vocabulary, Words};

/// Everything that a portal is made of.
#[derive(Debug, Default)]
pub struct Portal {
    /// The settings.
    pub site: Site,
    /// The files that give it its looks.
    pub theme: Theme,
    /// The words of its pages.
    pub vocabulary: Vocabulary,
    /// What it knows.
    pub records: Records,
    /// What it would know if it could be read.
    pub failed: Failed,
    /// The rows of its own datasets, in the order of their records.
    pub rows: Vec<Rows>,
    /// What it says in prose, in order of the ids.
    pub pages: Vec<ContentPage>,
    /// The files that are published as they are.
    pub static_files: Vec<StaticFile>,
    /// The day on which it is judged.
    pub as_of: Day,
    /// The commit of the sources, if git knows it.
    pub commit: Option<String>,
}

impl Portal {
    /// The rows of a list before it is cut into pages: what `site.yaml` says, else the theme,
    /// else 100.
    pub fn page_size(&self) -> usize {
        self.site.page_size.or(self.theme.page_size).unwrap_or(100)
    }

    /// The words of one language.
    pub fn words(&self, lang: Lang) -> &Words {
        self.vocabulary.of(lang)
    }

    /// The code of the language in which a record's source words its figures: that of the
    /// first source it cites, if that says so, else the portal's own source language.
    pub fn language_of_source(&self, record: &dyn AnyRecord) -> &str {
        let stated = self.stated_language(record);
        stated.unwrap_or_else(|| self.site.languages.code(Lang::SOURCE))
    }

    fn stated_language(&self, record: &dyn AnyRecord) -> Option<&str> {
        let Value::List(mut citations) = record.value("sources") else { return None };
        let Value::Group(first) = citations.next()? else { return None };
        let Value::Reference(link) = first.value("source") else { return None };
        let source = self.records.sources.get(link.index? as usize)?;
        source.body.language.as_deref()
    }

    /// What names a record to a reader. One that is written inside another and has no name
    /// of its own goes by the other's.
    pub fn label_value<'p>(&'p self, record: &'p dyn AnyRecord) -> Value<'p> {
        let label = record.label();
        let is_nameless = matches!(label, Value::Plain(text) if text == record.id());
        let outer = record.target().filter(|_| is_nameless);
        let outer = outer.and_then(|target| self.records.get(Kind::Target, target as usize));
        outer.map_or(label, AnyRecord::label)
    }

    /// What names a record to a reader: its text in this language or, failing that, in the
    /// nearest, with the language it is in; `None` as the language for what is the same in
    /// every language.
    pub fn label<'p>(&'p self, record: &'p dyn AnyRecord, lang: Lang) -> (Option<Lang>, &'p str) {
        match self.label_value(record) {
            Value::Plain(text) => (None, text),
            Value::Text(text) => text
                .closest(lang, &self.site.languages)
                .map_or((None, record.id()), |(found, text)| (Some(found), text)),
            _ => (None, record.id()),
        }
    }
}
