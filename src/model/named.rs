//! The figures of records by the names that texts have for them.

use super::{AnyRecord, Kind, Portal, Quantity};
use crate::markdown::{Dialect, Piece, pieces};
use crate::text::Lang;
use pulldown_cmark::{Event, Tag, TagEnd};
use std::borrow::Cow;

/// The figure of a record that a text names.
#[derive(Clone, Copy, Debug)]
pub struct NamedFigure<'p> {
    /// The record.
    pub record: &'p dyn AnyRecord,
    /// Its position among those of its kind.
    pub position: u32,
    /// The field that the figure stands in.
    pub field: &'static str,
    /// The figure.
    pub quantity: &'p Quantity,
}

/// Why a name is that of no figure.
#[derive(Clone, Copy, Debug)]
pub enum NoFigure<'p> {
    /// No record is called so.
    Unknown,
    /// Records of two kinds are called so.
    Two,
    /// The record, at this position among those of its kind, has no such figure.
    Without(&'p dyn AnyRecord, u32),
    /// The record or its figure could not be read, which has been told.
    Unread,
}

impl Portal {
    /// The kinds whose records have figures that can be named.
    pub const KINDS_WITH_FIGURES: [Kind; 2] = [Kind::Target, Kind::Achievement];

    /// The figure with this name: the id of a target or of an achievement, with its kind before
    /// it where both have such an id (`targets/…`), and `#baseline` behind it for where a
    /// target began.
    ///
    /// # Errors
    /// Why there is none.
    pub fn figure_named(&self, name: &str) -> Result<NamedFigure<'_>, NoFigure<'_>> {
        let (id, part) = match name.split_once('#') {
            Some((id, part)) => (id, Some(part)),
            None => (name, None),
        };
        let (kind, id) = match id.split_once('/') {
            Some((kind, id)) => (Some(kind), id),
            None => (None, id),
        };
        let is_meant = |it: &Kind| kind.is_none_or(|kind| kind == it.name());
        let kinds = || Self::KINDS_WITH_FIGURES.into_iter().filter(is_meant);
        let mut found = kinds().filter_map(|kind| {
            let position = self.records.position(kind, id)?;
            Some((u32::try_from(position).ok()?, self.records.get(kind, position)?))
        });
        let Some((position, record)) = found.next() else {
            let is_unread = kinds().any(|kind| self.failed.has(kind, id));
            return Err(if is_unread { NoFigure::Unread } else { NoFigure::Unknown });
        };
        if found.next().is_some() {
            return Err(NoFigure::Two);
        }
        let (field, quantity) = match part {
            None => ("quantity", self.quantity_of(record.kind(), position)),
            Some("baseline") => ("baseline.quantity", self.baseline_of(record.kind(), position)),
            Some(_) => ("", None),
        };
        // What could not be read whole may be anything, nothing included.
        let outer = field.split('.').next().unwrap_or_default();
        if record.origin().is_damaged(outer) {
            return Err(NoFigure::Unread);
        }
        match quantity {
            Some(quantity) => Ok(NamedFigure { record, position, field, quantity }),
            None => Err(NoFigure::Without(record, position)),
        }
    }

    /// A text of a record as downloads have it, where nobody fills in anything: what asks for a
    /// figure becomes a claim of it.
    pub fn with_figures<'t>(&self, text: &'t str, lang: Lang) -> Cow<'t, str> {
        if !text.contains("{{") {
            return Cow::Borrowed(text);
        }
        let (mut out, mut from, mut links) = (String::new(), 0, 0usize);
        for (piece, bytes) in pieces(text, Dialect::Note) {
            match piece {
                Piece::Event(Event::Start(Tag::Link { .. } | Tag::Image { .. })) => links += 1,
                Piece::Event(Event::End(TagEnd::Link | TagEnd::Image)) => {
                    links = links.saturating_sub(1);
                }
                Piece::Event(_) => {}
                Piece::Braces(braces) => {
                    let name = braces.name.filter(|_| braces.is_well_formed);
                    let Some(name) = name else { continue };
                    let Ok(found) = self.figure_named(&name) else { continue };
                    // As an editor types it; a line of a table is not broken.
                    let figure = self.figure_in(lang, found.quantity).replace('\u{a0}', " ");
                    out.push_str(&text[from..bytes.start]);
                    out.push_str(&match links {
                        0 => format!("[{figure}](figure:{name})"),
                        _ => figure,
                    });
                    from = bytes.end;
                }
            }
        }
        out.push_str(&text[from..]);
        Cow::Owned(out)
    }

    fn quantity_of(&self, kind: Kind, position: u32) -> Option<&Quantity> {
        let position = position as usize;
        match kind {
            Kind::Target => self.records.targets.get(position)?.body.quantity.as_ref(),
            _ => self.records.achievements.get(position)?.body.quantity.as_ref(),
        }
    }

    fn baseline_of(&self, kind: Kind, position: u32) -> Option<&Quantity> {
        let is_target = kind == Kind::Target;
        let target = is_target.then(|| self.records.targets.get(position as usize)).flatten()?;
        target.body.baseline.as_ref().map(|baseline| &baseline.quantity)
    }
}
