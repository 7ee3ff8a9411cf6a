//! A file of the plan becomes bytes: one file per format.

mod checksums;
mod csv;
mod json;

pub use checksums::{Checksum, checksums};
pub use csv::csv;
pub use json::json;

use crate::model::Kind;
use crate::site::TableFormat;
use crate::table::Facts;

/// The table of a kind in a format.
pub fn table(facts: Facts<'_>, kind: Kind, format: TableFormat) -> Vec<u8> {
    match format {
        TableFormat::Csv => csv(facts, kind),
        TableFormat::Json => json(facts, kind),
    }
}
