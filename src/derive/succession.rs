//! What areas became: the other side of `predecessors`.

use crate::config::Day;
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

    /// What an area became part of by the day of judgement, step by step: the areas that came
    /// after it, then those that came after these where they ended in their turn. Each area
    /// once, so that a circle ends.
    pub fn heirs(&self, portal: &Portal, area: usize) -> Vec<Vec<usize>> {
        let has_begun = |at: &usize| begins(portal, *at).is_none_or(|day| day <= portal.as_of);
        let step = |now: &[usize]| {
            let over = now.iter().filter(|at| **at == area || has_ended(portal, **at));
            over.flat_map(|at| self.successors(*at)).copied().filter(has_begun).collect()
        };
        generations(area, step)
    }

    /// The areas that an area belongs to on the day of judgement, as far as is known.
    pub fn heirs_now(&self, portal: &Portal, area: usize) -> Vec<usize> {
        let heirs = self.heirs(portal, area);
        let all: BTreeSet<usize> = heirs.iter().flatten().copied().collect();
        let is_last = |at: &usize| {
            let mut next = self.successors(*at).iter();
            !has_ended(portal, *at) || !next.any(|next| all.contains(next))
        };
        heirs.into_iter().flatten().filter(is_last).collect()
    }

    /// What an area was made of, the nearest first: also what those were made of in their turn.
    /// Nothing before the area is there.
    pub fn forebears(&self, portal: &Portal, area: usize) -> Vec<usize> {
        if begins(portal, area).is_some_and(|day| day > portal.as_of) {
            return Vec::new();
        }
        let step =
            |now: &[usize]| now.iter().flat_map(|at| self.predecessors(*at)).copied().collect();
        generations(area, step).into_iter().flatten().collect()
    }

    /// Whether an area is there on the day of judgement: it has begun, as far as is known, and
    /// is not over.
    pub fn is_there(portal: &Portal, area: usize) -> bool {
        begins(portal, area).is_none_or(|day| day <= portal.as_of) && !has_ended(portal, area)
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

/// What is found from an area step by step, each area once and the area itself not.
fn generations(area: usize, step: impl Fn(&[usize]) -> Vec<usize>) -> Vec<Vec<usize>> {
    let mut seen = BTreeSet::from([area]);
    let mut found: Vec<Vec<usize>> = Vec::new();
    let mut now = vec![area];
    loop {
        now = step(&now).into_iter().filter(|at| seen.insert(*at)).collect();
        if now.is_empty() {
            return found;
        }
        found.push(now.clone());
    }
}

fn begins(portal: &Portal, area: usize) -> Option<Day> {
    portal.records.areas.get(area)?.body.valid.given()?.from?.earliest()
}

/// Whether an area was no more on the day of judgement.
fn has_ended(portal: &Portal, area: usize) -> bool {
    let area = portal.records.areas.get(area);
    let ended = area.and_then(|area| area.body.valid.given()?.to?.earliest());
    ended.is_some_and(|day| day <= portal.as_of)
}
