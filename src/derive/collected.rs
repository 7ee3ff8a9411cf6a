//! What was collected about each area at all: most areas of a country may be there by their
//! names alone, which says nothing about them.

use super::Succession;
use crate::model::{AreaType, Kind, Link, Portal, Value};

/// The kinds whose records tell what an area promised, did or has.
const TELLING: [Kind; 5] =
    [Kind::Resolution, Kind::Target, Kind::Achievement, Kind::Commitment, Kind::DigitalSystem];

/// How many records tell of each area.
#[derive(Debug, Default)]
pub struct Collected {
    /// By area, how many records of each kind in `TELLING` there are.
    areas: Vec<[u32; TELLING.len()]>,
    /// How many areas below the nation there are on the day of judgement.
    pub there: u32,
    /// Of how many of these, or of what they were made of, something was collected.
    pub covered: u32,
}

impl Collected {
    pub(super) fn of(portal: &Portal, succession: &Succession) -> Self {
        let mut areas = vec![[0; TELLING.len()]; portal.records.areas.len()];
        for (column, kind) in TELLING.into_iter().enumerate() {
            for record in portal.records.of(kind) {
                let Value::Reference(Link { index: Some(area), .. }) = record.value("area") else {
                    continue;
                };
                if let Some(counts) = areas.get_mut(area as usize) {
                    counts[column] += 1;
                }
            }
        }
        let mut collected = Self { areas, there: 0, covered: 0 };
        for area in 0..portal.records.areas.len() {
            if is_nation(portal, area) || !Succession::is_there(portal, area) {
                continue;
            }
            let forebears = succession.forebears(portal, area);
            let tells = |area: &usize| collected.count(*area) > 0;
            collected.covered += u32::from(tells(&area) || forebears.iter().any(tells));
            collected.there += 1;
        }
        collected
    }

    /// How many records tell of an area itself.
    pub fn count(&self, area: usize) -> u32 {
        self.areas.get(area).map_or(0, |counts| counts.iter().sum())
    }

    /// The kinds of records that tell of an area itself, each with how many there are.
    pub fn kinds(&self, area: usize) -> impl Iterator<Item = (Kind, u32)> {
        let counts = self.areas.get(area).copied().unwrap_or_default();
        TELLING.into_iter().zip(counts).filter(|(_, count)| *count > 0)
    }
}

/// Whether an area is a whole country.
pub(super) fn is_nation(portal: &Portal, area: usize) -> bool {
    let area = portal.records.areas.get(area);
    let types = area.and_then(|area| area.body.types.given()).into_iter().flatten();
    types.into_iter().any(|since| since.area_type == AreaType::Nation)
}
