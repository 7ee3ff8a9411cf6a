//! What changed on which day: the records that were written, changed or taken away.
//!
//! Records are compared, and not lines: one that moved to another file, was put in order or
//! was given a comment says what it said, and has not changed.

use super::day_of;
use super::git::{Git, Written};
use crate::config::{Day, Paths};
use crate::diagnostic::{Diagnostics, FileId};
use crate::model::Kind;
use crate::yaml::{Budget, Content, Node, parse};
use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::path::Path;

/// A day on which records changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DayOfChanges {
    /// The day, in UTC.
    pub day: Day,
    /// What changed between its beginning and its end, by kind and then by what became of them.
    pub changes: Vec<Change>,
}

/// Records of a kind of which the same became.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Their kind.
    pub kind: Kind,
    /// What became of them.
    pub fate: Fate,
    /// Their ids, in order.
    pub ids: Vec<Box<str>>,
}

/// What became of a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fate {
    /// It was written.
    Added,
    /// It says something else.
    Revised,
    /// It was taken away.
    Removed,
}

impl Fate {
    /// The key of its sentence in the words of a language.
    pub fn key(self) -> &'static str {
        match self {
            Self::Added => "change.added",
            Self::Revised => "change.revised",
            Self::Removed => "change.removed",
        }
    }
}

/// The newest days on which records changed, the last one first: none outside of a repository
/// and without git. A day whose beginning git does not know, as in a shallow clone, is left
/// out, with all before it.
pub fn newest_changes(root: &Path, paths: &Paths, budget: &Budget) -> Vec<DayOfChanges> {
    /// As many as a page shows at a glance.
    const DAYS: usize = 3;
    /// So many are asked for: a day may have brought nothing but comments.
    const ASKED: usize = 20;
    let git = Git { root, data: &paths.data };
    let commits = git.newest_commits();
    let days = commits.chunk_by(|a, b| day_of(a.seconds) == day_of(b.seconds)).take(ASKED);
    let known = days.map_while(|of_day| {
        let (last, first) = (of_day.first()?, of_day.last()?);
        let day = day_of(last.seconds)?;
        let before = git.before(first)?;
        let written = git.written(&before, &last.name, budget.bytes)?;
        Some(DayOfChanges { day, changes: changes(&written, &paths.data, budget) })
    });
    known.filter(|day| !day.changes.is_empty()).take(DAYS).collect()
}

/// What the records said, by kind and id: a number that another text has by chance only.
type Said = BTreeMap<(Kind, Box<str>), u64>;

fn changes(written: &[Written], data: &str, budget: &Budget) -> Vec<Change> {
    let (mut before, mut after) = (Said::new(), Said::new());
    for file in written {
        let Some((kind, folder)) = kind_of(&file.path, data) else { continue };
        for (text, said) in [(&file.before, &mut before), (&file.after, &mut after)] {
            read(text, kind, folder, budget, said);
        }
    }
    let mut fates: BTreeMap<(Kind, Fate), Vec<Box<str>>> = BTreeMap::new();
    let mut add = |(kind, id): &(Kind, Box<str>), fate| {
        fates.entry((*kind, fate)).or_default().push(id.clone());
    };
    for (record, said) in &after {
        match before.get(record) {
            None => add(record, Fate::Added),
            Some(old) if old != said => add(record, Fate::Revised),
            Some(_) => {}
        }
    }
    before.keys().filter(|record| !after.contains_key(*record)).for_each(|record| {
        add(record, Fate::Removed);
    });
    let change = |((kind, fate), ids)| Change { kind, fate, ids };
    fates.into_iter().map(change).collect()
}

/// The kind of the records of a file, and the folder that names the record, where a folder
/// does.
fn kind_of<'p>(path: &'p str, data: &str) -> Option<(Kind, Option<&'p str>)> {
    let below = path.strip_prefix(data)?.strip_prefix('/')?.strip_suffix(".yaml")?;
    let of_group = |kind: &Kind| {
        let below = below.strip_prefix(kind.group())?;
        let is_file = below.is_empty() && kind.group().starts_with("codes/");
        (is_file || below.starts_with('/')).then_some((*kind, below))
    };
    let (kind, below) = Kind::ALL.iter().find_map(of_group)?;
    let folder = below.trim_start_matches('/').split_once('/').map(|(folder, _)| folder);
    Some((kind, folder.filter(|_| kind == Kind::Dataset)))
}

/// Takes up what the records of a file say. What cannot be read is passed over: it never was
/// on the portal.
fn read(text: &str, kind: Kind, folder: Option<&str>, budget: &Budget, said: &mut Said) {
    let mut problems = Diagnostics::default();
    let parsed = parse(text, FileId(0), budget, &mut problems);
    let Some(root) = parsed.tree.root() else { return };
    let mut reader = Reader { left: budget.values, depth: budget.depth, said };
    match root.content() {
        Content::Sequence(items) => items.iter().for_each(|item| reader.take(item, kind, None)),
        _ => reader.take(root, kind, folder),
    }
}

/// Who reads a file.
struct Reader<'s> {
    /// How many values may still be looked at: aliases of aliases lead to more than there are.
    left: usize,
    /// How deep a value may lie: aliases of aliases lead deeper than the file is.
    depth: usize,
    said: &'s mut Said,
}

impl Reader<'_> {
    /// Takes up what a record says, and apart from it what the results inside it do.
    fn take(&mut self, node: Node<'_>, kind: Kind, folder: Option<&str>) {
        let Content::Mapping(items) = node.content() else { return };
        let (mut id, mut hasher) = (folder, DefaultHasher::new());
        for (key, value) in items.pairs() {
            match (key.content(), value.content()) {
                (Content::Scalar("achievements", _), Content::Sequence(results))
                    if kind == Kind::Target =>
                {
                    results.iter().for_each(|one| self.take(one, Kind::Achievement, None));
                }
                (Content::Scalar("id", _), Content::Scalar(own, _)) => id = Some(own),
                _ => {
                    self.hash(key, self.depth, &mut hasher);
                    self.hash(value, self.depth, &mut hasher);
                }
            }
        }
        if let Some(id) = id {
            self.said.insert((kind, id.into()), hasher.finish());
        }
    }

    /// What a value says, whatever it looks like.
    fn hash(&mut self, node: Node<'_>, depth: usize, hasher: &mut DefaultHasher) {
        let (Some(left), Some(depth)) = (self.left.checked_sub(1), depth.checked_sub(1)) else {
            return;
        };
        self.left = left;
        match node.content() {
            Content::Scalar(text, _) => text.hash(hasher),
            Content::Sequence(items) => {
                (1, items.count()).hash(hasher);
                items.iter().for_each(|item| self.hash(item, depth, hasher));
            }
            Content::Mapping(items) => {
                (2, items.count()).hash(hasher);
                for (key, value) in items.pairs() {
                    self.hash(key, depth, hasher);
                    self.hash(value, depth, hasher);
                }
            }
        }
    }
}
