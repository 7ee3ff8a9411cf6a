//! How many targets stand how: by area, document, level and topic. Counts and nothing else:
//! no average, no score, no order of merit.

use super::judgement::{Judgement, Status};
use crate::model::{Portal, Ref};

/// How many targets have each status.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts([u32; Status::ALL.len()]);

impl Counts {
    fn add(&mut self, status: Status) {
        // A status stands in the list of all at its own position, which a test holds.
        if let Some(count) = self.0.get_mut(status as usize) {
            *count += 1;
        }
    }

    /// How many have this status.
    pub fn of(&self, status: Status) -> u32 {
        self.0.get(status as usize).copied().unwrap_or_default()
    }

    /// How many there are.
    pub fn total(&self) -> u32 {
        self.0.iter().sum()
    }

    /// Every status that some have, with how many.
    pub fn told(&self) -> impl Iterator<Item = (Status, u32)> {
        let all = Status::ALL.iter().map(|status| (*status, self.of(*status)));
        all.filter(|(_, count)| *count > 0)
    }

    /// The same with how many are met and missed even where none is: it is what a reader asks
    /// first.
    pub fn answered_and_told(&self) -> impl Iterator<Item = (Status, u32)> {
        let all = Status::ALL.iter().map(|status| (*status, self.of(*status)));
        let answers = |status| matches!(status, Status::Met | Status::Missed);
        all.filter(move |(status, count)| *count > 0 || answers(*status))
    }
}

/// The counts of a portal. A target that speaks of several levels or topics counts in each.
#[derive(Debug, Default)]
pub struct Rollups {
    /// Of all targets.
    pub all: Counts,
    /// By area, in the order of the areas.
    pub areas: Vec<Counts>,
    /// By document, in the order of the documents.
    pub resolutions: Vec<Counts>,
    /// By level of administration, in the order of the levels.
    pub levels: Vec<Counts>,
    /// By topic, in the order of the topics.
    pub topics: Vec<Counts>,
}

impl Rollups {
    pub(super) fn of(portal: &Portal, judgements: &[Judgement]) -> Self {
        let records = &portal.records;
        let none = |count: usize| vec![Counts::default(); count];
        let mut rollups = Self {
            all: Counts::default(),
            areas: none(records.areas.len()),
            resolutions: none(records.resolutions.len()),
            levels: none(records.levels.len()),
            topics: none(records.topics.len()),
        };
        let count = |counts: &mut Vec<Counts>, at: usize, status| {
            if let Some(counts) = counts.get_mut(at) {
                counts.add(status);
            }
        };
        for (target, judgement) in records.targets.iter().zip(judgements) {
            let (body, status) = (&target.body, judgement.status);
            rollups.all.add(status);
            if let Some(area) = body.area.index() {
                count(&mut rollups.areas, area.position(), status);
            }
            if let Some(resolution) = body.resolution.as_ref().and_then(Ref::index) {
                count(&mut rollups.resolutions, resolution.position(), status);
            }
            // One that is named twice is one.
            for level in Ref::positions(body.levels.as_deref().into_iter().flatten()) {
                count(&mut rollups.levels, level, status);
            }
            for topic in Ref::positions(&target.topics) {
                count(&mut rollups.topics, topic, status);
            }
        }
        rollups
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_status_is_counted_by_itself() {
        let mut counts = Counts::default();
        for status in Status::ALL.iter().copied() {
            counts.add(status);
            assert_eq!(counts.of(status), 1, "{}", status.code());
        }
        assert_eq!(counts.total() as usize, Status::ALL.len());
    }
}
