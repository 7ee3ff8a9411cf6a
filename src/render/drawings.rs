//! The drawings that were made last.
//!
//! A chart stands on the page of its record, on a page for the pages of others, and in files.
//! Entries of a plan are in the order of their paths, so that those of one record are made one
//! after the other: a few drawings kept are enough for nearly each to be drawn once.

use crate::chart::{Chart, Drawing, draw};
use crate::table::Facts;
use crate::text::Lang;
use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};

/// How many are kept: a record has three at most, and some records are made at a time.
const KEPT: usize = 48;

/// The drawings that were made last, the newest first.
#[derive(Debug, Default)]
pub(super) struct Drawings(Mutex<VecDeque<(Chart, Lang, Arc<Drawing>)>>);

impl Drawings {
    /// A chart in a language; none where there is nothing to draw.
    pub(super) fn get(&self, facts: Facts<'_>, chart: Chart, lang: Lang) -> Option<Arc<Drawing>> {
        if let Some(known) = self.known(chart, lang) {
            return Some(known);
        }
        // Nobody waits for it: that another draws the same meanwhile costs less.
        let drawing = Arc::new(draw(facts, chart, lang)?);
        // Whoever panicked while holding it has left it whole: it is only pushed and popped.
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.truncate(KEPT - 1);
        kept.push_front((chart, lang, drawing.clone()));
        Some(drawing)
    }

    fn known(&self, chart: Chart, lang: Lang) -> Option<Arc<Drawing>> {
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let found = kept.iter().find(|(known, of, _)| (*known, *of) == (chart, lang));
        found.map(|(.., drawing)| drawing.clone())
    }
}
