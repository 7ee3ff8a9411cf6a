//! One directory takes the place of another.

use super::names::beside;
use super::trouble;
use std::fs;
use std::io::{self, ErrorKind};
use std::path::Path;

/// Puts `next` in the place of `target`; what was there lies at `next` then. `false`: this
/// directory cannot be moved (a mount point, or a layer of a container's image), and nothing
/// has happened.
///
/// Where the system can exchange two names in one step, it does. Elsewhere the old portal
/// steps aside and the new one takes its place; a run that is cut off between the two is
/// undone by the next.
pub(super) fn exchange(next: &Path, target: &Path) -> io::Result<bool> {
    if !target.exists() {
        return fs::rename(next, target).map(|()| true);
    }
    let aside = beside(target, "old");
    let moved = in_one_step(next, target).and_then(|done| match done {
        true => Ok(true),
        false => fs::rename(target, &aside).map(|()| false),
    });
    match moved {
        Ok(true) => return Ok(true),
        Ok(false) => {}
        Err(error) if cannot_be_moved(&error) => return Ok(false),
        Err(error) => return Err(error),
    }
    let taken = trouble::at("aside", "").and_then(|()| fs::rename(next, target));
    if let Err(error) = taken {
        fs::rename(&aside, target)?;
        return Err(error);
    }
    trouble::at("taken", "")?;
    // Under that name the old portal would be brought back if ever the new one is not there.
    // If this fails the new one is there all the same.
    let _ = fs::rename(&aside, next);
    Ok(true)
}

fn cannot_be_moved(error: &io::Error) -> bool {
    matches!(error.kind(), ErrorKind::ResourceBusy | ErrorKind::CrossesDevices)
}

/// Exchanges two names, if the system can; `false` if it cannot.
#[cfg(target_os = "linux")]
fn in_one_step(next: &Path, target: &Path) -> io::Result<bool> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    use rustix::io::Errno;
    match trouble::at("exchange", "") {
        Err(error) if error.kind() == ErrorKind::Unsupported => return Ok(false),
        asked => asked?,
    }
    match renameat_with(CWD, next, CWD, target, RenameFlags::EXCHANGE) {
        Ok(()) => Ok(true),
        Err(Errno::INVAL | Errno::NOSYS | Errno::OPNOTSUPP) => Ok(false),
        Err(error) => Err(error.into()),
    }
}

#[cfg(not(target_os = "linux"))]
fn in_one_step(_next: &Path, _target: &Path) -> io::Result<bool> {
    trouble::at("exchange", "").map(|()| false).or_else(|error| match error.kind() {
        ErrorKind::Unsupported => Ok(false),
        _ => Err(error),
    })
}
