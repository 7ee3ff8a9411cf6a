//! The rows of datasets of an owner's own, read from the files beside their records.

use super::cells::{Cell, Cells, QuoteMistake, separator};
use super::quantity::{NotANumber, parse_number};
use super::{
    AnyRecord, Constraints, Dataset, Date, FieldType, Kind, Number, Origin, Record, Records,
    TableField,
};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, FileId, Fix, Hint, Place, Said, Span};
use crate::load::Sources;
use crate::text::{is_control, is_legacy};
use crate::yaml::{Plain, ScalarStyle};
use rust_decimal::Decimal;
use std::borrow::Cow;
use std::cmp::Ordering;
use std::collections::{HashMap, HashSet};
use std::ops::Range;

/// The rows of a dataset: cells in the order of its declared columns, clean, empty where
/// there is no value.
///
/// The cells are one text and the places where they end: a table of millions of short ones
/// would take many times its size as texts of their own.
#[derive(Clone, Debug, Default)]
pub struct Rows {
    /// The names of the columns.
    pub columns: Vec<Box<str>>,
    text: String,
    ends: Vec<u32>,
}

impl Rows {
    /// How many there are.
    pub fn count(&self) -> usize {
        self.ends.len() / self.columns.len().max(1)
    }

    /// The cells of each row, in the order of the file.
    pub fn iter(&self) -> impl Iterator<Item = impl Iterator<Item = &str> + Clone> {
        let cell = |index: usize| {
            let start = index.checked_sub(1).and_then(|before| self.ends.get(before));
            let end = self.ends.get(index);
            let bytes = start.map_or(0, |at| *at as usize)..end.map_or(0, |at| *at as usize);
            self.text.get(bytes).unwrap_or_default()
        };
        let width = self.columns.len();
        (0..self.count()).map(move |row| (row * width..(row + 1) * width).map(cell))
    }

    fn push(&mut self, cell: &str) {
        self.text.push_str(cell);
        // A file has 1 GiB at most (`LimitsFile`), and composing a text makes it three times
        // as large at worst.
        self.ends.push(u32::try_from(self.text.len()).unwrap_or(u32::MAX));
    }
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

/// A declared column, while its cells are read.
struct Column<'r> {
    field: &'r TableField,
    /// The values that there are, if they are listed.
    values: HashSet<&'r str>,
    /// The values that there were, if no two may be the same.
    seen: HashSet<Cow<'r, str>>,
}

impl<'r> Column<'r> {
    fn of(field: &'r TableField) -> Self {
        let values = field.constraints.as_ref().and_then(|rules| rules.values.as_ref());
        let values = values.into_iter().flatten().map(|value| &*value.0).collect();
        Self { field, values, seen: HashSet::new() }
    }
}

impl<'r> Reader<'r> {
    fn read(mut self, dataset: &'r Record<Dataset>) -> Rows {
        let separator = separator(self.text);
        let mut cells = Cells::new(self.text, separator);
        let mut header = Vec::new();
        if !cells.next_row(&mut header) {
            self.problems.push(Diagnostic::new(Code::EmptyFile, Place::File(self.file)));
            return Rows::default();
        }
        if separator == b'\t' {
            let at = self.text.find('\t').unwrap_or_default();
            let problem = Diagnostic::new(Code::CutByTabs, self.place(&(at..at + 1)));
            self.problems.push(problem.hint(Hint::CommasNotTabs));
            return Rows::default();
        }
        self.look_at_declarations(&dataset.body.fields, &dataset.origin);
        if self.has_quote_mistakes(&header) {
            return Rows::default();
        }
        for name in &header {
            self.illegible(name).into_iter().for_each(|problem| self.problems.push(problem));
        }
        let fields = by_name(&dataset.body.fields);
        let order = self.order(&header, dataset, &fields);
        let columns = order.iter().map(|at| header[*at].text.as_ref().into()).collect();
        let mut rows = Rows { columns, ..Rows::default() };
        let columns = rows.columns.iter().map(|name| fields.get(&**name));
        let mut columns: Vec<_> =
            columns.map(|field| field.map(|field| Column::of(field))).collect();
        let mut row = Vec::new();
        while cells.next_row(&mut row) {
            if self.has_quote_mistakes(&row) {
                continue;
            }
            if row.len() != header.len() {
                let last = row.last().map_or(0, |cell| cell.bytes.end);
                let place = self.place(&(row[0].bytes.start..last));
                let problem = Diagnostic::new(Code::RowLength, place);
                let problem = problem.with("count", row.len().to_string());
                self.problems.push(problem.with("expected", header.len().to_string()));
                continue;
            }
            for (at, column) in order.iter().zip(&mut columns) {
                let cell = &row[*at];
                let column = column.as_mut();
                let problem = self.illegible(cell);
                let problem = problem.or_else(|| self.mistake(column?, cell));
                problem.into_iter().for_each(|problem| self.problems.push(problem));
                rows.push(&cell.text);
            }
        }
        rows.text.shrink_to_fit();
        rows.ends.shrink_to_fit();
        rows
    }

