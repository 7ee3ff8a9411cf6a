//! What git knows of the records: so far, when they last changed.
#![allow(clippy::disallowed_methods, reason = "this room is the door through which git is asked")]

use crate::config::{Day, Paths};
use jiff::{Timestamp, tz::TimeZone};
use std::path::Path;
use std::process::Command;

/// The day, in UTC, on which the newest commit that touches the sources was committed;
/// `None` outside of a repository, without git, or before the first such commit.
pub fn newest_change(root: &Path, paths: &Paths) -> Option<Day> {
    let sources = ["site.yaml", &*paths.content, &*paths.data];
    let seconds = ask(root, &[&["log", "-1", "--format=%ct", "--"][..], &sources].concat())?;
    let moment = Timestamp::from_second(seconds.parse().ok()?).ok()?;
    Some(Day(moment.to_zoned(TimeZone::UTC).date()))
}

/// The newest commit that touches the sources, so that a change of anything else leaves the
/// portal as it is.
pub fn newest_commit(root: &Path, paths: &Paths) -> Option<String> {
    let sources = ["site.yaml", &*paths.content, &*paths.data];
    ask(root, &[&["log", "-1", "--format=%H", "--"][..], &sources].concat())
}

/// What git answers, if it answers.
fn ask(root: &Path, arguments: &[&str]) -> Option<String> {
    let output = Command::new("git")
        .arg("-C")
        .arg(root)
        .args(arguments)
        .env("GIT_OPTIONAL_LOCKS", "0")
        .output()
        .ok()?;
    let answer = String::from_utf8(output.stdout).ok()?;
    let answer = answer.trim();
    (output.status.success() && !answer.is_empty()).then(|| answer.to_owned())
}
