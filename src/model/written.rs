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
    /// Whether it says percent, by the sign or in words.
    pub is_percent: bool,
}

/// Reads a wording such as `gần 3.000`, `từ 80% trở lên`, `hơn 1,2 triệu` or `từ 5 đến 7%`;
/// `None` if it is not understood whole, down to its last word. Behind a number may stand
/// what is counted, if `units` has it, in lower case.
pub fn read(text: &str, words: &Words, units: &[String]) -> Option<Wording> {
    let lower = text.trim().to_lowercase();
    let (before, rest) = lower.split_at(lower.find(|c: char| c.is_ascii_digit())?);
    let before = before.trim();
    let (first, rest) = Figure::take(rest, words, units)?;
    let second =
        ranges(words).filter(|(head, ..)| *head == before).find_map(|(_, middle, tail)| {
            let (second, after) = Figure::take(strip(rest, middle)?.trim_start(), words, units)?;
            (after.trim() == tail).then_some(second)
        });
    let Some(second) = second else {
        let qualifier = qualifier_of(before, rest.trim(), words)?;
        let (value, is_percent) = (first.number()?, first.is_percent);
        return Some(Wording { value, high: None, qualifier, is_percent });
    };
    let is_percent = first.is_percent || second.is_percent;
    // What stands behind the second number is said of both: `2–3 triệu`, `5–7%`.
    let (low, high) = (Figure { power: first.power.or(second.power), ..first }, second);
    let (value, high) = (low.number()?, high.number()?);
    let qualifier = Qualifier::Range;
    (value.0 < high.0).then_some(Wording { value, high: Some(high), qualifier, is_percent })
}

/// The qualifier that the words before and after a number mean together.
fn qualifier_of(before: &str, after: &str, words: &Words) -> Option<Qualifier> {
    if before.is_empty() && after.is_empty() {
        return Some(Qualifier::Exact);
    }
    let of_one_number = |code: &&&str| Qualifier::of_code(code) != Some(Qualifier::Range);
    Qualifier::CODES.iter().filter(of_one_number).find_map(|code| {
        let found = listed(words, code).any(|phrase| {
            let (head, tail) = phrase.split_once('…').unwrap_or((phrase, ""));
            head.trim() == before && tail.trim() == after
        });
        found.then(|| Qualifier::of_code(code)).flatten()
    })
}

/// What stands before, between and behind the two numbers of a range.
fn ranges(words: &Words) -> impl Iterator<Item = (&str, &str, &str)> {
    let in_words = listed(words, Qualifier::Range.code()).filter_map(|phrase| {
        let (head, rest) = phrase.split_once('…')?;
        let (middle, tail) = rest.split_once('…')?;
        Some((head.trim(), middle.trim(), tail.trim()))
    });
    // A dash is one in every language.
    ["-", "–", "—"].into_iter().map(|dash| ("", dash, "")).chain(in_words)
}

/// The phrases that a language has for something, under `written.…`.
fn listed<'w>(words: &'w Words, name: &str) -> impl Iterator<Item = &'w str> + use<'w> {
    words.phrases(&format!("written.{name}"))
}

/// What follows a phrase at the beginning of a text, if it stands there whole: `tỷ` does not
/// stand in `tỷlệ`.
fn strip<'t>(text: &'t str, phrase: &str) -> Option<&'t str> {
    let rest = text.trim_start().strip_prefix(phrase)?;
    let is_word = phrase.ends_with(char::is_alphanumeric);
    (!is_word || !rest.starts_with(char::is_alphanumeric)).then_some(rest)
}

/// A number with what belongs to it.
#[derive(Clone, Copy)]
struct Figure<'t> {
    /// The digits, in groups as they were written.
    whole: &'t str,
    /// The digits behind the decimal mark.
    fraction: &'t str,
    /// The mark between groups.
    group: &'t str,
    /// How many zeros the word behind it stands for, as in `1,2 triệu`.
    power: Option<usize>,
    is_percent: bool,
}

/// The words for large numbers, and how many zeros each stands for.
const POWERS: &[(&str, usize)] =
    &[("thousand", 3), ("million", 6), ("billion", 9), ("trillion", 12)];

impl<'t> Figure<'t> {
    /// Takes a figure from the beginning of a text; what follows comes with it.
    fn take(text: &'t str, words: &'t Words, units: &[String]) -> Option<(Self, &'t str)> {
        let (mut figure, rest) = Self::take_number(text, words)?;
        // The unit comes first: where millions are what is counted, `triệu` is no multiplier.
        if let Some(rest) = take_unit(rest, units) {
            return Some((figure, rest));
        }
        let powers = POWERS.iter().flat_map(|(name, power)| {
            listed(words, name).filter_map(|phrase| Some((strip(rest, phrase)?, *power)))
        });
        // Of `nghìn` and `nghìn tỷ` the one that leaves less.
        let power = powers.min_by_key(|(rest, _)| rest.len());
        figure.power = power.map(|(_, power)| power);
        let rest = power.map_or(rest, |(rest, _)| rest);
        let percent = std::iter::once("%").chain(listed(words, "percent"));
        let behind = percent.into_iter().find_map(|phrase| strip(rest, phrase));
        figure.is_percent = behind.is_some();
        Some((figure, behind.or_else(|| take_unit(rest, units)).unwrap_or(rest)))
    }

    /// Takes a number in the marks of the language.
    fn take_number(text: &'t str, words: &'t Words) -> Option<(Self, &'t str)> {
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
        Some((Self { whole, fraction, group, power: None, is_percent: false }, rest))
    }

