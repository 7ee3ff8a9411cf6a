//! Columns that no editor writes, since they follow from the records.

use super::{Cell, Facts};
use crate::model::{Kind, TypeSince};
use std::borrow::Cow;

/// A derived column: of which kind, behind which field, under which name.
pub(super) struct DerivedColumn {
    pub(super) kind: Kind,
    pub(super) after: &'static str,
    pub(super) name: &'static str,
    pub(super) derivation: Derivation,
}

/// What a derived column shows of the record at a position.
pub(super) type Derivation = for<'f> fn(Facts<'f>, usize) -> Cell<'f>;

/// Every derived column.
pub(super) const DERIVED: &[DerivedColumn] = &[
    DerivedColumn {
        kind: Kind::Achievement,
        after: "id",
        name: "target",
        derivation: target_of_achievement,
    },
    DerivedColumn { kind: Kind::Area, after: "name", name: "type", derivation: type_of_area },
    DerivedColumn {
        kind: Kind::Area,
        after: "predecessors",
        name: "successors",
        derivation: successors_of_area,
    },
];

/// The target that an achievement is written under.
fn target_of_achievement(facts: Facts<'_>, position: usize) -> Cell<'_> {
    let achievement = facts.portal.records.achievements.get(position);
    let target = achievement.and_then(|achievement| achievement.parent.as_deref());
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

/// The derived cells of a record with their names, for formats that are no table.
pub fn derived_cells<'f>(
    facts: Facts<'f>,
    kind: Kind,
    position: usize,
) -> impl Iterator<Item = (&'static str, Cell<'f>)> {
    let own = DERIVED.iter().filter(move |derived| derived.kind == kind);
    own.map(move |derived| (derived.name, (derived.derivation)(facts, position)))
}
