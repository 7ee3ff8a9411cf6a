//! Records that are written inside another: achievements under their target.

use super::link::Linker;
use super::{Achievement, Field, Record, Records, Ref, Shape, Value};
use crate::yaml::{Decode, Decoder, Need, Node};

/// The achievements of a target: first the records as they were read, then, once they have
/// taken their place among the others, references to them.
#[derive(Clone, Debug, Default)]
pub struct Nested {
    read: Vec<Record<Achievement>>,
    references: Box<[Ref<Achievement>]>,
}

/// One of them, so that a list of them can be read.
#[derive(Debug, Default)]
struct One(Option<Record<Achievement>>);

impl Decode for One {
    fn decode(node: Node<'_>, decoder: &mut Decoder<'_>) -> Option<Self> {
        let file = decoder.file();
        // Readers know it by the words of its target.
        let outer = std::mem::replace(&mut decoder.handed_down, &["statement"]);
        let record = Record::decode(node, file, decoder);
        decoder.handed_down = outer;
        record.map(|record| Self(Some(record)))
    }
}

impl Decode for Nested {
    const NEED: Need = Need::Optional;

    fn decode(node: Node<'_>, decoder: &mut Decoder<'_>) -> Option<Self> {
        let records = Vec::<One>::decode(node, decoder)?;
        let read = records.into_iter().filter_map(|one| one.0).collect();
        Some(Self { read, references: Box::default() })
    }
}

impl Field for Nested {
    const SHAPE: Shape = <Box<[Ref<Achievement>]> as Field>::SHAPE;

    fn view(&self) -> Value<'_> {
        self.references.view()
    }

    fn link(&mut self, linker: &mut Linker<'_>) {
        self.references.link(linker);
    }
}

/// Moves the nested achievements of a file to the others.
pub(super) fn lift(records: &mut Records) {
    // There may be far more of them than of anything else: room for all, and no more.
    let count = records.targets.iter().map(|target| target.body.achievements.read.len()).sum();
    records.achievements.reserve_exact(count);
    for target in &mut records.targets {
        let nested = std::mem::take(&mut target.body.achievements.read);
        target.body.achievements.references = nested.iter().map(|one| Ref::to(&one.id)).collect();
        for mut achievement in nested {
            achievement.parent = Some(Ref::to(&target.id));
            records.achievements.push(achievement);
        }
    }
}

/// Gives nested achievements what they do not say themselves, from their target. This comes
/// after linking: a reference of the target that leads nowhere is told there, once.
pub(super) fn inherit(records: &mut Records) {
    let Records { targets, achievements, .. } = records;
    for achievement in achievements {
        let parent = achievement.parent.as_ref().map(Ref::id);
        let target = parent.and_then(|id| targets.binary_search_by(|t| (*t.id.0).cmp(id)).ok());
        let Some(target) = target.and_then(|at| targets.get(at)) else { continue };
        let body = &mut achievement.body;
        body.area.get_or_insert_with(|| target.body.area.clone());
        if body.indicator.is_none() {
            body.indicator.clone_from(&target.body.indicator);
        }
        if body.levels.is_none() {
            body.levels.clone_from(&target.body.levels);
        }
    }
}
