//! Was it kept? The ladder that gives each target its status on the day on which the portal is
//! judged. It is walked from the top; the first step that can answer does:
//!
//! 1. another document replaced it before it was due: `superseded`;
//! 2. there is no indicator, no threshold, or no better direction: `not_measurable`;
//! 3. all that it speaks of below the province ended or was redrawn before it was due:
//!    `not_comparable`;
//! 4. there is no figure of the same indicator for the same area: `no_data`, or
//!    `not_comparable` if there is one of the area that took its place;
//! 5. there are figures, but none measures what the target means: `not_comparable`;
//! 6. the latest figure is held against the threshold.
//!
//! Nothing here knows the clock: `as_of` is given. What was not yet known then is not looked
//! at, and a change counts from the day on which it took effect.

use super::changes::Upheavals;
use super::judgement::{Change, Considered, Judgement, Reason, Role, Status, Step};
use super::observations::{Observations, day_of, day_of_period};
use super::progress::{self, Point, Progress};
use super::whole::wholes_differ;
use super::{Answer, Interval, Requirement, Succession};
use crate::config::Day;
use crate::model::{
    Achievement, AchievementType, Date, ObservationStatus, Portal, Quantity, Record, Ref, Stored,
    Target,
};
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::sync::Arc;

/// The judgement of each target, in their order.
pub(super) fn judge_all(
    portal: &Portal,
    observations: &Observations,
    succession: &Succession,
) -> Vec<Judgement> {
    let incomparable = Incomparable::of(portal);
    let judge = |target| {
        Court { portal, observations, succession, incomparable: &incomparable, target }.judge()
    };
    portal.records.targets.par_iter().map(judge).collect()
}

/// The indicators that records say cannot be compared, each with the other and why. What one
/// says of another holds for the other too.
struct Incomparable(BTreeMap<u32, Vec<(u32, Arc<str>)>>);

impl Incomparable {
    fn of(portal: &Portal) -> Self {
        let mut pairs: BTreeMap<u32, Vec<(u32, Arc<str>)>> = BTreeMap::new();
        for (one, record) in (0u32..).zip(&portal.records.indicators) {
            for pair in record.body.not_comparable_with.iter().flatten() {
                let Some(other) = pair.indicator.position() else { continue };
                let reason: Arc<str> = pair.reason.0.code.id().into();
                for (from, to) in [(one, other), (other, one)] {
                    let known = pairs.entry(from).or_default();
                    if known.iter().all(|(known, _)| *known != to) {
                        known.push((to, Arc::clone(&reason)));
                    }
                }
            }
        }
        Self(pairs)
    }
}

/// Everything that the judgement of one target looks at.
pub(super) struct Court<'p> {
    pub(super) portal: &'p Portal,
    observations: &'p Observations,
    succession: &'p Succession,
    incomparable: &'p Incomparable,
    pub(super) target: &'p Record<Target>,
}

