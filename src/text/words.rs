//! The words of a page in one language: a catalogue of keys and messages.

use super::{Lang, Message};
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// The words of one language, by key.
///
/// A key whose sentence differs for one thing carries both as `key.one` and `key.other`.
// The keys are the program's and the portal's own: nobody else can choose them so that they fall
// together, against which the usual hash is safe, at a fiftieth of the time of a build.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Words(FxHashMap<Box<str>, Message>);

/// A key that a catalogue does not have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MissingWord(pub String);

impl Words {
    /// The catalogue with these keys and texts.
    pub fn new<'a>(entries: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        let mut words = Self::default();
        words.extend(entries);
        words
    }

    /// Adds words, replacing those that have the same key.
    pub fn extend<'a>(&mut self, entries: impl IntoIterator<Item = (&'a str, &'a str)>) {
        for (key, text) in entries {
            self.0.insert(key.into(), Message::new(text));
        }
    }

    /// The message of a key.
    ///
    /// # Errors
    /// The key, if the catalogue has no such message.
    pub fn message(&self, key: &str) -> Result<&Message, MissingWord> {
        self.0.get(key).ok_or_else(|| MissingWord(key.to_owned()))
    }

    /// The message of a key for a number of things: `key.one` where there is one thing and
    /// the language has such a form, else `key.other`.
    ///
    /// # Errors
    /// The key, if the catalogue has neither form.
    pub fn counted(&self, key: &str, count: usize) -> Result<&Message, MissingWord> {
        let one = (count == 1).then(|| self.message(&[key, ".one"].concat()).ok()).flatten();
        one.map_or_else(|| self.message(&[key, ".other"].concat()), Ok)
    }

    /// The text of a key that has no gaps, as a number's marks and the months have; empty
    /// if there is none.
    pub fn mark(&self, key: &str) -> &str {
        self.0.get(key).map_or("", Message::text)
    }

    /// The phrases of a key that lists them, between commas.
    pub fn phrases(&self, key: &str) -> impl Iterator<Item = &str> + use<'_> {
        let phrases = self.mark(key).split(", ").map(str::trim);
        phrases.filter(|phrase| !phrase.is_empty())
    }

    /// The message of a key with its gaps filled, or the key itself if there is none: for
    /// keys that a test proves to be in every catalogue.
    pub fn fill<'f>(&self, key: &str, filling: impl Fn(&str) -> Option<&'f str>) -> String {
        self.message(key).map_or_else(|_| key.to_owned(), |message| message.fill(filling))
    }

    /// Every key with its message, in order of the keys.
    pub fn entries(&self) -> impl Iterator<Item = (&str, &Message)> {
        let mut entries: Vec<(&str, &Message)> =
            self.0.iter().map(|(key, message)| (key.as_ref(), message)).collect();
        entries.sort_unstable_by_key(|(key, _)| *key);
        entries.into_iter()
    }
}

/// The words of every declared language and, behind them, of the others that come with the
/// program: a source may be written in one of those.
#[derive(Clone, Debug, Default)]
pub struct Vocabulary(Vec<(Box<str>, Words)>);

impl Vocabulary {
    /// The words of one declared language; empty if none were given for it.
    pub fn of(&self, lang: Lang) -> &Words {
        static EMPTY: LazyLock<Words> = LazyLock::new(Words::default);
        self.0.get(lang.index()).map_or(&EMPTY, |(_, words)| words)
    }

    /// The words of the language with this code, declared or not.
    pub fn named(&self, code: &str) -> Option<&Words> {
        self.0.iter().find(|(own, _)| **own == *code).map(|(_, words)| words)
    }
}

impl FromIterator<(Box<str>, Words)> for Vocabulary {
    /// The code and words of each language, the declared ones first and in their order.
    fn from_iter<I: IntoIterator<Item = (Box<str>, Words)>>(words: I) -> Self {
        Self(words.into_iter().collect())
    }
}
