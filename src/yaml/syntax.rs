//! What stops a YAML parser, in an editor's words.

use crate::diagnostic::{Argument, Code, Diagnostic, Hint, Place};
use granit_parser::{ErrorKind, ScanError};

/// What stopped the parser, and at which byte.
#[derive(Debug)]
pub(super) struct SyntaxError {
    pub(super) code: Code,
    pub(super) byte: usize,
    pub(super) hint: Option<Hint>,
    pub(super) arguments: Vec<(&'static str, Argument)>,
}

impl SyntaxError {
    pub(super) fn at(code: Code, byte: usize) -> Self {
        Self { code, byte, hint: None, arguments: Vec::new() }
    }

    pub(super) fn with(mut self, gap: &'static str, value: impl Into<Argument>) -> Self {
        self.arguments.push((gap, value.into()));
        self
    }

    fn hint(mut self, hint: Hint) -> Self {
        self.hint = Some(hint);
        self
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
            | E::TabAtBlockScalarStart => Self::at(Code::YamlTab, byte).hint(Hint::UseSpaces),
            E::UnclosedQuotedScalar
            | E::InvalidQuotedScalarIndent
            | E::DocumentIndicatorInQuotedScalar => {
                let opened = text[last_end..].find(['"', '\'']).map_or(byte, |at| last_end + at);
                Self::at(Code::YamlUnclosedQuote, opened.min(byte)).hint(Hint::CloseQuote)
            }
            E::InvalidTrailingSingleQuotedScalar | E::InvalidTrailingDoubleQuotedScalar => {
                Self::at(Code::YamlTextAfterQuote, byte).hint(Hint::QuoteWhole)
            }
            E::MappingValueNotAllowed | E::InvalidColonPlacement
                if bracket.is_none_or(|_| is_closed_behind(text, byte)) =>
            {
                match bracket.is_none() && is_over_indented(text, byte) {
                    true => Self::at(Code::YamlIndentation, byte).hint(Hint::AlignKeys),
                    false => Self::at(Code::YamlColonInText, byte).hint(Hint::QuoteText),
                }
            }
            _ if bracket.is_some() && !is_closed_behind(text, byte) => {
                let opened = bracket.unwrap_or(byte).min(byte);
                Self::at(Code::YamlUnclosedBracket, opened).hint(Hint::CloseBracket)
            }
            E::SimpleKeyExpected if is_conflict_marker(text, byte) => {
                Self::at(Code::MergeConflict, byte).hint(Hint::ResolveConflict)
            }
            E::SimpleKeyExpected => Self::at(Code::YamlNoColon, byte).hint(Hint::SpaceAfterColon),
            E::UnexpectedCharacter { character } => Self::at(Code::YamlCharacter, byte)
                .with("character", character.escape_default().to_string())
                .hint(Hint::QuoteText),
            E::RecursionLimitExceeded => Self::at(Code::TooDeep, byte),
            E::UnclosedFlowCollection { .. }
            | E::UnexpectedEofFlowSequence
            | E::UnexpectedEofFlowMapping
            | E::UnexpectedEofImplicitFlowMapping
            | E::ExpectedFlowMappingSeparator
            | E::ExpectedFlowSequenceSeparator => {
                // Closed on the same line, it is a colon that ended the text too early.
                if is_closed_behind(text, byte) && text[byte..].starts_with(':') {
                    return Self::at(Code::YamlColonInText, byte).hint(Hint::QuoteText);
                }
                let opened = bracket.unwrap_or(byte).min(byte);
                Self::at(Code::YamlUnclosedBracket, opened).hint(Hint::CloseBracket)
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

/// A tab where only spaces may stand.
pub(super) fn tab(place: Place) -> Diagnostic {
    Diagnostic::new(Code::YamlTab, place).hint(Hint::UseSpaces)
}

/// Whether a bracket is closed on the rest of this byte's line, so that it is not the bracket
/// that is wrong.
fn is_closed_behind(text: &str, byte: usize) -> bool {
    let line = text[byte..].lines().next().unwrap_or_default();
    let mut opened = 0usize;
    for c in line.chars() {
        match c {
            '{' | '[' => opened += 1,
            '}' | ']' if opened == 0 => return true,
            '}' | ']' => opened -= 1,
            _ => {}
        }
    }
    false
}

/// Whether the key before this colon stands deeper than its neighbours, so that the line
/// before it was read on: the one case in which the colon is right and the spaces are wrong.
fn is_over_indented(text: &str, colon: usize) -> bool {
    let line_start = text[..colon].rfind('\n').map_or(0, |newline| newline + 1);
    let is_key = !text[line_start..colon].trim().contains([' ', '"']);
    let before = text[..line_start.saturating_sub(1)].rsplit('\n').next().unwrap_or_default();
    let content = |line: &str| line.len() - line.trim_start_matches([' ', '-']).len();
    is_key && line_start > 0 && content(&text[line_start..colon]) > content(before)
}

/// Whether the line of this byte was left behind by a merge that is not finished.
fn is_conflict_marker(text: &str, byte: usize) -> bool {
    let line_start = text[..byte].rfind('\n').map_or(0, |newline| newline + 1);
    ["<<<<<<<", "=======", ">>>>>>>"].iter().any(|mark| text[line_start..].starts_with(mark))
}
