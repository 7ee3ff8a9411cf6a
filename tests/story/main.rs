//! What minhbach does, as stories that a person can read.

mod determinism;
mod golden;
mod hostile;
mod imports;
mod preview;
mod program;
mod support;
mod transcripts;
mod words;
