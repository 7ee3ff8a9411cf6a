//! The order in which lists show records: by their names, as the page's language sorts them;
//! those that are read inside another by the time that they speak of.

use crate::config::Day;
use crate::model::{Kind, Portal, Value};
use crate::site::{Facet, FacetValue, Facets, Slice};
use crate::text::{Collation, Lang};
use std::sync::OnceLock;

/// The place of each record among those of its kind, for each language; computed when a list
/// first asks for it.
#[derive(Debug)]
pub(super) struct Orders {
    collations: Vec<Collation>,
    ranks: Vec<Vec<OnceLock<Order>>>,
}

/// The order of the records of a kind in a language. Records that are read inside another
/// have no place in it: they go by the name of the other, and there may be far more of them
/// than of all the rest.
#[derive(Debug)]
struct Order {
    /// The place of each record; behind all others for one that has none.
    ranks: Vec<u32>,
    /// The records in their order.
    listed: Vec<u32>,
    /// Those of each value of each facet, in the same order, once a page has asked.
    slices: OnceLock<Vec<Vec<Vec<u32>>>>,
}

impl Orders {
    pub(super) fn new(portal: &Portal) -> Self {
        let languages = &portal.site.languages;
        let unknown = || Kind::ALL.iter().map(|_| OnceLock::new()).collect();
        Self {
            collations: languages.codes().map(Collation::of).collect(),
            ranks: languages.all().map(|_| unknown()).collect(),
        }
    }

    /// Puts positions of records of a kind in the order of their names; of records with the
    /// same name, in the order of their ids. Records that are read inside another follow in
    /// the order of their periods, those without one last.
    pub(super) fn sort(&self, portal: &Portal, kind: Kind, lang: Lang, positions: &mut [u32]) {
        let order = self.of(portal, kind, lang);
        positions.sort_by_cached_key(|position| {
            let rank = order.rank(*position);
            let ends = (rank == Order::NONE).then(|| days_of(portal, kind, *position));
            (rank, ends.is_none_or(|(last, _)| last.is_none()), ends, *position)
        });
    }

    /// The records of a kind in the order of their names, without those that are read inside
    /// another.
    pub(super) fn listed(&self, portal: &Portal, kind: Kind, lang: Lang) -> &[u32] {
        &self.of(portal, kind, lang).listed
    }

    /// The records of a part of the list of a kind, in the same order.
    pub(super) fn slice(
        &self,
        portal: &Portal,
        facets: &Facets,
        slice: Slice,
        lang: Lang,
    ) -> &[u32] {
        let order = self.of(portal, slice.kind, lang);
        let slices = order.slices.get_or_init(|| {
            let sorted = |value: &FacetValue| {
                let mut positions = value.positions.clone();
                positions.sort_unstable_by_key(|at| order.rank(*at));
                positions
            };
            let of_facet = |facet: &Facet| facet.values.iter().map(sorted).collect();
            facets.of_kind(slice.kind).iter().map(of_facet).collect()
        });
        let of_facet = slices.get(slice.facet as usize);
        of_facet.and_then(|values| values.get(slice.value as usize)).map_or(&[], Vec::as_slice)
    }

    /// The place of a record among those of its kind; behind all others for one that is read
    /// inside another.
    pub(super) fn rank(&self, portal: &Portal, kind: Kind, lang: Lang, position: u32) -> u32 {
        self.of(portal, kind, lang).rank(position)
    }

    fn of(&self, portal: &Portal, kind: Kind, lang: Lang) -> &Order {
        self.ranks[lang.index()][kind as usize].get_or_init(|| self.compute(portal, kind, lang))
    }

    fn compute(&self, portal: &Portal, kind: Kind, lang: Lang) -> Order {
        let records = portal.records.of(kind);
        let outer = (0u32..).zip(records).filter(|(_, record)| record.parent().is_none());
        let names = outer.map(|(at, record)| (at, portal.label(record, lang).1));
        let mut named: Vec<(u32, &str)> = names.collect();
        let collation = &self.collations[lang.index()];
        named.sort_by(|a, b| collation.compare(a.1, b.1).then(a.0.cmp(&b.0)));
        let listed: Vec<u32> = named.into_iter().map(|(at, _)| at).collect();
        let mut ranks = vec![Order::NONE; portal.records.count(kind)];
        for (rank, at) in (0u32..).zip(&listed) {
            ranks[*at as usize] = rank;
        }
        Order { ranks, listed, slices: OnceLock::new() }
    }
}

impl Order {
    /// The rank of a record that has none.
    const NONE: u32 = u32::MAX;

    fn rank(&self, position: u32) -> u32 {
        self.ranks.get(position as usize).copied().unwrap_or(Self::NONE)
    }
}

/// The last and the first day that a record speaks of. The last comes first: a figure for a
/// whole term is known after those of its years.
fn days_of(portal: &Portal, kind: Kind, position: u32) -> (Option<Day>, Option<Day>) {
    let record = portal.records.get(kind, position as usize);
    match record.map(|record| record.value("period")) {
        Some(Value::Date(date)) => (date.latest().or(date.earliest()), date.earliest()),
        _ => (None, None),
    }
}
