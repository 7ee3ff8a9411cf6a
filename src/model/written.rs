//! A figure as a source words it, read by the conventions of the source language.
//!
//! The words for the qualifiers and the marks of numbers stand in the language's catalogue
//! (`written.…`, `number.…`), so that another source language is another catalogue.

use super::quantity::{Number, Qualifier};
use crate::text::Words;
use rust_decimal::Decimal;

/// What a wording says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wording {
    /// The figure; the lower end of a range.
    pub value: Number,
    /// The upper end of a range.
    pub high: Option<Number>,
    /// How exact it is said to be.
    pub qualifier: Qualifier,
    /// Whether a percent sign follows.
    pub is_percent: bool,
}

/// Reads a wording such as `gần 3.000`, `trên 90%`, `từ 80% trở lên` or `5–7`; `None` if it
/// is not understood whole, down to its last word.
pub fn read(text: &str, words: &Words) -> Option<Wording> {
    let lower = text.trim().to_lowercase();
    let (before, rest) = lower.split_at(lower.find(|c: char| c.is_ascii_digit())?);
    let (value, rest) = take_number(rest, words)?;
    let (first_percent, rest) = take_percent(rest);
    let range = rest.trim_start().strip_prefix(['-', '–', '—']).map(str::trim_start);
    if let Some((high, tail)) = range.and_then(|rest| take_number(rest, words)) {
        let (percent, tail) = take_percent(tail);
        let whole = before.trim().is_empty() && tail.trim().is_empty() && value.0 < high.0;
        let is_percent = percent || first_percent;
        let qualifier = Qualifier::Range;
        return whole.then_some(Wording { value, high: Some(high), qualifier, is_percent });
    }
    let qualifier = qualifier_of(before.trim(), rest.trim(), words)?;
    Some(Wording { value, high: None, qualifier, is_percent: first_percent })
}

/// The qualifier that the words before and after a number mean together.
fn qualifier_of(before: &str, after: &str, words: &Words) -> Option<Qualifier> {
    if before.is_empty() && after.is_empty() {
        return Some(Qualifier::Exact);
    }
    Qualifier::CODES.iter().find_map(|code| {
        let listed = words.mark(&format!("written.{code}"));
        let found = listed.split(", ").any(|phrase| {
            let (head, tail) = phrase.split_once('…').unwrap_or((phrase, ""));
            !phrase.is_empty() && head.trim() == before && tail.trim() == after
        });
        found.then(|| Qualifier::of_code(code)).flatten()
    })
}

/// A number in the marks of the language at the beginning of a text, and what follows.
fn take_number<'t>(text: &'t str, words: &Words) -> Option<(Number, &'t str)> {
    let (group, decimal) = (words.mark("number.group"), words.mark("number.decimal"));
    let end = text
        .char_indices()
        .find(|(at, c)| {
            let mark = text[*at..].starts_with(group) || text[*at..].starts_with(decimal);
            let more = text[at + c.len_utf8()..].starts_with(|c: char| c.is_ascii_digit());
            !(c.is_ascii_digit() || mark && more)
        })
        .map_or(text.len(), |(at, _)| at);
    let (number, rest) = text.split_at(end);
    let (whole, fraction) = number.split_once(decimal).unwrap_or((number, ""));
    let mut groups = whole.split(group);
    let first = groups.next()?;
    let grouped = whole.contains(group);
    if grouped && (first.len() > 3 || !groups.all(|group| group.len() == 3)) {
        return None;
    }
    let plain = whole.replace(group, "");
    let plain = if fraction.is_empty() { plain } else { format!("{plain}.{fraction}") };
    Some((Number(Decimal::from_str_exact(&plain).ok()?), rest))
}

fn take_percent(text: &str) -> (bool, &str) {
    match text.trim_start().strip_prefix('%') {
        Some(rest) => (true, rest),
        None => (false, text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn vietnamese() -> Words {
        Words::new([
            ("number.group", "."),
            ("number.decimal", ","),
            ("written.nearly", "gần"),
            ("written.more_than", "hơn, trên, vượt"),
            ("written.at_least", "tối thiểu, ít nhất, từ … trở lên"),
        ])
    }

    #[test]
    fn wordings_are_read_with_their_qualifier() {
        use Qualifier::*;
        for (text, value, qualifier, is_percent) in [
            ("gần 3.000", "3000", Nearly, false),
            ("Trên 90%", "90", MoreThan, true),
            ("hơn 4.177", "4177", MoreThan, false),
            ("98,5 %", "98.5", Exact, true),
            ("từ 80% trở lên", "80", AtLeast, true),
            ("100%", "100", Exact, true),
        ] {
            let wording = read(text, &vietnamese());
            let wording = wording.map(|w| (w.value.plain(), w.qualifier, w.is_percent));
            assert_eq!(wording, Some((value.to_owned(), qualifier, is_percent)), "{text}");
        }
    }

    #[test]
    fn a_range_has_two_ends() {
        let wording = read("5–7%", &vietnamese());
        let ends = wording.map(|w| (w.value.plain(), w.high.map(Number::plain), w.is_percent));
        assert_eq!(ends, Some(("5".to_owned(), Some("7".to_owned()), true)));
        assert_eq!(read("7-5", &vietnamese()), None);
    }

    #[test]
    fn what_is_not_understood_whole_is_not_guessed() {
        for text in ["không còn", "hơn 100 tổ", "chắc 90%", "1.10", "12.34.567", ""] {
            assert_eq!(read(text, &vietnamese()), None, "{text}");
        }
    }
}
