//! A value that should be known, or of which it is said why it is not.

use super::link::Linker;
use super::{Field, Shape, Value};
use crate::yaml::{Decode, Decoder, Mapping, Need, Node, choice};

choice! {
    /// Why a value is unknown.
    pub enum Reason {
        /// The source does not say it.
        #[default]
        NotStated = "not_stated",
        /// It was looked for and not found.
        NotFound = "not_found",
        /// There is no such thing.
        NotApplicable = "not_applicable",
    }
}

/// A value, or the reason why it is unknown. Neither is a gap, and is told as one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Known<T> {
    /// The value.
    Given(T),
    /// The value is unknown, for this reason if one is given.
    Unknown(Option<Reason>),
}

impl<T> Known<T> {
    /// The value, if it is known.
    pub fn given(&self) -> Option<&T> {
        match self {
            Known::Given(value) => Some(value),
            Known::Unknown(_) => None,
        }
    }
}

impl<T> Default for Known<T> {
    fn default() -> Self {
        Known::Unknown(None)
    }
}

impl<T: Decode> Decode for Known<T> {
    const NEED: Need = Need::Expected;
    const BESIDE: &'static [&'static str] = T::BESIDE;

    fn decode(node: Node<'_>, decoder: &mut Decoder<'_>) -> Option<Self> {
        T::decode(node, decoder).map(Known::Given)
    }

    fn take_beside(&mut self, mapping: &mut Mapping<'_>, decoder: &mut Decoder<'_>) {
        if let Known::Given(value) = self {
            value.take_beside(mapping, decoder);
        }
    }

    fn absent(excuse: Option<&str>) -> Self {
        Known::Unknown(excuse.and_then(Reason::of_code))
    }
}

impl<T: Field> Field for Known<T> {
    const SHAPE: Shape = T::SHAPE;

    fn view(&self) -> Value<'_> {
        match self {
            Known::Given(value) => value.view(),
            Known::Unknown(Some(reason)) => Value::Unknown(*reason),
            Known::Unknown(None) => Value::Nothing,
        }
    }

    fn link(&mut self, linker: &mut Linker<'_>) {
        if let Known::Given(value) = self {
            value.link(linker);
        }
    }
}
