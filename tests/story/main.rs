//! What minhbach does, as stories that a person can read.

#![allow(clippy::disallowed_methods, reason = "tests make sites and look at portals")]

mod areas;
mod changes;
mod charts;
mod dates;
mod demonstration;
mod determinism;
mod facts;
mod figures;
mod fixes;
mod glossary;
mod golden;
mod guide;
mod hostile;
mod imports;
mod intervals;
mod judgements;
mod lists;
mod mentions;
mod open_sdg;
mod preview;
mod program;
mod properties;
mod prose;
mod publishing;
mod readers;
mod readme;
mod report_links;
mod reports;
mod search;
mod support;
#[cfg(feature = "tera")]
mod themes;
mod transcripts;
mod verdicts;
mod words;
