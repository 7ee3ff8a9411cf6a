//! Columns that no editor writes, since they follow from the records.

use super::{Cell, Facts};
use crate::derive::{End, Interval, Judgement, sentence};
use crate::model::{AnyRecord, FieldType, Group, Kind, Quantity, TypeSince, Value};
use crate::text::Lang;
use std::borrow::Cow;

/// A derived column: of which kind, behind which field, under which name.
#[derive(Debug)]
pub(super) struct DerivedColumn {
    pub(super) kind: Kind,
    pub(super) after: &'static str,
    pub(super) name: &'static str,
    pub(super) value_type: FieldType,
    pub(super) derivation: Derivation,
}

/// What a derived column shows of the record at a position.
#[derive(Clone, Copy, Debug)]
pub(super) enum Derivation {
    /// The same in every language.
    Plain(for<'f> fn(Facts<'f>, usize) -> Cell<'f>),
    /// A text in each language.
    Text(for<'f> fn(Facts<'f>, usize, Lang) -> Cell<'f>),
    /// What a code that has a column of its own is called in each language. For tables alone,
    /// like the names of all codes.
    Label(for<'f> fn(Facts<'f>, usize, Lang) -> Cell<'f>),
}

const fn column(
    kind: Kind,
    after: &'static str,
    name: &'static str,
    value_type: FieldType,
    derivation: Derivation,
) -> DerivedColumn {
    DerivedColumn { kind, after, name, value_type, derivation }
}

use Derivation::{Label, Plain, Text};
use FieldType::{Boolean, Number, String as Words};

/// Every derived column.
#[rustfmt::skip]
pub(super) const DERIVED: &[DerivedColumn] = &[
    column(Kind::Achievement, "id", "target", Words, Plain(target_of_achievement)),
    column(Kind::Area, "name", "type", Words, Plain(type_of_area)),
    column(Kind::Area, "predecessors", "successors", Words, Plain(successors_of_area)),
    column(Kind::Target, "sources", "status", Words, Plain(status_of_target)),
    column(Kind::Target, "sources", "status", Words, Label(status_in_words)),
    column(Kind::Target, "sources", "status_reason", Words, Plain(reason_of_status)),
    column(Kind::Target, "sources", "status_reason", Words, Label(reason_in_words)),
    column(Kind::Target, "sources", "status_reasons", Words, Plain(reasons_of_status)),
    column(Kind::Target, "sources", "status_sentence", Words, Text(status_sentence)),
    column(Kind::Commitment, "sources", "standing", Words, Plain(standing_of_commitment)),
    column(Kind::Commitment, "sources", "standing", Words, Label(standing_in_words)),
    column(Kind::Target, "sources", "lower_bound", Number, Plain(|facts, at| bound(target_figure(facts, at), Side::Low))),
    column(Kind::Target, "sources", "lower_bound_included", Boolean, Plain(|facts, at| included(target_figure(facts, at), Side::Low))),
    column(Kind::Target, "sources", "upper_bound", Number, Plain(|facts, at| bound(target_figure(facts, at), Side::High))),
    column(Kind::Target, "sources", "upper_bound_included", Boolean, Plain(|facts, at| included(target_figure(facts, at), Side::High))),
    column(Kind::Achievement, "sources", "lower_bound", Number, Plain(|facts, at| bound(observed_figure(facts, at), Side::Low))),
    column(Kind::Achievement, "sources", "lower_bound_included", Boolean, Plain(|facts, at| included(observed_figure(facts, at), Side::Low))),
    column(Kind::Achievement, "sources", "upper_bound", Number, Plain(|facts, at| bound(observed_figure(facts, at), Side::High))),
    column(Kind::Achievement, "sources", "upper_bound_included", Boolean, Plain(|facts, at| included(observed_figure(facts, at), Side::High))),
    column(Kind::Target, "sources", "relation", Words, Plain(relation_of_target)),
    column(Kind::Target, "sources", "relation", Words, Label(relation_in_words)),
    column(Kind::Achievement, "sources", "formula", Words, Plain(formula_of_figure)),
    column(Kind::Target, "sources", "confidence", Words, Label(|facts, at, lang| confidence(facts, Kind::Target, at, lang))),
    column(Kind::Achievement, "sources", "confidence", Words, Label(|facts, at, lang| confidence(facts, Kind::Achievement, at, lang))),
    column(Kind::Commitment, "sources", "confidence", Words, Label(|facts, at, lang| confidence(facts, Kind::Commitment, at, lang))),
    column(Kind::DigitalSystem, "sources", "confidence", Words, Label(|facts, at, lang| confidence(facts, Kind::DigitalSystem, at, lang))),
    column(Kind::Target, "sources", "source_note", Words, Label(|facts, at, lang| source_note(facts, Kind::Target, at, lang))),
    column(Kind::Achievement, "sources", "source_note", Words, Label(|facts, at, lang| source_note(facts, Kind::Achievement, at, lang))),
    column(Kind::Commitment, "sources", "source_note", Words, Label(|facts, at, lang| source_note(facts, Kind::Commitment, at, lang))),
    column(Kind::DigitalSystem, "sources", "source_note", Words, Label(|facts, at, lang| source_note(facts, Kind::DigitalSystem, at, lang))),
];

