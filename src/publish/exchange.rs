//! One directory takes the place of another.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// Puts `next` in the place of `target`. The answer is where the former `target` lies now,
/// to be removed, if there was one.
///
/// Where the system can exchange two names in one step, it does. Elsewhere the old portal
/// steps aside and the new one takes its place; a run that is cut off between the two is
/// brought back by the next.
pub(super) fn exchange(next: &Path, target: &Path) -> io::Result<Option<PathBuf>> {
    if !target.exists() {
        return fs::rename(next, target).map(|()| None);
    }
    if exchange_in_one_step(next, target)? {
        return Ok(Some(next.to_owned()));
    }
    let name = target.file_name().unwrap_or_default().to_string_lossy();
    let old = target.with_file_name(format!(".{name}.minhbach-old"));
    fs::rename(target, &old)?;
    if let Err(error) = fs::rename(next, target) {
        fs::rename(&old, target)?;
        return Err(error);
    }
    Ok(Some(old))
}

/// Exchanges two names, if the system can; `false` if it cannot.
#[cfg(target_os = "linux")]
fn exchange_in_one_step(next: &Path, target: &Path) -> io::Result<bool> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    use rustix::io::Errno;
    match renameat_with(CWD, next, CWD, target, RenameFlags::EXCHANGE) {
        Ok(()) => Ok(true),
        Err(Errno::INVAL | Errno::NOSYS | Errno::OPNOTSUPP) => Ok(false),
        Err(error) => Err(error.into()),
    }
}

#[cfg(not(target_os = "linux"))]
fn exchange_in_one_step(_next: &Path, _target: &Path) -> io::Result<bool> {
    Ok(false)
}
