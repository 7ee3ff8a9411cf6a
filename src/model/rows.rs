//! The rows of datasets of an owner's own, read from the files beside their records.

use super::{
    Constraints, Dataset, Date, FieldType, Kind, Number, Origin, Record, Records, TableField,
};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, FileId, Hint, Place, Said, Span};
use crate::load::Sources;
use crate::text::{is_legacy, normalise};
use crate::yaml::Plain;
use rust_decimal::Decimal;
use std::cmp::Ordering;
use std::collections::HashSet;
use std::ops::Range;

/// The rows of a dataset: cells in the order of its declared columns, clean, empty where
/// there is no value.
#[derive(Clone, Debug, Default)]
pub struct Rows {
    /// The names of the columns.
    pub columns: Vec<Box<str>>,
    /// The rows, in the order of the file.
    pub cells: Vec<Vec<Box<str>>>,
}

/// Reads the rows of every dataset, in the order of the datasets, and holds each cell
/// against what its column says of it.
pub fn read_rows(sources: &Sources, records: &Records, problems: &mut Diagnostics) -> Vec<Rows> {
    let read = |dataset: &Record<Dataset>| {
        let folder = sources.file(dataset.origin.file).map_or("", |file| &*file.folder);
        if &*dataset.id.0 != folder && !dataset.id.is_empty() {
            let problem = Diagnostic::new(Code::NotTheFolder, dataset.origin.place("id"));
            problems.push(problem.with("id", &*dataset.id.0).with("folder", folder));
        }
        if dataset.origin.is_damaged("rows") || dataset.origin.is_damaged("fields") {
            return Rows::default();
        }
        let name = &*dataset.body.rows.0;
        let Some(file) = sources.beside(dataset.origin.file, name) else {
            let problem = Diagnostic::new(Code::NoRows, dataset.origin.place("rows"));
            let names: Vec<&str> = sources.all_beside(dataset.origin.file).collect();
            problems.push(problem.with("file", name).suggest(name, names));
            return Rows::default();
        };
        match sources.text(file) {
            Ok(text) => Reader { file, text: &text, records, problems }.read(dataset),
            Err(problem) => {
                problems.push(problem);
                Rows::default()
            }
        }
    };
    records.datasets.iter().map(read).collect()
}

/// Reads one file of rows.
struct Reader<'r> {
    file: FileId,
    text: &'r str,
    records: &'r Records,
    problems: &'r mut Diagnostics,
}

/// A row with its bytes.
struct Row {
    cells: Vec<String>,
    bytes: Range<usize>,
}

