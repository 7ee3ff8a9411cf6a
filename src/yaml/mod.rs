//! YAML as editors write it: a tree in which every value knows its place, and a decoder that
//! goes on after a mistake and so finds all of them in one run.
//!
//! 1. [`parse`] turns a text into a [`Tree`] by the events of `granit-parser`. What stops the
//!    parser (a tab, an unclosed quote) is told and mended or set aside, and the rest is read.
//! 2. [`Decoder`] turns nodes into values by [`Decode`], collecting what is wrong.
//! 3. [`locate`] finds the place of a record's field again, in a tree made anew.
//!
//! Nothing here reads a file or knows what a record is; why not serde stands in
//! docs/decisions/0001-yaml.md.

mod decode;
mod locate;
mod mapping;
mod mend;
mod parse;
mod scalars;
mod syntax;
mod tree;

pub use decode::{Decode, Decoder, Excuses, Need};
pub use locate::locate;
pub use mapping::Mapping;
pub(crate) use mapping::{choice, key, mapping};
pub use parse::{Parsed, parse};
pub use scalars::Plain;
pub use tree::{Budget, Content, Node, ScalarStyle, Tree};
