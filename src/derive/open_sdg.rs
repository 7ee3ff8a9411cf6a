//! Progress as Open SDG computes it: a second method, chosen per indicator.
//!
//! Open SDG is the program behind many national portals on the Sustainable Development Goals.
//! Its method, which is Statistics Canada's, looks at two observations only: the one of the
//! base year and the latest. Their compound annual growth rate is held against fixed rates or,
//! where there is a target, against the rate that would reach it in time.
//!
//! Everything here follows what Open SDG publishes, its constants and oddities included, so
//! that the same figures give the same answer: `sdg/ProgressMeasure.py` of open-sdg/sdg-build
//! (below: PM) and `docs/progress-methodology.md` of open-sdg/open-sdg (below: the
//! methodology). The method is defined in floating point, hence `f64` here and nowhere else in
//! what is derived; its weak points stand in decision 0013.
//!
//! [`assess`] judges one [`Series`]. An indicator of several series is judged by the [`Mean`]
//! of their scores.

use std::collections::BTreeMap;

/// The year that growth is counted from, unless the series names one: the Agenda 2030 was
/// adopted in 2015 (PM, `base_year`).
pub const BASE_YEAR: i32 = 2015;

/// The year by which a target is due, unless the series names one (PM, `target_year`).
pub const TARGET_YEAR: i32 = 2030;

/// What stands for zero as a base value or a target, since nothing grows from zero by a rate
/// (PM, `calculate_progress_value`). In the unit of the series, whatever that is.
const INSTEAD_OF_ZERO: f64 = 0.001;

/// Without a target: the annual growth rates from which progress is substantial, moderate and
/// limited (PM, `get_progress_thresholds`): 1.5 %, 0.5 % and 0 % a year.
const RATES: Bounds = Bounds { high: 0.015, medium: 0.005, low: 0.0 };

/// With a target: the same as shares of the growth rate that would reach it in time.
const SHARES: Bounds = Bounds { high: 0.95, medium: 0.6, low: 0.0 };

/// How fast the rates that are asked for shrink near a limit. Chosen by Statistics Canada such
/// that "on track" stays possible for 15 years without passing the limit (the methodology).
const STEEPNESS: f64 = 4.44;

/// The best and the worst score (the methodology, "Aggregated progress status").
const BEST: f64 = 5.0;
const WORST: f64 = -5.0;

/// The scores from which an indicator of several series is substantial, moderate and limited:
/// the span from −5 to 5 in four equal parts (PM, `get_progress_status_from_score`).
const SCORES: Bounds = Bounds { high: 2.5, medium: 0.0, low: -2.5 };

/// How many characters of a year are read (PM, `filter_data`).
const DIGITS_OF_A_YEAR: usize = 4;

/// The year that a period begins with: its first four characters, so that `2015/16` and
/// `2015-2016` are 2015. `None` if they are no number.
pub fn year(written: &str) -> Option<i32> {
    let written = written.trim_start();
    let end = written.char_indices().nth(DIGITS_OF_A_YEAR).map_or(written.len(), |(end, _)| end);
    written[..end].trim_end().parse().ok()
}

/// The values of a series by their years: one a year, and none that is empty.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Observations(BTreeMap<i32, f64>);

/// A year that has two values, so that none of them can be taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TwiceInAYear(pub i32);

impl Observations {
    /// The observations in any order; empty ones are left out, before years are compared.
    ///
    /// # Errors
    /// The first year that has two values.
    pub fn new(
        written: impl IntoIterator<Item = (i32, Option<f64>)>,
    ) -> Result<Self, TwiceInAYear> {
        let mut observations = BTreeMap::new();
        for (year, value) in written {
            let Some(value) = value.filter(|value| !value.is_nan()) else { continue };
            if observations.insert(year, value).is_some() {
                return Err(TwiceInAYear(year));
            }
        }
        Ok(Self(observations))
    }

    /// The last one.
    fn latest(&self) -> Option<Observation> {
        self.0.last_key_value().map(|(year, value)| Observation { year: *year, value: *value })
    }

    /// The one of this year or, if there is none, of the next year that has one.
    fn first_since(&self, year: i32) -> Option<Observation> {
        let (year, value) = self.0.range(year..).next()?;
        Some(Observation { year: *year, value: *value })
    }
}

/// A value and the year it holds for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Observation {
    /// The year.
    pub year: i32,
    /// The value, in the unit of the series.
    pub value: f64,
}

/// Which way is better.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// More is better.
    Positive,
    /// Less is better.
    Negative,
}

