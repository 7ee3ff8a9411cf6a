//! The cells of comma-separated values: what each says and where it stands, read once for
//! both, so that no message and no fix is ever about another cell than its own.

use crate::text::normalise;
use std::borrow::Cow;
use std::ops::Range;

/// A cell as it is written.
#[derive(Debug)]
pub(super) struct Cell<'t> {
    /// Its bytes, with its quotes, without the blanks around it.
    pub bytes: Range<usize>,
    /// What it says, clean.
    pub text: Cow<'t, str>,
    /// What is wrong with its quotes.
    pub mistake: Option<QuoteMistake>,
}

/// What can be wrong with the quotes around a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum QuoteMistake {
    /// The first is not closed.
    Unclosed,
    /// From this byte on, text stands behind the last.
    TextBehind(usize),
}

/// Reads a text row by row.
#[derive(Debug)]
pub(super) struct Cells<'t> {
    text: &'t str,
    separator: u8,
    at: usize,
}

/// What parts the cells. Spreadsheets whose language writes a decimal comma, Vietnamese among
/// them, write CSV with semicolons. Tabs are found too, in order to be told.
pub(super) fn separator(text: &str) -> u8 {
    let fitness = |separator: &u8| {
        let mut header = Vec::new();
        Cells::new(text, *separator).next_row(&mut header);
        let is_whole = header.iter().all(|cell| cell.mistake.is_none());
        // What parts nothing has no quotes that it could break.
        (header.len() > 1, is_whole, header.len())
    };
    // Of those that fit equally well, the last is taken.
    [b'\t', b';', b','].into_iter().max_by_key(fitness).unwrap_or(b',')
}

impl<'t> Cells<'t> {
    pub(super) fn new(text: &'t str, separator: u8) -> Self {
        const BYTE_ORDER_MARK: &str = "\u{feff}";
        let at = if text.starts_with(BYTE_ORDER_MARK) { BYTE_ORDER_MARK.len() } else { 0 };
        Self { text, separator, at }
    }

    /// Puts the next row that holds something into `row`, if there is one.
    ///
    /// Behind a quote that is not closed there is none: what follows may belong to the cell.
    pub(super) fn next_row(&mut self, row: &mut Vec<Cell<'t>>) -> bool {
        while self.at < self.text.len() {
            row.clear();
            row.push(self.next_cell());
            while self.byte() == Some(self.separator) {
                self.at += 1;
                row.push(self.next_cell());
            }
            // Line feeds end lines; a carriage return before one is a blank.
            self.at += 1;
            if row.iter().any(|cell| !cell.text.is_empty() || cell.mistake.is_some()) {
                return true;
            }
        }
        false
    }

    fn byte(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    /// Reads up to what ends the cell.
    fn next_cell(&mut self) -> Cell<'t> {
        while self.byte() == Some(b' ') {
            self.at += 1;
        }
        let start = self.at;
        if self.byte() == Some(b'"') {
            return self.quoted();
        }
        // A quote inside of a text is a part of it.
        let raw = self.rest_of_cell();
        let end = start + raw.trim_end().len();
        Cell { bytes: start..end, text: clean(raw), mistake: None }
    }

    fn quoted(&mut self) -> Cell<'t> {
        let start = self.at;
        let bytes = self.text.as_bytes();
        let mut close = start + 1;
        loop {
            match (bytes.get(close), bytes.get(close + 1)) {
                // Inside, a quote is written twice.
                (Some(b'"'), Some(b'"')) => close += 2,
                (Some(b'"'), _) => break,
                (Some(_), _) => close += 1,
                (None, _) => return self.unclosed(start),
            }
        }
        let raw = &self.text[start + 1..close];
        self.at = close + 1;
        let behind = self.rest_of_cell();
        let end = close + 1 + behind.trim_end().len();
        if behind.trim().is_empty() {
            let text = match raw.contains("\"\"") {
                true => Cow::Owned(clean(&raw.replace("\"\"", "\"")).into_owned()),
                false => clean(raw),
            };
            return Cell { bytes: start..close + 1, text, mistake: None };
        }
        // On another line, what seems to close the quote is rather one that opens the next.
        if raw.contains('\n') {
            return self.unclosed(start);
        }
        let behind = close + 1 + (behind.len() - behind.trim_start().len());
        let mistake = Some(QuoteMistake::TextBehind(behind));
        Cell { bytes: start..end, text: clean(&self.text[start..end]), mistake }
    }

    fn unclosed(&mut self, start: usize) -> Cell<'t> {
        self.at = self.text.len();
        let mistake = Some(QuoteMistake::Unclosed);
        Cell { bytes: start..start + 1, text: Cow::Borrowed("\""), mistake }
    }

    /// Goes on to what ends the cell.
    fn rest_of_cell(&mut self) -> &'t str {
        let rest = &self.text[self.at..];
        let ends = |byte: u8| byte == self.separator || byte == b'\n';
        let length = rest.bytes().position(ends).unwrap_or(rest.len());
        self.at += length;
        &rest[..length]
    }
}

