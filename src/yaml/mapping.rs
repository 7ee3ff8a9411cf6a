//! The keys of a mapping while it is read, and the macros that declare what may stand in one.

use super::decode::Need;
use super::scalars::is_empty;
use super::{Content, Node, ScalarStyle};
use crate::diagnostic::Span;
use std::collections::HashMap;

/// The keys and values of a mapping, and which of them have been asked for.
#[derive(Debug)]
pub struct Mapping<'t> {
    /// The mapping itself.
    pub node: Node<'t>,
    entries: Vec<Entry<'t>>,
    known: Vec<&'static str>,
    damaged: Vec<&'static str>,
    missing: Vec<(&'static str, Need)>,
    /// Where each key stands, once there are so many that looking through them is slow.
    positions: HashMap<&'t str, usize>,
}

#[derive(Debug)]
pub(super) struct Entry<'t> {
    name: &'t str,
    key: Node<'t>,
    value: Node<'t>,
    taken: bool,
}

impl<'t> Mapping<'t> {
    /// A mapping of which `count` keys will be added.
    pub(super) fn new(node: Node<'t>, count: usize) -> Self {
        Self {
            node,
            entries: Vec::with_capacity(count),
            // Most may have about as many.
            known: Vec::with_capacity(16),
            damaged: Vec::new(),
            missing: Vec::new(),
            positions: HashMap::new(),
        }
    }

    /// Adds a key; if it is there already, the first stays and its node is the answer.
    pub(super) fn add(
        &mut self,
        name: &'t str,
        key: Node<'t>,
        value: Node<'t>,
    ) -> Option<Node<'t>> {
        if let Some(first) = self.find(name) {
            return Some(self.entries[first].key);
        }
        /// Records have fewer keys; a mapping with more is indexed.
        const FEW: usize = 32;
        if self.entries.len() == FEW {
            let positions = self.entries.iter().enumerate().map(|(at, entry)| (entry.name, at));
            self.positions = positions.collect();
        }
        if self.entries.len() >= FEW {
            self.positions.insert(name, self.entries.len());
        }
        self.entries.push(Entry { name, key, value, taken: false });
        None
    }

    fn find(&self, name: &str) -> Option<usize> {
        if self.positions.is_empty() {
            return self.entries.iter().position(|entry| entry.name == name);
        }
        self.positions.get(name).copied()
    }

    /// The value of a key, which is known from now on.
    pub fn take(&mut self, name: &'static str) -> Option<Node<'t>> {
        self.expect(&[name]);
        let at = self.find(name)?;
        let entry = &mut self.entries[at];
        entry.taken = true;
        Some(entry.value)
    }

    /// Passes over a key that belongs to a value which could not be read.
    pub(super) fn pass(&mut self, name: &str) {
        if let Some(at) = self.find(name) {
            self.entries[at].taken = true;
        }
    }

    /// Every entry that has not been asked for, taken now: for mappings whose keys are data.
    pub fn take_rest(&mut self) -> Vec<(&'t str, Node<'t>, Node<'t>)> {
        let rest = self.entries.iter_mut().filter(|entry| !entry.taken);
        rest.map(|entry| {
            entry.taken = true;
            (entry.name, entry.key, entry.value)
        })
        .collect()
    }

    /// The entries directly behind a key for which `is` says so, taken now.
    pub(super) fn take_behind(
        &mut self,
        name: &str,
        is: impl Fn(&str) -> bool,
    ) -> Vec<(&'t str, Node<'t>, Node<'t>)> {
        let behind = self.find(name).map_or(self.entries.len(), |at| at + 1);
        let run = self.entries[behind..].iter_mut().take_while(|entry| is(entry.name));
        run.map(|entry| {
            entry.taken = true;
            (entry.name, entry.key, entry.value)
        })
        .collect()
    }

    /// Names keys that may stand here though nothing has asked for them yet.
    pub(super) fn expect(&mut self, names: &[&'static str]) {
        self.known.extend_from_slice(names);
    }

    /// Remembers that a field could not be read.
    pub fn damage(&mut self, name: &'static str) {
        self.damaged.push(name);
    }

    /// The fields that could not be read.
    pub fn into_damaged(self) -> Box<[&'static str]> {
        self.damaged.into_boxed_slice()
    }

    /// The key's own node, or `fallback` if the key is not there.
    pub(super) fn key_node(&self, name: &str, fallback: Node<'t>) -> Node<'t> {
        self.find(name).map_or(fallback, |at| self.entries[at].key)
    }

    /// Remembers that a key is missing, and how much it is needed.
    pub(super) fn miss(&mut self, name: &'static str, need: Need) {
        self.missing.push((name, need));
        if need == Need::Required {
            self.damage(name);
        }
    }

    /// The keys that are missing.
    pub(super) fn missing(&self) -> impl Iterator<Item = (&'static str, Need)> {
        self.missing.iter().copied()
    }

    /// Whether a field could not be read.
    pub fn is_damaged(&self) -> bool {
        !self.damaged.is_empty()
    }

    /// The names and nodes of the keys that nothing has asked for.
    pub(super) fn unknown(&self) -> impl Iterator<Item = (&'t str, Node<'t>)> {
        let unknown = self.entries.iter().filter(|entry| !entry.taken);
        unknown.map(|entry| (entry.name, entry.key))
    }

    /// The keys that may stand here and do not yet.
    pub(super) fn free(&self) -> impl Iterator<Item = &'static str> {
        // A key that stands beside another may have been named more than once.
        let known = self.known.iter().enumerate();
        let once = known.filter(|(at, name)| !self.known[..*at].contains(name));
        once.map(|(_, name)| *name).filter(|name| !self.has(name))
    }

    /// Whether this key is written.
    pub fn has(&self, name: &str) -> bool {
        self.find(name).is_some()
    }

    /// In `{vi: Xã, phường, đặc khu, en: b}` each comma ends the text and begins a key without
    /// a colon: what this key was cut out of, if it is such a key.
    pub(super) fn cut(&self, name: &str) -> Option<Cut<'t>> {
        let at = self.find(name)?;
        let before = &self.entries[at.checked_sub(1)?];
        if !self.entries[at].is_piece() {
            return None;
        }
        if before.is_piece() {
            return Some(Cut::Later);
        }
        let Content::Scalar(text, ScalarStyle::Plain) = before.value.content() else {
            return None;
        };
        let pieces = self.entries[at..].iter().take_while(|entry| entry.is_piece());
        let end = pieces.clone().last()?.key.span().end;
        let span = Span { start: before.value.span().start, end };
        let pieces = std::iter::once(text).chain(pieces.map(|piece| piece.name)).collect();
        (!text.is_empty()).then_some(Cut::First { span, pieces })
    }
}

