//! By what long lists are narrowed: the facets that a kind declares, the values that its
//! records have of each, and how many have which. Every record of a list has a value of each
//! facet: of what is not known of a record, that is its value. Of topics it may have several.

use crate::derive::{Derived, Standing, Status};
use crate::model::{Date, Kind, Link, Portal, Presence, Shape, Value};
use std::borrow::Cow;
use std::collections::BTreeMap;

/// The facets of every kind.
#[derive(Debug, Default)]
pub struct Facets {
    /// By kind, in the order of [`Kind::ALL`].
    kinds: Vec<Vec<Facet>>,
}

/// Something by which the list of a kind is narrowed.
#[derive(Debug)]
pub struct Facet {
    /// Its name, as the kind declares it.
    pub name: &'static str,
    /// The values that records have, as they are offered: words in the order of their list,
    /// records in that of their ids, years from the last to the first, what is not known at
    /// the end.
    pub values: Vec<FacetValue>,
}

/// A value of a facet.
#[derive(Debug)]
pub struct FacetValue {
    /// What it is.
    pub known: KnownFacet,
    /// The listed records that have it, in the order of their ids.
    pub positions: Vec<u32>,
}

/// What a record has of a facet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KnownFacet {
    /// The record of a kind at a position.
    Record(Kind, u32),
    /// One of a list of words: the key that words of this list have (`word.<list>.<code>`),
    /// the code, and its place in the list.
    Word(&'static str, &'static str, usize),
    /// The year in which it ends.
    Year(i16),
    /// It is not said, or not known.
    Unknown,
}

/// A part of the list of a kind: the records that have one value of one facet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Slice {
    /// The kind.
    pub kind: Kind,
    /// The facet, by its place among those that the list has.
    pub facet: u32,
    /// The value, by its place among those of the facet.
    pub value: u32,
}

impl Facets {
    /// A list of so many records is seen at a glance, and not narrowed.
    pub const FEW: usize = 10;

    /// The facets of a portal. One of which all records have the same tells nothing and is
    /// left out.
    pub fn of(portal: &Portal, derived: &Derived) -> Self {
        let of_kind = |kind: &Kind| {
            let listed = listed(portal, *kind);
            if kind.presence() != Presence::Pages || listed.len() <= Self::FEW {
                return Vec::new();
            }
            let facets = kind.facets().iter();
            let facets = facets.map(|name| Facet::of(portal, derived, *kind, name, &listed));
            facets.filter(|facet| facet.values.len() > 1).collect()
        };
        Self { kinds: Kind::ALL.iter().map(of_kind).collect() }
    }

    /// The facets of a kind: none if its list is short.
    pub fn of_kind(&self, kind: Kind) -> &[Facet] {
        self.kinds.get(kind as usize).map_or(&[], Vec::as_slice)
    }

    /// The facet and the value of a slice.
    pub fn get(&self, slice: Slice) -> Option<(&Facet, &FacetValue)> {
        let facet = self.of_kind(slice.kind).get(slice.facet as usize)?;
        Some((facet, facet.values.get(slice.value as usize)?))
    }

    /// Every slice of the list of a kind, with how many records it has.
    pub fn slices(&self, kind: Kind) -> impl Iterator<Item = (Slice, usize)> {
        let facets = (0u32..).zip(self.of_kind(kind));
        facets.flat_map(move |(at, facet)| {
            let values = (0u32..).zip(&facet.values);
            values.map(move |(value, of)| (Slice { kind, facet: at, value }, of.positions.len()))
        })
    }

    /// The slice of the records of a kind that have this value, by its code, of the facet of
    /// this name.
    pub fn find(&self, portal: &Portal, kind: Kind, name: &str, code: &str) -> Option<Slice> {
        let slices = self.slices(kind).map(|(slice, _)| slice);
        let mut slices = slices.filter_map(|slice| Some((slice, self.get(slice)?)));
        let found = slices
            .find(|(_, (facet, value))| facet.name == name && value.known.code(portal) == code);
        Some(found?.0)
    }
}