impl Reader<'_> {
    fn read(mut self, dataset: &Record<Dataset>) -> Rows {
        let separator = separator(self.text);
        let mut rows = rows(self.text, separator).into_iter();
        let Some(header) = rows.next() else {
            self.problems.push(Diagnostic::new(Code::EmptyFile, Place::File(self.file)));
            return Rows::default();
        };
        let declared = &dataset.body.fields;
        let order = self.order(&header, declared, &dataset.origin, separator);
        let name = |at: &usize| header.cells[*at].as_str().into();
        self.look_at_declarations(declared, &dataset.origin);
        let columns: Vec<Box<str>> = order.iter().map(name).collect();
        let mut seen = vec![HashSet::new(); order.len()];
        let mut cells = Vec::new();
        for row in rows {
            let raw = &self.text[row.bytes.clone()];
            if raw.matches('"').count() % 2 == 1 {
                let place = self.place(&(row.bytes.start..row.bytes.start + first_line(raw)));
                let problem = Diagnostic::new(Code::YamlUnclosedQuote, place);
                self.problems.push(problem.hint(Hint::CloseQuote));
                continue;
            }
            if row.cells.len() != header.cells.len() {
                let (count, expected) = (row.cells.len(), header.cells.len());
                let problem = Diagnostic::new(Code::RowLength, self.place(&row.bytes));
                let problem = problem.with("count", count.to_string());
                self.problems.push(problem.with("expected", expected.to_string()));
                continue;
            }
            for (position, at) in order.iter().enumerate() {
                let Some(column) = declared.iter().find(|c| *c.name.0 == *columns[position]) else {
                    continue;
                };
                let cell = row.cells[*at].as_str();
                let place = self.place(&cell_bytes(self.text, &row.bytes, *at, separator));
                let is_new = || seen[position].insert(key_of(column.field_type, cell));
                if let Some(problem) = mistake(column, cell, place, self.records, is_new) {
                    self.problems.push(problem);
                }
            }
            cells.push(order.iter().map(|at| row.cells[*at].as_str().into()).collect());
        }
        Rows { columns, cells }
    }

    /// Tells what is wrong with the declarations themselves: names that stand twice, bounds
    /// that mean nothing for what stands in the column, and kinds that there are not.
    fn look_at_declarations(&mut self, declared: &[TableField], origin: &Origin) {
        for (index, column) in declared.iter().enumerate() {
            if declared[..index].iter().any(|before| before.name == column.name) {
                let place = origin.place(&format!("fields.{index}.name"));
                let problem = Diagnostic::new(Code::SameColumn, place);
                self.problems.push(problem.with("column", &*column.name.0));
            }
            for (rule, bound) in misplaced(column) {
                let place = origin.place(&format!("fields.{index}.constraints.{rule}"));
                let problem = Diagnostic::new(Code::WrongConstraint, place);
                let problem = problem.with("constraint", format!("{rule}: {bound}"));
                self.problems.push(problem.with("type", column.field_type.code()));
            }
            let Some(name) = column.refers_to.as_ref().filter(|k| Kind::of_name(k).is_none())
            else {
                continue;
            };
            let place = origin.place(&format!("fields.{index}.refers_to"));
            let problem = Diagnostic::new(Code::UnknownWord, place);
            let problem = problem.with("word", &**name).with("key", "refers_to");
            self.problems.push(problem.suggest(name, Kind::ALL.iter().map(|kind| kind.name())));
        }
    }

    fn place(&self, bytes: &Range<usize>) -> Place {
        let byte = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        Place::Span(self.file, Span { start: byte(bytes.start), end: byte(bytes.end) })
    }

    /// Where each declared column stands in the file. Where none is declared, all of the
    /// file's are taken as they are.
    fn order(
        &mut self,
        header: &Row,
        declared: &[TableField],
        origin: &Origin,
        separator: u8,
    ) -> Vec<usize> {
        let mut order = Vec::new();
        for (index, column) in declared.iter().enumerate() {
            match header.cells.iter().position(|name| *name == *column.name.0) {
                Some(at) => order.push(at),
                None => {
                    let place = origin.place(&format!("fields.{index}.name"));
                    let problem = Diagnostic::new(Code::MissingColumn, place);
                    let problem = problem.with("column", &*column.name.0);
                    let names = header.cells.iter().map(String::as_str);
                    self.problems.push(problem.suggest(&column.name.0, names));
                }
            }
        }
        for (at, name) in header.cells.iter().enumerate() {
            let is_declared = declared.iter().any(|column| *column.name.0 == *name);
            let is_first = header.cells.iter().position(|other| other == name) == Some(at);
            if is_first && (is_declared || declared.is_empty()) {
                if declared.is_empty() {
                    order.push(at);
                }
                continue;
            }
            let bytes = cell_bytes(self.text, &header.bytes, at, separator);
            let code = if is_first { Code::UnknownColumn } else { Code::SameColumn };
            let problem = Diagnostic::new(code, self.place(&bytes)).with("column", name.as_str());
            let is_free = |name: &&str| header.cells.iter().all(|other| other != name);
            let names = declared.iter().map(|column| &*column.name.0).filter(is_free);
            self.problems.push(if is_first { problem.suggest(name, names) } else { problem });
        }
        order
    }
}

/// The bounds of a column that mean nothing for what stands in it.
fn misplaced(column: &TableField) -> Vec<(&'static str, String)> {
    let Some(rules) = &column.constraints else { return Vec::new() };
    let field_type = column.field_type;
    let is_bound = |bound: &str| match field_type {
        field_type if field_type.is_number() => Number::is_plain(bound),
        field_type => field_type.is_date() && mistaken(field_type, bound).is_none(),
    };
    let bounds = [("minimum", &rules.minimum), ("maximum", &rules.maximum)];
    let bounds = bounds.into_iter().filter_map(|(rule, bound)| Some((rule, bound.as_ref()?)));
    let bounds = bounds.filter(|(_, bound)| !is_bound(bound));
    let lengths = [("minLength", rules.min_length), ("maxLength", rules.max_length)];
    let lengths = lengths.into_iter().filter_map(|(rule, length)| Some((rule, length?)));
    let lengths = lengths.filter(|_| field_type != FieldType::String);
    bounds
        .map(|(rule, bound)| (rule, bound.to_string()))
        .chain(lengths.map(|(rule, length)| (rule, length.to_string())))
        .collect()
}

