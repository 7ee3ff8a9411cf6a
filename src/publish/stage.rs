//! The next portal, beside the one that is published.

use super::exchange::exchange;
use crate::diagnostic::{Argument, Code, Diagnostic, Hint, Place};
use std::collections::BTreeSet;
use std::fs::{self, File, TryLockError};
use std::io;
use std::path::{Component, Path, PathBuf};

/// The file by which minhbach knows its own directories.
const MARK: &str = ".minhbach";

/// The portal's list of its own files.
const LIST: &str = crate::site::Routes::CHECKSUMS;

/// What the mark says to whoever opens it.
const MARK_TEXT: &str = "This directory is made by minhbach and replaced whole at every build.\n\
    Thư mục này do minhbach tạo ra và được thay toàn bộ ở mỗi lần dựng.\n";

/// What became of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Written {
    /// It is new or has changed.
    Anew,
    /// It is the same as in the portal that is published, and was linked.
    Unchanged,
}

/// The next portal. Dropped without [`Stage::publish`], it leaves nothing behind.
#[derive(Debug)]
pub struct Stage {
    /// Where the portal is published.
    target: PathBuf,
    /// Where the next one is put together.
    next: PathBuf,
    /// Held while the stage exists, so that two builds do not mix.
    _lock: File,
}

impl Stage {
    /// Begins a portal that will be published in `target`. `sources` are directories that it
    /// may neither hold nor, but for the first, lie in: the root and the folders of sources.
    ///
    /// # Errors
    /// If `target` is not minhbach's, if another build is at work, or if the disk says no.
    pub fn begin(target: &Path, sources: &[PathBuf]) -> Result<Self, Box<Diagnostic>> {
        let target = whole_path(target)?;
        refuse_sources(&target, sources)?;
        // Asked before anything is written, and again when nobody else can change the answer.
        refuse_foreign(&target)?;
        let (next, old) = (beside(&target, "next"), beside(&target, "old"));
        let lock = lock(&beside(&target, "lock"))?;
        recover(&target)?;
        refuse_foreign(&target)?;
        remove_ours(&next)?;
        remove_ours(&old)?;
        fs::create_dir(&next).map_err(|error| cannot_write(&next, &error))?;
        let stage = Self { target, next, _lock: lock };
        stage.put(MARK, MARK_TEXT.as_bytes())?;
        Ok(stage)
    }

    /// Writes a file, or links the published one if it is the same. `path` is below the
    /// portal's root, its parts joined by `/`.
    ///
    /// # Errors
    /// If the disk says no.
    pub fn put(&self, path: &str, bytes: &[u8]) -> Result<Written, Box<Diagnostic>> {
        let inside = Path::new(path).components().all(|part| matches!(part, Component::Normal(_)));
        if !inside {
            let error = io::Error::other("not a path inside the portal");
            return Err(cannot_write(Path::new(path), &error));
        }
        let (published, next) = (self.target.join(path), self.next.join(path));
        if let Some(folder) = next.parent() {
            fs::create_dir_all(folder).map_err(|error| cannot_write(folder, &error))?;
        }
        if has_bytes(&published, bytes) && fs::hard_link(&published, &next).is_ok() {
            return Ok(Written::Unchanged);
        }
        fs::write(&next, bytes).map_err(|error| cannot_write(&next, &error))?;
        Ok(Written::Anew)
    }

    /// Puts the next portal in the place of the published one.
    ///
    /// # Errors
    /// If the disk says no; the published portal is as it was, or can be brought back by the
    /// next run.
    pub fn publish(self) -> Result<(), Box<Diagnostic>> {
        let old = exchange(&self.next, &self.target).map_err(|e| cannot_write(&self.target, &e))?;
        // The new portal is in its place. What is left of the old one is rubbish, which the
        // next run removes if this one cannot.
        if let Some(old) = old {
            let _ = fs::remove_dir_all(old);
        }
        Ok(())
    }
}

impl Drop for Stage {
    fn drop(&mut self) {
        // After publishing there is nothing left; after a failure the failure is what is told.
        let _ = fs::remove_dir_all(&self.next);
    }
}

