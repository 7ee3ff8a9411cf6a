//! What git knows of the records: when they last changed, and what changed on which day.
#![allow(clippy::disallowed_methods, reason = "this room is the door through which git is asked")]

mod changes;
mod git;

pub use changes::{Change, DayOfChanges, Fate, newest_changes};

use crate::config::{Day, Paths};
use git::ask;
use jiff::{Timestamp, tz::TimeZone};
use std::path::Path;

/// The day, in UTC, on which the newest commit that touches the sources was committed;
/// `None` outside of a repository, without git, or before the first such commit.
pub fn newest_change(root: &Path, paths: &Paths) -> Option<Day> {
    let sources = ["site.yaml", &*paths.content, &*paths.data];
    let seconds = ask(root, &[&["log", "-1", "--format=%ct", "--"][..], &sources].concat())?;
    day_of(seconds.parse().ok()?)
}

/// The day, in UTC, of a moment in seconds since 1970.
fn day_of(seconds: i64) -> Option<Day> {
    let moment = Timestamp::from_second(seconds).ok()?;
    Some(Day(moment.to_zoned(TimeZone::UTC).date()))
}

/// The newest commit that touches the sources, so that a change of anything else leaves the
/// portal as it is.
pub fn newest_commit(root: &Path, paths: &Paths) -> Option<String> {
    let sources = ["site.yaml", &*paths.content, &*paths.data];
    ask(root, &[&["log", "-1", "--format=%H", "--"][..], &sources].concat())
}
