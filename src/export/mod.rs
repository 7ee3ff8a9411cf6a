//! A file of the plan becomes bytes: one file per format.

mod build;
mod chart;
mod checksums;
mod csv;
mod headers;
mod json;
mod picture;
mod sitemap;

pub use build::build;
pub use chart::{card, chart};
pub use checksums::{Checksum, Summing, checksums};
pub use csv::{csv, own_csv};
pub use headers::headers;
pub use json::{json, own_json};
pub use picture::picture;
pub use sitemap::{robots, sitemap};

use crate::site::{Table, TableFormat};
use crate::table::Facts;
use std::io::{self, Write};

/// Writes a table in a format, a row after the other: the largest ones are not to be held in
/// memory whole.
///
/// # Errors
/// Those of `out`.
pub fn table(
    facts: Facts<'_>,
    table: Table,
    format: TableFormat,
    out: &mut dyn Write,
) -> io::Result<()> {
    match (table, format) {
        (Table::Kind(kind), TableFormat::Csv) => csv(facts, kind, out),
        (Table::Kind(kind), TableFormat::Json) => json(facts, kind, out),
        (Table::Own(position), TableFormat::Csv) => own_csv(facts.portal, position, out),
        (Table::Own(position), TableFormat::Json) => own_json(facts, position, out),
    }
}