fn clean(text: &str) -> Cow<'_, str> {
    match normalise(text.trim()) {
        Cow::Borrowed(text) => Cow::Borrowed(text.trim()),
        Cow::Owned(text) => Cow::Owned(text.trim().to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::{Cells, QuoteMistake, separator};

    /// The cells of a text: where each stands, what it says.
    fn cells(text: &str) -> Vec<Vec<(&str, String)>> {
        let mut cells = Cells::new(text, separator(text));
        let mut row = Vec::new();
        let mut rows = Vec::new();
        while cells.next_row(&mut row) {
            let cell = |cell: &super::Cell| (&text[cell.bytes.clone()], cell.text.to_string());
            rows.push(row.iter().map(cell).collect());
        }
        rows
    }

    fn mistakes(text: &str) -> Vec<(usize, QuoteMistake)> {
        let mut cells = Cells::new(text, b',');
        let mut row = Vec::new();
        let mut mistakes = Vec::new();
        while cells.next_row(&mut row) {
            mistakes.extend(row.iter().filter_map(|cell| Some((cell.bytes.start, cell.mistake?))));
        }
        mistakes
    }

    #[test]
    fn cells_are_found_where_they_stand() {
        let text = "\u{feff}a;b;c\r\n1; \"x;\"\"y\" ; 3 \r\n\r\n;;\n\"hai\ndòng\";5;";
        let rows = cells(text);
        assert_eq!(rows.len(), 3);
        assert_eq!(rows[0].iter().map(|cell| cell.0).collect::<Vec<_>>(), ["a", "b", "c"]);
        assert_eq!(rows[1][1], ("\"x;\"\"y\"", "x;\"y".to_owned()));
        assert_eq!(rows[1][2], ("3", "3".to_owned()));
        assert_eq!(rows[2][0], ("\"hai\ndòng\"", "hai\ndòng".to_owned()));
        assert_eq!(rows[2][2], ("", String::new()));
    }

    #[test]
    fn a_quote_inside_a_text_opens_nothing() {
        let rows = cells("a;b;c;d\nx\"y;z\"w;1,5;9,7\n");
        let written: Vec<&str> = rows[1].iter().map(|cell| cell.0).collect();
        assert_eq!(written, ["x\"y", "z\"w", "1,5", "9,7"]);
    }

    #[test]
    fn a_quote_that_is_not_closed_is_told_where_it_opens() {
        use QuoteMistake::{TextBehind, Unclosed};
        assert_eq!(mistakes("a,b\n1,\"x\n2,y\n3,z\n"), [(6, Unclosed)]);
        // Each of these would else be a row of the right length.
        assert_eq!(mistakes("a,b\n1,\"x\n2,\"y\n3,z\n"), [(6, Unclosed)]);
        assert_eq!(mistakes("a,b\n1,\"x\n\"2\",y\n"), [(6, Unclosed)]);
        assert_eq!(mistakes("a,b\n2,\"x\"y\n3,z\"z\n\""), [(6, TextBehind(9)), (17, Unclosed)]);
        assert_eq!(mistakes("a,b\n1,\"x\ny\" \n2,\"\"\n"), []);
    }

    #[test]
    fn what_parts_cells_is_looked_for_outside_of_quotes() {
        for (text, found) in [
            ("a,b", b','),
            ("a;b;c,d", b';'),
            ("\"a;b;c\",d\n", b','),
            ("\"a,b,c\";\"d,e,f\"\n", b';'),
            ("a\tb", b'\t'),
            ("a", b','),
            ("", b','),
            ("a,\"b\n1,2", b','),
            ("\"hai\n;;dòng\",b", b','),
        ] {
            assert_eq!(separator(text), found, "{text}");
        }
    }
}