/// What is wrong with a cell by what its column says. `is_new` tells whether no row before
/// has the same.
fn mistake(
    column: &TableField,
    cell: &str,
    place: Place,
    records: &Records,
    is_new: impl FnOnce() -> bool,
) -> Option<Diagnostic> {
    if is_legacy(cell) {
        return Some(Diagnostic::new(Code::LegacyEncoding, place).hint(Hint::ConvertUnicode));
    }
    let problem = |code| {
        let problem = Diagnostic::new(code, place.clone());
        problem.with("value", cell).with("column", &*column.name.0)
    };
    let none = Constraints::default();
    let rules = column.constraints.as_ref().unwrap_or(&none);
    if cell.is_empty() {
        let is_required = rules.required == Some(true);
        return is_required.then(|| problem(Code::CellConstraint).with("constraint", "required"));
    }
    if let Some(expected) = mistaken(column.field_type, cell) {
        let decimal = cell.replace(',', ".");
        let is_decimal = column.field_type == FieldType::Number && Number::is_plain(&decimal);
        let problem = problem(Code::CellType).with("expected", expected);
        return Some(if is_decimal {
            problem.with("decimal", decimal).hint(Hint::WriteDecimal)
        } else {
            problem
        });
    }
    if let Some(rule) = broken(rules, column.field_type, cell) {
        return Some(problem(Code::CellConstraint).with("constraint", rule));
    }
    if let Some(values) = &rules.values
        && !values.iter().any(|value| *value.0 == *cell)
    {
        let known: Vec<&str> = values.iter().map(|value| &*value.0).collect();
        return Some(problem(Code::CellConstraint).with("constraint", "enum").suggest(cell, known));
    }
    if rules.unique == Some(true) && !is_new() {
        return Some(problem(Code::CellConstraint).with("constraint", "unique"));
    }
    let kind = column.refers_to.as_ref().and_then(|kind| Kind::of_name(kind))?;
    if records.position(kind, cell).is_some() {
        return None;
    }
    let known = records.of(kind);
    let known = known.iter().map(|record| record.id());
    let problem = Diagnostic::new(Code::UnknownReference, place);
    Some(problem.with("id", cell).with("kind", kind.group()).suggest(cell, known))
}

/// The bound that a value is beyond, as it is written.
fn broken(rules: &Constraints, field_type: FieldType, cell: &str) -> Option<String> {
    let order = |bound: &str| match field_type.is_number() {
        true => {
            let numbers =
                (Decimal::from_str_exact(cell).ok()?, Decimal::from_str_exact(bound).ok()?);
            Some(numbers.0.cmp(&numbers.1))
        }
        // Dates in this form are in the order of their letters.
        false => field_type.is_date().then(|| cell.cmp(bound)),
    };
    let beyond = |bound: &Option<Plain>, side: Ordering| {
        bound.as_ref().filter(|bound| order(bound) == Some(side)).map(|bound| bound.to_string())
    };
    let length = u32::try_from(cell.chars().count()).unwrap_or(u32::MAX);
    let is_text = field_type == FieldType::String;
    let min_length = rules.min_length.filter(|least| is_text && length < *least);
    let max_length = rules.max_length.filter(|most| is_text && length > *most);
    let bounds = [
        ("minimum", beyond(&rules.minimum, Ordering::Less)),
        ("maximum", beyond(&rules.maximum, Ordering::Greater)),
        ("minLength", min_length.map(|least| least.to_string())),
        ("maxLength", max_length.map(|most| most.to_string())),
    ];
    bounds.into_iter().find_map(|(name, bound)| Some(format!("{name}: {}", bound?)))
}

/// A value by which equal ones are found, however they are written: 1, 1.0 and 1.00 are one.
fn key_of(field_type: FieldType, cell: &str) -> String {
    let number = Decimal::from_str_exact(cell).ok().filter(|_| field_type.is_number());
    number.map_or_else(|| cell.to_owned(), |number| number.normalize().to_string())
}

