//! Rules about addresses.

use super::View;
use crate::chart::Home;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Hint, Place, Said};
use crate::model::{AnyRecord, Id, Kind, Portal, Presence};
use crate::site::{Content, Entry, Page, Subject, Table};
use std::collections::{BTreeMap, BTreeSet};

/// No two pages have the same address: the second would silently replace the first.
///
/// Records with the same id, and those that are called as a kind is, are told as such where
/// they are linked.
pub(super) fn unique(view: View<'_>, problems: &mut Diagnostics) {
    for pair in view.plan.entries.windows(2) {
        let [first, second] = pair else { continue };
        if first.path == second.path && !is_told(first, second, view.portal) {
            let place = place_to_mend([second, first], view.portal);
            let is_known = place != Place::Nowhere;
            let problem = Diagnostic::new(Code::SameAddress, place);
            let problem = problem.with("path", shown(&second.path));
            problems.push(if is_known { problem.hint(Hint::OtherPath) } else { problem });
        }
    }
}

/// Every path can be that of a file, here and on the systems that a portal is copied to.
/// What is told here would else be met when half of the portal is written, or not at all.
pub(super) fn writable(view: View<'_>, problems: &mut Diagnostics) {
    let (mut told, mut subjects) = (BTreeSet::new(), BTreeSet::new());
    for entry in &view.plan.entries {
        let Some((beginning, reason)) = unfit(&entry.path) else { continue };
        // Once for a folder, and once for a page, which is there in every language.
        let is_new =
            told.insert(beginning) && subject_of(entry).is_none_or(|one| subjects.insert(one));
        if is_new {
            let problem = Diagnostic::new(Code::FileName, place_of(entry, view.portal));
            let problem = problem.with("path", shown(&entry.path)).with("reason", reason);
            problems.push(problem.hint(Hint::OtherName));
        }
    }
}

/// No file stands where a folder has to be, and no two paths differ in upper and lower case
/// alone: many systems take those for one.
pub(super) fn apart(view: View<'_>, problems: &mut Diagnostics) {
    let mut lower: BTreeMap<String, &Entry> = BTreeMap::new();
    for entry in &view.plan.entries {
        lower.entry(entry.path.to_lowercase()).or_insert(entry);
    }
    let mut told = BTreeSet::new();
    for entry in &view.plan.entries {
        let path = entry.path.to_lowercase();
        let folders = path.match_indices('/').map(|(at, _)| &path[..at]);
        for name in folders.chain([&*path]) {
            let Some(other) = lower.get(name) else { continue };
            // Lower case may be longer: counted in parts, both are as long.
            let parts = name.split('/').count();
            let same: Vec<&str> = entry.path.split('/').take(parts).collect();
            let same = same.join("/");
            let is_file = name.len() == path.len();
            if is_file && same == *other.path || !told.insert(&other.path) {
                continue;
            }
            let place = place_to_mend([entry, other], view.portal);
            let problem = if same == *other.path {
                let problem = Diagnostic::new(Code::FileAndFolder, place);
                problem.with("path", shown(&same)).with("below", shown(&entry.path))
            } else {
                let problem = Diagnostic::new(Code::SameButForCase, place);
                problem.with("path", shown(&same)).with("other", shown(&other.path))
            };
            problems.push(problem.hint(Hint::OtherPath));
        }
    }
}

/// The most bytes of a name on most systems.
const LONGEST_NAME: usize = 255;

/// The most bytes of a path: macOS ends at 1024, which is to hold the directory that the
/// portal is published in too.
const LONGEST_PATH: usize = 800;

/// Why this cannot be the path of a file of the portal, with its beginning up to the name
/// that is to blame.
fn unfit(path: &str) -> Option<(&str, Said)> {
    if path.len() > LONGEST_PATH {
        return Some((path, Said::TOO_LONG_A_PATH));
    }
    // In a file's name, the replacement character stands for what is not UTF-8.
    let is_bad = |c: char| c.is_control() || c == '\\' || c == char::REPLACEMENT_CHARACTER;
    let mut start = 0;
    for name in path.split('/') {
        let reason = if start == 0 && name.to_ascii_lowercase().starts_with(".minhbach") {
            Said::A_NAME_OF_OURS
        } else if name.contains(is_bad) {
            Said::BAD_CHARACTERS
        } else if name.len() > LONGEST_NAME {
            Said::TOO_LONG_A_NAME
        } else if is_device(name) {
            Said::A_DEVICE
        } else {
            start += name.len() + 1;
            continue;
        };
        return Some((&path[..start + name.len()], reason));
    }
    None
}

/// Whether Windows takes a name for that of a device, whatever stands behind its first dot.
fn is_device(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default().trim_end().to_ascii_lowercase();
    let port = stem.strip_prefix("com").or_else(|| stem.strip_prefix("lpt"));
    let is_port = port.is_some_and(|number| matches!(number.as_bytes(), [b'1'..=b'9']));
    is_port || matches!(stem.as_str(), "con" | "prn" | "aux" | "nul")
}

/// A path as a message has it: nobody reads a thousand letters.
fn shown(path: &str) -> String {
    const MOST: usize = 120;
    match path.char_indices().nth(MOST) {
        Some((end, _)) => format!("{}…", &path[..end]),
        None => path.to_owned(),
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

/// The subject that an entry belongs to: that of a page, and of a chart the record with which
/// it stands.
fn subject_of(entry: &Entry) -> Option<Subject> {
    let home = match &entry.content {
        Content::Page(Page { subject: Subject::Embed(chart), .. }) => chart.home(),
        Content::Chart(chart, ..) => chart.home(),
        Content::Card(home, _) => *home,
        Content::Page(page) => return Some(page.subject),
        _ => return None,
    };
    match home {
        Home::Record(kind, position) => Some(Subject::Record(kind, position)),
        Home::Portal => Some(Subject::Home),
    }
}

/// The record whose page or table an entry is, or whose chart.
fn record_of<'p>(entry: &Entry, portal: &'p Portal) -> Option<(Kind, &'p dyn AnyRecord)> {
    let (kind, position) = match (subject_of(entry), &entry.content) {
        (Some(Subject::Record(kind, position)), _) => (kind, position),
        (_, Content::Table(Table::Own(position), _)) => (Kind::Dataset, *position),
        _ => return None,
    };
    Some((kind, portal.records.get(kind, position as usize)?))
}

/// Of two entries that are in each other's way, the place of the one that is the easier to
/// change: an old path, then a file of the site, then a page, then a record.
fn place_to_mend(mut entries: [&Entry; 2], portal: &Portal) -> Place {
    entries.sort_by_key(|entry| match &entry.content {
        Content::Page(page) => match page.subject {
            Subject::Moved(..) => 0,
            Subject::Content(_) => 2,
            _ => 3,
        },
        Content::Static(_) => 1,
        _ => 4,
    });
    let mut places = entries.into_iter().map(|entry| place_of(entry, portal));
    places.find(|place| *place != Place::Nowhere).unwrap_or(Place::Nowhere)
}

fn place_of(entry: &Entry, portal: &Portal) -> Place {
    if let Some((_, record)) = record_of(entry, portal) {
        return record.origin().place("id");
    }
    let page = match &entry.content {
        Content::Page(page) => page,
        Content::Static(file) => return Place::File(*file),
        _ => return Place::Nowhere,
    };
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
