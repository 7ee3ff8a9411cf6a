//! Was it kept? The status of each target on the day on which the portal is judged.
//!
//! The ladder stands in domain.md and in issue 4, and is walked from the top; the first step
//! that can answer does:
//!
//! 1. a later document replaced it: `superseded`;
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

use super::observations::{Observations, day_of, day_of_period};
use super::progress::{self, Milestone, Point, Progress};
use super::{Answer, Interval, Requirement, Succession};
use crate::config::Day;
use crate::model::{
    Achievement, AchievementType, Date, DocumentStatus, Indicator, Kind, Level, ObservationStatus,
    Portal, Quantity, Record, Ref, Resolution, Stored, Target,
};
use crate::text::{Lang, fold};
use rayon::prelude::*;
use rust_decimal::Decimal;
use std::collections::BTreeMap;
use std::sync::Arc;

/// How a target stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Status {
    /// The latest figure reaches the threshold.
    Met,
    /// It does not, but will by the due date if things go on as they have.
    OnTrack,
    /// It does not, and will not if things go on as they have.
    Behind,
    /// It did not when the time was over.
    Missed,
    /// The figures leave it open.
    Uncertain,
    /// Not yet, and there are too few figures to say more.
    InsufficientData,
    /// There is no figure.
    NoData,
    /// There are figures, or could be, but they do not measure what was promised.
    NotComparable,
    /// What was promised cannot be measured.
    NotMeasurable,
    /// A later document took its place.
    Superseded,
}

impl Status {
    /// Every status, in the order in which counts show them.
    pub const ALL: &'static [Status] = &[
        Status::Met,
        Status::OnTrack,
        Status::Behind,
        Status::Missed,
        Status::Uncertain,
        Status::InsufficientData,
        Status::NoData,
        Status::NotComparable,
        Status::NotMeasurable,
        Status::Superseded,
    ];

    /// The code that downloads and pages carry.
    pub fn code(self) -> &'static str {
        match self {
            Status::Met => "met",
            Status::OnTrack => "on_track",
            Status::Behind => "behind",
            Status::Missed => "missed",
            Status::Uncertain => "uncertain",
            Status::InsufficientData => "insufficient_data",
            Status::NoData => "no_data",
            Status::NotComparable => "not_comparable",
            Status::NotMeasurable => "not_measurable",
            Status::Superseded => "superseded",
        }
    }

    /// The key of its words.
    pub fn key(self) -> &'static str {
        match self {
            Status::Met => "word.status.met",
            Status::OnTrack => "word.status.on_track",
            Status::Behind => "word.status.behind",
            Status::Missed => "word.status.missed",
            Status::Uncertain => "word.status.uncertain",
            Status::InsufficientData => "word.status.insufficient_data",
            Status::NoData => "word.status.no_data",
            Status::NotComparable => "word.status.not_comparable",
            Status::NotMeasurable => "word.status.not_measurable",
            Status::Superseded => "word.status.superseded",
        }
    }
}

/// Why a target stands as it does. Those of [`Status::NotComparable`] are in the order in which
/// they are told.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reason {
    /// A later document replaced the one that it stands in.
    Replaced,
    /// The promise names no figure.
    NoThreshold,
    /// It is not said what is measured.
    NoIndicator,
    /// It is not said which way is better.
    NoDirection,
    /// The level of administration that it speaks of has ended.
    LevelAbolished,
    /// The units that it speaks of were redrawn.
    UnitsRedrawn,
    /// There is no figure.
    NoneFound,
    /// There are figures of which the time is unknown.
    SourceUndated,
    /// There are figures of a time after the due date alone.
    PeriodMismatch,
    /// There are figures of a time alone that is not over on the day of judgement.
    PeriodNotOver,
    /// It is a place among others, and there are no longer as many others.
    RankedPopulationChanged,
    /// The index is no longer computed in the same way.
    IndexVersionChanged,
    /// The figures are of other levels of administration.
    LevelDiffers,
    /// The figures are shares of something else.
    DenominatorDiffers,
    /// The area that the promise was made for is no more, or the figures are of another.
    TerritoryChanged,
    /// They are due, or held, at different times.
    PeriodDiffers,
    /// The one is exact and the other is not, or they are inexact in different ways.
    QualifierDiffers,
    /// The figures are of an indicator that records say cannot be compared, for this reason.
    Declared(Arc<str>),
    /// The figure reaches the threshold.
    Reached,
    /// It did not when the time was over.
    NotReached,
    /// The words "about", "nearly" and their like leave it open.
    WordingLeavesOpen,
    /// Sources disagree about the same time.
    SourcesDisagree,
    /// The latest figure is older than the due date, and did not reach the threshold.
    NoneForDue,
    /// It is not known when it is due.
    DueUnknown,
    /// One figure shows no pace.
    TooFewPoints,
    /// Figures that are not exact show none either.
    OnlyInexact,
    /// At this pace it will be reached in time.
    PaceSuffices,
    /// At this pace it will not.
    PaceTooSlow,
}

