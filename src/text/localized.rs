//! A value in several languages.

use super::{Lang, Languages};

/// A value for each declared language, where it is known.
///
/// Indexed by [`Lang`]; the languages after the last known one take no room.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Localized<T>(Box<[Option<T>]>);

// Derived, it would ask `T: Default`, which an empty value does not need.
impl<T> Default for Localized<T> {
    fn default() -> Self {
        Self(Box::default())
    }
}

/// A text in several languages.
pub type Text = Localized<Box<str>>;

impl<T> Localized<T> {
    /// A value in the source language alone.
    pub fn source(value: T) -> Self {
        Self(Box::new([Some(value)]))
    }

    /// Sets the value of one language.
    pub fn set(&mut self, lang: Lang, value: T) {
        if self.0.len() <= lang.index() {
            let mut values = std::mem::take(&mut self.0).into_vec();
            values.resize_with(lang.index() + 1, || None);
            self.0 = values.into_boxed_slice();
        }
        self.0[lang.index()] = Some(value);
    }

    /// The value in exactly this language.
    pub fn get(&self, lang: Lang) -> Option<&T> {
        self.0.get(lang.index())?.as_ref()
    }

    /// Whether there is a value in the language that is declared at this position.
    pub fn has(&self, index: usize) -> bool {
        self.0.get(index).is_some_and(Option::is_some)
    }

    /// The value in this language or, failing that, in the first language that has one,
    /// with the language it is in: a page that falls back says so.
    pub fn closest(&self, lang: Lang, languages: &Languages) -> Option<(Lang, &T)> {
        std::iter::once(lang).chain(languages.all()).find_map(|lang| Some((lang, self.get(lang)?)))
    }

    /// The values that are known, in the order of the languages.
    pub fn known(&self) -> impl Iterator<Item = &T> {
        self.0.iter().flatten()
    }

    /// Whether no language has a value.
    pub fn is_empty(&self) -> bool {
        self.0.iter().all(Option::is_none)
    }
}
