//! What charts say: figures, dates, names and sources in the words of one language.

use super::canvas::escape;
use crate::model::{Citations, Date, Kind, Number, Portal, Quantity};
use crate::table::Facts;
use crate::text::{DateForm, Lang, Words, format_number};
use rust_decimal::Decimal;

/// A language, and what there is to speak of.
#[derive(Clone, Copy, Debug)]
pub(super) struct Voice<'f> {
    pub(super) facts: Facts<'f>,
    pub(super) lang: Lang,
}

impl<'f> Voice<'f> {
    pub(super) fn portal(self) -> &'f Portal {
        self.facts.portal
    }

    pub(super) fn words(self) -> &'f Words {
        self.portal().words(self.lang)
    }

    /// A word without gaps.
    pub(super) fn word(self, key: &str) -> &'f str {
        self.words().mark(key)
    }

    /// The words of a key with these gaps filled.
    pub(super) fn say(self, key: &str, gaps: &[(&str, &str)]) -> String {
        let filling = |gap: &str| gaps.iter().find(|(name, _)| *name == gap).map(|(_, text)| *text);
        self.words().fill(key, filling)
    }

    /// The words for a number of things.
    pub(super) fn counted(self, key: &str, count: usize) -> String {
        let number = format_number(&count.to_string(), self.words());
        let message = self.words().counted(key, count);
        message.map_or_else(
            |_| number.clone(),
            |message| message.fill(|gap| (gap == "count").then_some(&*number)),
        )
    }

    pub(super) fn figure(self, quantity: &Quantity) -> String {
        self.portal().figure_in(self.lang, quantity)
    }

    /// A round figure of a scale: with its unit where that is short.
    pub(super) fn mark(self, figure: Decimal, like: &Quantity) -> String {
        let unit = like.unit.as_ref().and_then(|unit| unit.of(&self.portal().records));
        let is_short = unit.is_some_and(|unit| unit.body.symbol.is_some());
        // 0 is 0 of anything.
        if !is_short || figure.is_zero() {
            return format_number(&Number(figure).plain(), self.words());
        }
        let mut quantity = Quantity::default();
        (quantity.value, quantity.unit) = (Number(figure), like.unit.clone());
        self.figure(&quantity)
    }

    pub(super) fn long(self, date: &Date) -> String {
        date.text(DateForm::Long, self.words())
    }

    pub(super) fn short(self, date: &Date) -> String {
        date.text(DateForm::Short, self.words())
    }

    pub(super) fn as_of(self) -> String {
        self.short(&Date::Point(self.portal().as_of.parts()))
    }

    /// What names a record.
    pub(super) fn label(self, kind: Kind, position: u32) -> &'f str {
        let record = self.portal().records.get(kind, position as usize);
        record.map_or("", |record| self.portal().label(record, self.lang).1)
    }

    /// A document by what it is and its number: Nghị quyết 13-NQ/TU.
    pub(super) fn document(self, position: u32) -> String {
        let label = self.label(Kind::Resolution, position);
        let record = self.portal().records.resolutions.get(position as usize);
        let kind = record.map_or("", |record| {
            self.word(&format!("word.type.{}", record.body.document_type.code()))
        });
        capitalised(&format!("{kind} {label}"))
    }

    /// A source by who published it and when; by its title where neither is known.
    pub(super) fn source(self, position: u32) -> String {
        let record = self.portal().records.sources.get(position as usize);
        let publisher = record.and_then(|source| source.body.publisher.given()?.position());
        let published = record.and_then(|source| source.body.published.given());
        let publisher = publisher.map(|at| self.label(Kind::Organisation, at).to_owned());
        let published = published.map(|date| self.short(date));
        match (publisher, published) {
            (Some(publisher), Some(published)) => format!("{publisher}, {published}"),
            (Some(publisher), None) => publisher,
            _ => self.label(Kind::Source, position).to_owned(),
        }
    }

    /// The first source of a record.
    pub(super) fn first_source(self, citations: &Citations) -> Option<u32> {
        citations.0.first()?.source.position()
    }
}

/// The text with its first letter large.
pub(super) fn capitalised(text: &str) -> String {
    let mut rest = text.chars();
    let first = rest.next().map(|first| first.to_uppercase().to_string());
    first.unwrap_or_default() + rest.as_str()
}

/// The text as XML has it.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    escape(&mut out, text);
    out
}
