//! Rules about addresses.

use super::View;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Place};
use crate::model::{AnyRecord, Id, Kind, Portal, Presence};
use crate::site::{Content, Entry, Page, Subject, Table};
use std::collections::BTreeSet;

/// No two pages have the same address: the second would silently replace the first.
///
/// Records with the same id, and those that are called as a kind is, are told as such where
/// they are linked.
pub(super) fn unique(view: View<'_>, problems: &mut Diagnostics) {
    for pair in view.plan.entries.windows(2) {
        let [first, second] = pair else { continue };
        if first.path == second.path && !is_told(first, second, view.portal) {
            // Of two entries, the one that an editor can mend: not a section's.
            let places = [second, first].map(|entry| place_of(entry, view.portal));
            let known = places.iter().find(|place| **place != Place::Nowhere);
            let place = known.cloned().unwrap_or(Place::Nowhere);
            problems.push(Diagnostic::new(Code::SameAddress, place).with("path", &*second.path));
        }
    }
}

/// No record is called as a section is: the section's address would be the record's.
pub(super) fn reserved(view: View<'_>, problems: &mut Diagnostics) {
    let slugs: BTreeSet<&str> = view.plan.routes.slugs().map(|(_, _, slug)| slug).collect();
    for kind in Kind::ALL.iter().copied().filter(|kind| kind.presence() != Presence::Codes) {
        for record in view.portal.records.of(kind) {
            // Names of kinds are reserved wherever records are linked.
            if slugs.contains(record.id()) && !Id::is_reserved(record.id()) {
                let problem = Diagnostic::new(Code::ReservedId, record.origin().place("id"));
                problems.push(problem.with("written", record.id()));
            }
        }
    }
}

/// Whether the address is the same for a reason that is told elsewhere.
fn is_told(first: &Entry, second: &Entry, portal: &Portal) -> bool {
    let name = |entry| record_of(entry, portal).map(|(kind, record)| (kind, record.id()));
    let names = [name(first), name(second)];
    let is_reserved = names.iter().flatten().any(|(_, id)| Id::is_reserved(id));
    is_reserved || names[0].is_some() && names[0] == names[1]
}

/// The record whose page or table an entry is.
fn record_of<'p>(entry: &Entry, portal: &'p Portal) -> Option<(Kind, &'p dyn AnyRecord)> {
    let (kind, position) = match entry.content {
        Content::Page(Page { subject: Subject::Record(kind, position), .. }) => (kind, position),
        Content::Table(Table::Own(position), _) => (Kind::Dataset, position),
        _ => return None,
    };
    Some((kind, portal.records.get(kind, position as usize)?))
}

fn place_of(entry: &Entry, portal: &Portal) -> Place {
    if let Some((_, record)) = record_of(entry, portal) {
        return record.origin().place("id");
    }
    let Content::Page(page) = &entry.content else { return Place::Nowhere };
    let version = |position: u32| {
        let content = portal.pages.get(position as usize)?;
        content.closest(page.lang?, &portal.site).map(|(_, version)| version)
    };
    let place = match page.subject {
        Subject::Content(position) => version(position).map(|version| Place::File(version.file)),
        Subject::Moved(position, alias) => {
            version(position).map(|version| version.place(&format!("aliases.{alias}")))
        }
        _ => None,
    };
    place.unwrap_or(Place::Nowhere)
}