impl Reason {
    /// The code that downloads carry.
    pub fn code(&self) -> &str {
        match self {
            Reason::Replaced => "replaced",
            Reason::NoThreshold => "no_threshold",
            Reason::NoIndicator => "no_indicator",
            Reason::NoDirection => "no_direction",
            Reason::LevelAbolished => "level_abolished",
            Reason::UnitsRedrawn => "units_redrawn",
            Reason::NoneFound => "none_found",
            Reason::SourceUndated => "source_undated",
            Reason::PeriodMismatch => "period_mismatch",
            Reason::PeriodNotOver => "period_not_over",
            Reason::RankedPopulationChanged => "ranked_population_changed",
            Reason::IndexVersionChanged => "index_version_changed",
            Reason::LevelDiffers => "level_differs",
            Reason::DenominatorDiffers => "denominator_differs",
            Reason::TerritoryChanged => "territory_changed",
            Reason::PeriodDiffers => "period_differs",
            Reason::QualifierDiffers => "qualifier_differs",
            Reason::Declared(code) => code,
            Reason::Reached => "reached",
            Reason::NotReached => "not_reached",
            Reason::WordingLeavesOpen => "wording_leaves_open",
            Reason::SourcesDisagree => "sources_disagree",
            Reason::NoneForDue => "none_for_due",
            Reason::DueUnknown => "due_unknown",
            Reason::TooFewPoints => "too_few_points",
            Reason::OnlyInexact => "only_inexact",
            Reason::PaceSuffices => "pace_suffices",
            Reason::PaceTooSlow => "pace_too_slow",
        }
    }

    /// What it is called: by the list of reasons, which editors use too, where that has it.
    pub fn name<'p>(&'p self, portal: &'p Portal, lang: Lang) -> &'p str {
        let code = self.code();
        let found = portal.records.position(Kind::ReasonCode, code);
        let record = found.and_then(|at| portal.records.get(Kind::ReasonCode, at));
        let word = || match portal.words(lang).mark(&format!("word.status_reason.{code}")) {
            "" => code,
            word => word,
        };
        record.map_or_else(word, |record| portal.label(record, lang).1)
    }
}

/// The step of the ladder that gave the answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Whether another document took its place.
    Standing,
    /// Whether it can be measured.
    Measurability,
    /// Whether what it speaks of is still there.
    Subject,
    /// Whether there are figures.
    Figures,
    /// Whether they measure what it means.
    Comparability,
    /// Whether they reach the threshold.
    Comparison,
}

impl Step {
    /// Every step, from the top.
    pub const ALL: &'static [Step] = &[
        Step::Standing,
        Step::Measurability,
        Step::Subject,
        Step::Figures,
        Step::Comparability,
        Step::Comparison,
    ];

    /// The key of its words.
    pub fn code(self) -> &'static str {
        match self {
            Step::Standing => "standing",
            Step::Measurability => "measurability",
            Step::Subject => "subject",
            Step::Figures => "figures",
            Step::Comparability => "comparability",
            Step::Comparison => "comparison",
        }
    }
}

