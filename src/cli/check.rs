//! `minhbach check`: every problem of the sources; nothing is written.

use super::output::{Format, Output};
use super::stopwatch::Stopwatch;
use super::{Ended, ended};
use crate::{Wishes, survey};
use std::path::Path;

pub(super) fn run(
    root: &Path,
    wishes: &Wishes,
    strict: bool,
    format: Format,
    output: &Output,
) -> Ended {
    let watch = Stopwatch::begin();
    let survey = output.watched(&watch, |watcher| survey(root, wishes, watcher));
    let report = survey.report();
    if let Err(failed) = output.print_report(&report, format) {
        return failed;
    }
    output.tell_steps(&watch);
    if format == Format::Human {
        output.tell_counts(&report);
    }
    ended(&survey.problems, survey.is_stopped(strict))
}
