//! Which word leads where, and how such a list is written.

use super::same::Same;
use crate::text::{each_spelling, plain_spelling};
use std::collections::HashMap;

/// How much a place weighs in which a word stands, the heaviest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Weight {
    /// A name of at most three words, which is likely what is meant, and where something is.
    ShortName,
    /// A name of at most eight words.
    Name,
    /// A longer name.
    LongName,
    /// A promise or a result in words.
    Statement,
    /// Anything else.
    Text,
}

impl Weight {
    const ALL: [Weight; 5] =
        [Weight::ShortName, Weight::Name, Weight::LongName, Weight::Statement, Weight::Text];

    /// That of a name of so many words.
    fn of_name(words: usize) -> Self {
        match words {
            0..=3 => Weight::ShortName,
            4..=8 => Weight::Name,
            _ => Weight::LongName,
        }
    }
}

/// In what a word stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// A name or a number by which something is known.
    Name,
    /// Elsewhere, where it weighs so much.
    Other(Weight),
}

/// An entry that a word leads to, and how much the word weighs there: in one number, since a
/// large portal has a million of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Hit(u32);

impl Hit {
    /// How many numbers are left for weights.
    const WEIGHTS: u32 = 8;

    fn new(number: u32, weight: Weight) -> Self {
        Self(number.saturating_mul(Self::WEIGHTS).saturating_add(weight as u32))
    }

    fn number(self) -> u32 {
        self.0 / Self::WEIGHTS
    }

    fn has(self, weight: Weight) -> bool {
        self.0 % Self::WEIGHTS == weight as u32
    }
}

/// A word, and the entries that it leads to.
type Posting = (Box<str>, Vec<Hit>);

/// Words by number, each with what it leads to.
pub(super) struct Found<'s> {
    same: &'s Same,
    numbers: HashMap<Box<str>, u32>,
    words: Vec<Posting>,
    /// What is being read, and its words.
    number: u32,
    own: Vec<(u32, Weight)>,
    /// The words of the text that is being read.
    text: Vec<u32>,
}

impl<'s> Found<'s> {
    pub(super) fn new(same: &'s Same) -> Self {
        let mut found = Self {
            same,
            numbers: HashMap::new(),
            words: Vec::new(),
            number: 0,
            own: Vec::new(),
            text: Vec::new(),
        };
        // The words of phrases have the numbers that the phrases know them by.
        for word in same.words() {
            found.number_of(word);
        }
        found
    }

    fn number_of(&mut self, word: &str) -> u32 {
        if let Some(number) = self.numbers.get(word) {
            return *number;
        }
        let number = u32::try_from(self.words.len()).unwrap_or(u32::MAX);
        self.numbers.insert(word.into(), number);
        self.words.push((word.into(), Vec::new()));
        number
    }

    /// What comes now leads to this.
    pub(super) fn begin(&mut self, number: u32) {
        self.number = number;
        self.own.clear();
    }

    /// Words that lead to it, and other words for the same.
    pub(super) fn add(&mut self, place: Place, text: &str) {
        let mut words = std::mem::take(&mut self.text);
        words.clear();
        each_spelling(text, |word| words.push(self.number_of(word)));
        let weight = match place {
            Place::Name => Weight::of_name(words.len()),
            Place::Other(weight) => weight,
        };
        let own = &mut self.own;
        own.extend(words.iter().map(|word| (*word, weight)));
        self.same.each_other(&words, |word| own.push((word, weight)));
        self.text = words;
    }

    /// Nothing more leads to it. Of a word that stands in several places the heaviest counts.
    pub(super) fn end(&mut self) {
        self.own.sort_unstable();
        self.own.dedup_by_key(|(word, _)| *word);
        for (word, weight) in &self.own {
            self.words[*word as usize].1.push(Hit::new(self.number, *weight));
        }
    }
}

/// What a word leads to: a list for each weight, the heaviest first, with a space between; of
/// each the numbers in their order, as the distance from the one before.
///
/// A distance is written in digits of the base 32, the lowest first, each as the letter that
/// base 64 has for it; digits that are followed by another lie 32 higher.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Postings(pub(super) String);

impl Postings {
    fn of(found: &[Hit]) -> Self {
        let mut text = String::new();
        for weight in Weight::ALL {
            let mut next = 0;
            for hit in found.iter().filter(|hit| hit.has(weight)) {
                write_number(hit.number() - next, &mut text);
                next = hit.number() + 1;
            }
            text.push(' ');
        }
        text.truncate(text.trim_end().len());
        Self(text)
    }
}

fn write_number(mut number: u32, text: &mut String) {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    while number >= 32 {
        text.push(char::from(LETTERS[32 + number as usize % 32]));
        number /= 32;
    }
    text.push(char::from(LETTERS[number as usize]));
}

/// The words of all pieces, in the order in which a browser compares texts: first without their
/// diacritics.
pub(super) fn merged(pieces: Vec<Found<'_>>) -> Vec<(Box<str>, Postings)> {
    let mut pieces = pieces.into_iter();
    let Some(mut all) = pieces.next() else { return Vec::new() };
    for piece in pieces {
        for (word, found) in piece.words {
            let number = all.number_of(&word) as usize;
            all.words[number].1.extend(found);
        }
    }
    let known = all.words.into_iter().filter(|(_, found)| !found.is_empty());
    let mut words: Vec<_> =
        known.map(|(word, found)| (plain_spelling(&word), word, Postings::of(&found))).collect();
    words.sort_by(|a, b| a.0.encode_utf16().cmp(b.0.encode_utf16()).then_with(|| a.1.cmp(&b.1)));
    words.into_iter().map(|(_, word, postings)| (word, postings)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn distances_are_written_in_as_few_letters_as_can_be() {
        let hits = |all: [(u32, Weight); 3]| all.map(|(number, weight)| Hit::new(number, weight));
        let found = hits([(0, Weight::ShortName), (1, Weight::ShortName), (40, Weight::Text)]);
        assert_eq!(Postings::of(&found), Postings("AA    oB".to_owned()));
        let found = hits([(2, Weight::Name), (35, Weight::Name), (1060, Weight::Name)]);
        assert_eq!(Postings::of(&found), Postings(" CgBggB".to_owned()));
    }
}
