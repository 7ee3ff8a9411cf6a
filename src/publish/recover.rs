//! What a run that was cut off has left is set right by the next.

use super::disk::{cannot_write, cut_off};
use super::names::{MOVING, beside, has_mark};
use super::renew::renew;
use super::stage::lock;
use crate::diagnostic::{Code, Diagnostic};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// Sets right a replacement that was cut off, so that the portal is there, and whole,
/// whatever the sources are like now. Does nothing while another build is at work.
///
/// # Errors
/// If the disk says no.
pub fn recover(target: &Path) -> Result<(), Box<Diagnostic>> {
    let Ok(target) = resolved(target) else { return Ok(()) };
    if !is_cut_off(&target) {
        return Ok(());
    }
    match lock(&target) {
        Err(problem) if problem.code == Code::Busy => Ok(()),
        // Held until it is set right.
        locked => locked.and_then(|_held| set_right(&target)),
    }
}

/// The same for whoever holds the lock and knows the target's own path.
pub(super) fn set_right(target: &Path) -> Result<(), Box<Diagnostic>> {
    if !target.exists() && is_cut_off(target) {
        // Between the two renames.
        let moved = fs::rename(beside(target, "old"), target);
        moved.map_err(|error| cannot_write(target, &error))?;
    }
    if is_cut_off(target) {
        renew(target).map_err(|error| cut_off(target, &error))?;
    }
    Ok(())
}

fn is_cut_off(target: &Path) -> bool {
    // A name proves nothing: a folder of the site may be called so too.
    has_mark(&target.join(MOVING)) || !target.exists() && has_mark(&beside(target, "old"))
}

/// The path without links and `..`, so that what lies beside it is really beside it.
pub(super) fn resolved(target: &Path) -> io::Result<PathBuf> {
    if target.exists() {
        return target.canonicalize();
    }
    let absolute = std::path::absolute(target)?;
    // A link to the portal leads nowhere while the portal has stepped aside.
    let absolute = match fs::read_link(&absolute) {
        Ok(aim) => absolute.parent().map_or_else(|| aim.clone(), |folder| folder.join(&aim)),
        Err(_) => absolute,
    };
    match (absolute.parent(), absolute.file_name()) {
        (Some(parent), Some(name)) => Ok(parent.canonicalize()?.join(name)),
        _ => Err(io::Error::other("not a directory that can be replaced")),
    }
}