/// How a result must lie to the figure of a target: 80 % without a word is at least 80 % where
/// more is better.
fn relation_of_target(facts: Facts<'_>, position: usize) -> Cell<'_> {
    let requirement = judgement(facts, position).and_then(|judgement| judgement.requirement);
    text(requirement.map(|requirement| requirement.relation.code()))
}

fn relation_in_words(facts: Facts<'_>, position: usize, lang: Lang) -> Cell<'_> {
    let requirement = judgement(facts, position).and_then(|judgement| judgement.requirement);
    let words = facts.portal.words(lang);
    let is_rank = target_figure(facts, position).is_some_and(Quantity::is_rank);
    text(requirement.map(|requirement| words.mark(&requirement.relation.key(is_rank))))
}

/// From what a figure was put together, if the portal did so.
fn formula_of_figure(facts: Facts<'_>, position: usize) -> Cell<'_> {
    let computed = observed_figure(facts, position).and_then(|figure| figure.computed());
    text(computed.map(|computed| &*computed.formula))
}

/// What of the first citation of a record a file in columns would lose: how sure it is, and
/// what must be known to read it. Records in JSON have all of each citation.
fn first_citation(facts: Facts<'_>, kind: Kind, position: usize) -> Option<&dyn Group> {
    let Value::List(mut citations) = facts.portal.records.get(kind, position)?.value("sources")
    else {
        return None;
    };
    match citations.next()? {
        Value::Group(citation) => Some(citation),
        _ => None,
    }
}

fn confidence(facts: Facts<'_>, kind: Kind, position: usize, lang: Lang) -> Cell<'_> {
    let citation = first_citation(facts, kind, position);
    match citation.map(|citation| citation.value("confidence")) {
        Some(Value::Word(code)) => {
            text(Some(facts.portal.words(lang).mark(&format!("word.confidence.{code}"))))
        }
        _ => Cell::Empty,
    }
}

fn source_note(facts: Facts<'_>, kind: Kind, position: usize, lang: Lang) -> Cell<'_> {
    let citation = first_citation(facts, kind, position);
    match citation.map(|citation| citation.value("note")) {
        Some(Value::Text(note)) => text(note.get(lang).map(AsRef::as_ref)),
        _ => Cell::Empty,
    }
}

/// The target that an achievement is written under.
fn target_of_achievement(facts: Facts<'_>, position: usize) -> Cell<'_> {
    let achievement = facts.portal.records.achievements.get(position);
    let target = achievement.and_then(|achievement| achievement.parent());
    target.map_or(Cell::Empty, |target| Cell::Text(Cow::Borrowed(target)))
}

/// What an area is on the day on which the portal is judged: the latest type that holds by
/// then, in whatever order they are written.
fn type_of_area(facts: Facts<'_>, position: usize) -> Cell<'_> {
    let area = facts.portal.records.areas.get(position);
    let types = area.and_then(|area| area.body.types.given());
    let first_day = |since: &TypeSince| since.from.and_then(|from| from.earliest());
    let by_then = types
        .into_iter()
        .flatten()
        .filter(|since| first_day(since).is_none_or(|from| from <= facts.portal.as_of))
        .max_by_key(|since| first_day(since));
    by_then.map_or(Cell::Empty, |since| Cell::Text(Cow::Borrowed(since.area_type.code())))
}

fn successors_of_area(facts: Facts<'_>, position: usize) -> Cell<'_> {
    let areas = &facts.portal.records.areas;
    let successors = facts.derived.succession.successors(position);
    let ids = successors.iter().filter_map(|area| areas.get(*area));
    Cell::List(ids.map(|area| Cow::Borrowed(&*area.id.0)).collect())
}

fn judgement(facts: Facts<'_>, position: usize) -> Option<&Judgement> {
    facts.derived.judgements.get(position)
}

fn text(text: Option<&str>) -> Cell<'_> {
    text.map_or(Cell::Empty, |text| Cell::Text(Cow::Borrowed(text)))
}

fn status_of_target(facts: Facts<'_>, position: usize) -> Cell<'_> {
    text(judgement(facts, position).map(|judgement| judgement.status.code()))
}

fn status_in_words(facts: Facts<'_>, position: usize, lang: Lang) -> Cell<'_> {
    let words = facts.portal.words(lang);
    text(judgement(facts, position).map(|judgement| words.mark(judgement.status.key())))
}

fn reason_of_status(facts: Facts<'_>, position: usize) -> Cell<'_> {
    let judgement = judgement(facts, position);
    text(judgement.and_then(|judgement| Some(judgement.reasons.first()?.code())))
}

fn reason_in_words(facts: Facts<'_>, position: usize, lang: Lang) -> Cell<'_> {
    let reason = judgement(facts, position).and_then(|judgement| judgement.reasons.first());
    text(reason.map(|reason| reason.name(facts.portal, lang)))
}

fn reasons_of_status(facts: Facts<'_>, position: usize) -> Cell<'_> {
    let reasons = judgement(facts, position).into_iter().flat_map(|one| &one.reasons);
    Cell::List(reasons.map(|reason| Cow::Borrowed(reason.code())).collect())
}

fn status_sentence(facts: Facts<'_>, position: usize, lang: Lang) -> Cell<'_> {
    let Ok(target) = u32::try_from(position) else { return Cell::Empty };
    Cell::Text(Cow::Owned(sentence(facts.portal, facts.derived, target, lang)))
}

fn standing_of_commitment(facts: Facts<'_>, position: usize) -> Cell<'_> {
    text(facts.derived.ledger.standings.get(position).map(|standing| standing.code()))
}

fn standing_in_words(facts: Facts<'_>, position: usize, lang: Lang) -> Cell<'_> {
    let words = facts.portal.words(lang);
    let standing = facts.derived.ledger.standings.get(position);
    text(standing.map(|standing| words.mark(standing.key())))
}

/// An end of the interval that a figure stands for.
#[derive(Clone, Copy)]
enum Side {
    Low,
    High,
}

fn end(figure: Option<&Quantity>, side: Side) -> Option<End> {
    let interval = Interval::of(figure?);
    match side {
        Side::Low => interval.low,
        Side::High => interval.high,
    }
}

fn bound(figure: Option<&Quantity>, side: Side) -> Cell<'static> {
    end(figure, side).map_or(Cell::Empty, |end| Cell::Number(end.at))
}

fn included(figure: Option<&Quantity>, side: Side) -> Cell<'static> {
    end(figure, side).map_or(Cell::Empty, |end| Cell::Flag(end.is_included))
}

fn target_figure(facts: Facts<'_>, position: usize) -> Option<&Quantity> {
    facts.portal.records.targets.get(position)?.body.quantity.as_ref()
}

fn observed_figure(facts: Facts<'_>, position: usize) -> Option<&Quantity> {
    facts.portal.records.achievements.get(position)?.body.quantity.as_ref()
}

/// The derived cells of a record with their names, for formats that are no table: a cell, or
/// one for each language.
pub fn derived_cells<'f>(
    facts: Facts<'f>,
    kind: Kind,
    position: usize,
) -> impl Iterator<Item = (&'static str, DerivedCell<'f>)> {
    let own = DERIVED.iter().filter(move |derived| derived.kind == kind);
    own.filter_map(move |derived| {
        let cell = match derived.derivation {
            Plain(cell) => DerivedCell::Plain(cell(facts, position)),
            Text(cell) => {
                let languages = facts.portal.site.languages.all();
                let cells = languages.map(|lang| (lang, cell(facts, position, lang)));
                DerivedCell::InLanguages(cells.collect())
            }
            Label(_) => return None,
        };
        Some((derived.name, cell))
    })
}

/// A derived cell, or one for each language.
#[derive(Clone, Debug)]
pub enum DerivedCell<'c> {
    /// The same in every language.
    Plain(Cell<'c>),
    /// By language.
    InLanguages(Vec<(Lang, Cell<'c>)>),
}