/// The path without links and `..`, so that what lies beside it is really beside it.
fn whole_path(target: &Path) -> Result<PathBuf, Box<Diagnostic>> {
    let failed = |error: io::Error| cannot_write(target, &error);
    if target.exists() {
        return target.canonicalize().map_err(failed);
    }
    let absolute = std::path::absolute(target).map_err(failed)?;
    let name = absolute.file_name().map(ToOwned::to_owned);
    match (absolute.parent(), name) {
        (Some(parent), Some(name)) => {
            fs::create_dir_all(parent).map_err(failed)?;
            Ok(parent.canonicalize().map_err(failed)?.join(name))
        }
        _ => Err(failed(io::Error::other("not a directory that can be replaced"))),
    }
}

fn lock(path: &Path) -> Result<File, Box<Diagnostic>> {
    let file = File::create(path).map_err(|error| cannot_write(path, &error))?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => {
            let problem = Diagnostic::new(Code::Busy, Place::Nowhere);
            Err(Box::new(problem.with("path", path.display().to_string())))
        }
        Err(TryLockError::Error(error)) => Err(cannot_write(path, &error)),
    }
}

/// Brings back a portal whose replacement was cut off between its two steps, so that it is
/// there again whatever the sources are like now.
///
/// # Errors
/// If the disk says no.
pub fn recover(target: &Path) -> Result<(), Box<Diagnostic>> {
    let old = beside(target, "old");
    if target.exists() || !old.join(MARK).is_file() {
        return Ok(());
    }
    fs::rename(&old, target).map_err(|error| cannot_write(target, &error))
}

/// A name beside the target, for what is on its way.
fn beside(target: &Path, suffix: &str) -> PathBuf {
    let name = target.file_name().unwrap_or_default().to_string_lossy();
    target.with_file_name(format!(".{name}.minhbach-{suffix}"))
}

/// The sources are never replaced by what is made of them.
fn refuse_sources(target: &Path, sources: &[PathBuf]) -> Result<(), Box<Diagnostic>> {
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
fn refuse_foreign(target: &Path) -> Result<(), Box<Diagnostic>> {
    if !target.exists() {
        return Ok(());
    }
    let path = target.display().to_string();
    let names = || -> io::Result<Vec<String>> {
        let entries = fs::read_dir(target)?.collect::<io::Result<Vec<_>>>()?;
        Ok(entries.iter().map(|e| e.file_name().to_string_lossy().into_owned()).collect())
    };
    let names = if target.is_dir() { names().unwrap_or_default() } else { vec![String::new()] };
    if names.is_empty() {
        return Ok(());
    }
    if !target.join(MARK).is_file() {
        let problem = Diagnostic::new(Code::NotOurs, Place::Nowhere);
        return Err(Box::new(problem.with("path", path).hint(Hint::ChooseAnother)));
    }
    // The portal's own list of checksums says what it holds.
    let listed = fs::read_to_string(target.join(LIST)).unwrap_or_default();
    let ours: BTreeSet<&str> = listed
        .lines()
        .filter_map(|line| line.split_once("  "))
        .filter_map(|(_, path)| path.split('/').next())
        .chain([MARK, LIST])
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

/// Removes a directory of ours, if it is there; one that is not ours is left alone.
fn remove_ours(folder: &Path) -> Result<(), Box<Diagnostic>> {
    let is_empty = || fs::read_dir(folder).is_ok_and(|mut entries| entries.next().is_none());
    if !folder.exists() || !(folder.join(MARK).is_file() || is_empty()) {
        return Ok(());
    }
    fs::remove_dir_all(folder).map_err(|error| cannot_write(folder, &error))
}

/// Whether a plain file has exactly these bytes. Its content is compared, not its date or a
/// remembered checksum: somebody may have changed it by hand.
fn has_bytes(path: &Path, bytes: &[u8]) -> bool {
    let same_size = fs::symlink_metadata(path)
        .is_ok_and(|metadata| metadata.is_file() && metadata.len() == bytes.len() as u64);
    same_size && fs::read(path).is_ok_and(|old| old == bytes)
}

fn cannot_write(path: &Path, error: &io::Error) -> Box<Diagnostic> {
    let problem = Diagnostic::new(Code::CannotWrite, Place::Nowhere);
    let problem = problem.with("path", path.display().to_string());
    Box::new(problem.with("reason", Argument::of_io(error)))
}
