//! What follows from the records: who refers to whom, what areas became, and whether what was
//! promised was kept.
//!
//! Everything is computed from the portal alone, so that the same records on the same day give
//! the same answers.

mod backlinks;
mod interval;
mod judgement;
mod observations;
mod progress;
mod requirement;
mod sentence;
mod succession;

pub use backlinks::{Backlink, Backlinks};
pub use interval::{Answer, End, Interval};
pub use judgement::{Change, Considered, Judgement, Reason, Role, Status, Step};
pub use observations::Observations;
pub use progress::{Milestone, Pace, Point, Progress};
pub use requirement::{Relation, Requirement};
pub use sentence::{pace_text, sentence};
pub use succession::Succession;

use crate::model::Portal;

/// Everything that is derived.
#[derive(Debug, Default)]
pub struct Derived {
    /// Who refers to a record.
    pub backlinks: Backlinks,
    /// What areas became.
    pub succession: Succession,
    /// Which figures were observed of what, where.
    pub observations: Observations,
    /// How each target stands, in the order of the targets.
    pub judgements: Vec<Judgement>,
}

/// Derives everything from a portal.
pub fn derive(portal: &Portal) -> Derived {
    let succession = Succession::of(portal);
    let observations = Observations::of(portal);
    let judgements = judgement::judge_all(portal, &observations, &succession);
    Derived { backlinks: Backlinks::of(portal), succession, observations, judgements }
}
