//! What publishing must not touch.

use super::disk::is_mount_point;
use super::names::{LIST, MARK, MOVING, NEXT, has_mark, is_ours, listed};
use crate::diagnostic::{Code, Diagnostic, Hint, Place};
use std::collections::HashSet;
use std::ffi::OsString;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use walkdir::WalkDir;

/// The sources are never replaced by what is made of them.
pub(super) fn refuse_sources(target: &Path, sources: &[PathBuf]) -> Result<(), Box<Diagnostic>> {
    let sources = sources.iter().filter_map(|source| source.canonicalize().ok());
    let is_wrong = sources.enumerate().any(|(index, source)| {
        source.starts_with(target) || index > 0 && target.starts_with(&source)
    });
    if !is_wrong {
        return Ok(());
    }
    let problem = Diagnostic::new(Code::InTheSources, Place::Nowhere);
    let path = target.display().to_string();
    Err(Box::new(problem.with("path", path).hint(Hint::ChooseAnother)))
}

/// A directory that holds something and was not made by minhbach is not touched.
pub(super) fn refuse_unmarked(target: &Path) -> Result<(), Box<Diagnostic>> {
    // What cannot be read is refused when it is walked through.
    let is_empty = || names_in(target).is_ok_and(|names| names.is_empty());
    if !target.exists() || target.is_dir() && (has_mark(target) || is_empty()) {
        return Ok(());
    }
    let problem = Diagnostic::new(Code::NotOurs, Place::Nowhere);
    let problem = problem.with("path", target.display().to_string());
    Err(Box::new(problem.hint(Hint::ChooseAnother)))
}

/// Nor is one of its own into which somebody has put something since, however deep.
///
/// Every folder is read for that, and nothing but the names: for 21,000 pages a third of a
/// second (0.36 s on 2 cores), beside the many that they take to be made and replaced.
pub(super) fn refuse_foreign(target: &Path) -> Result<(), Box<Diagnostic>> {
    refuse_unmarked(target)?;
    if !target.exists() {
        return Ok(());
    }
    // The portal's own list of checksums says what it holds; where its files are just being
    // renewed, both lists do.
    let moving = Some(target.join(MOVING)).filter(|moving| has_mark(moving));
    let lists = [listed(target), moving.and_then(|moving| listed(&moving))];
    let mut ours: HashSet<&str> = HashSet::from([MARK, LIST]);
    for path in lists.iter().flatten().flatten() {
        ours.insert(path);
        // What stands in the place of a folder of ours gives way like what is in it.
        ours.extend(path.match_indices('/').map(|(at, _)| &path[..at]));
    }
    let works = [NEXT, MOVING].map(|name| target.join(name));
    let mut walk = WalkDir::new(target).min_depth(1).sort_by_file_name().into_iter();
    while let Some(entry) = walk.next() {
        // What cannot be read cannot be replaced either, which is told then.
        let Ok(entry) = entry else { continue };
        if works.iter().any(|work| entry.path() == work && is_ours(work)) {
            walk.skip_current_dir();
            continue;
        }
        let below = entry.path().strip_prefix(target).unwrap_or(entry.path());
        let below = below.iter().map(|part| part.to_string_lossy()).collect::<Vec<_>>().join("/");
        if ours.contains(below.as_str()) {
            continue;
        }
        // The system's own folder, at the root of many a disk; nothing is removed there that
        // was not published.
        if below == "lost+found" && is_mount_point(target) {
            walk.skip_current_dir();
            continue;
        }
        let problem = Diagnostic::new(Code::ForeignFiles, Place::Nowhere);
        let problem = problem.with("path", target.display().to_string()).with("name", below);
        return Err(Box::new(problem.hint(Hint::MoveAway)));
    }
    Ok(())
}

/// What a directory holds.
fn names_in(folder: &Path) -> io::Result<Vec<OsString>> {
    let names = fs::read_dir(folder)?.map(|entry| entry.map(|entry| entry.file_name()));
    let is_root = is_mount_point(folder);
    names.filter(|name| !(is_root && name.as_ref().is_ok_and(|n| n == "lost+found"))).collect()
}