impl Direction {
    fn sign(self) -> f64 {
        match self {
            Direction::Positive => 1.0,
            Direction::Negative => -1.0,
        }
    }
}

/// Thresholds of one's own, each in the place of the usual one: growth rates a year without a
/// target, shares of the growth rate needed with one. They change the status and not the score.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Thresholds {
    /// From here on progress is substantial.
    pub high: Option<f64>,
    /// From here on it is moderate.
    pub medium: Option<f64>,
    /// From here on it is limited, and below there is none.
    pub low: Option<f64>,
}

impl Thresholds {
    fn over(self, usual: Bounds) -> Bounds {
        Bounds {
            high: self.high.unwrap_or(usual.high),
            medium: self.medium.unwrap_or(usual.medium),
            low: self.low.unwrap_or(usual.low),
        }
    }
}

/// A series of observations, and how it is to be judged.
#[derive(Clone, Debug, PartialEq)]
pub struct Series {
    /// What was observed.
    pub observations: Observations,
    /// From when growth is counted; if nothing was observed then, from the next year that has
    /// an observation.
    pub base_year: i32,
    /// By when the target is to be reached.
    pub target_year: i32,
    /// What is to be reached, in the unit of the series.
    pub target: Option<f64>,
    /// What the values cannot pass, as 100 where they are percentages. Without a target only.
    pub limit: Option<f64>,
    /// Which way is better; if nobody says, less is.
    pub direction: Option<Direction>,
    /// Thresholds of one's own.
    pub thresholds: Thresholds,
}

impl Series {
    /// A series that is judged as Open SDG judges one that says nothing.
    pub fn new(observations: Observations) -> Self {
        Self {
            observations,
            base_year: BASE_YEAR,
            target_year: TARGET_YEAR,
            target: None,
            limit: None,
            direction: None,
            thresholds: Thresholds::default(),
        }
    }

    fn direction(&self) -> Direction {
        self.direction.unwrap_or(Direction::Negative)
    }

    fn target_to_grow_to(&self) -> Option<f64> {
        self.target.map(instead_of_zero)
    }

    fn is_achieved_by(&self, latest: Observation) -> bool {
        self.target_to_grow_to().is_some_and(|target| match self.direction() {
            Direction::Positive => latest.value >= target,
            Direction::Negative => latest.value <= target,
        })
    }
}

/// How it goes, in Open SDG's words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// The latest value is the target or better.
    TargetAchieved,
    /// "On track".
    Substantial,
    /// "Progress made but acceleration needed".
    Moderate,
    /// "Limited progress".
    Limited,
    /// "Deterioration".
    Deterioration,
    /// There is nothing to judge by.
    NotAvailable,
}

impl Status {
    /// The word that Open SDG's data have.
    pub fn code(self) -> &'static str {
        match self {
            Status::TargetAchieved => "target_achieved",
            Status::Substantial => "substantial_progress",
            Status::Moderate => "moderate_progress",
            Status::Limited => "limited_progress",
            Status::Deterioration => "deterioration",
            Status::NotAvailable => "not_available",
        }
    }
}

/// What somebody who checks the answer should know about it. Open SDG writes most of these
/// into the log of its build.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Note {
    /// Nothing was observed.
    NothingObserved,
    /// Nothing was observed in the base year or later.
    NothingSinceBaseYear,
    /// Growth is counted from this year, since nothing was observed in the base year.
    CountedFrom(i32),
    /// Nobody says which way is better, and the method takes less for better.
    LessTakenForBetter,
    /// The base value is zero, and 0.001 stands for it.
    BaseIsZero,
    /// The target is zero, and 0.001 stands for it.
    TargetIsZero,
    /// The base value and the latest are on two sides of zero.
    AcrossZero,
    /// The base value and the target are on two sides of zero.
    TargetAcrossZero,
    /// There is less than a year between the two observations.
    LessThanAYear,
    /// The target is due in the base year, so that no rate would reach it.
    NoTimeForTarget,
    /// The limit plays no part, since there is a target.
    LimitIgnored,
    /// The base value is beyond the limit.
    BeyondLimit,
    /// The thresholds of one's own have changed the status, while the score has its own.
    OwnThresholds,
    /// The progress is infinite: nothing at all had to grow, or too much did.
    Infinite,
    /// The progress is no number.
    NotANumber,
}

/// What a series comes to.
#[derive(Clone, Debug, PartialEq)]
pub struct Assessment {
    /// Growth a year in the direction wished for, or with a target that growth as a share of
    /// the growth that would reach it in time. Infinite if that share is.
    pub progress: Option<f64>,
    /// From −5 to 5.
    pub score: Option<f64>,
    /// In words.
    pub status: Status,
    /// What growth was counted from, and to; `None` if nothing could be counted.
    pub span: Option<(Observation, Observation)>,
    /// What should be known about it.
    pub notes: Vec<Note>,
}

