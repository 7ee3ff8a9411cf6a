//! Figures that cannot all be true: of the same indicator, area and time.

use super::{Answer, Interval, Observations};
use crate::config::Day;
use crate::model::{Achievement, Level, Portal, ReasonCode, Record, Ref};
use crate::text::{Lang, fold};
use std::collections::BTreeSet;

/// What a disagreement rests on, the surest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Grounds {
    /// Figures of the very same time cannot all hold.
    SameTime,
    /// Figures of times that overlap cannot both hold all of the time.
    Overlapping,
    /// A record says that they cannot be reconciled.
    Declared,
}

impl Grounds {
    /// The key of its words.
    pub fn code(self) -> &'static str {
        match self {
            Grounds::SameTime => "same_time",
            Grounds::Overlapping => "overlapping",
            Grounds::Declared => "declared",
        }
    }
}

/// Figures that contradict each other, or that a record says cannot be reconciled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Disagreement {
    /// The achievements, by position, in order of their ids.
    pub achievements: Vec<u32>,
    /// What it rests on.
    pub grounds: Grounds,
    /// The reasons that records give, by position of the code.
    pub reasons: Vec<u32>,
}

/// Every disagreement: what the program found and what records declare, each group of
/// achievements once.
pub(super) fn find(portal: &Portal, observations: &Observations) -> Vec<Disagreement> {
    let achievements = &portal.records.achievements;
    let mut groups: Vec<(BTreeSet<u32>, Grounds)> = Vec::new();
    for group in observations.groups() {
        groups.extend(contradicting(portal, group));
    }
    let position = |link: &Ref<Achievement>| u32::try_from(link.index()?.position()).ok();
    for (at, record) in (0u32..).zip(achievements) {
        for declared in record.body.conflicts_with.iter().flatten() {
            let Some(other) = position(&declared.achievement) else { continue };
            let pair = BTreeSet::from([at, other]);
            match groups.iter_mut().find(|(group, _)| pair.iter().any(|one| group.contains(one))) {
                Some((group, _)) => group.extend(pair),
                None => groups.push((pair, Grounds::Declared)),
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
        .map(|(group, grounds)| Disagreement {
            reasons: reasons_of(&group),
            achievements: group.into_iter().collect(),
            grounds,
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
    levels: Option<BTreeSet<usize>>,
}

impl Figure {
    /// Whether two figures may be of the same thing: what is a share of something else, or of
    /// other levels, is another figure.
    fn is_like(&self, other: &Self) -> bool {
        fn agree<T: PartialEq>(one: Option<&T>, other: Option<&T>) -> bool {
            one.zip(other).is_none_or(|(one, other)| one == other)
        }
        agree(self.whole.as_ref(), other.whole.as_ref())
            && agree(self.levels.as_ref(), other.levels.as_ref())
    }
}

/// Groups of figures of which each contradicts another one.
fn contradicting(portal: &Portal, group: Vec<u32>) -> Vec<(BTreeSet<u32>, Grounds)> {
    let record = |at: u32| portal.records.achievements.get(at as usize);
    let mut figures: Vec<Figure> =
        group.into_iter().filter_map(|at| figure(portal, at, record(at)?)).collect();
    figures.sort_by_key(|figure| (figure.first, figure.at));
    let mut groups: Vec<(BTreeSet<u32>, Grounds)> = Vec::new();
    for (index, one) in figures.iter().enumerate() {
        let later = figures[index + 1..].iter().take_while(|other| other.first <= one.last);
        for other in later {
            if !one.is_like(other) || one.interval.equals(other.interval) != Answer::No {
                continue;
            }
            let is_same_time = (one.first, one.last) == (other.first, other.last);
            let grounds = if is_same_time { Grounds::SameTime } else { Grounds::Overlapping };
            let known = groups
                .iter_mut()
                .find(|(group, _)| group.contains(&one.at) || group.contains(&other.at));
            match known {
                Some((group, surest)) => {
                    group.extend([one.at, other.at]);
                    *surest = grounds.min(*surest);
                }
                None => groups.push((BTreeSet::from([one.at, other.at]), grounds)),
            }
        }
    }
    groups
}

fn figure(portal: &Portal, at: u32, record: &Record<Achievement>) -> Option<Figure> {
    let body = &record.body;
    let period = body.period.given()?;
    let quantity = body.quantity.as_ref()?;
    let denominator = quantity.denominator.closest(Lang::SOURCE, &portal.site.languages);
    let whole = denominator.map(|(_, text)| fold(text).into());
    let (first, last) = (period.earliest()?, period.latest()?);
    let is_known = last <= portal.as_of;
    let levels = body.levels.as_ref().map(|levels| {
        let position = |level: &Ref<Level>| Some(level.index()?.position());
        levels.iter().filter_map(position).collect()
    });
    let interval = Interval::of(quantity);
    is_known.then_some(Figure { at, first, last, interval, whole, levels })
}
