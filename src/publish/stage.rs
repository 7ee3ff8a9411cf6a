//! The next portal, before it is published.

use super::disk::{Comparing, cannot_write, cut_off, has_bytes, is_mount_point, remove_ours, sync};
use super::exchange::exchange;
use super::guard::{refuse_foreign, refuse_sources, refuse_unmarked};
use super::names::{MARK, MARK_TEXT, MOVING, NEXT, beside, is_inside};
use super::recover::{resolved, set_right};
use super::renew::renew;
use super::trouble;
use crate::diagnostic::{Code, Diagnostic, Hint, Place};
use std::fs::{self, File, TryLockError};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};

/// What became of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Written {
    /// It is new or has changed.
    Anew,
    /// It is the same as in the portal that is published. It was linked or, on a file system
    /// without links, written again, which takes time and changes nothing.
    Unchanged,
}

/// How the portal took its place.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Way {
    /// As a whole.
    #[default]
    Whole,
    /// File by file, since the directory itself cannot be moved.
    FileByFile,
}

impl Way {
    /// What there is to say about it, if it promises less than it should.
    pub fn note(self, target: &Path) -> Option<Diagnostic> {
        let note = Diagnostic::new(Code::NotInOneStep, Place::Nowhere).hint(Hint::PublishBelow);
        let note = note.with("path", target.display().to_string());
        let below = target.join("portal").display().to_string();
        (self == Way::FileByFile).then(|| note.with("below", below))
    }
}

/// The next portal. Dropped without [`Stage::publish`], it leaves nothing behind.
#[derive(Debug)]
pub struct Stage {
    /// Where the portal is published.
    target: PathBuf,
    /// Where the next one is put together.
    next: PathBuf,
    /// Held while the stage exists, so that two builds do not mix.
    lock: Lock,
    /// Whether anything was written, rather than linked.
    wrote: AtomicBool,
}

/// The sign that a build is at work.
#[derive(Debug)]
pub(super) struct Lock {
    /// The file that is locked: the mark in the target, else a file of its own beside it.
    file: File,
    /// Whether the work is done inside the target, since nothing can be put beside it.
    inside: bool,
}

impl Stage {
    /// Begins a portal that will be published in `target`. `sources` are directories that it
    /// may neither hold nor, but for the first, lie in: the root and the folders of sources.
    ///
    /// # Errors
    /// If `target` is not minhbach's, if another build is at work, or if the disk says no.
    pub fn begin(target: &Path, sources: &[PathBuf]) -> Result<Self, Box<Diagnostic>> {
        let target = whole_path(target).map_err(|error| cannot_write(target, &error))?;
        refuse_sources(&target, sources)?;
        // Asked before anything is written, and in full when no other build can change it.
        refuse_unmarked(&target)?;
        let lock = lock(&target)?;
        set_right(&target)?;
        refuse_foreign(&target)?;
        let (within, next) = (target.join(NEXT), beside(&target, "next"));
        // What a run that was cut off has left. What cannot be removed and is in the way is
        // told when it is met.
        for folder in [&within, &target.join(MOVING), &next, &beside(&target, "old")] {
            let _ = remove_ours(folder);
        }
        let next = if lock.inside { within } else { next };
        let stage = Self { target, next, lock, wrote: AtomicBool::new(false) };
        stage.make().map_err(|error| cannot_write(&stage.next, &error))?;
        Ok(stage)
    }

    fn make(&self) -> io::Result<()> {
        trouble::at("locked", "")?;
        if self.lock.inside && self.lock.file.metadata()?.len() == 0 {
            (&self.lock.file).write_all(MARK_TEXT.as_bytes())?;
        }
        fs::create_dir(&self.next)?;
        trouble::at("begun", "")?;
        fs::write(self.next.join(MARK), MARK_TEXT)
    }

    /// Writes a file, or links the published one if it is the same. `path` is below the
    /// portal's root, its parts joined by `/`.
    ///
    /// # Errors
    /// If the disk says no.
    pub fn put(&self, path: &str, bytes: &[u8]) -> Result<Written, Box<Diagnostic>> {
        let (published, next) = self.place(path)?;
        let same = has_bytes(&published, bytes);
        if !same || link(&published, &next).is_err() {
            self.wrote.store(true, Ordering::Relaxed);
            fs::write(&next, bytes).map_err(|error| cannot_write(&next, &error))?;
        }
        Ok(if same { Written::Unchanged } else { Written::Anew })
    }

