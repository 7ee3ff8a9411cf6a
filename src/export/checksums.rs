//! `SHA256SUMS`, in the form that `sha256sum --check` reads.

use sha2::Digest as _;
use std::io::{self, Write};

/// The checksum of a file of the portal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Checksum<'p> {
    /// The path below the portal's root.
    pub path: &'p str,
    /// The SHA-256 of its bytes.
    pub sha256: [u8; 32],
}

impl<'p> Checksum<'p> {
    /// The checksum of these bytes.
    pub fn of(path: &'p str, bytes: &[u8]) -> Self {
        Self { path, sha256: sha2::Sha256::digest(bytes).into() }
    }
}

/// Takes the checksum of what is written through it.
pub struct Summing<'w> {
    out: &'w mut dyn Write,
    digest: sha2::Sha256,
    /// How many bytes there were.
    pub bytes: u64,
}

impl<'w> Summing<'w> {
    /// On the way to `out`.
    pub fn new(out: &'w mut dyn Write) -> Self {
        Self { out, digest: sha2::Sha256::new(), bytes: 0 }
    }

    /// The checksum of all that was written.
    pub fn finish(self, path: &str) -> Checksum<'_> {
        Checksum { path, sha256: self.digest.finalize().into() }
    }
}

impl Write for Summing<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let count = self.out.write(bytes)?;
        self.digest.update(&bytes[..count]);
        self.bytes += count as u64;
        Ok(count)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

/// The list of checksums, in order of the paths.
///
/// # Errors
/// What `out` says.
pub fn checksums(sums: &[Checksum<'_>], out: &mut dyn Write) -> io::Result<()> {
    let mut sums: Vec<&Checksum<'_>> = sums.iter().collect();
    sums.sort_unstable();
    for Checksum { path, sha256 } in sums {
        for byte in sha256 {
            write!(out, "{byte:02x}")?;
        }
        writeln!(out, "  {path}")?;
    }
    Ok(())
}