impl Court<'_> {
    fn judge(&self) -> Judgement {
        let mut judgement = Judgement {
            status: Status::NotMeasurable,
            reasons: Vec::new(),
            step: Step::Standing,
            requirement: None,
            considered: Vec::new(),
            changes: Vec::new(),
            gap: None,
            progress: None,
            milestones: Vec::new(),
        };
        let (status, reasons, step) = self.walk(&mut judgement);
        (judgement.status, judgement.reasons, judgement.step) = (status, reasons, step);
        judgement
    }

    /// Walks down the ladder until a step answers.
    fn walk(&self, judgement: &mut Judgement) -> (Status, Vec<Reason>, Step) {
        let target = &self.target.body;
        judgement.changes.extend(self.area_ended());
        if let Some(replaced) = self.replaced() {
            judgement.changes.push(replaced);
            return (Status::Superseded, vec![Reason::Replaced], Step::Standing);
        }
        let indicator = self.of(target.indicator.as_ref());
        let (quantity, indicator) = match (&target.quantity, indicator) {
            (Some(quantity), Some(indicator)) => (quantity, indicator),
            (quantity, indicator) => {
                let missing = [
                    quantity.is_none().then_some(Reason::NoThreshold),
                    indicator.is_none().then_some(Reason::NoIndicator),
                ];
                let missing = missing.into_iter().flatten().collect();
                return (Status::NotMeasurable, missing, Step::Measurability);
            }
        };
        let Some(requirement) = Requirement::of(quantity, indicator.body.direction) else {
            return (Status::NotMeasurable, vec![Reason::NoDirection], Step::Measurability);
        };
        judgement.requirement = Some(requirement);
        let gone = self.subject_gone(|on| self.counts(on));
        if !gone.is_empty() {
            let mut reasons: Vec<_> = gone.iter().map(|change| change.reason.clone()).collect();
            reasons.sort();
            reasons.dedup();
            judgement.changes.extend(gone);
            // What was known before is shown, though it settles nothing any more.
            judgement.considered = self.found();
            return (Status::NotComparable, reasons, Step::Subject);
        }
        judgement.considered = self.found();
        if let Some((status, reason)) = self.without_figures(judgement) {
            return (status, vec![reason], Step::Figures);
        }
        let upheavals = self.upheavals(indicator);
        self.tell_apart(judgement, &upheavals, quantity);
        let mut baseline = self.baseline();
        let mut differences: Vec<Reason> = Vec::new();
        let mut points = Vec::new();
        self.part_series(&mut judgement.considered);
        for considered in &judgement.considered {
            match (&considered.role, self.achievement(considered.achievement)) {
                (Role::Differs(reason), _) => differences.push(reason.clone()),
                (Role::Earlier, Some(achievement)) => {
                    if achievement.status.0 == ObservationStatus::Break {
                        baseline = baseline.filter(|known| day_of(achievement) <= Some(known.on));
                    }
                    points.extend(point_of(achievement));
                }
                _ => {}
            }
        }
        if points.is_empty() {
            let all = judgement.changes.iter().map(|change| change.reason.clone());
            let mut reasons: Vec<_> = differences.into_iter().chain(all).collect();
            reasons.sort();
            reasons.dedup();
            return (Status::NotComparable, reasons, Step::Comparability);
        }
        let latest = points.iter().map(|point| point.on).max();
        let mut has_rank = false;
        for considered in &mut judgement.considered {
            let achievement = self.achievement(considered.achievement);
            if considered.role == Role::Earlier && achievement.and_then(day_of) == latest {
                considered.role = Role::Decisive;
                has_rank |= achievement.is_some_and(is_rank);
            }
        }
        // The baseline is a figure like the others.
        let baseline =
            baseline.filter(|known| self.parting(&upheavals, known.on, has_rank).is_empty());
        let (status, reason) = self.compare(judgement, requirement, baseline, &points);
        (status, vec![reason], Step::Comparison)
    }

    /// The step that holds the latest figures against the threshold.
    fn compare(
        &self,
        judgement: &mut Judgement,
        requirement: Requirement,
        baseline: Option<Point>,
        points: &[Point],
    ) -> (Status, Reason) {
        let target = &self.target.body;
        let as_of = self.portal.as_of;
        let direction = self.of(target.indicator.as_ref()).and_then(|i| i.body.direction);
        judgement.milestones =
            progress::milestones(target.milestones.as_deref(), direction, points, as_of);
        let (answer, decisive) = progress::answer(requirement, points);
        match answer {
            Some(Answer::Yes) => return (Status::Met, Reason::Reached),
            Some(Answer::CannotTell) => {
                return (Status::Uncertain, Reason::WordingLeavesOpen);
            }
            None => return (Status::Uncertain, Reason::SourcesDisagree),
            Some(Answer::No) => {}
        }
        judgement.gap = progress::gap(requirement, decisive.figure);
        let Some(due) = target.due.given() else {
            return (Status::InsufficientData, Reason::DueUnknown);
        };
        let is_past = due.latest().is_some_and(|last| last < as_of);
        // A figure for 2024 does not show how things stood at the end of 2025.
        let is_of_due = progress::due_from(due).is_some_and(|first| first <= decisive.on);
        let is_territory = |change: &&Change| change.reason == Reason::TerritoryChanged;
        let ended = judgement.changes.iter().find(is_territory);
        // Nor does one for June, if the area was no more in July.
        let is_whole = ended.is_none_or(|ended| ended.on.is_none_or(|on| on <= decisive.on));
        if is_past && is_of_due && is_whole {
            return (Status::Missed, Reason::NotReached);
        }
        if ended.is_some() {
            return (Status::NotComparable, Reason::TerritoryChanged);
        }
        if is_past {
            return (Status::Uncertain, Reason::NoneForDue);
        }
        let all: Vec<Point> = baseline.into_iter().chain(points.iter().copied()).collect();
        let readings = Progress::readings(requirement, &all, due, as_of);
        let suffices = readings.iter().filter(|progress| progress.suffices).count();
        let is_agreed = suffices == 0 || suffices == readings.len();
        judgement.progress = readings.into_iter().next().filter(|_| is_agreed);
        match &judgement.progress {
            None if is_agreed => {
                let latest = all.iter().map(|point| point.on).max();
                let is_earlier = |point: &&Point| Some(point.on) < latest;
                let is_exact = |point: &Point| point.figure.exact().is_some();
                let mut latest_ones = all.iter().filter(|point| Some(point.on) == latest);
                let is_known = latest_ones.any(is_exact);
                let mut earlier = all.iter().filter(is_earlier);
                let reason = match (earlier.next(), is_known) {
                    (Some(_), false) => Reason::OnlyInexact,
                    (Some(first), true) if !is_exact(first) && !earlier.any(is_exact) => {
                        Reason::OnlyInexact
                    }
                    _ => Reason::TooFewPoints,
                };
                (Status::InsufficientData, reason)
            }
            None => (Status::Uncertain, Reason::SourcesDisagree),
            Some(progress) if progress.suffices => (Status::OnTrack, Reason::PaceSuffices),
            Some(_) => (Status::Behind, Reason::PaceTooSlow),
        }
    }

    /// Where things stood at the beginning, if that was known on the day of judgement.
    fn baseline(&self) -> Option<Point> {
        let baseline = self.target.body.baseline.as_ref()?;
        let period = baseline.period.given()?;
        let on = day_of_period(period)?;
        let figure = Interval::of(&baseline.quantity);
        (on <= self.portal.as_of).then_some(Point { on, figure })
    }

    /// The figures of the same indicator and area that were known on the day of judgement, in
    /// order of time; those of an unknown time first.
    fn found(&self) -> Vec<Considered> {
        let (Some(indicator), Some(area)) = (self.indicator(), self.area()) else {
            return Vec::new();
        };
        let mut found: Vec<(Option<Day>, u32)> = self
            .observations
            .find(indicator, area)
            .filter_map(|at| Some((day_of(self.achievement(at)?), at)))
            .filter(|(_, at)| self.has_begun(*at))
            .collect();
        found.sort_unstable();
        let due = self.target.body.due.given().and_then(Date::latest);
        let role = |(day, achievement): (Option<Day>, u32)| {
            let begins = self
                .achievement(achievement)
                .and_then(|achievement| achievement.period.given()?.earliest());
            let is_after = due.is_some_and(|due| begins.or(day).is_some_and(|day| day > due));
            let role = match day {
                None => Role::Undated,
                Some(day) if day > self.portal.as_of => Role::NotOver,
                Some(_) if is_after => Role::AfterDue,
                Some(_) => Role::Earlier,
            };
            Considered { achievement, role }
        };
        found.into_iter().map(role).collect()
    }

    /// Whether the time of a figure had begun on the day of judgement, or is unknown.
    fn has_begun(&self, achievement: u32) -> bool {
        let period = self.achievement(achievement).and_then(|one| one.period.given());
        let begins = period.and_then(|period| period.earliest().or_else(|| period.latest()));
        begins.is_none_or(|day| day <= self.portal.as_of)
    }

    /// Why there is no figure that could be looked at, if there is none.
    fn without_figures(&self, judgement: &mut Judgement) -> Option<(Status, Reason)> {
        let any = |wanted: &Role| judgement.considered.iter().any(|one| one.role == *wanted);
        if any(&Role::Earlier) {
            return None;
        }
        if any(&Role::AfterDue) {
            return Some((Status::NoData, Reason::PeriodMismatch));
        }
        if any(&Role::NotOver) {
            return Some((Status::NoData, Reason::PeriodNotOver));
        }
        if any(&Role::Undated) {
            return Some((Status::NoData, Reason::SourceUndated));
        }
        let elsewhere = self.found_elsewhere();
        let reason = elsewhere.first().and_then(|first| match &first.role {
            Role::Differs(reason) => Some(reason.clone()),
            _ => None,
        });
        judgement.considered = elsewhere;
        Some(
            reason.map_or((Status::NoData, Reason::NoneFound), |reason| {
                (Status::NotComparable, reason)
            }),
        )
    }

    /// Figures of the areas that this one became or was made of, and of indicators that
    /// records say cannot be compared with the target's.
    fn found_elsewhere(&self) -> Vec<Considered> {
        let (Some(indicator), Some(area)) = (self.indicator(), self.area()) else {
            return Vec::new();
        };
        let mut found = Vec::new();
        let mut add = |indicator: u32, area: u32, reason: &Reason| {
            for at in self.observations.find(indicator, area) {
                let day = self.achievement(at).and_then(day_of);
                if day.is_some_and(|day| day <= self.portal.as_of) {
                    let role = Role::Differs(reason.clone());
                    found.push(Considered { achievement: at, role });
                }
            }
        };
        for other in self.succession.related(area) {
            add(indicator, other, &Reason::TerritoryChanged);
        }
        for (other, reason) in self.incomparable.0.get(&indicator).into_iter().flatten() {
            add(*other, area, &Reason::Declared(Arc::clone(reason)));
        }
        found
    }

    /// Marks the figures that do not measure what the target means.
    fn tell_apart(&self, judgement: &mut Judgement, upheavals: &Upheavals, quantity: &Quantity) {
        let target = &self.target.body;
        let own_levels = target.levels.as_deref().map(Ref::positions);
        let Judgement { considered, changes, .. } = judgement;
        for one in considered.iter_mut().filter(|one| one.role == Role::Earlier) {
            let Some(achievement) = self.achievement(one.achievement) else { continue };
            let Some(day) = day_of(achievement) else { continue };
            for change in self.parting(upheavals, day, is_rank(achievement)) {
                one.role = Role::Differs(change.reason.clone());
                if !changes.contains(&change) {
                    changes.push(change);
                }
            }
            if one.role != Role::Earlier {
                continue;
            }
            let observed = achievement.quantity.as_ref();
            if observed.is_some_and(|observed| wholes_differ(self.portal, quantity, observed)) {
                one.role = Role::Differs(Reason::DenominatorDiffers);
            }
            let both = own_levels.as_ref().zip(achievement.levels.as_deref().map(Ref::positions));
            if both.is_some_and(|(own, other)| *own != other) {
                one.role = Role::Differs(Reason::LevelDiffers);
            }
        }
    }

    /// Marks the figures from before the last break in the series: what came before is another
    /// series.
    fn part_series(&self, considered: &mut [Considered]) {
        let day = |one: &Considered| self.achievement(one.achievement).and_then(day_of);
        let counts = |one: &Considered| one.role == Role::Earlier;
        let is_break = |one: &&Considered| {
            let achievement = self.achievement(one.achievement);
            achievement.is_some_and(|one| one.status.0 == ObservationStatus::Break)
        };
        let breaks = considered.iter().filter(|one| counts(one)).filter(is_break);
        let Some(last) = breaks.filter_map(day).max() else { return };
        for one in considered.iter_mut().filter(|one| counts(one)) {
            if day(one).is_some_and(|day| day < last) {
                one.role = Role::BeforeBreak;
            }
        }
    }

    pub(super) fn achievement(&self, position: u32) -> Option<&Achievement> {
        self.portal.records.achievements.get(position as usize).map(|record| &record.body)
    }

    pub(super) fn indicator(&self) -> Option<u32> {
        self.target.body.indicator.as_ref()?.position()
    }

    pub(super) fn area(&self) -> Option<u32> {
        self.target.body.area.position()
    }

    pub(super) fn of<T: Stored>(&self, link: Option<&Ref<T>>) -> Option<&Record<T>> {
        link?.of(&self.portal.records)
    }
}

/// Whether a figure is a place among others.
fn is_rank(achievement: &Achievement) -> bool {
    achievement.achievement_type.0 == AchievementType::Rank || achievement.rank_of.is_some()
}

fn point_of(achievement: &Achievement) -> Option<Point> {
    let figure = Interval::of(achievement.quantity.as_ref()?);
    Some(Point { on: day_of(achievement)?, figure })
}