/// What became of a figure that was looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Role {
    /// It was held against the threshold.
    Decisive,
    /// It is earlier, and shows the pace.
    Earlier,
    /// It is of the series as it was before a break, which nothing is concluded across.
    BeforeBreak,
    /// It is of a time after the due date.
    AfterDue,
    /// Its time is unknown.
    Undated,
    /// Its time is not over on the day of judgement.
    NotOver,
    /// It does not measure what the target means.
    Differs(Reason),
}

impl Role {
    /// The key of its words.
    pub fn code(&self) -> &'static str {
        match self {
            Role::Decisive => "decisive",
            Role::Earlier => "earlier",
            Role::BeforeBreak => "before_break",
            Role::AfterDue => "after_due",
            Role::Undated => "undated",
            Role::NotOver => "not_over",
            Role::Differs(_) => "differs",
        }
    }
}

/// A figure that was looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Considered {
    /// Its position among the achievements.
    pub achievement: u32,
    /// What became of it.
    pub role: Role,
}

/// Something that changed under the target.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// What it means for the target.
    pub reason: Reason,
    /// The first day on which it can have taken effect, if that is known.
    pub on: Option<Day>,
    /// When it took effect, as precisely as the record says.
    pub date: Option<Date>,
    /// What changed, or what took its place: a record, by kind and position.
    pub subject: (Kind, u32),
}

/// How a target stands, with everything that this was judged by.
#[derive(Clone, Debug)]
pub struct Judgement {
    /// How it stands.
    pub status: Status,
    /// Why, the weightiest first; there is always one.
    pub reasons: Vec<Reason>,
    /// The step of the ladder that answered.
    pub step: Step,
    /// What the target asks, if it can be measured.
    pub requirement: Option<Requirement>,
    /// The figures that were looked at, in order of time.
    pub considered: Vec<Considered>,
    /// What changed before the due date and before the day of judgement.
    pub changes: Vec<Change>,
    /// How far the decisive figure is from the threshold, where both are exact and it does not
    /// reach it; never negative.
    pub gap: Option<Decimal>,
    /// How fast it went, where two figures or more show it.
    pub progress: Option<Progress>,
    /// How the steps on the way stand.
    pub milestones: Vec<Milestone>,
}

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
                let Some(other) = position_of(&pair.indicator) else { continue };
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

/// What changed in how figures are counted, before the target was due and before the day of
/// judgement.
struct Upheavals {
    versions: Vec<Change>,
    /// Each with whether the target speaks of the places as they were before.
    ranking: Vec<(Change, bool)>,
}

