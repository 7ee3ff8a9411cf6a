//! What publishing asks of the disk, and what the disk answers.

use super::names::MARK;
use super::trouble;
use crate::diagnostic::{Argument, Code, Diagnostic, Hint, Place};
use std::fs::{self, File};
use std::io::{self, BufRead as _, BufReader, BufWriter, Write};
use std::path::Path;

/// The disk said no; the published portal is as it was.
pub(super) fn cannot_write(path: &Path, error: &io::Error) -> Box<Diagnostic> {
    let problem = refused(Code::CannotWrite, path, error);
    Box::new(match error.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => problem.hint(Hint::MakeRoom),
        _ => problem.hint(Hint::ChooseWritable),
    })
}

/// The disk said no in the middle of a replacement, which the next run completes or undoes.
pub(super) fn cut_off(target: &Path, error: &io::Error) -> Box<Diagnostic> {
    Box::new(refused(Code::CutOff, target, error).hint(Hint::RunAgain))
}

fn refused(code: Code, path: &Path, error: &io::Error) -> Diagnostic {
    let problem = Diagnostic::new(code, Place::Nowhere).with("path", path.display().to_string());
    problem.with("reason", Argument::of_io(error))
}

/// Whether a plain file has exactly these bytes. Its content is compared, not its date or a
/// remembered checksum: somebody may have changed it by hand, or the power may have failed.
pub(super) fn has_bytes(path: &Path, bytes: &[u8]) -> bool {
    let same_size = fs::symlink_metadata(path)
        .is_ok_and(|metadata| metadata.is_file() && metadata.len() == bytes.len() as u64);
    same_size && File::open(path).and_then(|file| holds(file, bytes)).unwrap_or(false)
}

/// A piece at a time: the largest files of a portal have tens of megabytes.
fn holds(file: File, mut bytes: &[u8]) -> io::Result<bool> {
    let mut file = BufReader::with_capacity(64 * 1024, file);
    loop {
        let piece = file.fill_buf()?;
        if piece.is_empty() {
            return Ok(bytes.is_empty());
        }
        let Some(rest) = bytes.strip_prefix(piece) else { return Ok(false) };
        let read = piece.len();
        bytes = rest;
        file.consume(read);
    }
}

/// A file that is written, compared on the way with one that is there.
pub(super) struct Comparing {
    out: BufWriter<File>,
    /// What is left of the other file, as long as all before was the same.
    old: Option<BufReader<File>>,
}

impl Comparing {
    /// Begins `next`, to be compared with `published`.
    pub(super) fn new(next: &Path, published: &Path) -> io::Result<Self> {
        const PIECE: usize = 64 * 1024;
        let is_file = fs::symlink_metadata(published).is_ok_and(|metadata| metadata.is_file());
        let old = is_file.then(|| File::open(published).ok()).flatten();
        let old = old.map(|old| BufReader::with_capacity(PIECE, old));
        Ok(Self { out: BufWriter::with_capacity(PIECE, File::create(next)?), old })
    }

    /// Ends the file: whether it is the same as the other.
    pub(super) fn finish(mut self) -> io::Result<bool> {
        self.out.flush()?;
        match &mut self.old {
            Some(old) => Ok(old.fill_buf()?.is_empty()),
            None => Ok(false),
        }
    }
}

impl Write for Comparing {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let count = self.out.write(bytes)?;
        let mut left = &bytes[..count];
        while let (Some(old), false) = (&mut self.old, left.is_empty()) {
            let piece = old.fill_buf()?;
            let length = piece.len().min(left.len());
            let same = length > 0 && piece[..length] == left[..length];
            old.consume(length);
            left = &left[length..];
            if !same {
                self.old = None;
            }
        }
        Ok(count)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

/// Removes a directory of ours, if it is there; one that is not ours is left alone. The mark
/// goes last, so that a removal that is cut off can go on.
pub(super) fn remove_ours(folder: &Path) -> io::Result<()> {
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries.collect::<io::Result<Vec<_>>>()?,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(error),
    };
    let mark = folder.join(MARK);
    if !entries.is_empty() && !mark.is_file() {
        return Ok(());
    }
    for entry in entries.iter().filter(|entry| entry.file_name() != MARK) {
        match entry.file_type()?.is_dir() {
            true => fs::remove_dir_all(entry.path())?,
            false => fs::remove_file(entry.path())?,
        }
    }
    trouble::at("emptied", "")?;
    if !entries.is_empty() {
        fs::remove_file(mark)?;
    }
    trouble::at("unmarked", "")?;
    fs::remove_dir(folder)
}

/// Has everything that was written to this file system reach the disk, so that a power cut
/// cannot leave empty files where the portal was. What the disk could not take after all
/// (a quota, a disk in the network) is told here too.
#[cfg(target_os = "linux")]
pub(super) fn sync(folder: &Path) -> io::Result<()> {
    Ok(rustix::fs::syncfs(File::open(folder)?)?)
}

/// Elsewhere each file would have to be waited for by itself, which takes minutes.
#[cfg(not(target_os = "linux"))]
pub(super) fn sync(_folder: &Path) -> io::Result<()> {
    Ok(())
}

/// Whether a directory is where another file system, or another part of one, begins. Such a
/// directory cannot be moved or exchanged.
#[cfg(unix)]
pub(super) fn is_mount_point(folder: &Path) -> bool {
    use std::os::unix::fs::MetadataExt as _;
    #[cfg(target_os = "linux")]
    {
        use rustix::fs::{AtFlags, CWD, StatxAttributes, StatxFlags, statx};
        // A part of the same file system (`mount --bind`) is told by this alone.
        let asked = statx(CWD, folder, AtFlags::empty(), StatxFlags::empty());
        let told = asked
            .ok()
            .filter(|told| told.stx_attributes_mask.contains(StatxAttributes::MOUNT_ROOT));
        if let Some(told) = told {
            return told.stx_attributes.contains(StatxAttributes::MOUNT_ROOT);
        }
    }
    let device = |path: &Path| fs::metadata(path).map(|metadata| metadata.dev()).ok();
    let above = folder.parent().and_then(device);
    device(folder).is_some_and(|own| above.is_some_and(|above| above != own))
}

/// Directories that cannot be moved are found elsewhere when moving them fails.
#[cfg(not(unix))]
pub(super) fn is_mount_point(_folder: &Path) -> bool {
    false
}
