//! Rules about areas beside one another.

use super::View;
use crate::derive::Succession;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Hint, Said};
use std::collections::BTreeMap;

/// No two areas that exist on the day of judgement have one tile. Those that are no more, or
/// not yet, are not in the grid.
pub(super) fn on_tiles(view: View<'_>, problems: &mut Diagnostics) {
    let mut taken = BTreeMap::new();
    for (at, area) in view.portal.records.areas.iter().enumerate() {
        let Some(tile) = area.body.tile else { continue };
        if !Succession::is_there(view.portal, at) {
            continue;
        }
        let first = taken.entry(tile).or_insert(area);
        if first.id != area.id {
            let problem = Diagnostic::new(Code::SameTile, area.origin.place("tile"))
                .with("row", tile.row.to_string())
                .with("column", tile.column.to_string())
                .with("other", &*first.id.0);
            let place = first.origin.place("tile");
            problems.push(problem.related(place, Said::SAME_TILE).hint(Hint::FreeTile));
        }
    }
}
