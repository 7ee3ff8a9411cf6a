//! `_headers`: what a web host is to send with each file, in the form that several hosts of
//! static sites read by themselves, and that says it plainly to whoever sets up another.

use crate::site::{HEADERS, SHARING};

/// The headers of every file.
pub fn headers() -> Vec<u8> {
    let mut out = String::from("/*\n");
    for (name, value) in HEADERS.iter().chain([&SHARING]) {
        out.push_str(&format!("  {name}: {value}\n"));
    }
    out.into_bytes()
}
