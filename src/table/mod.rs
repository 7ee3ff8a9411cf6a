//! Records as rows of typed cells: the one flattening that every download and list uses.
//!
//! [`columns`] flattens a kind's declared fields by their shapes and puts the derived columns
//! in their places; [`cell`] fills one cell. Codes come first, in the order of the
//! declaration; their labels in every language follow behind all of them. Names of columns
//! are stable; positions are within one set of languages, since a text has a column for each.

mod cell;
mod column;
mod derived;

pub use cell::{Cell, cell};
pub use column::{Column, columns};
pub use derived::{DerivedCell, derived_cells};

use crate::derive::Derived;
use crate::model::Portal;

/// What cells are filled from.
#[derive(Clone, Copy, Debug)]
pub struct Facts<'f> {
    /// The records.
    pub portal: &'f Portal,
    /// What follows from them.
    pub derived: &'f Derived,
}
