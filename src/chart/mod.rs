//! Charts, drawn when the portal is built: nothing that a reader must run.
//!
//! 1. [`Chart`] names a chart; [`charts_at`] says which there are of what.
//! 2. [`draw`] makes a [`Drawing`] of it in one language: its title, what it shows in sentences,
//!    its shapes, its table and its sources.
//! 3. [`file()`] makes a whole SVG file of a drawing, with its words and colours in it.
//! 4. [`card()`] is what a link to a page is shown with elsewhere.
//!
//! Nothing is judged here: charts show what `derive` found. Why they are drawn as they are is
//! decision 0021.

mod bullet;
mod canvas;
mod card;
mod drawing;
mod figures;
mod file;
mod look;
mod measure;
mod place;
mod plot;
mod scale;
mod series;
mod statuses;
mod tiles;
mod timeline;
mod voice;

pub use card::{card, has_card};
pub use drawing::{CITED, Caption, Column, Drawing, Row, Shown, Table, Width};
pub use file::file;
pub use look::Look;
pub use measure::{FONT_FAMILY, FONTS, Weight, width, wrap};
pub use statuses::is_known;
pub use tiles::Tile;
pub use timeline::{Event, Mark};

use crate::model::{Kind, Portal};
use crate::table::Facts;
use crate::text::Lang;
use voice::Voice;

/// A chart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Chart {
    /// What the target at a position promises, and its latest figure, on one scale.
    Bullet(u32),
    /// The figures of the target at a position in time.
    Series(u32),
    /// The dates of a target or a document: its kind and its position.
    Timeline(Kind, u32),
    /// How many targets have which status, of an area or a document, or of all.
    Statuses(Option<(Kind, u32)>),
    /// The areas of the tile grid.
    Tiles,
}

/// What a chart stands with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Home {
    /// The portal as a whole.
    Portal,
    /// The record of a kind at a position.
    Record(Kind, u32),
}

impl Chart {
    /// Its name in addresses and files.
    pub fn name(self) -> &'static str {
        match self {
            Chart::Bullet(_) => "bullet",
            Chart::Series(_) => "series",
            Chart::Timeline(..) => "timeline",
            Chart::Statuses(_) => "statuses",
            Chart::Tiles => "tiles",
        }
    }

    /// What it stands with.
    pub fn home(self) -> Home {
        match self {
            Chart::Bullet(position) | Chart::Series(position) => {
                Home::Record(Kind::Target, position)
            }
            Chart::Timeline(kind, position) | Chart::Statuses(Some((kind, position))) => {
                Home::Record(kind, position)
            }
            Chart::Statuses(None) | Chart::Tiles => Home::Portal,
        }
    }

    /// Whether pages have a list in its stead, which tells the same and can be tapped.
    pub fn is_list(self) -> bool {
        matches!(self, Chart::Timeline(..) | Chart::Tiles)
    }

    /// What the ids inside of it begin with: no other thing of any page is called so.
    pub fn id(self, portal: &Portal) -> String {
        match self.home() {
            Home::Portal => format!("_{}", self.name()),
            Home::Record(kind, position) => {
                let record = portal.records.get(kind, position as usize);
                format!("_{}-{}", self.name(), record.map_or("", |record| record.id()))
            }
        }
    }
}

/// The charts of a record or of the portal, in the order in which a page shows them.
pub fn charts_at(facts: Facts<'_>, home: Home) -> Vec<Chart> {
    let voice = Voice { facts, lang: Lang::SOURCE };
    let candidates = match home {
        Home::Portal => vec![Chart::Statuses(None), Chart::Tiles],
        Home::Record(Kind::Target, at) => {
            vec![Chart::Bullet(at), Chart::Series(at), Chart::Timeline(Kind::Target, at)]
        }
        Home::Record(Kind::Area, at) => vec![Chart::Statuses(Some((Kind::Area, at)))],
        Home::Record(Kind::Resolution, at) => {
            let of = (Kind::Resolution, at);
            vec![Chart::Statuses(Some(of)), Chart::Timeline(of.0, of.1)]
        }
        Home::Record(..) => Vec::new(),
    };
    candidates.into_iter().filter(|chart| exists(voice, *chart)).collect()
}

/// Whether there is something to draw.
fn exists(voice: Voice<'_>, chart: Chart) -> bool {
    match chart {
        // On a scale from nothing a rank would be the better the less there is of it, and of
        // nothing there is nothing to see until there is a figure beside it.
        Chart::Bullet(position) => {
            let promise = figures::Promise::of(voice, position);
            promise.is_some_and(|promise| {
                let is_seen = !promise.quantity.value.0.is_zero();
                !promise.quantity.is_rank() && (is_seen || promise.observed().next().is_some())
            })
        }
        Chart::Series(position) => series::exists(voice, position),
        // The day of judgement alone is no course of events.
        Chart::Timeline(kind, position) => timeline::events(voice, kind, position).len() > 1,
        Chart::Statuses(of) => statuses::counts(voice, of).is_some(),
        Chart::Tiles => !tiles::tiles(voice).is_empty(),
    }
}

/// A chart in one language; none where there is nothing to draw.
pub fn draw(facts: Facts<'_>, chart: Chart, lang: Lang) -> Option<Drawing> {
    let (voice, id) = (Voice { facts, lang }, chart.id(facts.portal));
    match chart {
        Chart::Bullet(position) => bullet::draw(voice, position, &id),
        Chart::Series(position) => series::draw(voice, position, &id),
        Chart::Timeline(kind, position) => Some(timeline::draw(voice, kind, position)),
        Chart::Statuses(of) => statuses::draw(voice, of),
        Chart::Tiles => tiles::draw(voice),
    }
}

/// What stands around a chart; none where there is nothing to draw. Of one that is a list on
/// pages nothing is drawn for it.
pub fn caption(facts: Facts<'_>, chart: Chart, lang: Lang) -> Option<Caption> {
    let voice = Voice { facts, lang };
    match chart {
        Chart::Timeline(kind, position) => Some(timeline::caption(voice, kind, position)),
        Chart::Tiles => Some(tiles::caption(voice)),
        _ => draw(facts, chart, lang).map(|drawing| drawing.caption),
    }
}

/// The events of a timeline, for pages, which show them as a list.
pub fn events(facts: Facts<'_>, kind: Kind, position: u32, lang: Lang) -> Vec<Event> {
    timeline::events(Voice { facts, lang }, kind, position)
}

/// The tiles of the grid, for pages, which show them as a list of links.
pub fn tiles(facts: Facts<'_>) -> Vec<Tile> {
    tiles::tiles(Voice { facts, lang: Lang::SOURCE })
}

/// A source by who published it and when, as the line under a chart names it.
pub fn source_in_short(facts: Facts<'_>, source: u32, lang: Lang) -> String {
    Voice { facts, lang }.source(source)
}
