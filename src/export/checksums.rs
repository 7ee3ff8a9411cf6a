//! `SHA256SUMS`, in the form that `sha256sum --check` reads.

use std::fmt::Write as _;

/// The checksum of a file of the portal.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Checksum {
    /// The path below the portal's root.
    pub path: Box<str>,
    /// The SHA-256 of its bytes.
    pub sha256: [u8; 32],
}

impl Checksum {
    /// The checksum of these bytes.
    pub fn of(path: &str, bytes: &[u8]) -> Self {
        use sha2::Digest as _;
        Self { path: path.into(), sha256: sha2::Sha256::digest(bytes).into() }
    }
}

/// The list of checksums, in order of the paths.
pub fn checksums(mut sums: Vec<Checksum>) -> Vec<u8> {
    sums.sort();
    let mut out = String::new();
    for Checksum { path, sha256 } in sums {
        for byte in sha256 {
            // Writing into a String cannot fail.
            let _ = write!(out, "{byte:02x}");
        }
        let _ = writeln!(out, "  {path}");
    }
    out.into_bytes()
}
