//! A value that has a usual one, which need not be written.

use super::{Field, Shape, Value};
use crate::yaml::{Decode, Decoder, Need, Node};

/// A value that is the default of its type where nothing is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Usual<T>(pub T);

impl<T: Decode> Decode for Usual<T> {
    const NEED: Need = Need::Optional;

    fn decode(node: Node<'_>, decoder: &mut Decoder<'_>) -> Option<Self> {
        T::decode(node, decoder).map(Self)
    }
}

impl<T: Field> Field for Usual<T> {
    const SHAPE: Shape = T::SHAPE;

    fn view(&self) -> Value<'_> {
        self.0.view()
    }
}
