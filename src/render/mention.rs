//! The figures of records that a text speaks of.

use super::html::figure_tag;
use super::page::Speaker;
use crate::text::Lang;

/// A figure of a record, in the language of the text that speaks of it.
#[derive(Debug)]
pub(super) struct Mentioned {
    /// The tag that it stands in, as HTML.
    pub(super) tag: String,
    /// The figure with its qualifier and unit, as plain text.
    pub(super) figure: String,
    /// The link to its record.
    pub(super) href: String,
    /// What names the record, as plain text.
    pub(super) title: String,
}

/// The figure with this name, unless there is none, which a rule has told.
pub(super) fn mentioned(speaker: &Speaker, lang: Lang, name: &str) -> Option<Mentioned> {
    let portal = speaker.portal();
    let found = portal.figure_named(name).ok()?;
    let kind = found.record.kind();
    Some(Mentioned {
        tag: figure_tag(speaker, kind, found.quantity),
        figure: portal.figure_in(lang, found.quantity),
        href: speaker.href_of_record_in(lang, kind, found.position)?,
        title: portal.label(found.record, lang).1.to_owned(),
    })
}
