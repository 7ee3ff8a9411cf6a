//! Ties references to the records they name, and tells those that lead nowhere.

use super::record::Origin;
use super::{Id, Kind, Records};
use crate::diagnostic::{
    Code, Diagnostic, Diagnostics, FieldPath, FileId, Hint, Part, Place, Said, Step,
};
use crate::text::slug;
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

/// The ids of records that could not be read at all.
#[derive(Debug, Default)]
pub struct Failed {
    ids: BTreeSet<(Kind, String)>,
    kinds: BTreeSet<Kind>,
}

impl Failed {
    /// Remembers an id.
    pub fn add(&mut self, kind: Kind, id: String) {
        self.ids.insert((kind, id));
    }

    /// Remembers that records of this kind could not be read and not even named.
    pub fn add_all(&mut self, kind: Kind) {
        self.kinds.insert(kind);
    }

    /// Whether this may be the id of a record that could not be read.
    pub fn has(&self, kind: Kind, id: &str) -> bool {
        self.kinds.contains(&kind) || self.ids.contains(&(kind, id.to_owned()))
    }
}

/// Puts the records in order, tells ids that are used twice, and ties every reference.
pub fn link(records: &mut Records, failed: &Failed, problems: &mut Diagnostics) {
    records.sort();
    let mut ids = BTreeMap::new();
    for kind in Kind::ALL {
        ids.insert(*kind, positions(*kind, records, problems));
    }
    let mut unknown = Vec::new();
    for kind in Kind::ALL {
        let mut linked = records.of_mut(*kind);
        let chunks = linked.par_chunks_mut(AT_ONCE).map(|records| {
            let mut linker = Linker::new(&ids, failed);
            for record in records {
                linker.record = (record.origin().file, record.origin().node);
                record.link(&mut linker);
            }
            linker.unknown
        });
        unknown.par_extend(chunks.flatten_iter());
    }
    tell(unknown, &ids, problems);
    super::nested::inherit(records);
}

/// Tells the references that lead nowhere, in the order of the records.
fn tell(unknown: Vec<Unknown>, ids: &Ids, problems: &mut Diagnostics) {
    // Looking for a near name among ten thousands takes its time, and whoever has more mistakes
    // than this needs no more names.
    const SUGGESTIONS: usize = 100;
    for (count, Unknown { kind, id, place }) in unknown.into_iter().enumerate() {
        let problem = Diagnostic::new(Code::UnknownReference, place);
        let problem = problem.with("id", &*id).with("kind", kind.group());
        problems.push(match ids.get(&kind).filter(|_| count < SUGGESTIONS) {
            // The order of a hash map must not show.
            Some(known) => {
                let known: BTreeSet<&str> = known.keys().map(AsRef::as_ref).collect();
                problem.suggest(&id, known)
            }
            None => problem,
        });
    }
}

/// The position of each record by its id.
type Ids = BTreeMap<Kind, HashMap<Arc<str>, u32>>;

/// Enough records for a thread to be worth it.
const AT_ONCE: usize = 1024;

/// The position of each id. Where two records have the same id the first keeps it.
fn positions(kind: Kind, records: &Records, problems: &mut Diagnostics) -> HashMap<Arc<str>, u32> {
    let mut positions = HashMap::with_capacity(records.count(kind));
    for (position, record) in (0u32..).zip(records.of(kind)) {
        let id = record.id();
        if id.is_empty() {
            continue;
        }
        problems_of_id(kind, id, record.origin()).into_iter().for_each(|p| problems.push(p));
        match positions.get(id).and_then(|first: &u32| records.get(kind, *first as usize)) {
            Some(first) => {
                let place = record.origin().place("id");
                let problem = Diagnostic::new(Code::DuplicateId, place).with("id", id);
                problems.push(problem.related(first.origin().place("id"), Said::FIRST_HERE));
            }
            None => {
                positions.insert(record.shared_id().clone(), position);
            }
        }
    }
    positions
}

/// What is wrong with the form of an id.
fn problems_of_id(kind: Kind, id: &str, origin: &Origin) -> Option<Diagnostic> {
    let place = origin.place("id");
    if !Id::is_id(id, kind) || id.len() > Id::LONGEST {
        let near = slug(id);
        let example = if Id::is_id(&near, kind) { near } else { format!("{}-1", kind.name()) };
        let problem = Diagnostic::new(Code::NotAnId, place).with("written", id);
        return Some(problem.with("suggestion", example).hint(Hint::IdForm));
    }
    let problem = || Diagnostic::new(Code::ReservedId, place).with("written", id);
    let problem = || match kind {
        Kind::Dataset => problem().hint(Hint::RenameFolder),
        _ => problem(),
    };
    Id::is_reserved(id).then(problem)
}

/// One step of the way to the field that is being linked.
#[derive(Clone, Copy, Debug)]
enum Way {
    Key(&'static str),
    Item(usize),
}

/// Ties the references of one record, and knows which field it is in.
#[derive(Debug)]
pub struct Linker<'l> {
    ids: &'l Ids,
    failed: &'l Failed,
    /// The file and the node of the record.
    record: (FileId, u32),
    path: Vec<Way>,
    unknown: Vec<Unknown>,
}

/// A reference that leads nowhere. It is told when all are known.
#[derive(Debug)]
struct Unknown {
    kind: Kind,
    id: Box<str>,
    place: Place,
}

impl<'l> Linker<'l> {
    fn new(ids: &'l Ids, failed: &'l Failed) -> Self {
        Self { ids, failed, record: (FileId(0), 0), path: Vec::new(), unknown: Vec::new() }
    }

    /// Goes into the value of a key.
    pub fn enter_key(&mut self, key: &'static str) {
        self.path.push(Way::Key(key));
    }

    /// Goes into an item of a list.
    pub fn enter_item(&mut self, item: usize) {
        self.path.push(Way::Item(item));
    }

    /// Looks at what stands beside the value that is being linked.
    pub fn beside(&mut self, key: &'static str, look: impl FnOnce(&mut Self)) {
        let here = self.path.pop();
        self.enter_key(key);
        look(self);
        self.leave();
        self.path.extend(here);
    }

    /// Comes back from the value that was entered last.
    pub fn leave(&mut self) {
        self.path.pop();
    }

    /// The record with this id, as its own id and its position, or a problem at the field.
    pub fn resolve(&mut self, kind: Kind, id: &str) -> Option<(Arc<str>, u32)> {
        let known = self.ids.get(&kind)?;
        if let Some((id, position)) = known.get_key_value(id) {
            return Some((id.clone(), *position));
        }
        if !self.failed.has(kind, id) {
            let place = self.place();
            self.unknown.push(Unknown { kind, id: id.into(), place });
        }
        None
    }

    #[cold]
    fn place(&self) -> Place {
        let steps = self.path.iter().map(|way| match way {
            Way::Key(key) => Step::Key((*key).into()),
            Way::Item(item) => Step::Item(*item),
        });
        Place::Field {
            file: self.record.0,
            node: self.record.1,
            path: FieldPath(steps.collect()),
            part: Part::Value,
        }
    }
}
