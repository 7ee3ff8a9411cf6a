//! A directory that cannot be moved gets its new files one by one.
//!
//! The next portal is complete before the first of them takes its place, and stays at
//! [`MOVING`] until the last has: a run that is cut off is completed by the next.

use super::disk::remove_ours;
use super::names::{LIST, MARK, MARK_TEXT, MOVING, listed};
use super::trouble;
use std::fs;
use std::io;
use std::path::Path;
use walkdir::WalkDir;

/// Moves the files at [`MOVING`] to their places in `target`: those that are new, so that
/// every link that a reader can meet leads somewhere, then those that have changed. Then
/// removes what the old portal had and the new one has not; the list comes last.
pub(super) fn renew(target: &Path) -> io::Result<()> {
    let moving = target.join(MOVING);
    // Without a list everything has been done but the clearing away.
    if let Some(new) = listed(&moving) {
        let old = listed(target).unwrap_or_default();
        if !target.join(MARK).is_file() {
            fs::write(target.join(MARK), MARK_TEXT)?;
        }
        make_folders(&moving, target)?;
        for path in new.difference(&old).chain(new.intersection(&old)) {
            trouble::at("move", path)?;
            move_file(&moving.join(path), &target.join(path))?;
        }
        trouble::at("moved", "")?;
        for path in old.difference(&new) {
            remove_file(target, &target.join(path))?;
        }
        trouble::at("removed", "")?;
        move_file(&moving.join(LIST), &target.join(LIST))?;
    }
    trouble::at("renewed", "")?;
    remove_ours(&moving)
}

/// The folders of the new portal; a file or a link that stands in the place of one gives way.
fn make_folders(moving: &Path, target: &Path) -> io::Result<()> {
    for entry in WalkDir::new(moving).min_depth(1) {
        let entry = entry?;
        if !entry.file_type().is_dir() {
            continue;
        }
        // Everything that is met in a walk is below its beginning.
        let Ok(path) = entry.path().strip_prefix(moving) else { continue };
        let folder = target.join(path);
        match fs::symlink_metadata(&folder) {
            Ok(metadata) if metadata.is_dir() => continue,
            Ok(_) => fs::remove_file(&folder)?,
            Err(_) => {}
        }
        fs::create_dir(&folder)?;
    }
    Ok(())
}

/// A file that is not there any more was moved by the run that was cut off.
fn move_file(from: &Path, to: &Path) -> io::Result<()> {
    if fs::symlink_metadata(to).is_ok_and(|metadata| metadata.is_dir()) {
        fs::remove_dir_all(to)?;
    }
    ignore_absence(fs::rename(from, to))
}

/// Removes a file that was published, and the folders that are empty then.
fn remove_file(target: &Path, file: &Path) -> io::Result<()> {
    let Some(folder) = file.parent() else { return Ok(()) };
    // Not through a link that somebody put there.
    if !folder.canonicalize().is_ok_and(|real| real == folder) {
        return Ok(());
    }
    if !fs::symlink_metadata(file).is_ok_and(|metadata| metadata.is_dir()) {
        ignore_absence(fs::remove_file(file))?;
    }
    let folders = file.ancestors().skip(1).take_while(|folder| *folder != target);
    // The first that is not empty ends it.
    let _ = folders.map(fs::remove_dir).find(Result::is_err);
    Ok(())
}

fn ignore_absence(result: io::Result<()>) -> io::Result<()> {
    result.or_else(|error| match error.kind() {
        io::ErrorKind::NotFound => Ok(()),
        _ => Err(error),
    })
}