/// Everything that the judgement of one target looks at.
struct Court<'p> {
    portal: &'p Portal,
    observations: &'p Observations,
    succession: &'p Succession,
    incomparable: &'p Incomparable,
    target: &'p Record<Target>,
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
        let levels = |levels: Option<&Vec<Ref<Level>>>| -> Option<Vec<usize>> {
            let mut levels: Vec<usize> =
                levels?.iter().filter_map(|level| Some(level.index()?.position())).collect();
            levels.sort_unstable();
            Some(levels)
        };
        let own_levels = levels(target.levels.as_ref());
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
            let observed = achievement.quantity.as_ref().map(|quantity| &quantity.denominator);
            let words = |text: &crate::text::Text| {
                let found = text.closest(Lang::SOURCE, &self.portal.site.languages);
                found.map(|(_, text)| fold(text))
            };
            let both = words(&quantity.denominator).zip(observed.and_then(words));
            if both.is_some_and(|(one, other)| one != other) {
                one.role = Role::Differs(Reason::DenominatorDiffers);
            }
            let both = own_levels.as_ref().zip(levels(achievement.levels.as_ref()));
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

    fn upheavals(&self, indicator: &Record<Indicator>) -> Upheavals {
        let is_ranked = |level: &Record<Level>| level.body.broader.is_none();
        let ranking = self.redrawn(is_ranked).into_iter().map(|change| {
            let was_set_before = self.was_set_before(change.on);
            (Change { reason: Reason::RankedPopulationChanged, ..change }, was_set_before)
        });
        Upheavals { versions: self.versions_since(indicator), ranking: ranking.collect() }
    }

    /// The changes because of which a figure of this day does not measure what the target means,
    /// the weightiest last. They part the figures from before from those after, whenever the
    /// target was set.
    fn parting(&self, upheavals: &Upheavals, day: Day, is_rank: bool) -> Vec<Change> {
        let is_later = |on: Option<Day>| on.is_some_and(|on| day < on);
        let versions = upheavals.versions.iter().filter(|change| is_later(change.on));
        let ranking = upheavals.ranking.iter().filter(|_| is_rank);
        let ranking =
            ranking.filter(|(change, was_set_before)| *was_set_before || is_later(change.on));
        let counted = versions.chain(ranking.map(|(change, _)| change)).cloned();
        let subject = self.subject_gone(|on| self.is_in_time(on) && is_later(on));
        counted.chain(subject).collect()
    }

    /// The versions of an index that took the place of the indicator's, with the day on which
    /// their first edition came out.
    fn versions_since(&self, indicator: &Record<Indicator>) -> Vec<Change> {
        let Some(mut known) = indicator.body.version.as_ref().and_then(position_of) else {
            return Vec::new();
        };
        let mut changes = Vec::new();
        let versions = &self.portal.records.versions;
        // At most as many steps as there are versions: one could replace itself in a circle.
        for _ in 0..versions.len() {
            let next = (0u32..).zip(versions).find(|(_, version)| {
                let mut replaced = version.body.replaces.iter().flatten();
                replaced.any(|old| position_of(old) == Some(known))
            });
            let Some((position, version)) = next else { break };
            known = position;
            let date = version.body.published;
            let on = date.and_then(|published| published.earliest());
            if self.is_in_time(on) {
                let (reason, subject) = (Reason::IndexVersionChanged, (Kind::Version, position));
                changes.push(Change { reason, on, date, subject });
            }
        }
        changes
    }

    /// The changes that leave the target without a subject: all the levels below the province
    /// that it speaks of ended or were redrawn, on days that are meant. Empty if one is as it
    /// was.
    fn subject_gone(&self, is_meant: impl Fn(Option<Day>) -> bool) -> Vec<Change> {
        let levels = self.target.body.levels.iter().flatten();
        let mut gone = Vec::new();
        for level in levels {
            let Some(record) = level.of(&self.portal.records) else { return Vec::new() };
            if record.body.broader.is_none() {
                return Vec::new();
            }
            let Some(position) = position_of(level) else { return Vec::new() };
            let ended = record.body.valid.as_ref().and_then(|valid| valid.to);
            let ended = ended.filter(|date| is_meant(date.earliest()));
            let redrawn = record.body.redrawn.iter().flatten();
            let redrawn = redrawn.filter(|date| is_meant(date.earliest()));
            let redrawn = redrawn.min_by_key(|date| date.earliest()).copied();
            let (reason, date) = match (ended, redrawn) {
                (Some(date), _) => (Reason::LevelAbolished, date),
                (None, Some(date)) => (Reason::UnitsRedrawn, date),
                (None, None) => return Vec::new(),
            };
            let subject = (Kind::Level, position);
            gone.push(Change { reason, on: date.earliest(), date: Some(date), subject });
        }
        gone
    }

    /// The days on which the units of the target's levels were redrawn, of those levels that
    /// `is_meant`.
    fn redrawn(&self, is_meant: impl Fn(&Record<Level>) -> bool) -> Vec<Change> {
        let mut changes = Vec::new();
        for level in self.target.body.levels.iter().flatten() {
            let record = level.of(&self.portal.records).filter(|level| is_meant(level));
            let Some((record, position)) = record.zip(position_of(level)) else { continue };
            for date in record.body.redrawn.iter().flatten().copied() {
                let on = date.earliest();
                if self.is_in_time(on) {
                    let (reason, subject) = (Reason::UnitsRedrawn, (Kind::Level, position));
                    changes.push(Change { reason, on, date: Some(date), subject });
                }
            }
        }
        changes
    }

    /// The end of the target's area, if it came before the due date.
    fn area_ended(&self) -> Option<Change> {
        let area = self.of(Some(&self.target.body.area))?;
        let date = area.body.valid.given()?.to;
        let on = date?.earliest();
        let subject = (Kind::Area, self.area()?);
        let reason = Reason::TerritoryChanged;
        self.counts(on).then_some(Change { reason, on, date, subject })
    }

    /// The document that replaced the target's.
    fn replaced(&self) -> Option<Change> {
        let resolution = self.target.body.resolution.as_ref()?;
        let records = &self.portal.records;
        let own = position_of(resolution)?;
        let issued = |later: &Record<Resolution>| later.body.issued.given().copied();
        let day_of = |later: &Record<Resolution>| issued(later)?.earliest();
        let mut later: Vec<_> = (0u32..)
            .zip(&records.resolutions)
            .filter(|(_, later)| {
                let mut replaced = later.body.replaces.iter().flatten();
                replaced.any(|old| position_of(old) == Some(own))
            })
            .collect();
        later.sort_by_key(|(_, later)| day_of(later));
        let reason = Reason::Replaced;
        let Some((position, first)) = later.first() else {
            // No document says that it took the place; the status of this one may.
            let is_superseded =
                resolution.of(records)?.body.status == Some(DocumentStatus::Superseded);
            let subject = (Kind::Resolution, own);
            return is_superseded.then_some(Change { reason, on: None, date: None, subject });
        };
        // What replaces a document when its targets are due already does not undo how they
        // ended: every term has a new resolution.
        let (on, date) = (day_of(first), issued(first));
        let subject = (Kind::Resolution, *position);
        (on.is_none() || self.is_in_time(on)).then_some(Change { reason, on, date, subject })
    }

    /// Whether a change on this day counts against the target: after it was set, before it was
    /// due, and not after the day of judgement.
    fn counts(&self, on: Option<Day>) -> bool {
        self.is_in_time(on) && self.set_on().is_none_or(|set| on.is_some_and(|on| set < on))
    }

    /// Whether a change on this day came before the target was due, and not after the day of
    /// judgement.
    fn is_in_time(&self, on: Option<Day>) -> bool {
        let due = self.target.body.due.given().and_then(Date::latest);
        on.is_some_and(|on| on <= self.portal.as_of && due.is_none_or(|due| on <= due))
    }

    /// Whether the target is known to have been set before this day.
    fn was_set_before(&self, on: Option<Day>) -> bool {
        let ended = self
            .of(Some(&self.target.body.area))
            .and_then(|area| area.body.valid.given()?.to?.earliest());
        // What an area promised it promised while it was there.
        on.is_some_and(|on| {
            self.set_on().is_some_and(|set| set < on) || ended.is_some_and(|ended| ended <= on)
        })
    }

    /// The first day on which the target can have been set: that of its document, and not
    /// before its area was there.
    fn set_on(&self) -> Option<Day> {
        let target = &self.target.body;
        let issued = self
            .of(target.resolution.as_ref())
            .and_then(|resolution| resolution.body.issued.given()?.earliest());
        let began =
            self.of(Some(&target.area)).and_then(|area| area.body.valid.given()?.from?.earliest());
        issued.max(began)
    }

    fn achievement(&self, position: u32) -> Option<&Achievement> {
        self.portal.records.achievements.get(position as usize).map(|record| &record.body)
    }

    fn indicator(&self) -> Option<u32> {
        position_of(self.target.body.indicator.as_ref()?)
    }

    fn area(&self) -> Option<u32> {
        position_of(&self.target.body.area)
    }

    fn of<T: Stored>(&self, link: Option<&Ref<T>>) -> Option<&Record<T>> {
        link?.of(&self.portal.records)
    }
}

fn position_of<T: Stored>(link: &Ref<T>) -> Option<u32> {
    u32::try_from(link.index()?.position()).ok()
}

/// Whether a figure is a place among others.
fn is_rank(achievement: &Achievement) -> bool {
    achievement.achievement_type.0 == AchievementType::Rank || achievement.rank_of.is_some()
}

fn point_of(achievement: &Achievement) -> Option<Point> {
    let figure = Interval::of(achievement.quantity.as_ref()?);
    Some(Point { on: day_of(achievement)?, figure })
}
