//! Markdown as editors write it: which constructs there are, and what a text contains of
//! headings, links and footnotes, each with its place. No files, no HTML.
//!
//! 1. [`events`] reads a text in a [`Dialect`]; everybody who looks into Markdown does so
//!    through it, so that what is checked is what is shown.
//! 2. [`Outline`] lists what can be linked to and what links.
//! 3. [`pieces`] finds the figures of records that a text asks for, and [`Mention`] lists them
//!    with those that it claims.
//! 4. [`Target`] tells what an address in a link asks for, and refuses what could do harm.

mod figures;
mod outline;
mod target;

pub use figures::{Braces, Form, Mention, Piece, pieces};
pub use outline::{Heading, Link, Outline, footnote_name};
pub use target::Target;

use pulldown_cmark::{Event, Options, Parser, TagEnd};
use std::ops::Range;

/// How much of Markdown a text may use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dialect {
    /// A text inside a record: CommonMark with tables. Several stand on one page, so nothing
    /// in them has an address of its own.
    Note,
    /// A page: also footnotes, alerts (`> [!NOTE]`) and names of headings (`{#name}`).
    Page,
}

impl Dialect {
    fn options(self) -> Options {
        let note = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH;
        match self {
            Dialect::Note => note,
            Dialect::Page => {
                note | Options::ENABLE_FOOTNOTES
                    | Options::ENABLE_GFM
                    | Options::ENABLE_HEADING_ATTRIBUTES
            }
        }
    }
}

/// The constructs of a text in their order, each with its bytes.
pub fn events(text: &str, dialect: Dialect) -> impl Iterator<Item = (Event<'_>, Range<usize>)> {
    Parser::new_ext(text, dialect.options()).into_offset_iter()
}

/// The words of a record's note without its marks, its lines and parts one behind the other.
pub fn plain(text: &str) -> String {
    let mut words = String::with_capacity(text.len());
    for (event, _) in events(text, Dialect::Note) {
        match event {
            Event::Text(part) | Event::Code(part) => words.push_str(&part),
            Event::SoftBreak | Event::HardBreak => words.push(' '),
            Event::End(tag) if !is_inline(tag) && !words.ends_with(' ') => words.push(' '),
            _ => {}
        }
    }
    words.truncate(words.trim_end().len());
    words
}

/// Whether what ends here stands inside a line.
fn is_inline(tag: TagEnd) -> bool {
    use TagEnd::{Emphasis, Image, Link, Strikethrough, Strong};
    matches!(tag, Emphasis | Strong | Strikethrough | Link | Image)
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_note_without_its_marks_is_one_line() {
        let note = "**Hơn** [80%](figure:a)\nhồ sơ.\n\n- một `mã`\n- hai";
        assert_eq!(super::plain(note), "Hơn 80% hồ sơ. một mã hai");
    }
}
