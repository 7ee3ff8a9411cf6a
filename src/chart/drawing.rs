//! A chart as a value: what it shows, in words, in shapes and as a table.

use crate::model::Kind;
use crate::table::Cell;

/// What stands around a chart in one language, also where a page has a list in its stead.
#[derive(Clone, Debug)]
pub struct Caption {
    /// What it is of.
    pub title: String,
    /// What a reader must know to read it, a sentence each.
    pub notes: Vec<String>,
    /// The sources that its figures are from, by their positions, each once.
    pub sources: Vec<u32>,
}

/// A chart in one language.
#[derive(Clone, Debug)]
pub struct Drawing {
    /// What stands around it.
    pub caption: Caption,
    /// What it shows, in sentences: for those who do not see it.
    pub description: String,
    /// Its shapes as SVG, without the element around them.
    pub shapes: String,
    /// How wide it is.
    pub width: Width,
    /// How high it is, in pixels.
    pub height: f64,
    /// What it was drawn from.
    pub table: Table,
}

/// How wide a drawing is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Width {
    /// As wide as its place.
    Any,
    /// So many pixels: pages have a list in its stead.
    Pixels(f64),
}

/// What a chart was drawn from.
#[derive(Clone, Debug, Default)]
pub struct Table {
    /// The columns.
    pub columns: Vec<Column>,
    /// The rows, each with a cell for every column.
    pub rows: Vec<Row>,
}

/// The name of the column with the source of a row, as pages name it.
pub const CITED: &str = "cited";

/// A column.
#[derive(Clone, Debug)]
pub struct Column {
    /// Its name in a file; stable.
    pub name: &'static str,
    /// Its title on a page, in the words of the language.
    pub title: String,
    /// Where it is shown.
    pub shown: Shown,
}

/// Where a column is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shown {
    /// On pages and in files.
    Everywhere,
    /// On pages: what files say in parts.
    OnPages,
    /// In files.
    InFiles,
}

/// A row.
#[derive(Clone, Debug)]
pub struct Row {
    /// The record that it is of.
    pub record: Option<(Kind, u32)>,
    /// The source that it names: a title is in the language of its source, which pages say.
    pub source: Option<u32>,
    /// What stands in it.
    pub cells: Vec<Cell<'static>>,
}
