//! `minhbach explain CODE`: the page of a kind of problem.

use super::Ended;
use super::output::Output;
use crate::diagnostic::{Code, explanation};
use crate::text::Message;

pub(super) fn run(code: Code, output: &Output) -> Ended {
    let severity = code.severity().name().in_language(output.language);
    // What a message names differs each time.
    let message = Message::new(code.message().in_language(output.language)).fill(|_| Some("…"));
    let page = explanation(code, output.language);
    let text = format!("{} ({severity})\n{message}\n\n{page}\n", code.name());
    output.print(&text).err().unwrap_or(Ended::Done)
}
