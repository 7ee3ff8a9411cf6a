//! What a search can lead to, and the files that a search reads.

use super::Table;
use super::plan::{Report, Subject, tables};
use crate::model::{AnyRecord, Kind, Portal, Presence, Value};
use crate::text::Lang;

/// Something that can be looked for: it is where a reader may want to go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Findable {
    /// The record of a kind at a position, on a page of its own or at a place on another's.
    Record(Kind, u32),
    /// A page that is none of a record.
    Page(Subject),
}

/// Everything that can be looked for, the records first and in the order of the kinds.
pub fn findable(portal: &Portal) -> Vec<Findable> {
    let mut all = Vec::new();
    for kind in Kind::ALL.iter().copied().filter(|kind| has_pages(*kind)) {
        let records = (0u32..).zip(portal.records.of(kind));
        let named = records.filter(|(_, record)| has_words(*record));
        all.extend(named.map(|(position, _)| Findable::Record(kind, position)));
    }
    let mut page = |subject| all.push(Findable::Page(subject));
    page(Subject::Home);
    Report::ALL.iter().for_each(|report| page(Subject::Report(*report)));
    (0u32..).zip(&portal.pages).for_each(|(position, _)| page(Subject::Content(position)));
    for kind in Kind::ALL.iter().copied().filter(|kind| has_pages(*kind)) {
        page(Subject::List(kind, 1));
    }
    for table in tables(portal) {
        if let Table::Kind(kind) = table {
            page(Subject::Table(kind));
        }
    }
    all
}

fn has_pages(kind: Kind) -> bool {
    matches!(kind.presence(), Presence::Pages | Presence::OnePage)
}

/// A result that is written inside a target and says nothing of its own is found by the target.
fn has_words(record: &dyn AnyRecord) -> bool {
    record.parent().is_none()
        || !matches!(record.label(), Value::Plain(text) if text == record.id())
}

/// A file that a search reads. Their number follows from how much can be looked for, so that
/// they can be planned before anything is put into them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum SearchFile {
    /// What stands in which of the other files.
    Directory,
    /// A part of the words, with what they lead to.
    Words(u32),
    /// A part of what can be found, as a language shows it.
    Documents(Lang, u32),
}

impl SearchFile {
    /// How much of what can be found stands in a file. A search reads the files of what it shows
    /// first, which may be one for each: they must be small.
    pub const DOCUMENTS: usize = 8;

    /// For how much of what can be found there is a file of words. A search reads one for each
    /// of its words.
    pub const FOUND_PER_FILE: usize = 8;

    /// How much the A–Z index has on a page: an entry is a line, where a row of a list is
    /// several.
    pub fn of_index(portal: &Portal) -> usize {
        portal.page_size() * 4
    }

    /// Every file, where so much can be looked for.
    pub fn all(found: usize, languages: impl Iterator<Item = Lang>) -> Vec<Self> {
        let documents = 0..count(found, Self::DOCUMENTS);
        let mut all = vec![SearchFile::Directory];
        all.extend((0..count(found, Self::FOUND_PER_FILE)).map(SearchFile::Words));
        for lang in languages {
            all.extend(documents.clone().map(|file| SearchFile::Documents(lang, file)));
        }
        all
    }

    /// How many pages the A–Z index has, where so much can be looked for.
    pub fn index_pages(portal: &Portal, found: usize) -> u32 {
        count(found, Self::of_index(portal))
    }
}

fn count(found: usize, of_each: usize) -> u32 {
    u32::try_from(found.div_ceil(of_each)).unwrap_or(u32::MAX).max(1)
}
