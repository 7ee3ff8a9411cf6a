//! What stops a YAML parser, in an editor's words.

use super::mend::Replacement;
use super::tree::Budget;
use crate::diagnostic::{Argument, Code, Diagnostic, Fix, Hint, Place, Said};
use granit_parser::{ErrorKind, ScanError};
use std::ops::Range;

/// What stopped the parser, and at which byte.
#[derive(Debug)]
pub(super) struct SyntaxError {
    pub(super) code: Code,
    pub(super) byte: usize,
    pub(super) hint: Option<Hint>,
    pub(super) arguments: Vec<(&'static str, Argument)>,
    /// The bracket that it is about, if it stands elsewhere.
    pub(super) bracket: Option<usize>,
    /// What is to be written instead, where that is certain.
    pub(super) replacements: Vec<Replacement>,
}

impl SyntaxError {
    pub(super) fn at(code: Code, byte: usize) -> Self {
        let (arguments, replacements) = (Vec::new(), Vec::new());
        Self { code, byte, hint: None, arguments, bracket: None, replacements }
    }

    pub(super) fn with(mut self, gap: &'static str, value: impl Into<Argument>) -> Self {
        self.arguments.push((gap, value.into()));
        self
    }

    fn hint(mut self, hint: Hint) -> Self {
        self.hint = Some(hint);
        self
    }

    pub(super) fn too_deep(byte: usize, limit: usize) -> Self {
        let error = Self::at(Code::TooDeep, byte).with("limit", limit.to_string());
        let is_highest = limit >= Budget::DEEPEST as usize;
        let hint = if is_highest { Hint::WriteFlatter } else { Hint::RaiseLimit };
        error.with("setting", "limits.depth").hint(hint)
    }

    pub(super) fn too_many(byte: usize, limit: usize) -> Self {
        let error = Self::at(Code::TooManyValues, byte).with("limit", limit.to_string());
        let is_highest = limit >= Budget::MOST_VALUES as usize;
        let hint = if is_highest { Hint::SplitFile } else { Hint::SplitOrRaise };
        error.with("setting", "limits.values").hint(hint)
    }

    /// Offers to put quotes around the value on this line.
    fn quote(mut self, text: &str) -> Self {
        let value =
            value_around(text, self.byte).filter(|value| Fix::can_quote(&text[value.clone()]));
        let ends = value.into_iter().flat_map(|value| [value.start, value.end]);
        self.replacements = ends.map(|at| (at..at, "\"".to_owned())).collect();
        self.hint(Hint::QuoteText)
    }

    /// That a bracket is not closed, or that a comment has swallowed the one that closes it.
    fn unclosed(text: &str, opened: usize) -> Self {
        let line = text[opened..].lines().next().unwrap_or_default();
        let hash = line.find(" #").filter(|at| line[..*at].matches('"').count().is_multiple_of(2));
        match hash.map(|at| opened + at + 1).filter(|hash| is_closed_behind(text, *hash)) {
            Some(hash) => {
                let error = Self::at(Code::YamlCommentInBracket, hash).quote(text);
                let bracket = Some(innermost(text, opened, hash));
                Self { bracket, ..error.hint(Hint::QuoteHash) }
            }
            None => Self::at(Code::YamlUnclosedBracket, opened).hint(Hint::CloseBracket),
        }
    }

    /// Offers a space behind the colon of a key that touches its value.
    fn space_after_colon(mut self, text: &str) -> Self {
        let line_start = text[..self.byte].rfind('\n').map_or(0, |newline| newline + 1);
        let line = text[line_start..].lines().next().unwrap_or_default();
        let key = line.trim_start_matches([' ', '-']);
        let is_key = |key: &&str| key.bytes().all(|b| b.is_ascii_lowercase() || b == b'_');
        let key = key.split(':').next().filter(|key| !key.is_empty() && is_key(key));
        if let Some(colon) = key.and_then(|_| line.find(':')) {
            let behind = line_start + colon + 1;
            self.replacements = vec![(behind..behind, " ".to_owned())];
        }
        self.hint(Hint::SpaceAfterColon)
    }

