//! Bytes reach the disk: staged, with unchanged files linked, then put in place whole. A
//! reader sees the old portal or the new one, never a mixture, and a run that is cut off
//! leaves the old one as it was.
//!
//! 1. [`Stage::begin`] refuses what is not minhbach's (`guard`), takes the lock, and sets
//!    right what a run that was cut off has left (`recover`).
//! 2. [`Stage::put`] writes the next portal beside the published one.
//! 3. [`Stage::publish`] exchanges both (`exchange`) or, where the directory itself cannot be
//!    moved, renews it file by file (`renew`), which promises less and says so ([`Way`]).
//!
//! What is promised where stands in `docs/decisions/0009-publishing.md`.
#![allow(
    clippy::disallowed_methods,
    reason = "this room is the door through which the portal is written"
)]

mod disk;
mod exchange;
mod guard;
mod names;
mod recover;
mod renew;
mod stage;
mod trouble;

pub use recover::recover;
pub use stage::{Stage, Way, Written};