/// What a cell should have been, if it is not of its column's type.
fn mistaken(field_type: FieldType, cell: &str) -> Option<Said> {
    // A part that is unknown (`XXXX`) is no date of Table Schema.
    let is_date = |length: usize| {
        cell.len() == length && !cell.contains(['X', '/']) && Date::parse(cell).is_ok()
    };
    let digits = cell.strip_prefix('-').unwrap_or(cell);
    let all_digits = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    let (fits, expected) = match field_type {
        FieldType::String => (true, Said::A_TEXT),
        // Of more digits than a number can have here, JSON would lose it.
        FieldType::Integer => (all_digits && Number::is_plain(cell), Said::A_WHOLE_NUMBER),
        FieldType::Number => (Number::is_plain(cell), Said::A_DECIMAL),
        FieldType::Boolean => (matches!(cell, "true" | "false"), Said::TRUE_OR_FALSE),
        FieldType::Date => (is_date(10), Said::A_WRITTEN_DAY),
        FieldType::Year => (is_date(4), Said::A_WRITTEN_YEAR),
        FieldType::YearMonth => (is_date(7), Said::A_WRITTEN_MONTH),
    };
    (!fits).then_some(expected)
}

/// The length of the first line: a quote that is not closed takes in all that follow.
fn first_line(raw: &str) -> usize {
    raw.lines().next().map_or(0, str::len)
}

/// What parts the cells. Spreadsheets whose language writes a decimal comma, Vietnamese among
/// them, write CSV with semicolons.
fn separator(text: &str) -> u8 {
    let header = text.lines().next().unwrap_or_default();
    let count = |separator: char| header.matches(separator).count();
    if count(';') > count(',') { b';' } else { b',' }
}

/// The rows that hold something, with clean cells.
fn rows(text: &str, separator: u8) -> Vec<Row> {
    const BYTE_ORDER_MARK: &str = "\u{feff}";
    let begins = if text.starts_with(BYTE_ORDER_MARK) { BYTE_ORDER_MARK.len() } else { 0 };
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(separator)
        .from_reader(&text.as_bytes()[begins..]);
    let mut rows = Vec::new();
    let mut record = csv::StringRecord::new();
    loop {
        let start = begins + usize::try_from(reader.position().byte()).unwrap_or(usize::MAX);
        // Of a text that is UTF-8, read from memory and of any width, nothing can fail.
        if !reader.read_record(&mut record).unwrap_or(false) {
            return rows;
        }
        let end = begins + usize::try_from(reader.position().byte()).unwrap_or(usize::MAX);
        let cells: Vec<String> =
            record.iter().map(|cell| normalise(cell.trim()).trim().to_owned()).collect();
        if cells.iter().any(|cell| !cell.is_empty()) {
            let raw = text.get(start..end).unwrap_or_default();
            let lead = raw.len() - raw.trim_start_matches(['\r', '\n']).len();
            let length = raw.trim_end_matches(['\r', '\n']).len();
            rows.push(Row { cells, bytes: start + lead..start + length.max(lead) });
        }
    }
}

/// The bytes of a cell, its quotes included; of the whole row if it has no such cell.
fn cell_bytes(text: &str, row: &Range<usize>, at: usize, separator: u8) -> Range<usize> {
    let raw = text.get(row.clone()).unwrap_or_default();
    let (mut cell, mut start, mut is_quoted) = (0, 0, false);
    for (index, byte) in raw.bytes().chain([separator]).enumerate() {
        match byte {
            // A quote inside a quoted text is written twice, which changes nothing here.
            b'"' => is_quoted = !is_quoted,
            byte if byte == separator && (!is_quoted || index == raw.len()) => {
                if cell == at {
                    return row.start + start..row.start + index;
                }
                (cell, start) = (cell + 1, index + 1);
            }
            _ => {}
        }
    }
    row.clone()
}

#[cfg(test)]
mod tests {
    use super::{cell_bytes, rows, separator};

    #[test]
    fn cells_are_found_where_they_stand() {
        let text = "\u{feff}a;b;c\r\n1;\"x;\"\"y\";3\r\n\r\n\"hai\ndòng\";5;6";
        let separator = separator(text);
        let rows = rows(text, separator);
        let cells: Vec<Vec<&str>> = rows
            .iter()
            .map(|row| {
                let at = |at: usize| &text[cell_bytes(text, &row.bytes, at, separator)];
                (0..row.cells.len()).map(at).collect()
            })
            .collect();
        assert_eq!(cells[0], ["a", "b", "c"]);
        assert_eq!(cells[1], ["1", "\"x;\"\"y\"", "3"]);
        assert_eq!(cells[2], ["\"hai\ndòng\"", "5", "6"]);
        assert_eq!(rows[1].cells, ["1", "x;\"y", "3"]);
        assert_eq!(rows[2].cells[0], "hai\ndòng");
    }
}
