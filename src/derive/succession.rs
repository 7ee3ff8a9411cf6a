//! What areas became: the other side of `predecessors`.

use crate::model::Portal;
use std::collections::BTreeSet;

/// The successors of each area, and what it was made of, as positions among the areas.
#[derive(Debug, Default)]
pub struct Succession {
    successors: Vec<Vec<usize>>,
    predecessors: Vec<Vec<usize>>,
}

impl Succession {
    pub(super) fn of(portal: &Portal) -> Self {
        let areas = &portal.records.areas;
        let mut successors = vec![Vec::new(); areas.len()];
        let mut predecessors = vec![Vec::new(); areas.len()];
        for (successor, area) in areas.iter().enumerate() {
            for predecessor in area.body.predecessors.iter().flatten() {
                if let Some(index) = predecessor.index() {
                    successors[index.position()].push(successor);
                    predecessors[successor].push(index.position());
                }
            }
        }
        Self { successors, predecessors }
    }

    /// The areas that this one became part of, in order of their ids.
    pub fn successors(&self, area: usize) -> &[usize] {
        self.successors.get(area).map_or(&[], Vec::as_slice)
    }

    /// The areas that this one was made of, as it names them.
    pub fn predecessors(&self, area: usize) -> &[usize] {
        self.predecessors.get(area).map_or(&[], Vec::as_slice)
    }

    /// All areas that this one became or was made of, through any number of steps, in order of
    /// their ids: figures of theirs are of another territory.
    pub fn related(&self, area: u32) -> Vec<u32> {
        let mut found = BTreeSet::new();
        for next in [Self::successors, Self::predecessors] {
            let mut seen = BTreeSet::from([area as usize]);
            let mut waiting = vec![area as usize];
            while let Some(at) = waiting.pop() {
                waiting.extend(next(self, at).iter().filter(|other| seen.insert(**other)));
            }
            found.append(&mut seen);
        }
        found.remove(&(area as usize));
        found.into_iter().filter_map(|at| u32::try_from(at).ok()).collect()
    }
}
