//! The areas that have a place in the tile grid, roughly where they lie. It is no map: no
//! border and no coast is drawn, and the names say what each tile is.

use super::canvas::{Canvas, X};
use super::drawing::{Caption, Column, Drawing, Row, Shown, Table, Width};
use super::figures::text;
use super::measure::{Weight, wrap};
use super::place::Anchor;
use super::voice::Voice;
use crate::derive::{Counts, Succession};
use crate::model::Kind;
use crate::table::Cell;

/// The width and the height of a tile, and the room between two.
const TILE: (f64, f64) = (118.0, 44.0);
const GAP: f64 = 4.0;

/// The size of the names.
const SIZE: f64 = 12.0;

/// An area in the grid.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tile {
    /// The area.
    pub area: u32,
    /// Its row, counted from 1.
    pub row: u32,
    /// Its column, counted from 1.
    pub column: u32,
    /// How many targets are told of here: its own, and those of the areas that it was made of.
    pub targets: u32,
}

/// The areas that have a place in the grid, row by row.
pub(super) fn tiles(voice: Voice<'_>) -> Vec<Tile> {
    let (portal, derived) = (voice.portal(), voice.facts.derived);
    let count = |at: usize| derived.rollups.areas.get(at).map_or(0, Counts::total);
    let tile = |(at, area): (usize, &crate::model::Record<crate::model::Area>)| {
        // What is no more has left its tile to its successor.
        let place = area.body.tile.filter(|_| Succession::is_there(portal, at))?;
        let before = derived.succession.forebears(portal, at);
        let targets = count(at) + before.into_iter().map(count).sum::<u32>();
        let area = u32::try_from(at).ok()?;
        Some(Tile { area, row: place.row, column: place.column, targets })
    };
    let mut tiles: Vec<Tile> = portal.records.areas.iter().enumerate().filter_map(tile).collect();
    tiles.sort_by_key(|tile| (tile.row, tile.column, tile.area));
    tiles
}

pub(super) fn draw(voice: Voice<'_>) -> Option<Drawing> {
    let tiles = tiles(voice);
    let rows = tiles.iter().map(|tile| tile.row).max()?;
    let columns = tiles.iter().map(|tile| tile.column).max()?;
    let mut canvas = Canvas::new("");
    for tile in &tiles {
        draw_tile(voice, &mut canvas, tile);
    }
    let place = |count: u32, size: f64| f64::from(count) * (size + GAP) - GAP;
    Some(Drawing {
        caption: caption(voice),
        description: describe(voice, &tiles),
        shapes: canvas.finish(),
        width: Width::Pixels(place(columns, TILE.0)),
        height: place(rows, TILE.1),
        table: table(voice, &tiles),
    })
}

pub(super) fn caption(voice: Voice<'_>) -> Caption {
    Caption {
        title: voice.word("chart.tiles").to_owned(),
        notes: ["chart.tiles_note", "chart.no_map"].map(|key| voice.word(key).to_owned()).into(),
        sources: Vec::new(),
    }
}

fn draw_tile(voice: Voice<'_>, canvas: &mut Canvas, tile: &Tile) {
    let x = f64::from(tile.column - 1) * (TILE.0 + GAP);
    let y = f64::from(tile.row - 1) * (TILE.1 + GAP);
    let is_told = tile.targets > 0;
    let class = if is_told { "tile has" } else { "tile" };
    canvas.rect(class, X::Pixels(x + 0.5), y + 0.5, X::Pixels(TILE.0 - 1.0), TILE.1 - 1.0);
    let weight = if is_told { Weight::Strong } else { Weight::Regular };
    let name = voice.label(Kind::Area, tile.area);
    let mut lines = wrap(name, SIZE, weight, TILE.0 - 8.0, 2);
    if is_told {
        lines.truncate(1);
        lines.push(voice.counted("kind.targets.count", tile.targets as usize));
    }
    let top = y + TILE.1 / 2.0 - (lines.len() as f64 - 1.0) * 8.0 + 4.5;
    for (at, line) in lines.iter().enumerate() {
        let class = match (is_told, at) {
            (true, 0) => "strong on small",
            (true, _) => "on small",
            (false, _) => "small",
        };
        let baseline = top + at as f64 * 16.0;
        canvas.text(class, X::Pixels(x + TILE.0 / 2.0), baseline, Anchor::Middle, line);
    }
}

fn describe(voice: Voice<'_>, tiles: &[Tile]) -> String {
    let told = tiles.iter().filter(|tile| tile.targets > 0).map(|tile| {
        let count = voice.counted("kind.targets.count", tile.targets as usize);
        format!("{} {count}", voice.label(Kind::Area, tile.area))
    });
    let told: Vec<String> = told.collect();
    let count = voice.counted("kind.areas.count", tiles.len());
    match told.is_empty() {
        true => voice.say("chart.tiles_without", &[("count", &count)]),
        false => {
            voice.say("chart.tiles_sentence", &[("count", &count), ("told", &told.join(", "))])
        }
    }
}

fn table(voice: Voice<'_>, tiles: &[Tile]) -> Table {
    let areas = &voice.portal().records.areas;
    let row = |tile: &Tile| Row {
        record: Some((Kind::Area, tile.area)),
        source: None,
        cells: vec![
            areas.get(tile.area as usize).map_or(Cell::Empty, |area| text(area.id.to_string())),
            text(voice.label(Kind::Area, tile.area).to_owned()),
            Cell::Number(tile.row.into()),
            Cell::Number(tile.column.into()),
            Cell::Number(tile.targets.into()),
        ],
    };
    let in_files =
        |name: &'static str| Column { name, title: String::new(), shown: Shown::InFiles };
    let shown = |name: &'static str, key: &str| Column {
        name,
        title: voice.word(key).to_owned(),
        shown: Shown::Everywhere,
    };
    Table {
        columns: vec![
            in_files("area"),
            shown("label", "field.area"),
            in_files("row"),
            in_files("column"),
            shown("targets", "page.count"),
        ],
        rows: tiles.iter().map(row).collect(),
    }
}