    /// The parser's error. `bracket` is the byte of the innermost bracket that was open;
    /// `last_end` is the byte after the last value that was read, from
    /// which an unclosed quote is found: the parser names the place where it gave up.
    pub(super) fn of_parser(
        error: &ScanError,
        text: &str,
        last_end: usize,
        bracket: Option<usize>,
    ) -> Self {
        use ErrorKind as E;
        let byte = error.marker().byte_offset().unwrap_or(text.len()).min(text.len());
        match error.kind() {
            E::TabNotAllowed
            | E::TabInBlockIndentation
            | E::TabInIndentation
            | E::TabInPlainScalar
            | E::TabAtBlockScalarStart => {
                Self::at(Code::YamlTab, byte).with("lines", Said::A_LINE).hint(Hint::UseSpaces)
            }
            E::UnclosedQuotedScalar
            | E::InvalidQuotedScalarIndent
            | E::DocumentIndicatorInQuotedScalar => {
                let opened = text[last_end..].find(['"', '\'']).map_or(byte, |at| last_end + at);
                Self::at(Code::YamlUnclosedQuote, opened.min(byte)).hint(Hint::CloseQuote)
            }
            E::InvalidTrailingSingleQuotedScalar | E::InvalidTrailingDoubleQuotedScalar => {
                Self::at(Code::YamlTextAfterQuote, byte).hint(Hint::QuoteWhole)
            }
            E::MismatchedFlowCollectionEnd { open, close } => {
                // The parser names the place of the bracket that was opened.
                let closing = closing_behind(text.get(byte + 1..).unwrap_or_default());
                let closing = closing.map_or(byte, |at| byte + 1 + at);
                let right = if *open == '{' { "}" } else { "]" };
                let error = Self::at(Code::YamlWrongBracket, closing).hint(Hint::CloseWith);
                let error = Self { bracket: Some(byte), ..error }.with("open", open.to_string());
                error.with("close", close.to_string()).with("right", right)
            }
            E::MappingValueNotAllowed | E::InvalidColonPlacement
                if bracket.is_none_or(|_| is_closed_behind(text, byte)) =>
            {
                match over_indented_key(text, byte).filter(|_| bracket.is_none()) {
                    Some(key) => Self::at(Code::YamlIndentation, key).hint(Hint::AlignKeys),
                    None => Self::at(Code::YamlColonInText, byte).quote(text),
                }
            }
            _ if bracket.is_some() && !is_closed_behind(text, byte) => {
                Self::unclosed(text, bracket.unwrap_or(byte).min(byte))
            }
            E::SimpleKeyExpected if is_conflict_marker(text, byte) => {
                Self::at(Code::MergeConflict, byte).hint(Hint::ResolveConflict)
            }
            E::SimpleKeyExpected => Self::at(Code::YamlNoColon, byte).space_after_colon(text),
            E::UnexpectedCharacter { character } => Self::at(Code::YamlCharacter, byte)
                .with("character", character.escape_default().to_string())
                .quote(text),
            E::RecursionLimitExceeded => Self::at(Code::TooDeep, byte),
            E::UnclosedFlowCollection { .. }
            | E::UnexpectedEofFlowSequence
            | E::UnexpectedEofFlowMapping
            | E::UnexpectedEofImplicitFlowMapping
            | E::ExpectedFlowMappingSeparator
            | E::ExpectedFlowSequenceSeparator => {
                // Closed on the same line, it is a colon that ended the text too early.
                if is_closed_behind(text, byte) && text[byte..].starts_with(':') {
                    return Self::at(Code::YamlColonInText, byte).quote(text);
                }
                Self::unclosed(text, bracket.unwrap_or(byte).min(byte))
            }
            E::InvalidIndentation | E::ExpectedBlockMappingKey | E::ExpectedBlockSequenceEntry => {
                Self::at(Code::YamlIndentation, byte).hint(Hint::AlignKeys)
            }
            // The list of kinds grows; a new one is told in the parser's own English, and in
            // Vietnamese without it.
            other => Self::at(Code::YamlSyntax, byte)
                .with(
                    "detail",
                    Argument::both("không đọc tiếp được từ chỗ này", &other.to_string()),
                )
                .hint(Hint::QuoteText),
        }
    }
}

/// Tabs where only spaces may stand, the first of them here.
pub(super) fn tabs(place: Place, lines: usize) -> Diagnostic {
    let lines = match lines {
        1 => Argument::Word(Said::A_LINE),
        many => Argument::both(
            &format!("{many} dòng của tệp này, kể từ đây"),
            &format!("{many} lines of this file, this being the first"),
        ),
    };
    Diagnostic::new(Code::YamlTab, place).with("lines", lines).hint(Hint::UseSpaces)
}

/// The value that this byte stands in, where it lies on one line in which only its quotes are
/// missing: behind the last key before it, to the end of the line or, inside of braces, to the
/// next key or the closing one.
fn value_around(text: &str, byte: usize) -> Option<Range<usize>> {
    let line_start = text[..byte].rfind('\n').map_or(0, |newline| newline + 1);
    let line_end = text[byte..].find('\n').map_or(text.len(), |newline| byte + newline);
    let (before, behind) = (&text[line_start..byte], &text[byte..line_end]);
    let start = line_start + before.rfind(": ")? + 2;
    let is_block = !before.contains(['{', '[']);
    let end = if is_block {
        let indentation = |line: &str| line.len() - line.trim_start_matches([' ', '-']).len();
        let next = text[line_end..].get(1..).and_then(|rest| rest.lines().next());
        let goes_on = next.is_some_and(|next| indentation(next) > indentation(before));
        (!goes_on && !behind.contains(" #")).then_some(behind.len())?
    } else {
        let next_key = behind.match_indices(", ").map(|(at, _)| at).find(|at| {
            let key = behind[at + 2..].split(':').next().unwrap_or_default();
            behind.len() > at + 2 + key.len()
                && key.bytes().all(|b| b.is_ascii_lowercase() || b == b'_')
        });
        next_key.or_else(|| behind.find(['}', ']']))?
    };
    let value = text[start..byte + end].trim();
    let start = start + text[start..].find(value)?;
    let opens = value.starts_with(['"', '\'', '|', '>', '{', '[', '&', '!']);
    (!opens && start + value.len() >= byte).then_some(start..start + value.len())
}

/// Whether a bracket is closed on the rest of this byte's line, so that it is not the bracket
/// that is wrong.
fn is_closed_behind(text: &str, byte: usize) -> bool {
    closing_behind(text[byte..].lines().next().unwrap_or_default()).is_some()
}

/// Where a text closes a bracket that it has not opened, of whatever kind.
fn closing_behind(text: &str) -> Option<usize> {
    let mut opened = 0usize;
    for (at, c) in text.char_indices() {
        match c {
            '{' | '[' => opened += 1,
            '}' | ']' if opened == 0 => return Some(at),
            '}' | ']' => opened -= 1,
            _ => {}
        }
    }
    None
}

/// The last bracket that is open before a byte, the first being that at `opened`: the parser
/// tells of those behind it too late.
fn innermost(text: &str, opened: usize, byte: usize) -> usize {
    let mut open = vec![opened];
    for (at, c) in text[opened..byte].char_indices().skip(1) {
        match c {
            '{' | '[' => open.push(opened + at),
            '}' | ']' => open.truncate(open.len().saturating_sub(1).max(1)),
            _ => {}
        }
    }
    open.last().copied().unwrap_or(opened)
}

/// The key before this colon, if it stands deeper than its neighbours, so that the line
/// before it was read on: the one case in which the colon is right and the spaces are wrong.
fn over_indented_key(text: &str, colon: usize) -> Option<usize> {
    let line_start = text[..colon].rfind('\n').map_or(0, |newline| newline + 1);
    let is_key = !text[line_start..colon].trim().contains([' ', '"']);
    let before = text[..line_start.saturating_sub(1)].rsplit('\n').next().unwrap_or_default();
    let content = |line: &str| line.len() - line.trim_start_matches([' ', '-']).len();
    let own = content(&text[line_start..colon]);
    (is_key && line_start > 0 && own > content(before)).then_some(line_start + own)
}

/// Whether the line of this byte was left behind by a merge that is not finished.
fn is_conflict_marker(text: &str, byte: usize) -> bool {
    let line_start = text[..byte].rfind('\n').map_or(0, |newline| newline + 1);
    ["<<<<<<<", "=======", ">>>>>>>"].iter().any(|mark| text[line_start..].starts_with(mark))
}
