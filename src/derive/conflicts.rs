//! Figures that cannot all be true: of the same indicator, area and time.

use super::{Answer, Interval, Observations};
use crate::config::Day;
use crate::model::{Achievement, Portal, ReasonCode, Record, Ref};
use crate::text::{Lang, fold};
use std::collections::BTreeSet;

/// Figures that contradict each other, or that a record says cannot be reconciled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Disagreement {
    /// The achievements, by position, in order of their ids.
    pub achievements: Vec<u32>,
    /// Whether the figures themselves cannot all hold; else it is a record that says so.
    pub is_certain: bool,
    /// The reasons that records give, by position of the code.
    pub reasons: Vec<u32>,
}

/// Every disagreement: what the program found and what records declare, each group of
/// achievements once.
pub(super) fn find(portal: &Portal, observations: &Observations) -> Vec<Disagreement> {
    let achievements = &portal.records.achievements;
    let mut groups: Vec<(BTreeSet<u32>, bool)> = Vec::new();
    for group in observations.groups() {
        groups.extend(contradicting(portal, group).into_iter().map(|group| (group, true)));
    }
    let position = |link: &Ref<Achievement>| u32::try_from(link.index()?.position()).ok();
    for (at, record) in (0u32..).zip(achievements) {
        for declared in record.body.conflicts_with.iter().flatten() {
            let Some(other) = position(&declared.achievement) else { continue };
            let pair = BTreeSet::from([at, other]);
            match groups.iter_mut().find(|(group, _)| pair.iter().any(|one| group.contains(one))) {
                Some((group, _)) => group.extend(pair),
                None => groups.push((pair, false)),
            }
        }
    }
    let reasons_of = |group: &BTreeSet<u32>| {
        let records = group.iter().filter_map(|at| achievements.get(*at as usize));
        let declared = records.flat_map(|record| record.body.conflicts_with.iter().flatten());
        let code = |link: &Ref<ReasonCode>| u32::try_from(link.index()?.position()).ok();
        let codes = declared.filter_map(|one| code(&one.reason.as_ref()?.0.code));
        codes.collect::<BTreeSet<u32>>().into_iter().collect()
    };
    let mut found: Vec<Disagreement> = groups
        .into_iter()
        .map(|(group, is_certain)| Disagreement {
            reasons: reasons_of(&group),
            achievements: group.into_iter().collect(),
            is_certain,
        })
        .collect();
    found.sort_by(|a, b| a.achievements.cmp(&b.achievements));
    found
}

/// A figure with the time it speaks of.
struct Figure {
    at: u32,
    first: Day,
    last: Day,
    interval: Interval,
    whole: Option<Box<str>>,
}

/// Groups of figures of which each contradicts another one.
fn contradicting(portal: &Portal, group: Vec<u32>) -> Vec<BTreeSet<u32>> {
    let record = |at: u32| portal.records.achievements.get(at as usize);
    let mut figures: Vec<Figure> =
        group.into_iter().filter_map(|at| figure(portal, at, record(at)?)).collect();
    figures.sort_by_key(|figure| (figure.first, figure.at));
    let mut groups: Vec<BTreeSet<u32>> = Vec::new();
    for (index, one) in figures.iter().enumerate() {
        let later = figures[index + 1..].iter().take_while(|other| other.first <= one.last);
        for other in later {
            let is_same = one.whole.is_none() || other.whole.is_none() || one.whole == other.whole;
            if !is_same || one.interval.equals(other.interval) != Answer::No {
                continue;
            }
            let known = groups
                .iter_mut()
                .find(|group| group.contains(&one.at) || group.contains(&other.at));
            match known {
                Some(group) => group.extend([one.at, other.at]),
                None => groups.push(BTreeSet::from([one.at, other.at])),
            }
        }
    }
    groups
}

fn figure(portal: &Portal, at: u32, record: &Record<Achievement>) -> Option<Figure> {
    let body = &record.body;
    let period = body.period.given()?;
    let quantity = body.quantity.as_ref()?;
    // What is a share of something else, or of another level, is another figure.
    let denominator = quantity.denominator.closest(Lang::SOURCE, &portal.site.languages);
    let whole = denominator.map(|(_, text)| fold(text).into());
    let (first, last) = (period.earliest()?, period.latest()?);
    let is_known = last <= portal.as_of;
    is_known.then(|| Figure { at, first, last, interval: Interval::of(quantity), whole })
}
