//! Writes the synthetic portal that benchmarks are run on:
//!
//! ```sh
//! cargo run --release --example synthetic -- M /tmp/synthetic-m
//! cargo run --release -- build --root /tmp/synthetic-m
//! ```
#![allow(clippy::disallowed_methods, clippy::print_stderr, reason = "the example writes a site")]

mod site;

use site::Size;
use std::path::Path;
use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let size = arguments.first().and_then(|name| Size::of_name(name));
    let (Some(size), Some(root)) = (size, arguments.get(1)) else {
        eprintln!("synthetic S|M|L DIR");
        return ExitCode::from(2);
    };
    match site::write(Path::new(root), size) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{root}: {error}");
            ExitCode::from(3)
        }
    }
}
