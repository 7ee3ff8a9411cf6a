//! What follows from the records: who refers to whom, what areas became, and whether what was
//! promised was kept.
//!
//! Everything is computed from the portal alone, so that the same records on the same day give
//! the same answers.

mod backlinks;
mod changes;
mod collected;
mod conflicts;
mod coverage;
mod crosswalk;
mod interval;
mod judgement;
mod ladder;
mod ledger;
mod observations;
pub mod open_sdg;
mod progress;
mod ranking;
mod requirement;
mod rollup;
mod second_opinion;
mod sentence;
mod succession;
mod whole;

pub use backlinks::{Backlink, Backlinks};
pub use collected::Collected;
pub use conflicts::{Disagreement, Grounds};
pub use coverage::{Coverage, Coverages, Translated, days_overdue};
pub use crosswalk::{Crossing, Position, crosswalk};
pub use interval::{Answer, End, Interval};
pub use judgement::{Change, Considered, Judgement, Reason, Role, Status, Step};
pub use ledger::{Ledger, OpenData, Standing, last_checked};
pub use observations::{Observations, day_of_period};
pub use progress::{Milestone, Pace, Point, Progress};
pub use ranking::refusals;
pub use requirement::{Relation, Requirement};
pub use rollup::{Counts, Rollups};
pub use second_opinion::{NoOpinion, second_opinion};
pub use sentence::{period_of, sentence};
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
    /// How many targets stand how.
    pub rollups: Rollups,
    /// What was collected about each area.
    pub collected: Collected,
    /// How much is known at all.
    pub coverage: Coverages,
    /// What evidence there is for each commitment.
    pub ledger: Ledger,
    /// Figures that cannot all be true.
    pub disagreements: Vec<Disagreement>,
}

/// Derives everything from a portal: what does not need the other, at the same time.
pub fn derive(portal: &Portal) -> Derived {
    let (backlinks, (succession, observations, judgements)) = rayon::join(
        || Backlinks::of(portal),
        || {
            let succession = Succession::of(portal);
            let observations = Observations::of(portal);
            let judgements = ladder::judge_all(portal, &observations, &succession);
            (succession, observations, judgements)
        },
    );
    let (coverage, disagreements) = rayon::join(
        || Coverages::of(portal, &observations, &judgements),
        || conflicts::find(portal, &observations),
    );
    Derived {
        rollups: Rollups::of(portal, &judgements),
        ledger: Ledger::of(portal, &succession),
        collected: Collected::of(portal, &succession),
        backlinks,
        coverage,
        disagreements,
        succession,
        observations,
        judgements,
    }
}
