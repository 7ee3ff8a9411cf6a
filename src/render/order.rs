//! The order in which lists show records: by their names, as the page's language sorts them.

use crate::model::{Kind, Portal};
use crate::text::{Collation, Lang};
use std::sync::OnceLock;

/// The place of each record among those of its kind, for each language; computed when a list
/// first asks for it.
#[derive(Debug)]
pub(super) struct Orders {
    collations: Vec<Collation>,
    ranks: Vec<Vec<OnceLock<Order>>>,
}

/// The order of the records of a kind in a language.
#[derive(Debug)]
struct Order {
    /// The place of each record.
    ranks: Vec<u32>,
    /// The records in their order, without those that are read inside another.
    listed: Vec<u32>,
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
    /// same name, in the order of their ids.
    pub(super) fn sort(&self, portal: &Portal, kind: Kind, lang: Lang, positions: &mut [u32]) {
        let order = self.of(portal, kind, lang);
        positions.sort_by_key(|position| order.ranks.get(*position as usize).copied());
    }

    /// The records of a kind in the order of their names, without those that are read inside
    /// another.
    pub(super) fn listed(&self, portal: &Portal, kind: Kind, lang: Lang) -> &[u32] {
        &self.of(portal, kind, lang).listed
    }

    fn of(&self, portal: &Portal, kind: Kind, lang: Lang) -> &Order {
        self.ranks[lang.index()][kind as usize].get_or_init(|| self.compute(portal, kind, lang))
    }

    fn compute(&self, portal: &Portal, kind: Kind, lang: Lang) -> Order {
        let records = portal.records.of(kind);
        let names: Vec<&str> = records.iter().map(|record| portal.label(*record, lang).1).collect();
        let mut order: Vec<usize> = (0..names.len()).collect();
        let collation = &self.collations[lang.index()];
        order.sort_by(|a, b| collation.compare(names[*a], names[*b]).then(a.cmp(b)));
        let mut ranks = vec![0; names.len()];
        let mut listed = Vec::new();
        for (rank, at) in (0u32..).zip(order) {
            ranks[at] = rank;
            if records[at].parent().is_none() {
                listed.push(u32::try_from(at).unwrap_or(u32::MAX));
            }
        }
        Order { ranks, listed }
    }
}
