//! What stands in a cell.

use super::column::{Content, Part};
use super::derived::Derivation;
use super::{Column, Facts};
use crate::model::{AnyRecord, Date, Link, Quantity, Value};
use crate::text::Lang;
use rust_decimal::Decimal;
use std::borrow::Cow;

/// A typed cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cell<'c> {
    /// No value.
    Empty,
    /// A text, a code, an id or a date.
    Text(Cow<'c, str>),
    /// An exact number.
    Number(Decimal),
    /// Yes or no.
    Flag(bool),
    /// Several texts.
    List(Vec<Cow<'c, str>>),
}

/// The cell of a record in a column. `position` is the record's among those of its kind.
pub fn cell<'c>(
    facts: Facts<'c>,
    column: &Column,
    record: &'c dyn AnyRecord,
    position: usize,
) -> Cell<'c> {
    match &column.content {
        Content::Derived(derived, lang) => match (derived.derivation, *lang) {
            (Derivation::Plain(cell), _) => cell(facts, position),
            (Derivation::Text(cell) | Derivation::Label(cell), Some(lang)) => {
                cell(facts, position, lang)
            }
            // A column of a language has one.
            (Derivation::Text(_) | Derivation::Label(_), None) => Cell::Empty,
        },
        Content::Field { at, path, part } => {
            let field = path.last().copied().unwrap_or_default();
            let filler = Filler { facts, field, part: *part };
            filler.fill(record.value_at(*at), path.get(1..).unwrap_or_default())
        }
    }
}

/// Fills one cell: which part of which field is wanted.
#[derive(Clone, Copy)]
struct Filler<'c> {
    facts: Facts<'c>,
    field: &'static str,
    part: Part,
}

impl<'c> Filler<'c> {
    fn fill(self, value: Value<'c>, path: &[&'static str]) -> Cell<'c> {
        match (value, path, self.part) {
            (Value::List(mut citations), _, Part::Source | Part::Locator) => {
                citations.next().map_or(Cell::Empty, |first| self.citation(&first))
            }
            (Value::List(values), path, _) => {
                let cells = values.map(|value| self.fill(value, path));
                Cell::List(cells.filter_map(cell_text).collect())
            }
            (Value::Group(group), [name, rest @ ..], _) => self.fill(group.value(name), rest),
            (value, _, part) => self.part_of(&value, part),
        }
    }

    fn part_of(self, value: &Value<'c>, part: Part) -> Cell<'c> {
        match (value, part) {
            (Value::Quantity(quantity), part) => self.quantity(quantity, part),
            (Value::Text(text), Part::Language(lang)) => borrowed(text.get(lang).map(|t| &**t)),
            (Value::Text(text), Part::Markdown(lang)) => match text.get(lang) {
                Some(text) => Cell::Text(self.facts.portal.with_figures(text, lang)),
                None => Cell::Empty,
            },
            (Value::Words(words), Part::Language(lang)) => {
                let words = words.get(lang).into_iter().flatten();
                Cell::List(words.map(|word| Cow::Borrowed(&**word)).collect())
            }
            (Value::Text(text), Part::Own) => {
                let languages = &self.facts.portal.site.languages;
                borrowed(text.closest(Lang::SOURCE, languages).map(|(_, text)| &**text))
            }
            (Value::Reference(link), Part::Label(lang)) => self.label(*link, lang),
            (Value::Reference(link), _) => Cell::Text(Cow::Borrowed(link.id)),
            (Value::Word(code), Part::Label(lang)) => self.word(self.field, code, lang),
            (Value::Word(code), _) => Cell::Text(Cow::Borrowed(code)),
            (Value::Plain(text), _) => Cell::Text(Cow::Borrowed(text)),
            (Value::Number(number), _) => Cell::Number(Decimal::from(*number)),
            (Value::Decimal(number), _) => Cell::Number(*number),
            (Value::Flag(flag), _) => Cell::Flag(*flag),
            (Value::Date(date), _) => Cell::Text(Cow::Owned(Date::to_string(date))),
            (Value::Unknowns(unknowns), _) => {
                let pairs =
                    unknowns.iter().map(|(field, reason)| format!("{field}:{}", reason.code()));
                Cell::List(pairs.map(Cow::Owned).collect())
            }
            _ => Cell::Empty,
        }
    }

    fn quantity(self, quantity: &'c Quantity, part: Part) -> Cell<'c> {
        let unit = quantity.unit.as_ref();
        match part {
            Part::Value => Cell::Number(quantity.value.0),
            Part::High => quantity.high().map_or(Cell::Empty, |high| Cell::Number(high.0)),
            Part::Qualifier => Cell::Text(Cow::Borrowed(quantity.qualifier.code())),
            Part::QualifierLabel(lang) => self.word("qualifier", quantity.qualifier.code(), lang),
            Part::Unit => borrowed(unit.map(crate::model::Ref::id)),
            Part::UnitLabel(lang) => unit
                .and_then(|unit| unit.of(&self.facts.portal.records))
                .map_or(Cell::Empty, |unit| borrowed(Some(self.facts.portal.label(unit, lang).1))),
            Part::AsWritten => borrowed(quantity.as_written()),
            Part::Denominator(lang) => {
                borrowed(quantity.denominator().and_then(|whole| Some(&**whole.get(lang)?)))
            }
            _ => Cell::Empty,
        }
    }

    fn citation(self, citation: &Value<'c>) -> Cell<'c> {
        let Value::Group(group) = citation else {
            return Cell::Empty;
        };
        let name = if self.part == Part::Source { "source" } else { "locator" };
        self.part_of(&group.value(name), Part::Whole)
    }

    fn label(self, link: Link<'c>, lang: Lang) -> Cell<'c> {
        let position = link.index.map(|index| index as usize);
        let record = position.and_then(|at| self.facts.portal.records.get(link.kind, at));
        borrowed(record.map(|record| self.facts.portal.label(record, lang).1))
    }

    fn word(self, field: &str, code: &str, lang: Lang) -> Cell<'c> {
        let key = ["word.", field, ".", code].concat();
        let word = self.facts.portal.words(lang).message(&key);
        Cell::Text(word.map_or(Cow::Owned(key), |word| Cow::Borrowed(word.text())))
    }
}

fn borrowed(text: Option<&str>) -> Cell<'_> {
    text.map_or(Cell::Empty, |text| Cell::Text(Cow::Borrowed(text)))
}

/// A cell as an item of a list.
fn cell_text(cell: Cell<'_>) -> Option<Cow<'_, str>> {
    match cell {
        Cell::Empty => None,
        Cell::Text(text) => Some(text),
        Cell::Number(number) => Some(Cow::Owned(number.to_string())),
        Cell::Flag(flag) => Some(Cow::Owned(flag.to_string())),
        Cell::List(items) => Some(Cow::Owned(items.join(" "))),
    }
}
