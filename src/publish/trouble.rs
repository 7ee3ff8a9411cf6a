//! Troubles made on purpose, so that tests can cut the program off, or have the disk refuse,
//! at a named point. A release knows nothing of them: `tests/run` tries it.
//!
//! `MINHBACH_TROUBLE` holds `POINT=TROUBLE`, several of them joined by commas. A point is a
//! name, or a name and a path inside the portal: `put vi/index.html=full`.

use std::io;

/// Passes a point. `path` is the file that the program is at, or empty.
#[cfg(not(debug_assertions))]
#[inline]
pub(super) fn at(_point: &str, _path: &str) -> io::Result<()> {
    Ok(())
}

/// Passes a point. `path` is the file that the program is at, or empty.
///
/// # Errors
/// If this is the trouble that is asked for here.
#[cfg(debug_assertions)]
pub(super) fn at(point: &str, path: &str) -> io::Result<()> {
    use std::io::{Error, ErrorKind, Read as _};
    use std::sync::LazyLock;
    static ASKED: LazyLock<String> =
        LazyLock::new(|| std::env::var("MINHBACH_TROUBLE").unwrap_or_default());
    let here = if path.is_empty() { point.to_owned() } else { format!("{point} {path}") };
    let asked = ASKED.split(',').filter_map(|one| one.split_once('='));
    match asked.filter(|(point, _)| *point == here).map(|(_, trouble)| trouble).next() {
        None => Ok(()),
        // As if it were killed: nothing is dropped, nothing is flushed.
        Some("abort") => std::process::abort(),
        // Until whoever asked for it closes the standard input.
        Some("wait") => io::stdin().read_to_end(&mut Vec::new()).map(|_| ()),
        Some("busy") => Err(Error::from(ErrorKind::ResourceBusy)),
        Some("denied") => Err(Error::from(ErrorKind::PermissionDenied)),
        Some("full") => Err(Error::from(ErrorKind::StorageFull)),
        Some("unsupported") => Err(Error::from(ErrorKind::Unsupported)),
        Some(other) => Err(Error::other(format!("there is no trouble called {other}"))),
    }
}
