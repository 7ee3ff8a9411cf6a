//! A file of the plan becomes bytes: one file per format.

mod build;
mod checksums;
mod csv;
mod json;
mod sitemap;

pub use build::build;
pub use checksums::{Checksum, checksums};
pub use csv::{csv, own_csv};
pub use json::{json, own_json};
pub use sitemap::{robots, sitemap};

use crate::site::{Table, TableFormat};
use crate::table::Facts;

/// A table in a format.
pub fn table(facts: Facts<'_>, table: Table, format: TableFormat) -> Vec<u8> {
    match (table, format) {
        (Table::Kind(kind), TableFormat::Csv) => csv(facts, kind),
        (Table::Kind(kind), TableFormat::Json) => json(facts, kind),
        (Table::Own(position), TableFormat::Csv) => own_csv(facts.portal, position),
        (Table::Own(position), TableFormat::Json) => own_json(facts, position),
    }
}
