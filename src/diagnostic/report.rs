//! Problems with their lines and columns, ready to be shown.

use super::{Code, Diagnostic, MessageLanguage, Said, Severity};
use std::sync::Arc;

/// All problems of a run, sorted by file and place.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// The problems, those without a file first.
    pub problems: Vec<Reported>,
}

/// A problem with its place found.
#[derive(Clone, Debug)]
pub struct Reported {
    /// The problem.
    pub diagnostic: Diagnostic,
    /// Where it stands, if it stands in a file.
    pub spot: Option<Spot>,
    /// Further places that belong to it.
    pub related: Vec<(Spot, Said)>,
    /// The fixes, each the texts that come in the place of others.
    pub fixes: Vec<Vec<(Spot, String)>>,
}

/// A place in a file, in bytes and as a reader counts.
#[derive(Clone, Debug)]
pub struct Spot {
    /// The file's path below the root, with `/` between its parts.
    pub path: Arc<str>,
    /// The file's text; empty if it is not text.
    pub text: Arc<str>,
    /// The first byte.
    pub start: usize,
    /// The byte after the last.
    pub end: usize,
    /// The line and column of the first character, both from 1, columns in characters.
    pub from: (usize, usize),
    /// The line and column after the last character.
    pub to: (usize, usize),
    /// Whether the whole file is meant, so that no line is to be shown.
    pub kind: SpotKind,
}

/// Whether a spot is a run of characters or a whole file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SpotKind {
    /// The whole file, so that no line is to be shown.
    File,
    /// Some of its characters.
    Characters,
}

/// Where the lines of a text begin, so that a place is found without reading the text again.
#[derive(Clone, Debug)]
pub struct Lines(Vec<usize>);

impl Lines {
    /// The lines of a text.
    pub fn of(text: &str) -> Self {
        Self(std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect())
    }

    /// The line and column of a byte, both from 1. A byte-order mark takes no column.
    pub fn place(&self, text: &str, byte: usize) -> (usize, usize) {
        let byte = text.floor_char_boundary(byte);
        let line = self.0.partition_point(|start| *start <= byte).max(1);
        let start = self.0.get(line - 1).copied().unwrap_or_default();
        let column = text[start..byte].chars().filter(|c| *c != '\u{feff}').count() + 1;
        (line, column)
    }
}

impl Reported {
    /// The message in one language.
    pub fn message(&self, language: MessageLanguage) -> String {
        self.fill(self.diagnostic.code.message(), language)
    }

    /// The way out in one language, if there is one.
    pub fn hint(&self, language: MessageLanguage) -> Option<String> {
        self.diagnostic.hint.map(|hint| self.fill(hint.message(), language))
    }

    fn fill(&self, said: Said, language: MessageLanguage) -> String {
        let arguments = &self.diagnostic.arguments;
        let filled = crate::text::Message::new(said.in_language(language)).fill(|gap| {
            let (_, value) = arguments.iter().find(|(name, _)| *name == gap)?;
            Some(value.said(language))
        });
        harmless(filled)
    }

    /// What kind of problem it is.
    pub fn code(&self) -> Code {
        self.diagnostic.code
    }
}

/// The text with characters that steer a terminal written out.
fn harmless(text: String) -> String {
    let is_harm =
        |c: char| c.is_control() || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    if !text.contains(is_harm) {
        return text;
    }
    let shown = |c: char| if is_harm(c) { c.escape_unicode().to_string() } else { c.to_string() };
    text.chars().map(shown).collect()
}

impl Report {
    /// The report of these problems, sorted by file and place; those without a file first.
    /// Equal problems at the same place are told once.
    pub fn new(mut problems: Vec<Reported>) -> Self {
        problems.sort_by_key(|problem| {
            let spot = problem.spot.as_ref();
            spot.map(|spot| (spot.path.clone(), spot.start, spot.end))
        });
        problems.dedup_by(|a, b| {
            a.diagnostic.code == b.diagnostic.code
                && a.diagnostic.arguments == b.diagnostic.arguments
                && a.diagnostic.related == b.diagnostic.related
                && match (&a.spot, &b.spot) {
                    (Some(a), Some(b)) => a.path == b.path && a.start == b.start,
                    (a, b) => a.is_none() && b.is_none(),
                }
        });
        Self { problems }
    }

    /// How many problems have this severity.
    pub fn count(&self, severity: Severity) -> usize {
        self.problems.iter().filter(|problem| problem.diagnostic.severity() == severity).count()
    }
}

#[cfg(test)]
mod tests {
    use super::{Lines, harmless};

    #[test]
    fn columns_count_characters_and_skip_the_byte_order_mark() {
        let text = "\u{feff}tên: Quảng Ngãi\nnăm: 2025\n";
        let lines = Lines::of(text);
        assert_eq!(lines.place(text, text.find("Quảng").unwrap_or(0)), (1, 6));
        assert_eq!(lines.place(text, text.find("2025").unwrap_or(0)), (2, 6));
        assert_eq!(lines.place(text, text.len()), (3, 1));
    }

    #[test]
    fn what_steers_a_terminal_is_written_out() {
        assert_eq!(harmless("a\u{1b}]0;x".to_owned()), "a\\u{1b}]0;x");
        assert_eq!(harmless("Quảng Ngãi".to_owned()), "Quảng Ngãi");
    }
}