    /// The same for a file that is too large to be held in memory: `write` writes it, once.
    /// One that turns out to be the published one is linked after all.
    ///
    /// # Errors
    /// If the disk says no.
    pub fn stream(
        &self,
        path: &str,
        write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
    ) -> Result<Written, Box<Diagnostic>> {
        let (published, next) = self.place(path)?;
        let failed = |error: io::Error| cannot_write(&next, &error);
        let mut comparing = Comparing::new(&next, &published).map_err(failed)?;
        write(&mut comparing).map_err(failed)?;
        if !comparing.finish().map_err(failed)? {
            self.wrote.store(true, Ordering::Relaxed);
            return Ok(Written::Anew);
        }
        // Under another name first, so that where there are no links nothing is lost.
        let linked = beside(&next, "link");
        if link(&published, &linked).and_then(|()| fs::rename(&linked, &next)).is_err() {
            let _ = fs::remove_file(&linked);
            self.wrote.store(true, Ordering::Relaxed);
        }
        Ok(Written::Unchanged)
    }

    /// Where a file is published and where the next one goes, in a folder that is there.
    fn place(&self, path: &str) -> Result<(PathBuf, PathBuf), Box<Diagnostic>> {
        let (published, next) = (self.target.join(path), self.next.join(path));
        let failed = |error: io::Error| cannot_write(&next, &error);
        if !is_inside(path) {
            return Err(failed(io::Error::other("not a path inside the portal")));
        }
        trouble::at("put", path).map_err(failed)?;
        if let Some(folder) = next.parent() {
            // Asked for each file: nearly every page has a folder of its own.
            fs::create_dir_all(folder).map_err(failed)?;
        }
        Ok((published, next))
    }

    /// Puts the next portal in the place of the published one.
    ///
    /// # Errors
    /// If the disk says no: the published portal is as it was or, if the problem says that
    /// the replacement was cut off, is set right by the next run.
    pub fn publish(self) -> Result<Way, Box<Diagnostic>> {
        let (next, target) = (&self.next, &self.target);
        let failed = |error: io::Error| cannot_write(target, &error);
        if self.wrote.load(Ordering::Relaxed) {
            sync(next).map_err(failed)?;
        }
        trouble::at("written", "").map_err(failed)?;
        let whole = !self.lock.inside
            && exchange(next, target).map_err(|error| {
                if target.exists() { failed(error) } else { cut_off(target, &error) }
            })?;
        if !whole {
            fs::rename(next, target.join(MOVING)).map_err(failed)?;
            let renewed = trouble::at("moving", "").and_then(|()| renew(target));
            renewed.map_err(|error| cut_off(target, &error))?;
            return Ok(Way::FileByFile);
        }
        trouble::at("exchanged", "").map_err(failed)?;
        Ok(Way::Whole)
    }
}

impl Drop for Stage {
    fn drop(&mut self) {
        // What lies there is the portal that was not published or the one that was; what
        // cannot be removed now is removed by the next run.
        let _ = remove_ours(&self.next);
    }
}

fn link(published: &Path, next: &Path) -> io::Result<()> {
    trouble::at("link", "")?;
    fs::hard_link(published, next)
}

/// The path without links and `..`, in a folder that exists.
fn whole_path(target: &Path) -> io::Result<PathBuf> {
    if let (false, Some(folder)) = (target.exists(), std::path::absolute(target)?.parent()) {
        fs::create_dir_all(folder)?;
    }
    resolved(target)
}

/// Makes sure that no other build publishes in `target` while the lock is held.
pub(super) fn lock(target: &Path) -> Result<Lock, Box<Diagnostic>> {
    let open = |path: &Path| File::options().read(true).append(true).create(true).open(path);
    let (mark, beside) = (target.join(MARK), beside(target, "lock"));
    let opened = match is_mount_point(target) {
        true => None,
        false => Some(trouble::at("lock", "").and_then(|()| open(&beside))),
    };
    let (path, opened, inside) = match opened {
        Some(Err(error)) if is_denied(&error) && target.is_dir() => (&mark, open(&mark), true),
        Some(opened) => (&beside, opened, false),
        None => (&mark, open(&mark), true),
    };
    let file = opened.map_err(|error| cannot_write(path, &error))?;
    match file.try_lock() {
        Ok(()) => Ok(Lock { file, inside }),
        Err(TryLockError::WouldBlock) => {
            let problem = Diagnostic::new(Code::Busy, Place::Nowhere);
            Err(Box::new(problem.with("path", path.display().to_string())))
        }
        Err(TryLockError::Error(error)) => Err(cannot_write(path, &error)),
    }
}

fn is_denied(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem)
}