impl Assessment {
    fn nothing(note: Note) -> Self {
        let (progress, score, span) = (None, None, None);
        Self { progress, score, status: Status::NotAvailable, span, notes: vec![note] }
    }

    /// What the series contributes to its indicator.
    pub fn standing(&self) -> Option<Standing> {
        let is_achieved = self.status == Status::TargetAchieved;
        self.score.map(|score| Standing { score, is_achieved })
    }
}

/// Judges a series.
pub fn assess(series: &Series) -> Assessment {
    let Some(latest) = series.observations.latest() else {
        return Assessment::nothing(Note::NothingObserved);
    };
    // PM fails here; a page needs an answer.
    let Some(base) = series.observations.first_since(series.base_year) else {
        return Assessment::nothing(Note::NothingSinceBaseYear);
    };
    let has_target = series.target.is_some();
    let is_achieved = series.is_achieved_by(latest);
    let mut notes = notes_before(series, base);
    let progress = match progress(series, base, latest) {
        Ok(progress) => Some(progress),
        Err(note) => {
            notes.push(note);
            None
        }
    };
    if progress.is_some_and(f64::is_infinite) {
        notes.push(Note::Infinite);
    }
    // As PM has it, the value as observed counts here, even if it is zero.
    let coefficient = match series.limit.filter(|_| !has_target) {
        Some(limit) => coefficient(base.value.abs(), limit.abs()),
        None => 1.0,
    };
    let usual = if has_target { SHARES } else { RATES };
    let own = series.thresholds.over(usual).times(coefficient);
    let status = match progress {
        _ if is_achieved => Status::TargetAchieved,
        Some(progress) => own.status(progress),
        None => Status::NotAvailable,
    };
    let score = match progress {
        _ if is_achieved => Some(BEST),
        Some(share) if has_target => Some(score_of_share(share)),
        Some(rate) => Some(score_of_rate(rate, coefficient)),
        None => None,
    };
    let by_usual = |progress| usual.times(coefficient).status(progress);
    if !is_achieved && progress.is_some_and(|progress| by_usual(progress) != status) {
        notes.push(Note::OwnThresholds);
    }
    Assessment { progress, score, status, span: Some((base, latest)), notes }
}

/// What is known before anything is computed.
fn notes_before(series: &Series, base: Observation) -> Vec<Note> {
    let is_beyond = |limit| match series.direction() {
        Direction::Positive => base.value > limit,
        Direction::Negative => base.value < limit,
    };
    let notes = [
        series.direction.is_none().then_some(Note::LessTakenForBetter),
        (base.year != series.base_year).then_some(Note::CountedFrom(base.year)),
        (base.value == 0.0).then_some(Note::BaseIsZero),
        (series.target == Some(0.0)).then_some(Note::TargetIsZero),
        match (series.target, series.limit) {
            (Some(_), Some(_)) => Some(Note::LimitIgnored),
            (None, Some(limit)) if is_beyond(limit) => Some(Note::BeyondLimit),
            _ => None,
        },
    ];
    notes.into_iter().flatten().collect()
}

/// The progress, or why there is none.
fn progress(series: &Series, base: Observation, latest: Observation) -> Result<f64, Note> {
    let base = Observation { value: instead_of_zero(base.value), ..base };
    if are_across_zero(base.value, latest.value) {
        return Err(Note::AcrossZero);
    }
    if latest.year <= base.year {
        return Err(Note::LessThanAYear);
    }
    // Among negative values growth leads away from zero, so that it is turned round.
    let sign = if base.value < 0.0 { -1.0 } else { 1.0 };
    let observed = sign * series.direction().sign() * growth(base, latest);
    let progress = match series.target_to_grow_to() {
        None => observed,
        Some(_) if series.target_year == base.year => return Err(Note::NoTimeForTarget),
        Some(target) if are_across_zero(base.value, target) => {
            return Err(Note::TargetAcrossZero);
        }
        Some(value) => {
            let needed = growth(base, Observation { year: series.target_year, value });
            observed / needed.abs()
        }
    };
    if progress.is_nan() { Err(Note::NotANumber) } else { Ok(progress) }
}

fn instead_of_zero(value: f64) -> f64 {
    if value == 0.0 { INSTEAD_OF_ZERO } else { value }
}

fn are_across_zero(one: f64, other: f64) -> bool {
    one > 0.0 && other < 0.0 || one < 0.0 && other > 0.0
}