    /// Tells what is wrong with the quotes of a row, if anything is.
    fn has_quote_mistakes(&mut self, row: &[Cell<'_>]) -> bool {
        for cell in row {
            let (code, hint, bytes) = match cell.mistake {
                Some(QuoteMistake::Unclosed) => {
                    (Code::YamlUnclosedQuote, Hint::CloseQuote, cell.bytes.clone())
                }
                Some(QuoteMistake::TextBehind(at)) => {
                    (Code::YamlTextAfterQuote, Hint::QuoteCell, at..cell.bytes.end)
                }
                None => continue,
            };
            self.problems.push(Diagnostic::new(code, self.place(&bytes)).hint(hint));
        }
        row.iter().any(|cell| cell.mistake.is_some())
    }

    /// What no cell may hold, whatever its column says of it.
    fn illegible(&self, cell: &Cell<'_>) -> Option<Diagnostic> {
        if is_legacy(&cell.text) {
            let problem = Diagnostic::new(Code::LegacyEncoding, self.place(&cell.bytes));
            return Some(problem.hint(Hint::ConvertUnicode));
        }
        let raw = &self.text[cell.bytes.clone()];
        let (at, character) = raw.char_indices().find(|(_, c)| is_control(*c))?;
        let start = cell.bytes.start + at;
        let place = self.place(&(start..start + character.len_utf8()));
        let problem = Diagnostic::new(Code::ControlCharacter, place);
        let name = format!("U+{:04X}", u32::from(character));
        Some(problem.with("character", name).hint(Hint::RemoveCharacter))
    }

    /// Tells what is wrong with the declarations themselves: names that stand twice, bounds
    /// that mean nothing for what stands in the column, and kinds that there are not.
    fn look_at_declarations(&mut self, declared: &[TableField], origin: &Origin) {
        let mut names = HashSet::new();
        for (index, column) in declared.iter().enumerate() {
            if !names.insert(&*column.name.0) {
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
        header: &[Cell<'_>],
        dataset: &Record<Dataset>,
        fields: &HashMap<&str, &TableField>,
    ) -> Vec<usize> {
        let mut places = HashMap::new();
        for (at, name) in header.iter().enumerate() {
            places.entry(&*name.text).or_insert(at);
        }
        let declared = &dataset.body.fields;
        let mut order = Vec::new();
        for (index, column) in declared.iter().enumerate() {
            if let Some(at) = places.get(&*column.name.0) {
                order.push(*at);
                continue;
            }
            // A name that is misspelt is mended here: the file of rows is often written by
            // another program, which would write its own name again. Mended on both sides,
            // the two names would change places.
            let place = dataset.origin.place(&format!("fields.{index}.name"));
            let is_told = self.problems.keeps_errors_of(dataset.origin.file);
            let problem = Diagnostic::new(Code::MissingColumn, place);
            let problem = problem.with("column", &*column.name.0);
            let names = header.iter().map(|name| &*name.text);
            let names = names.filter(|name| is_told && !fields.contains_key(name));
            self.problems.push(problem.suggest(&column.name.0, names));
        }
        for (at, name) in header.iter().enumerate() {
            let is_first = places.get(&*name.text) == Some(&at);
            if is_first && declared.is_empty() {
                order.push(at);
            }
            if is_first && (declared.is_empty() || fields.contains_key(&*name.text)) {
                continue;
            }
            let code = if is_first { Code::UnknownColumn } else { Code::SameColumn };
            let problem = Diagnostic::new(code, self.place(&name.bytes));
            let problem = problem.with("column", &*name.text);
            self.problems.push(if is_first { problem.hint(Hint::DeclareColumn) } else { problem });
        }
        order
    }

    /// What is wrong with a cell by what its column says.
    fn mistake(&self, column: &mut Column<'r>, cell: &Cell<'r>) -> Option<Diagnostic> {
        let text = &*cell.text;
        let Column { field, values, seen } = column;
        let problem = |code| {
            let problem = Diagnostic::new(code, self.place(&cell.bytes));
            problem.with("value", text).with("column", &*field.name.0)
        };
        let none = Constraints::default();
        let rules = field.constraints.as_ref().unwrap_or(&none);
        if text.is_empty() {
            let is_required = rules.required == Some(true);
            return is_required
                .then(|| problem(Code::CellConstraint).with("constraint", "required"));
        }
        if let Some(expected) = mistaken(field.field_type, text) {
            let problem = problem(Code::CellType).with("expected", expected);
            return Some(self.meant(field.field_type, cell, problem));
        }
        if let Some(rule) = broken(rules, field.field_type, text) {
            return Some(problem(Code::CellConstraint).with("constraint", rule));
        }
        // What is only counted needs no suggestion, which takes time.
        let is_told = self.problems.keeps_errors_of(self.file);
        if let Some(known) = &rules.values
            && !values.contains(text)
        {
            let known = known.iter().map(|value| &*value.0).filter(|_| is_told);
            let problem = problem(Code::CellConstraint).with("constraint", "enum");
            return Some(problem.suggest(text, known));
        }
        if rules.unique == Some(true) && !seen.insert(key_of(field.field_type, &cell.text)) {
            return Some(problem(Code::CellConstraint).with("constraint", "unique"));
        }
        let kind = field.refers_to.as_ref().and_then(|kind| Kind::of_name(kind))?;
        if self.records.position(kind, text).is_some() {
            return None;
        }
        let problem = Diagnostic::new(Code::UnknownReference, self.place(&cell.bytes));
        let problem = problem.with("id", text).with("kind", kind.group());
        if !is_told {
            return Some(problem);
        }
        let known = self.records.of(kind);
        Some(problem.suggest(text, known.map(AnyRecord::id)))
    }

    /// Adds what was probably meant by a cell that is no number of its column's type.
    fn meant(&self, field_type: FieldType, cell: &Cell<'_>, problem: Diagnostic) -> Diagnostic {
        if !matches!(field_type, FieldType::Integer | FieldType::Number) {
            return problem;
        }
        let text = &*cell.text;
        let place = self.place(&cell.bytes);
        let written = self.text[cell.bytes.clone()].trim_matches('"');
        let fits = |number: &str| mistaken(field_type, number).is_none();
        let offer = |problem: Diagnostic, number: &str| {
            let fix = Fix::rename(place.clone(), written, number);
            fix.into_iter().fold(problem, Diagnostic::fix)
        };
        match parse_number(text, ScalarStyle::Plain) {
            // Only a comma gets here with a column of decimals: Table Schema's numbers have
            // a point, so that 1.250 is one.
            Err(NotANumber::Grouped { whole }) if field_type == FieldType::Number => {
                let decimal = text.replace(',', ".");
                let problem = Diagnostic::new(Code::GroupedNumber, place.clone());
                let problem = offer(offer(problem, &whole), &decimal).with("written", text);
                let problem = problem.with("whole", whole).with("decimal", decimal);
                problem.hint(Hint::WholeOrDecimal)
            }
            Err(
                NotANumber::Grouped { whole: number }
                | NotANumber::Groups { whole: number }
                | NotANumber::Comma { decimal: number },
            ) if fits(&number) => {
                offer(problem, &number).with("decimal", number).hint(Hint::WriteDecimal)
            }
            Err(NotANumber::Percent { decimal }) if fits(&decimal) => {
                offer(problem, &decimal).with("decimal", decimal).hint(Hint::PercentIsUnit)
            }
            Err(NotANumber::TooLong) => Diagnostic::new(Code::NumberTooLong, place),
            _ if has_leading_zero(text) => problem.hint(Hint::TextOrNumber),
            _ => problem,
        }
    }
}

/// The declared columns by their names; of equal ones, which are told, the first.
fn by_name(declared: &[TableField]) -> HashMap<&str, &TableField> {
    let mut fields = HashMap::new();
    for column in declared {
        fields.entry(&*column.name.0).or_insert(column);
    }
    fields
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
fn key_of<'t>(field_type: FieldType, cell: &Cow<'t, str>) -> Cow<'t, str> {
    let number = Decimal::from_str_exact(cell).ok().filter(|_| field_type.is_number());
    let plain = number.map(|number| number.normalize().to_string());
    plain.filter(|plain| *plain != **cell).map_or_else(|| cell.clone(), Cow::Owned)
}

/// What a cell should have been, if it is not of its column's type.
fn mistaken(field_type: FieldType, cell: &str) -> Option<Said> {
    // A part that is unknown (`XXXX`) is no date of Table Schema.
    let is_date = |length: usize| {
        cell.len() == length && !cell.contains(['X', '/']) && Date::parse(cell).is_ok()
    };
    let digits = cell.strip_prefix('-').unwrap_or(cell);
    let all_digits = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    // Of more digits than a number can have here, JSON would lose some; it knows no zeros
    // before a number either, and a code such as 007 would lose them.
    let is_number = || Number::is_plain(cell) && !has_leading_zero(cell);
    let (fits, expected) = match field_type {
        FieldType::String => (true, Said::A_TEXT),
        FieldType::Integer => (all_digits && is_number(), Said::A_WHOLE_NUMBER),
        FieldType::Number => (is_number(), Said::A_DECIMAL),
        FieldType::Boolean => (matches!(cell, "true" | "false"), Said::TRUE_OR_FALSE),
        FieldType::Date => (is_date(10), Said::A_WRITTEN_DAY),
        FieldType::Year => (is_date(4), Said::A_WRITTEN_YEAR),
        FieldType::YearMonth => (is_date(7), Said::A_WRITTEN_MONTH),
    };
    (!fits).then_some(expected)
}

/// Whether a zero stands before the digits of a number, as in `007`.
fn has_leading_zero(cell: &str) -> bool {
    let digits = cell.strip_prefix('-').unwrap_or(cell);
    let behind = digits.strip_prefix('0');
    behind.is_some_and(|behind| behind.starts_with(|c: char| c.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::{FieldType, Rows, mistaken};

    #[test]
    fn cells_are_given_back_row_by_row() {
        let mut rows = Rows { columns: vec!["a".into(), "b".into()], ..Rows::default() };
        ["1", "", "", "Quảng Ngãi"].iter().for_each(|cell| rows.push(cell));
        let cells: Vec<Vec<&str>> = rows.iter().map(Iterator::collect).collect();
        assert_eq!(cells, [["1", ""], ["", "Quảng Ngãi"]]);
        assert_eq!((rows.count(), Rows::default().count()), (2, 0));
    }

    #[test]
    fn what_json_would_write_otherwise_is_no_number() {
        let is = |field_type, cell| mistaken(field_type, cell).is_none();
        for cell in ["0", "-5", "1250", "79228162514264337593543950335"] {
            assert!(is(FieldType::Integer, cell), "{cell}");
        }
        for cell in ["007", "-01", "-", "1e3", "+5", "1.0", "79228162514264337593543950336"] {
            assert!(!is(FieldType::Integer, cell), "{cell}");
        }
        for cell in ["0.10", "-0.5", "1.250", "1.0000000000000000000000000000"] {
            assert!(is(FieldType::Number, cell), "{cell}");
        }
        for cell in ["00.5", "1,250", ".5", "5.", "NaN", "1.00000000000000000000000000001"] {
            assert!(!is(FieldType::Number, cell), "{cell}");
        }
        // A year is four digits, a code may be anything.
        assert!(is(FieldType::Year, "0938") && is(FieldType::String, "007"));
    }
}
