//! Bytes reach the disk: staged beside the published portal, with unchanged files linked,
//! then exchanged whole. A reader sees the old portal or the new one, never a mixture, and
//! a run that is cut off leaves the old one as it was.
#![allow(
    clippy::disallowed_methods,
    reason = "this room is the door through which the portal is written"
)]

mod exchange;
mod stage;

pub use stage::{Stage, Written, recover};
