//! Rules about addresses.

use super::View;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Place};
use crate::model::Portal;
use crate::site::{Content, Entry, Subject};

/// No two pages have the same address: the second would silently replace the first.
///
/// Records with the same id are told as such where they are linked.
pub(super) fn unique(view: View<'_>, problems: &mut Diagnostics) {
    for pair in view.plan.entries.windows(2) {
        let [first, second] = pair else { continue };
        if first.path == second.path && !have_the_same_id(first, second, view.portal) {
            let place = place_of(second, view.portal);
            problems.push(Diagnostic::new(Code::SameAddress, place).with("path", &*second.path));
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
    let record = match &entry.content {
        Content::Page(page) => match page.subject {
            Subject::Record(kind, position) => portal.records.get(kind, position as usize),
            _ => None,
        },
        _ => None,
    };
    record.map_or(Place::Nowhere, |record| record.origin().place("id"))
}