impl Entry<'_> {
    /// Whether this is a key without a colon.
    fn is_piece(&self) -> bool {
        is_empty(self.value) && self.value.span().start <= self.key.span().end
    }
}

/// A value that commas have cut.
pub(super) enum Cut<'t> {
    /// By the first of them: the whole of it, and the pieces.
    First { span: Span, pieces: Vec<&'t str> },
    /// By a later one, which is told with the first.
    Later,
}

impl Cut<'_> {
    /// The parts of a number with commas in it, as in `1,5` and `1,234,567`: groups of digits
    /// without a space between them.
    pub(super) fn number(&self) -> Option<&[&str]> {
        let Cut::First { span, pieces } = self else { return None };
        let is_number = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
        let (whole, fractions) = pieces.split_first()?;
        let length: usize = pieces.iter().map(|piece| piece.len() + 1).sum();
        let touch = (span.end - span.start) as usize + 1 == length;
        let digits = is_number(whole.trim_start_matches('-'))
            && fractions.iter().all(|piece| is_number(piece));
        (touch && digits).then_some(pieces)
    }
}

/// The YAML key of a field: its own name, or the text given for names that Rust reserves.
macro_rules! key {
    ($field:ident) => {
        stringify!($field)
    };
    ($field:ident, $key:literal) => {
        $key
    };
}

/// Declares a struct that is written as a mapping: one key a field, under the field's name or
/// the text in parentheses. Whether a key must be there follows from the field's type.
macro_rules! mapping {
    (
        $(#[$meta:meta])*
        $vis:vis struct $Name:ident ($what:expr) {
            $( $(#[$field_meta:meta])* $field_vis:vis $field:ident $(($key:literal))? : $type:ty, )*
        }
    ) => {
        $(#[$meta])*
        $vis struct $Name {
            $( $(#[$field_meta])* $field_vis $field: $type, )*
        }

        impl $Name {
            /// Takes the fields out of a mapping, telling what is wrong with them.
            #[allow(clippy::missing_const_for_fn, reason = "a macro for any fields")]
            $vis fn take(
                mapping: &mut $crate::yaml::Mapping<'_>,
                decoder: &mut $crate::yaml::Decoder<'_>,
            ) -> Self {
                Self {
                    $( $field: decoder.field(mapping, $crate::yaml::key!($field $(, $key)?)), )*
                }
            }
        }

        impl $crate::yaml::Decode for $Name {
            fn decode(
                node: $crate::yaml::Node<'_>,
                decoder: &mut $crate::yaml::Decoder<'_>,
            ) -> Option<Self> {
                let mut mapping = decoder.mapping(node, $what)?;
                let value = Self::take(&mut mapping, decoder);
                decoder.finish(&mapping);
                Some(value)
            }
        }
    };
}

/// Declares an enum whose variants are written as fixed words.
macro_rules! choice {
    (
        $(#[$meta:meta])*
        $vis:vis enum $Name:ident {
            $( $(#[$variant_meta:meta])* $Variant:ident = $code:literal, )*
        }
    ) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Default)]
        $vis enum $Name {
            $( $(#[$variant_meta])* $Variant, )*
        }

        impl $Name {
            /// The words that may be written, in the order of the declaration.
            $vis const CODES: &'static [&'static str] = &[ $($code),* ];

            /// The word that is written for it.
            $vis fn code(self) -> &'static str {
                match self { $( Self::$Variant => $code, )* }
            }

            /// What a word stands for.
            $vis fn of_code(code: &str) -> Option<Self> {
                match code { $( $code => Some(Self::$Variant), )* _ => None }
            }
        }

        impl $crate::yaml::Decode for $Name {
            fn decode(
                node: $crate::yaml::Node<'_>,
                decoder: &mut $crate::yaml::Decoder<'_>,
            ) -> Option<Self> {
                let (text, _) = decoder.scalar(node, $crate::diagnostic::Said::A_WORD)?;
                let choice = Self::of_code(text);
                if choice.is_none() {
                    decoder.unknown_word(node, text, Self::CODES.iter().copied());
                }
                choice
            }
        }
    };
}

pub(crate) use {choice, key, mapping};
