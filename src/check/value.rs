//! Every value of every record, visited once for all the rules that look at values.

use super::{RULES, Run, View};
use crate::diagnostic::{Diagnostics, Place};
use crate::model::{AnyRecord, Kind, Shape, Value};
use rayon::prelude::*;
use std::fmt;

/// A value, and where it stands.
#[derive(Clone, Copy, Debug)]
pub(super) struct Seen<'s> {
    /// The record.
    pub(super) record: &'s dyn AnyRecord,
    /// Its position among those of its kind.
    pub(super) position: u32,
    /// The way to the value inside the record.
    pub(super) way: &'s Way<'s>,
    /// The shape that is declared for it.
    pub(super) shape: Shape,
    /// The value.
    pub(super) value: &'s Value<'s>,
}

/// The way to a value: the steps to what it is in, and one more. It is put into words only
/// where something is wrong, which is rare.
#[derive(Debug)]
pub(super) struct Way<'w> {
    before: Option<&'w Way<'w>>,
    step: Step,
}

#[derive(Debug)]
enum Step {
    Key(&'static str),
    Item(usize),
}

impl Way<'_> {
    /// The field of the record in which the value is.
    pub(super) fn field(&self) -> &'static str {
        match (self.before, &self.step) {
            (Some(before), _) => before.field(),
            (None, Step::Key(name)) => name,
            (None, Step::Item(_)) => "",
        }
    }
}

/// Dotted, as in `sources.0.note`.
impl fmt::Display for Way<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(before) = self.before {
            write!(f, "{before}.")?;
        }
        match self.step {
            Step::Key(name) => f.write_str(name),
            Step::Item(index) => write!(f, "{index}"),
        }
    }
}

impl Seen<'_> {
    /// The place of the value.
    pub(super) fn place(&self) -> Place {
        self.record.origin().place(&self.way.to_string())
    }

    /// The place of something inside of it.
    pub(super) fn place_of(&self, name: &str) -> Place {
        self.record.origin().place(&format!("{}.{name}", self.way))
    }

    /// Whether the field that it is in could not be read whole, which has been told.
    pub(super) fn is_damaged(&self) -> bool {
        self.record.origin().is_damaged(self.way.field())
    }
}

/// Runs the rules about values over every record, in parallel; what is told comes in the
/// order of the records.
pub(super) fn check_values(view: View<'_>) -> Vec<Diagnostics> {
    /// Enough records for a thread to be worth it.
    const AT_ONCE: usize = 256;
    let mut all = Vec::new();
    for kind in Kind::ALL.iter().copied() {
        let records = &view.portal.records;
        let count = records.count(kind);
        let look = |from: usize| {
            let mut problems = Diagnostics::default();
            for at in from..count.min(from + AT_ONCE) {
                let position = u32::try_from(at).ok();
                let Some((position, record)) = position.zip(records.get(kind, at)) else { break };
                for (info, value) in record.values() {
                    let way = Way { before: None, step: Step::Key(info.name) };
                    let shape = info.shape;
                    let seen = Seen { record, position, way: &way, shape, value: &value };
                    visit(view, seen, &mut problems);
                }
            }
            problems
        };
        all.par_extend((0..count).into_par_iter().step_by(AT_ONCE).map(look));
    }
    all
}

/// Shows a value and what is inside of it to the rules.
fn visit(view: View<'_>, seen: Seen<'_>, problems: &mut Diagnostics) {
    match (seen.value, seen.shape) {
        (Value::Nothing | Value::Unknown(_), _) => {}
        (Value::Group(group), _) => {
            for (info, value) in group.values() {
                let way = Way { before: Some(seen.way), step: Step::Key(info.name) };
                visit(view, Seen { way: &way, shape: info.shape, value: &value, ..seen }, problems);
            }
        }
        (Value::List(values), shape) => {
            let shape = if let Shape::List(inner) = shape { *inner } else { shape };
            for (index, value) in values.iter().enumerate() {
                let way = Way { before: Some(seen.way), step: Step::Item(index) };
                visit(view, Seen { way: &way, shape, value: &value, ..seen }, problems);
            }
        }
        _ => {
            for rule in RULES {
                if let Run::Value(run) = rule.run {
                    run(view, seen, problems);
                }
            }
        }
    }
}
