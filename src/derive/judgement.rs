//! How a target stands, with everything that this was judged by. `ladder.rs` judges.

use super::Requirement;
use super::progress::{Milestone, Progress};
use crate::config::Day;
use crate::model::{Date, Kind, Portal};
use crate::text::Lang;
use rust_decimal::Decimal;
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