/// The compound annual growth rate from one observation to another (PM, `growth_calculation`).
fn growth(from: Observation, to: Observation) -> f64 {
    let years = f64::from(to.year) - f64::from(from.year);
    (to.value / from.value).powf(1.0 / years) - 1.0
}

/// How much of the usual growth is asked for near a limit: 1 far from it, 0 at it (PM,
/// `get_progress_thresholds`). Both are distances from zero. The order of the cases is PM's: at
/// a limit of zero nothing shrinks.
fn coefficient(base: f64, limit: f64) -> f64 {
    let nearness = if base >= 2.0 * limit {
        return 1.0;
    } else if base <= limit {
        base / limit
    } else {
        (2.0 * limit - base) / limit
    };
    // It cannot be less than 0 but by an overflow.
    (1.0 - nearness.powf(STEEPNESS)).max(0.0)
}

/// The score of a growth rate (PM, `get_score`): −5 at −2 % a year, −2.5 at 0 %, 0 at 0.5 %,
/// 2.5 at 1.5 %, 5 at 2 %. What is asked for above 0 % shrinks with the coefficient.
fn score_of_rate(rate: f64, coefficient: f64) -> f64 {
    if rate < RATES.low {
        return (125.0 * rate - 2.5).max(WORST);
    }
    if coefficient == 0.0 {
        // The base value is the limit, and it was kept or passed.
        return BEST;
    }
    if rate >= RATES.high * coefficient {
        (500.0 * rate / coefficient - 5.0).min(BEST)
    } else if rate >= RATES.medium * coefficient {
        250.0 * rate / coefficient - 1.25
    } else {
        500.0 * rate / coefficient - 2.5
    }
}

/// The score of a share of the growth needed (PM, `get_score`): −5 at −60 %, 0 at 60 %, 5 at
/// 130 %. PM has the slopes with four decimals; more would not be closer to what is published.
fn score_of_share(share: f64) -> f64 {
    if share >= SHARES.medium {
        (7.1429 * share - 4.2857).min(BEST)
    } else {
        (4.1667 * share - 2.5).max(WORST)
    }
}

/// The values from which something is substantial, moderate and limited.
#[derive(Clone, Copy, Debug)]
struct Bounds {
    high: f64,
    medium: f64,
    low: f64,
}

impl Bounds {
    fn times(self, factor: f64) -> Self {
        let Self { high, medium, low } = self;
        Self { high: high * factor, medium: medium * factor, low: low * factor }
    }

    fn status(self, value: f64) -> Status {
        match value {
            _ if value >= self.high => Status::Substantial,
            _ if value >= self.medium => Status::Moderate,
            _ if value >= self.low => Status::Limited,
            _ => Status::Deterioration,
        }
    }
}

/// What a series, or a group of them, contributes to its indicator.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Standing {
    /// From −5 to 5.
    pub score: f64,
    /// Whether every target is achieved.
    pub is_achieved: bool,
}

impl Standing {
    /// The status of an indicator with this score. It does not know the thresholds of the
    /// series, and can differ from the status of a single one that has its own.
    pub fn status(self) -> Status {
        if self.is_achieved { Status::TargetAchieved } else { SCORES.status(self.score) }
    }
}

/// The mean of what belongs to an indicator, or to a group, which then counts as one.
/// What has no score plays no part (PM, `get_indicator_progress`).
#[derive(Clone, Copy, Debug, Default)]
pub struct Mean {
    sum: f64,
    count: usize,
    achieved: usize,
    left_out: usize,
}

impl Mean {
    /// Adds what has a score, and leaves out what has none.
    pub fn add(&mut self, standing: Option<Standing>) {
        let Some(standing) = standing else {
            self.left_out += 1;
            return;
        };
        self.sum += standing.score;
        self.count += 1;
        self.achieved += usize::from(standing.is_achieved);
    }

    /// How many there are that have a score.
    pub fn count(&self) -> usize {
        self.count
    }

    /// How many have none.
    pub fn left_out(&self) -> usize {
        self.left_out
    }

    /// What they come to together: the targets are achieved only if all are.
    pub fn standing(&self) -> Option<Standing> {
        let is_achieved = self.achieved == self.count;
        (self.count > 0).then(|| Standing { score: self.sum / self.count as f64, is_achieved })
    }
}

impl FromIterator<Option<Standing>> for Mean {
    fn from_iter<T: IntoIterator<Item = Option<Standing>>>(standings: T) -> Self {
        let mut mean = Self::default();
        standings.into_iter().for_each(|standing| mean.add(standing));
        mean
    }
}
