//! The way back along every reference: which records name this one.

use crate::model::{AnyRecord, Kind, Link, Portal, Presence, Value};
use std::collections::BTreeMap;

/// A record that refers to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Backlink {
    /// Its kind.
    pub kind: Kind,
    /// The field, at the top of the record, that the reference stands in.
    pub field: &'static str,
    /// Its position among the records of its kind.
    pub position: u32,
}

/// Who refers to each record, in order of kind, field and id.
#[derive(Debug, Default)]
pub struct Backlinks(BTreeMap<(Kind, u32), Vec<Backlink>>);

impl Backlinks {
    pub(super) fn of(portal: &Portal) -> Self {
        let mut backlinks = Self::default();
        for kind in Kind::ALL.iter().copied() {
            for (position, record) in (0u32..).zip(portal.records.of(kind)) {
                if record.parent().is_some() {
                    continue;
                }
                for (info, value) in record.values() {
                    let from = Backlink { kind, field: info.name, position };
                    backlinks.collect(portal, from, &value);
                }
            }
        }
        backlinks.collect_nested(portal);
        for links in backlinks.0.values_mut() {
            links.sort();
            links.dedup();
        }
        backlinks
    }

    /// A record that is written inside another is read there: what it refers to is told of
    /// the other, unless the other refers to it itself.
    fn collect_nested(&mut self, portal: &Portal) {
        let mut nested = Self::default();
        for achievement in &portal.records.achievements {
            let parent = achievement.parent.as_deref();
            let target = parent.and_then(|id| portal.records.position(Kind::Target, id));
            let Some(target) = target.and_then(|at| u32::try_from(at).ok()) else { continue };
            let from = Backlink { kind: Kind::Target, field: "achievements", position: target };
            let achievement: &dyn AnyRecord = achievement;
            for (_, value) in achievement.values() {
                nested.collect(portal, from, &value);
            }
        }
        for (to, mut links) in nested.0 {
            let known = self.0.entry(to).or_default();
            let own: std::collections::BTreeSet<u32> = known
                .iter()
                .filter(|link| link.kind == Kind::Target)
                .map(|link| link.position)
                .collect();
            links.retain(|link| !own.contains(&link.position));
            links.dedup();
            known.append(&mut links);
        }
    }

    /// Who refers to this record.
    pub fn to(&self, kind: Kind, position: u32) -> &[Backlink] {
        self.0.get(&(kind, position)).map_or(&[], Vec::as_slice)
    }

    /// Collects what a value refers to. What has no page of its own is not asked who refers to
    /// it: codes, which every figure names, and records inside another.
    fn collect(&mut self, portal: &Portal, from: Backlink, value: &Value<'_>) {
        match value {
            Value::Reference(Link { kind, index: Some(index), .. }) => {
                let has_page = kind.presence() != Presence::Codes
                    && portal
                        .records
                        .get(*kind, *index as usize)
                        .is_some_and(|record| record.parent().is_none());
                if has_page {
                    self.0.entry((*kind, *index)).or_default().push(from);
                }
            }
            Value::List(values) => {
                values.iter().for_each(|value| self.collect(portal, from, value));
            }
            Value::Group(group) => {
                for (_, value) in group.values() {
                    self.collect(portal, from, &value);
                }
            }
            _ => {}
        }
    }
}
