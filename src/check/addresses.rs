//! Rules about addresses.

use super::View;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Place};
use crate::model::{Id, Kind, Portal, Presence};
use crate::site::{Content, Entry, Subject};
use std::collections::BTreeSet;

/// No two pages have the same address: the second would silently replace the first.
///
/// Records with the same id are told as such where they are linked.
pub(super) fn unique(view: View<'_>, problems: &mut Diagnostics) {
    for pair in view.plan.entries.windows(2) {
        let [first, second] = pair else { continue };
        if first.path == second.path && !have_the_same_id(first, second, view.portal) {
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

fn have_the_same_id(first: &Entry, second: &Entry, portal: &Portal) -> bool {
    let record = |entry: &Entry| match &entry.content {
        Content::Page(page) => match page.subject {
            Subject::Record(kind, position) => portal
                .records
                .get(kind, position as usize)
                .map(|record| (kind, record.id().to_owned())),
            _ => None,
        },
        _ => None,
    };
    record(first).is_some_and(|one| Some(one) == record(second))
}

fn place_of(entry: &Entry, portal: &Portal) -> Place {
    let Content::Page(page) = &entry.content else { return Place::Nowhere };
    let version = |position: u32| {
        let content = portal.pages.get(position as usize)?;
        content.closest(page.lang?, &portal.site).map(|(_, version)| version)
    };
    let place = match page.subject {
        Subject::Record(kind, position) => {
            let record = portal.records.get(kind, position as usize);
            record.map(|record| record.origin().place("id"))
        }
        Subject::Content(position) => version(position).map(|version| Place::File(version.file)),
        Subject::Moved(position, alias) => {
            version(position).map(|version| version.place(&format!("aliases.{alias}")))
        }
        _ => None,
    };
    place.unwrap_or(Place::Nowhere)
}
