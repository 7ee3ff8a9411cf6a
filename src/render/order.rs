//! The order in which lists show records: by their names, as the page's language sorts them.

use crate::model::{Kind, Portal};
use crate::text::{Collation, Lang};
use std::sync::OnceLock;

/// The place of each record among those of its kind, for each language; computed when a list
/// first asks for it.
#[derive(Debug)]
pub(super) struct Orders {
    collations: Vec<Collation>,
    ranks: Vec<Vec<OnceLock<Vec<u32>>>>,
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
        let at = Kind::ALL.iter().position(|other| *other == kind);
        let ranks = self.ranks.get(lang.index()).zip(at).and_then(|(ranks, at)| ranks.get(at));
        let Some(ranks) = ranks else { return };
        let ranks = ranks.get_or_init(|| self.ranks_of(portal, kind, lang));
        positions.sort_by_key(|position| ranks.get(*position as usize).copied());
    }

    fn ranks_of(&self, portal: &Portal, kind: Kind, lang: Lang) -> Vec<u32> {
        let names: Vec<&str> =
            portal.records.of(kind).into_iter().map(|record| portal.label(record, lang).1).collect();
        let mut order: Vec<usize> = (0..names.len()).collect();
        let collation = &self.collations[lang.index()];
        order.sort_by(|a, b| collation.compare(names[*a], names[*b]).then(a.cmp(b)));
        let mut ranks = vec![0; names.len()];
        for (rank, position) in (0u32..).zip(order) {
            ranks[position] = rank;
        }
        ranks
    }
}
