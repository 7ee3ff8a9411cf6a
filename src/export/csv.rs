//! CSV that a spreadsheet opens with its diacritics: RFC 4180, UTF-8 with a byte-order mark,
//! commas, CRLF.

use crate::chart;
use crate::model::{Kind, Portal};
use crate::table::{Cell, Facts, cell, columns};
use std::borrow::Cow;
use std::io::{self, Write};

/// The byte-order mark, without which Excel takes UTF-8 for something else.
const BYTE_ORDER_MARK: &str = "\u{feff}";

/// The table of a kind, its rows in order of their ids.
///
/// # Errors
/// Those of `out`.
pub fn csv(facts: Facts<'_>, kind: Kind, out: &mut dyn Write) -> io::Result<()> {
    let columns = columns(kind, &facts.portal.site.languages);
    let mut writer = writer(out)?;
    writer.write_record(columns.iter().map(|column| column.name.as_str()))?;
    for (position, record) in facts.portal.records.of(kind).enumerate() {
        for column in &columns {
            writer.write_field(text_of(cell(facts, column, record, position)).as_bytes())?;
        }
        writer.write_record(None::<&[u8]>)?;
    }
    writer.flush()
}

/// The rows of an owner's own dataset, as they are but for their form.
///
/// # Errors
/// Those of `out`.
pub fn own_csv(portal: &Portal, position: u32, out: &mut dyn Write) -> io::Result<()> {
    let mut writer = writer(out)?;
    if let Some(rows) = portal.rows.get(position as usize) {
        let safe = |cell| disarm(Cow::Borrowed(cell)).into_owned();
        writer.write_record(rows.columns.iter().map(|name| safe(name)))?;
        for row in rows.iter() {
            writer.write_record(row.map(safe))?;
        }
    }
    writer.flush()
}

/// The table of a chart, as files have it.
///
/// # Errors
/// Those of `out`.
pub(super) fn chart_csv(table: &chart::Table, out: &mut dyn Write) -> io::Result<()> {
    let mut writer = writer(out)?;
    let is_kept = |column: &chart::Column| column.shown != chart::Shown::OnPages;
    writer.write_record(table.columns.iter().filter(|one| is_kept(one)).map(|one| one.name))?;
    for row in &table.rows {
        for (column, cell) in table.columns.iter().zip(&row.cells) {
            if is_kept(column) {
                writer.write_field(text_of(cell.clone()).as_bytes())?;
            }
        }
        writer.write_record(None::<&[u8]>)?;
    }
    writer.flush()
}

fn writer(out: &mut dyn Write) -> io::Result<csv::Writer<&mut dyn Write>> {
    out.write_all(BYTE_ORDER_MARK.as_bytes())?;
    Ok(csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(out))
}

/// The cell as CSV writes it: numbers plain, lists joined, texts disarmed.
fn text_of(cell: Cell<'_>) -> Cow<'_, str> {
    match cell {
        Cell::Empty => Cow::Borrowed(""),
        Cell::Text(text) => disarm(text),
        Cell::Number(number) => Cow::Owned(number.to_string()),
        Cell::Flag(flag) => Cow::Borrowed(if flag { "true" } else { "false" }),
        Cell::List(items) => disarm(Cow::Owned(items.join(";"))),
    }
}

/// A text that a spreadsheet would run as a formula gets an apostrophe before it. What is
/// written as a number stays one, a sign alone, such as a dash for "nothing", runs nothing,
/// and an address that begins with a sign is still a text.
fn disarm(text: Cow<'_, str>) -> Cow<'_, str> {
    let first = text.chars().next();
    let runs =
        matches!(first, Some('=' | '+' | '-' | '@' | '\t' | '\r' | '＝' | '＋' | '－' | '＠'));
    let is_number = || text.parse::<rust_decimal::Decimal>().is_ok();
    let is_alone = || text.chars().nth(1).is_none();
    if runs && !is_alone() && !is_number() { Cow::Owned(format!("'{text}")) } else { text }
}

#[cfg(test)]
mod tests {
    use super::disarm;

    #[test]
    fn formulas_are_disarmed_and_numbers_are_not() {
        for (text, safe) in [
            ("=1+1", "'=1+1"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("-cmd|' /C calc'!A0", "'-cmd|' /C calc'!A0"),
            ("\t=1", "'\t=1"),
            ("-5", "-5"),
            ("-", "-"),
            ("--", "'--"),
            ("../2025", "../2025"),
            ("13-NQ/TU", "13-NQ/TU"),
        ] {
            assert_eq!(disarm(text.into()), safe);
        }
    }
}
