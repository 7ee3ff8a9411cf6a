//! What publishing must not touch.

use super::disk::is_mount_point;
use super::names::{LIST, MARK, MOVING, NEXT, has_mark, is_ours, listed};
use crate::diagnostic::{Code, Diagnostic, Hint, Place};
use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

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

/// A directory that holds something and was not made by minhbach is not touched, nor one of
/// its own into which somebody has put something since.
pub(super) fn refuse_foreign(target: &Path) -> Result<(), Box<Diagnostic>> {
    if !target.exists() {
        return Ok(());
    }
    let path = target.display().to_string();
    let names = || -> io::Result<Vec<String>> {
        let entries = fs::read_dir(target)?.collect::<io::Result<Vec<_>>>()?;
        let names = entries.iter().map(|e| e.file_name().to_string_lossy().into_owned());
        // The system's own folder, at the root of many a disk; nothing is removed there that
        // was not published.
        let is_root = is_mount_point(target);
        Ok(names.filter(|name| !(is_root && name == "lost+found")).collect())
    };
    let names = if target.is_dir() { names().unwrap_or_default() } else { vec![String::new()] };
    if names.is_empty() {
        return Ok(());
    }
    if !has_mark(target) {
        let problem = Diagnostic::new(Code::NotOurs, Place::Nowhere);
        return Err(Box::new(problem.with("path", path).hint(Hint::ChooseAnother)));
    }
    // The portal's own list of checksums says what it holds; where its files are just being
    // renewed, both lists do.
    let moving = Some(target.join(MOVING)).filter(|moving| has_mark(moving));
    let lists = [listed(target), moving.and_then(|moving| listed(&moving))];
    let works = [NEXT, MOVING].into_iter().filter(|name| is_ours(&target.join(name)));
    let ours: BTreeSet<&str> = lists
        .iter()
        .flatten()
        .flatten()
        .filter_map(|path| path.split('/').next())
        .chain([MARK, LIST])
        .chain(works)
        .collect();
    match names.iter().find(|name| !ours.contains(name.as_str())) {
        Some(name) => {
            let problem = Diagnostic::new(Code::ForeignFiles, Place::Nowhere);
            let problem = problem.with("path", path).with("name", name.as_str());
            Err(Box::new(problem.hint(Hint::MoveAway)))
        }
        None => Ok(()),
    }
}
