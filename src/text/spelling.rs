//! Words as a search compares them: what is typed with diacritics or without, composed or taken
//! apart, with the tone on either vowel, is to find the same.
//!
//! The program makes the index, a browser reads the query: `themes/*/assets/search.js` has the
//! same rules (`spell`), and both are held against `tests/data/spellings.csv`. So these rules ask
//! no table of Unicode but for decomposition and lower case, and name their ranges.

use unicode_normalization::char::decompose_canonical;

/// Calls `word` with each word of a text, spelled for comparison.
///
/// A word is letters in lower case, each diacritic of Vietnamese as the digit that the VNI way of
/// typing has for it: `6` `7` `8` `9` behind their letter (`â` is `a6`, `ơ` is `o7`, `ă` is `a8`,
/// `đ` is `d9`), and the tone `1` to `5` at the end of the word, wherever it stood: `hòa` and
/// `hoà` are both `hoa2`. Other diacritics are left out. Without its digits the spelling is what
/// people type who type none ([`plain_spelling`]).
///
/// Letters and digits part: `NQ57` is two words. A number is one word without the marks between
/// its thousands and without zeros before it: `1.197` and `1,197` are `1197`, `06` is `6`.
pub fn each_spelling(text: &str, mut word: impl FnMut(&str)) {
    let mut open = Open::default();
    for (at, c) in text.char_indices() {
        if c.is_ascii() {
            open.see(c.to_ascii_lowercase(), &text.as_bytes()[at + 1..], &mut word);
        } else {
            let each = |part: char| {
                part.to_lowercase().for_each(|part| open.see(part, &[], &mut word));
            };
            decompose_canonical(c, each);
        }
    }
    open.close(&mut word);
}

/// A spelling without diacritics. Numbers have none.
pub fn plain_spelling(spelling: &str) -> String {
    match spelling.starts_with(|c: char| c.is_ascii_digit()) {
        true => spelling.to_owned(),
        false => spelling.chars().filter(|c| !c.is_ascii_digit()).collect(),
    }
}

/// The word that is being read.
#[derive(Default)]
struct Open {
    letters: String,
    tones: String,
    is_number: bool,
}

impl Open {
    fn see(&mut self, c: char, rest: &[u8], word: &mut impl FnMut(&str)) {
        match c {
            '0'..='9' => self.push(c, true, word),
            'a'..='z' => self.push(c, false, word),
            '.' | ',' if self.is_number && !self.letters.is_empty() && parts_thousands(rest) => {}
            '\0'..='\u{7f}' => self.close(word),
            'đ' | 'ð' => {
                self.push('d', false, word);
                self.letters.push('9');
            }
            // At the end of a word Greek has another letter for it, which programs disagree about.
            'ς' => self.push('σ', false, word),
            '\u{300}'..='\u{36f}' => self.mark(c),
            c if is_letter(c) => self.push(c, false, word),
            _ => self.close(word),
        }
    }

    fn push(&mut self, c: char, is_digit: bool, word: &mut impl FnMut(&str)) {
        if self.is_number != is_digit {
            self.close(word);
            self.is_number = is_digit;
        }
        self.letters.push(c);
    }

    /// A diacritic belongs to the letter before it.
    fn mark(&mut self, mark: char) {
        if self.is_number || self.letters.is_empty() {
            return;
        }
        match mark {
            '\u{301}' => self.tones.push('1'),
            '\u{300}' => self.tones.push('2'),
            '\u{309}' => self.tones.push('3'),
            '\u{303}' => self.tones.push('4'),
            '\u{323}' => self.tones.push('5'),
            '\u{302}' => self.letters.push('6'),
            '\u{31b}' => self.letters.push('7'),
            '\u{306}' => self.letters.push('8'),
            _ => {}
        }
    }

    fn close(&mut self, word: &mut impl FnMut(&str)) {
        if self.letters.is_empty() {
            return;
        }
        if self.is_number {
            let significant = self.letters.trim_start_matches('0');
            word(if significant.is_empty() { "0" } else { significant });
        } else {
            self.letters.push_str(&self.tones);
            word(&self.letters);
        }
        self.letters.clear();
        self.tones.clear();
    }
}

/// Whether exactly three digits follow, as behind the mark between thousands.
fn parts_thousands(rest: &[u8]) -> bool {
    rest.len() >= 3
        && rest[..3].iter().all(u8::is_ascii_digit)
        && !rest.get(3).is_some_and(u8::is_ascii_digit)
}

/// Whether a character beyond ASCII is part of a word, in whatever script: not a sign, a space,
/// punctuation or for private use.
fn is_letter(c: char) -> bool {
    !matches!(
        c,
        '\u{80}'..='\u{bf}' | '×' | '÷' | '\u{2000}'..='\u{2bff}' | '\u{3000}'..='\u{303f}'
            | '\u{e000}'..='\u{f8ff}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{fffd}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spelled(text: &str) -> String {
        let mut words = Vec::new();
        each_spelling(text, |word| words.push(word.to_owned()));
        words.join(" ")
    }

    #[test]
    fn words_are_spelled_as_the_table_says_that_the_browser_follows_too() {
        let table = include_str!("../../tests/data/spellings.csv");
        let mut rows = csv::Reader::from_reader(table.as_bytes());
        let mut count = 0;
        for row in rows.records() {
            let row = row.expect("a row");
            assert_eq!(spelled(&row[0]), row[1], "{}", &row[0]);
            count += 1;
        }
        assert!(count > 20);
    }

    #[test]
    fn without_diacritics_a_spelling_is_what_people_type() {
        for (spelling, plain) in [("chuye6n3", "chuyen"), ("d9o6i3", "doi"), ("57", "57")] {
            assert_eq!(plain_spelling(spelling), plain);
        }
    }
}