    /// The number, exactly: its decimal mark is moved, nothing is computed.
    fn number(&self) -> Option<Number> {
        let mut whole = self.whole.replace(self.group, "");
        let mut fraction = self.fraction;
        if let Some(power) = self.power {
            let (moved, rest) = fraction.split_at_checked(power).unwrap_or((fraction, ""));
            whole.push_str(moved);
            whole.push_str(&"0".repeat(power - moved.len()));
            fraction = rest.trim_end_matches('0');
        }
        let plain = if fraction.is_empty() { whole } else { format!("{whole}.{fraction}") };
        Decimal::from_str_exact(&plain).ok().map(Number)
    }
}

/// What follows the longest of these units at the beginning of a text.
fn take_unit<'t>(text: &'t str, units: &[String]) -> Option<&'t str> {
    units.iter().filter_map(|unit| strip(text, unit)).min_by_key(|rest| rest.len())
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
            ("written.approx", "khoảng"),
            ("written.at_least", "tối thiểu, ít nhất, từ … trở lên"),
            ("written.range", "từ … đến …, … đến …"),
            ("written.percent", "phần trăm"),
            ("written.thousand", "nghìn, ngàn"),
            ("written.million", "triệu"),
            ("written.billion", "tỷ"),
            ("written.trillion", "nghìn tỷ"),
        ])
    }

    fn read(text: &str) -> Option<Wording> {
        super::read(text, &vietnamese(), &[])
    }

    /// Both ends, the qualifier, and whether it is percent.
    fn told(wording: Option<Wording>) -> Option<(String, Option<String>, Qualifier, bool)> {
        wording.map(|w| (w.value.plain(), w.high.map(Number::plain), w.qualifier, w.is_percent))
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
            ("20 phần trăm", "20", Exact, true),
            ("từ 20 phần trăm trở lên", "20", AtLeast, true),
        ] {
            let expected = Some((value.to_owned(), None, qualifier, is_percent));
            assert_eq!(told(read(text)), expected, "{text}");
        }
    }

    #[test]
    fn a_word_for_a_large_number_moves_the_decimal_mark() {
        for (text, value) in [
            ("1,2 triệu", "1200000"),
            ("1,20 triệu", "1200000"),
            ("2 tỷ", "2000000000"),
            ("3 nghìn", "3000"),
            ("3 ngàn", "3000"),
            ("12,3456 nghìn", "12345.6"),
            ("1.500 nghìn tỷ", "1500000000000000"),
            ("0,000000000000123 nghìn tỷ", "0.123"),
        ] {
            let expected = Some((value.to_owned(), None, Qualifier::Exact, false));
            assert_eq!(told(read(text)), expected, "{text}");
        }
        assert_eq!(told(read("hơn 1,2 triệu")).map(|it| it.2), Some(Qualifier::MoreThan));
        // More digits than can be kept exactly are not rounded.
        assert_eq!(read("1,23456789012345678901234567891 nghìn tỷ"), None);
    }

    #[test]
    fn a_range_has_two_ends() {
        for (text, low, high, is_percent) in [
            ("5–7%", "5", "7", true),
            ("5 - 7", "5", "7", false),
            ("từ 5 đến 7%", "5", "7", true),
            ("từ 5% đến 7%", "5", "7", true),
            ("5 đến 7 phần trăm", "5", "7", true),
            ("từ 1,5 đến 2 triệu", "1500000", "2000000", false),
            ("từ 500 nghìn đến 1 triệu", "500000", "1000000", false),
            ("2–3 tỷ", "2000000000", "3000000000", false),
        ] {
            let ends = (low.to_owned(), Some(high.to_owned()));
            let expected = Some((ends.0, ends.1, Qualifier::Range, is_percent));
            assert_eq!(told(read(text)), expected, "{text}");
        }
        for text in ["7-5", "từ 7 đến 5%", "từ 500 đến 1 triệu", "5 đến 5"] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn what_is_counted_may_stand_behind_the_number() {
        let units = ["tổ".to_owned(), "triệu đồng".to_owned(), "đồng".to_owned()];
        let read = |text| told(super::read(text, &vietnamese(), &units));
        let exact = |value: &str| Some((value.to_owned(), None, Qualifier::Exact, false));
        assert_eq!(read("100 tổ"), exact("100"));
        assert_eq!(read("hơn 100 tổ").map(|it| it.2), Some(Qualifier::MoreThan));
        assert_eq!(read("từ 100 tổ trở lên").map(|it| it.2), Some(Qualifier::AtLeast));
        assert_eq!(read("từ 5 tổ đến 7 tổ").map(|it| it.1), Some(Some("7".to_owned())));
        assert_eq!(read("2 tỷ đồng"), exact("2000000000"));
        // The longest that fits, even where it begins with a word for a large number.
        assert_eq!(read("450 triệu đồng"), exact("450"));
        for text in ["100 tổ công nghệ", "100 tổchức", "100 xã", "tổ 100", "100 tổ tổ"]
        {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn what_is_not_understood_whole_is_not_guessed() {
        for text in [
            "không còn",
            "hơn 100 tổ",
            "chắc 90%",
            "1.10",
            "12.34.567",
            "",
            // An approximate range has no qualifier of its own, and "khoảng" must not be lost.
            "khoảng 5–7%",
            "khoảng từ 5 đến 7%",
            "từ 5 đến … 7",
            "từ 5 đến",
            "từ 5",
            "tăng từ 5% đến 7%",
            "từ 5% lên 7%",
            "2 tỷ lệ",
            "2 tỷ rưỡi",
            "2 triệu nghìn",
            "5 điểm phần trăm",
            "5 phần trăm %",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
