//! Figures that cannot all be true: of the same indicator, area and time.

use super::whole::whole_of;
use super::{Answer, Interval, Observations};
use crate::config::Day;
use crate::model::{Achievement, Portal, Record, Ref};
use std::collections::{BTreeMap, BTreeSet};

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
    /// The reasons that records give: the achievement, by position, and which of its
    /// `conflicts_with` gives it.
    pub reasons: Vec<(u32, usize)>,
}

/// Every disagreement: what the program found and what records declare, each group of
/// achievements once.
pub(super) fn find(portal: &Portal, observations: &Observations) -> Vec<Disagreement> {
    let achievements = &portal.records.achievements;
    let mut groups = Groups::default();
    for group in observations.groups() {
        contradicting(portal, group, &mut groups);
    }
    // What is said of a figure that was not known on the day of judgement was not said yet.
    let is_known = |at: u32| {
        let period = achievements.get(at as usize).and_then(|one| one.body.period.given());
        let begins = period.and_then(|period| period.earliest().or_else(|| period.latest()));
        begins.is_none_or(|day| day <= portal.as_of)
    };
    for (at, record) in (0u32..).zip(achievements) {
        for declared in record.body.conflicts_with.iter().flatten() {
            let Some(other) = declared.achievement.position() else { continue };
            if other != at && is_known(at) && is_known(other) {
                groups.join(at, other, Grounds::Declared);
            }
        }
    }
    let reasons_of = |group: &BTreeSet<u32>| {
        let mut reasons = Vec::new();
        for at in group {
            let Some(record) = achievements.get(*at as usize) else { continue };
            for (index, declared) in record.body.conflicts_with.iter().flatten().enumerate() {
                let other = declared.achievement.position();
                if declared.reason.is_some() && other.is_some_and(|other| group.contains(&other)) {
                    reasons.push((*at, index));
                }
            }
        }
        reasons
    };
    let mut found: Vec<Disagreement> = groups
        .all
        .into_values()
        .map(|(group, grounds)| Disagreement {
            reasons: reasons_of(&group),
            achievements: group.into_iter().collect(),
            grounds,
        })
        .collect();
    found.sort_by(|a, b| a.achievements.cmp(&b.achievements));
    found
}

/// Groups of achievements that grow together: each achievement is in one of them at most.
#[derive(Default)]
struct Groups {
    /// By the first member that the group had, with what it rests on.
    all: BTreeMap<u32, (BTreeSet<u32>, Grounds)>,
    /// The group of each achievement.
    of: BTreeMap<u32, u32>,
}

impl Groups {
    /// Says that two achievements disagree: their groups become one.
    fn join(&mut self, one: u32, other: u32, grounds: Grounds) {
        let [mut into, mut from] = [one, other].map(|at| {
            let group = *self.of.entry(at).or_insert(at);
            self.all.entry(group).or_insert_with(|| (BTreeSet::from([at]), grounds));
            group
        });
        let size = |group: u32| self.all.get(&group).map_or(0, |(members, _)| members.len());
        // The smaller one moves, so that many figures do not move many times.
        if size(into) < size(from) {
            std::mem::swap(&mut into, &mut from);
        }
        let moved = if into == from { None } else { self.all.remove(&from) };
        let Some((members, surest)) = self.all.get_mut(&into) else { return };
        *surest = grounds.min(*surest);
        if let Some((moving, theirs)) = moved {
            *surest = theirs.min(*surest);
            self.of.extend(moving.iter().map(|at| (*at, into)));
            members.extend(moving);
        }
    }
}

/// A figure with the time it speaks of.
struct Figure {
    at: u32,
    first: Day,
    last: Day,
    interval: Interval,
    whole: Option<Box<str>>,
    levels: Option<BTreeSet<usize>>,
    rank_of: Option<u32>,
}

impl Figure {
    /// Whether two figures may be of the same thing: what is a share of something else, of
    /// other levels, or a place among others, is another figure.
    fn is_like(&self, other: &Self) -> bool {
        fn agree<T: PartialEq>(one: Option<&T>, other: Option<&T>) -> bool {
            one.zip(other).is_none_or(|(one, other)| one == other)
        }
        agree(self.whole.as_ref(), other.whole.as_ref())
            && agree(self.levels.as_ref(), other.levels.as_ref())
            && agree(self.rank_of.as_ref(), other.rank_of.as_ref())
    }
}

/// Puts figures that contradict each other into the same group.
fn contradicting(portal: &Portal, group: Vec<u32>, groups: &mut Groups) {
    let record = |at: u32| portal.records.achievements.get(at as usize);
    let mut figures: Vec<Figure> =
        group.into_iter().filter_map(|at| figure(portal, at, record(at)?)).collect();
    figures.sort_by_key(|figure| (figure.first, figure.at));
    for (index, one) in figures.iter().enumerate() {
        let later = figures[index + 1..].iter().take_while(|other| other.first <= one.last);
        for other in later {
            if !one.is_like(other) || one.interval.equals(other.interval) != Answer::No {
                continue;
            }
            let is_same_time = (one.first, one.last) == (other.first, other.last);
            let grounds = if is_same_time { Grounds::SameTime } else { Grounds::Overlapping };
            groups.join(one.at, other.at, grounds);
        }
    }
}

fn figure(portal: &Portal, at: u32, record: &Record<Achievement>) -> Option<Figure> {
    let body = &record.body;
    let period = body.period.given()?;
    let quantity = body.quantity.as_ref()?;
    let whole = whole_of(portal, quantity).map(Into::into);
    let (first, last) = (period.earliest()?, period.latest()?);
    let is_known = last <= portal.as_of;
    let levels = body.levels.as_deref().map(Ref::positions);
    let interval = Interval::of(quantity);
    let rank_of = body.rank_of;
    is_known.then_some(Figure { at, first, last, interval, whole, levels, rank_of })
}
