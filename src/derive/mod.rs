//! What follows from the records: who refers to whom, and what areas became.
//!
//! Statuses, progress and the ledger of commitments will live here. Everything is computed
//! from the portal alone, so that the same records on the same day give the same answers.

mod backlinks;
mod interval;
pub mod open_sdg;
mod succession;

pub use backlinks::{Backlink, Backlinks};
pub use interval::{Answer, End, Interval};
pub use succession::Succession;

use crate::model::Portal;

/// Everything that is derived.
#[derive(Debug, Default)]
pub struct Derived {
    /// Who refers to a record.
    pub backlinks: Backlinks,
    /// What areas became.
    pub succession: Succession,
}

/// Derives everything from a portal.
pub fn derive(portal: &Portal) -> Derived {
    Derived { backlinks: Backlinks::of(portal), succession: Succession::of(portal) }
}
