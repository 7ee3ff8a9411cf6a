//! Why areas are not ranked by their targets on one indicator.

use super::judgement::Reason;
use super::whole::whole_of;
use crate::model::{Date, Portal, Ref};
use std::collections::BTreeSet;

/// What forbids to rank the areas that have targets on an indicator; empty if nothing does, or
/// if there are no two areas to rank.
pub fn refusals(portal: &Portal, indicator: u32) -> Vec<Reason> {
    let targets = portal.records.targets.iter().filter(|target| {
        let link = target.body.indicator.as_ref().and_then(Ref::index);
        link.is_some_and(|index| index.position() == indicator as usize)
    });
    let mut areas = BTreeSet::new();
    let (mut dues, mut wholes, mut qualifiers) =
        (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
    let mut levels = BTreeSet::new();
    let mut has_ended = false;
    for target in targets {
        let body = &target.body;
        let Some(area) = body.area.of(&portal.records) else { continue };
        areas.insert(body.area.id());
        dues.insert(body.due.given().map(Date::to_string));
        if let Some(of_target) = &body.levels {
            levels.insert(of_target.iter().map(Ref::id).collect::<BTreeSet<&str>>());
        }
        if let Some(quantity) = &body.quantity {
            wholes.insert(whole_of(portal, quantity));
            qualifiers.insert(quantity.qualifier.code());
        }
        let ended = area.body.valid.given().and_then(|valid| valid.to?.earliest());
        has_ended |= ended.is_some_and(|on| on <= portal.as_of);
    }
    if areas.len() < 2 {
        return Vec::new();
    }
    let reasons = [
        (dues.iter().flatten().count() > 1, Reason::PeriodDiffers),
        (dues.contains(&None), Reason::DueUnknown),
        (levels.len() > 1, Reason::LevelDiffers),
        (wholes.len() > 1, Reason::DenominatorDiffers),
        (qualifiers.len() > 1, Reason::QualifierDiffers),
        (has_ended, Reason::TerritoryChanged),
    ];
    reasons.into_iter().filter_map(|(holds, reason)| holds.then_some(reason)).collect()
}
