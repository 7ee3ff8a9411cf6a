//! The only reader of sources: finds the files, reads each once, hands its tree to whoever
//! decodes it and drops the tree.
//!
//! 1. [`Sources::open`] reads `site.yaml`; [`Sources::discover`] finds what else there is.
//! 2. [`decode_each`] parses files in parallel and keeps only what was decoded.
//!    Of a page it is the front matter that is parsed ([`front_matter`]).
//! 3. [`read_theme`] and [`read_words`] read what the program brings, and what the site
//!    replaces of it.
//! 4. [`report`] finds the lines of problems by reading the files they stand in again.
#![allow(
    clippy::disallowed_methods,
    reason = "this room is the door through which sources are read"
)]

mod decode;
mod files;
mod front_matter;
mod report;
mod samples;
mod theme;
mod words;

pub use decode::{Decoded, decode_each};
pub use files::{PageFile, SourceFile, Sources, StaticFile, find_root};
pub use front_matter::front_matter;
pub use report::report;
pub use theme::read_theme;
pub use words::read_words;
