//! A file of the plan becomes bytes: one file per format.

mod build;
mod checksums;
mod csv;
mod json;
mod sitemap;

pub use build::build;
pub use checksums::{Checksum, checksums};
pub use csv::csv;
pub use json::json;
pub use sitemap::{robots, sitemap};

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
