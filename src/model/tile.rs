//! The place of an area in a grid of tiles, which stands in for a map.

use super::{Field, FieldInfo, Group, Shape, Value};
use crate::diagnostic::{Code, Hint};
use crate::yaml::{Decode, Decoder, Need, Node};

/// A place in the tile grid, written `[row, column]`, each counted from 1.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Tile {
    /// The row, from the top.
    pub row: u32,
    /// The column, from the left.
    pub column: u32,
}

impl Tile {
    /// The last row and the last column: more would fit on no screen.
    pub const MOST: u32 = 40;

    const FIELDS: &'static [FieldInfo] = &[
        FieldInfo { name: "row", shape: Shape::Number, need: Need::Required },
        FieldInfo { name: "column", shape: Shape::Number, need: Need::Required },
    ];
}

impl Decode for Tile {
    fn decode(node: Node<'_>, decoder: &mut Decoder<'_>) -> Option<Self> {
        let numbers = Vec::<u32>::decode(node, decoder)?;
        match *numbers {
            [row, column] if [row, column].iter().all(|at| (1..=Self::MOST).contains(at)) => {
                Some(Self { row, column })
            }
            _ => {
                let problem = decoder.problem(Code::TileForm, node);
                let problem = problem.with("most", Self::MOST.to_string());
                decoder.tell(problem.hint(Hint::TileForm));
                None
            }
        }
    }
}

impl Group for Tile {
    fn fields(&self) -> &'static [FieldInfo] {
        Self::FIELDS
    }

    fn value_at(&self, index: usize) -> Value<'_> {
        match index {
            0 => Value::Number(self.row),
            1 => Value::Number(self.column),
            _ => Value::Nothing,
        }
    }
}

impl Field for Tile {
    const SHAPE: Shape = Shape::Group(Self::FIELDS);

    fn view(&self) -> Value<'_> {
        Value::Group(self)
    }
}
