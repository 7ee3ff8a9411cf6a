//! Where a problem stands.
//!
//! While a file is being decoded its tree is at hand and the place is an exact [`Span`].
//! Later the tree is gone, on purpose: a clean build keeps no places. Then a problem names
//! the record and the field, and the lines are found by reading that one file again when the
//! problem is shown.

use std::fmt;

/// A source file, by its position in the list of what was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(pub u32);

/// A run of bytes in a file, `start` inclusive, `end` exclusive.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The first byte.
    pub start: u32,
    /// The byte after the last.
    pub end: u32,
}

/// Where a problem stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// In no file: on the command line, or in the machine.
    Nowhere,
    /// In a file as a whole.
    File(FileId),
    /// At these bytes of a file.
    Span(FileId, Span),
    /// At a field of a record, to be located when it is shown.
    Field {
        /// The file that the record stands in.
        file: FileId,
        /// The record's node, counted in the order of the file.
        node: u32,
        /// The way from the record to the field; empty for the record itself.
        path: FieldPath,
        /// Which side of the field is meant.
        part: Part,
    },
}

impl Place {
    /// The file that it stands in.
    pub fn file(&self) -> Option<FileId> {
        match self {
            Place::Nowhere => None,
            Place::File(file) | Place::Span(file, _) | Place::Field { file, .. } => Some(*file),
        }
    }
}

/// Which side of `key: value` a place means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// What stands before the colon.
    Key,
    /// What stands after it.
    Value,
}

/// One step of the way from a record to one of its fields.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// The value of a key.
    Key(Box<str>),
    /// An item of a list, counted from 0.
    Item(usize),
}

/// The way from a record to one of its fields, as in `sources[0].source`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FieldPath(pub Vec<Step>);

impl FieldPath {
    /// The path of a dotted name, as in `quantity.value` or `sources.0.note`: a number is an
    /// item of a list.
    pub fn of(dotted: &str) -> Self {
        let step = |name: &str| name.parse().map_or_else(|_| Step::Key(name.into()), Step::Item);
        Self(dotted.split('.').map(step).collect())
    }
}

impl fmt::Display for FieldPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, step) in self.0.iter().enumerate() {
            match step {
                Step::Key(key) if index == 0 => write!(f, "{key}")?,
                Step::Key(key) => write!(f, ".{key}")?,
                Step::Item(item) => write!(f, "[{item}]")?,
            }
        }
        Ok(())
    }
}
