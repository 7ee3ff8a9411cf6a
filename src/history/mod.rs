//! What git knows of the records: so far, when they last changed.
#![allow(clippy::disallowed_methods, reason = "this room is the door through which git is asked")]

use crate::config::{Day, Paths};
use jiff::{Timestamp, tz::TimeZone};
use std::path::Path;
use std::process::Command;

/// The day, in UTC, on which the newest commit that touches the sources was committed;
/// `None` outside of a repository, without git, or before the first such commit.
pub fn newest_change(root: &Path, paths: &Paths) -> Option<Day> {
    let output = Command::new("git")
        .arg("-C")
        .arg(root)
        .args(["log", "-1", "--format=%ct", "--", "site.yaml", &*paths.content, &*paths.data])
        .env("GIT_OPTIONAL_LOCKS", "0")
        .output()
        .ok()?;
    let seconds = String::from_utf8(output.stdout).ok()?.trim().parse().ok()?;
    let moment = Timestamp::from_second(seconds).ok()?;
    Some(Day(moment.to_zoned(TimeZone::UTC).date()))
}