impl Facet {
    fn of(
        portal: &Portal,
        derived: &Derived,
        kind: Kind,
        name: &'static str,
        listed: &[u32],
    ) -> Self {
        let mut values: BTreeMap<(u8, i64), FacetValue> = BTreeMap::new();
        for position in listed {
            for known in KnownFacet::all_of(portal, derived, kind, name, *position) {
                let value = values.entry(known.order());
                let value = value.or_insert_with(|| FacetValue { known, positions: Vec::new() });
                value.positions.push(*position);
            }
        }
        Self { name, values: values.into_values().collect() }
    }
}

impl KnownFacet {
    /// The code for what is not known.
    const UNKNOWN: &'static str = "unknown";

    /// What a record of a kind has of the facet of this name: several where its field is a list,
    /// each once and in their order, else one.
    pub fn all_of(
        portal: &Portal,
        derived: &Derived,
        kind: Kind,
        name: &str,
        position: u32,
    ) -> Vec<Self> {
        let at = position as usize;
        let word = |list: &'static str, code: &'static str, place: usize| match code {
            // Who wrote that it is not known says what others leave unsaid.
            Self::UNKNOWN => Self::Unknown,
            code => Self::Word(list, code, place),
        };
        let derived = match (kind, name) {
            (Kind::Target, "status") => derived.judgements.get(at).map(|one| {
                word("status", one.status.code(), place_of(Status::ALL, &one.status))
            }),
            (Kind::Commitment, "standing") => derived.ledger.standings.get(at).map(|one| {
                word("standing", one.code(), place_of(Standing::ALL, one))
            }),
            (Kind::Area, "types") => {
                let area = portal.records.areas.get(at);
                let today = area.and_then(|area| area.body.type_on(portal.as_of));
                today.map(|today| word("type", today.code(), today as usize))
            }
            _ => return Self::of_field(portal, kind, name, at, word),
        };
        vec![derived.unwrap_or(Self::Unknown)]
    }

    fn of_field(
        portal: &Portal,
        kind: Kind,
        name: &str,
        at: usize,
        word: impl Fn(&'static str, &'static str, usize) -> Self,
    ) -> Vec<Self> {
        let field = kind.fields().find(|info| info.name == name);
        let record = portal.records.get(kind, at);
        let Some((record, info)) = record.zip(field) else { return vec![Self::Unknown] };
        let of_one = |value: &Value<'_>| match (value, info.shape) {
            (Value::Word(code), Shape::Word(codes)) => {
                word(info.name, code, place_of(codes, code))
            }
            (Value::Reference(Link { kind, index: Some(index), .. }), _) => {
                Self::Record(*kind, *index)
            }
            (Value::Date(date), _) => year_of(date).map_or(Self::Unknown, Self::Year),
            _ => Self::Unknown,
        };
        match record.value(name) {
            Value::List(several) if !several.is_empty() => {
                let mut all: Vec<Self> = several.iter().map(|one| of_one(&one)).collect();
                all.sort_unstable_by_key(|one| one.order());
                all.dedup();
                all
            }
            one => vec![of_one(&one)],
        }
    }

    /// What stands for it in addresses and in pages: the id, the code, the year.
    pub fn code(self, portal: &Portal) -> Cow<'_, str> {
        match self {
            Self::Record(kind, position) => {
                let record = portal.records.get(kind, position as usize);
                record.map_or("", |record| record.id()).into()
            }
            Self::Word(_, code, _) => code.into(),
            Self::Year(year) => format!("{year:04}").into(),
            Self::Unknown => Self::UNKNOWN.into(),
        }
    }

    /// By what values are put in order; the same for the same value.
    fn order(self) -> (u8, i64) {
        match self {
            Self::Record(_, position) => (0, i64::from(position)),
            Self::Word(_, _, place) => (1, i64::try_from(place).unwrap_or(i64::MAX)),
            Self::Year(year) => (2, -i64::from(year)),
            Self::Unknown => (3, 0),
        }
    }
}

/// The records of a kind that its list shows: without those that are read inside another.
fn listed(portal: &Portal, kind: Kind) -> Vec<u32> {
    let records = (0u32..).zip(portal.records.of(kind));
    records.filter(|(_, record)| record.parent().is_none()).map(|(at, _)| at).collect()
}

fn place_of<T: PartialEq>(all: &[T], one: &T) -> usize {
    all.iter().position(|other| other == one).unwrap_or(all.len())
}

/// The year in which a date ends; of one that is open to the future, that in which it begins.
fn year_of(date: &Date) -> Option<i16> {
    date.latest().or(date.earliest())?.parts().year
}
