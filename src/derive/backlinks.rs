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
                    named(portal, &value, &mut |to| backlinks.add(to, from));
                }
            }
        }
        backlinks.add_nested(portal);
        for links in backlinks.0.values_mut() {
            links.sort();
            links.dedup();
        }
        backlinks
    }

    /// A record that is written inside another is read there: what it refers to is told of
    /// the other, unless the other refers to it itself. Results of a target follow one another
    /// and name the same records again and again, which is seen before they are gathered.
    fn add_nested(&mut self, portal: &Portal) {
        let (mut known, mut parent) = (Vec::new(), "");
        let mut from = None;
        for achievement in &portal.records.achievements {
            let Some(id) = achievement.parent() else { continue };
            if id != parent {
                parent = id;
                known.clear();
                let position = portal.records.position(Kind::Target, id);
                from = position.and_then(|at| u32::try_from(at).ok());
                let target = position.and_then(|at| portal.records.get(Kind::Target, at));
                for (_, value) in target.into_iter().flat_map(<dyn AnyRecord>::values) {
                    named(portal, &value, &mut |to| known.push(to));
                }
            }
            let Some(position) = from else { continue };
            let from = Backlink { kind: Kind::Target, field: "achievements", position };
            let achievement: &dyn AnyRecord = achievement;
            for (_, value) in achievement.values() {
                named(portal, &value, &mut |to| {
                    if !known.contains(&to) {
                        known.push(to);
                        self.add(to, from);
                    }
                });
            }
        }
    }

    fn add(&mut self, to: (Kind, u32), from: Backlink) {
        self.0.entry(to).or_default().push(from);
    }

    /// Who refers to this record.
    pub fn to(&self, kind: Kind, position: u32) -> &[Backlink] {
        self.0.get(&(kind, position)).map_or(&[], Vec::as_slice)
    }
}

/// Calls `add` for what a value refers to, by kind and position. What has no page of its own is
/// not asked who refers to it: codes, which every figure names, and records inside another.
fn named(portal: &Portal, value: &Value<'_>, add: &mut impl FnMut((Kind, u32))) {
    match value {
        Value::Reference(Link { kind, index: Some(index), .. }) => {
            let has_page = kind.presence() != Presence::Codes
                && portal
                    .records
                    .get(*kind, *index as usize)
                    .is_some_and(|record| record.parent().is_none());
            if has_page {
                add((*kind, *index));
            }
        }
        Value::List(values) => values.iter().for_each(|value| named(portal, &value, add)),
        Value::Group(group) => {
            group.values().for_each(|(_, value)| named(portal, &value, add));
        }
        _ => {}
    }
}
