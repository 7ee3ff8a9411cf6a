//! The way back along every reference: which records name this one.

use crate::model::{Kind, Link, Portal, Value};
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
                for info in kind.fields() {
                    let from = Backlink { kind, field: info.name, position };
                    backlinks.collect(from, &record.value(info.name));
                }
            }
        }
        for links in backlinks.0.values_mut() {
            links.sort();
            links.dedup();
        }
        backlinks
    }

    /// Who refers to this record.
    pub fn to(&self, kind: Kind, position: u32) -> &[Backlink] {
        self.0.get(&(kind, position)).map_or(&[], Vec::as_slice)
    }

    fn collect(&mut self, from: Backlink, value: &Value<'_>) {
        match value {
            Value::Reference(Link { kind, index: Some(index), .. }) => {
                self.0.entry((*kind, *index)).or_default().push(from);
            }
            Value::List(values) => values.iter().for_each(|value| self.collect(from, value)),
            Value::Group(group) => {
                for info in group.fields() {
                    self.collect(from, &group.value(info.name));
                }
            }
            _ => {}
        }
    }
}
