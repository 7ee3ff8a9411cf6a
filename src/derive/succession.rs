//! What areas became: the other side of `predecessors`.

use crate::model::Portal;

/// The successors of each area, as positions among the areas.
#[derive(Debug, Default)]
pub struct Succession(Vec<Vec<usize>>);

impl Succession {
    pub(super) fn of(portal: &Portal) -> Self {
        let areas = &portal.records.areas;
        let mut successors = vec![Vec::new(); areas.len()];
        for (successor, area) in areas.iter().enumerate() {
            for predecessor in area.body.predecessors.iter().flatten() {
                if let Some(index) = predecessor.index() {
                    successors[index.position()].push(successor);
                }
            }
        }
        Self(successors)
    }

    /// The areas that this one became part of, in order of their ids.
    pub fn successors(&self, area: usize) -> &[usize] {
        self.0.get(area).map_or(&[], Vec::as_slice)
    }
}
