//! A target beside the levels that others set for the same indicator: above, equal, below, or
//! not comparable and why.

use super::judgement::Reason;
use super::requirement::{Relation, Requirement};
use super::{Answer, Interval};
use crate::model::{Benchmark, Date, Direction, Level, Portal, Ref, Target};
use std::cmp::Ordering;
use std::collections::BTreeSet;

/// How a target lies to a benchmark.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Position {
    /// It asks for a higher figure.
    Above,
    /// It asks for the same.
    Equal,
    /// It asks for a lower figure.
    Below,
    /// The wording of one of them leaves it open.
    CannotTell,
    /// They cannot be compared, for this reason.
    NotComparable(Reason),
}

impl Position {
    /// The key of its words.
    pub fn code(&self) -> &'static str {
        match self {
            Position::Above => "above",
            Position::Equal => "equal",
            Position::Below => "below",
            Position::CannotTell => "cannot_tell",
            Position::NotComparable(_) => "not_comparable",
        }
    }
}

/// A benchmark of a target's indicator, and how the target lies to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Crossing {
    /// The position of the benchmark among those of the indicator.
    pub benchmark: usize,
    /// How the target lies to it.
    pub position: Position,
}

/// A target beside the benchmarks of its indicator: those of the same year first. Empty for a
/// target without a figure.
pub fn crosswalk(portal: &Portal, target: &Target) -> Vec<Crossing> {
    let indicator = target.indicator.as_ref().and_then(|link| link.of(&portal.records));
    let (Some(indicator), Some(_)) = (indicator, &target.quantity) else { return Vec::new() };
    let direction = indicator.body.direction;
    let benchmarks = indicator.body.benchmarks.iter().flatten().enumerate();
    let mut crossings: Vec<Crossing> = benchmarks
        .map(|(benchmark, other)| {
            let position = place(target, other, direction);
            Crossing { benchmark, position }
        })
        .collect();
    crossings.sort_by_key(|one| one.position == Position::NotComparable(Reason::PeriodDiffers));
    crossings
}

fn place(target: &Target, other: &Benchmark, direction: Option<Direction>) -> Position {
    let due = target.due.given();
    if due.and_then(Date::latest) != other.due.latest() {
        return Position::NotComparable(Reason::PeriodDiffers);
    }
    let levels = |levels: &Option<Vec<Ref<Level>>>| -> Option<BTreeSet<usize>> {
        let levels = levels.as_ref()?.iter();
        Some(levels.filter_map(|level| Some(level.index()?.position())).collect())
    };
    let both = levels(&target.levels).zip(levels(&other.levels));
    if both.is_some_and(|(own, others)| !own.is_subset(&others)) {
        return Position::NotComparable(Reason::LevelDiffers);
    }
    let own = target.quantity.as_ref().and_then(|own| Requirement::of(own, direction));
    match own.zip(Requirement::of(&other.quantity, direction)) {
        Some((own, other)) => compare(own, other),
        None => Position::NotComparable(Reason::NoDirection),
    }
}

/// Which of two requirements asks for the higher figure. "More than 80" asks for more than "at
/// least 80" does.
fn compare(own: Requirement, other: Requirement) -> Position {
    let (Some(a), Some(b)) = (own.threshold.exact(), other.threshold.exact()) else {
        // Bounds may still tell them apart.
        return match own.threshold.is_below(other.threshold) {
            Answer::Yes => Position::Below,
            _ if other.threshold.is_below(own.threshold) == Answer::Yes => Position::Above,
            _ => Position::CannotTell,
        };
    };
    let strictness = |relation: Relation| match relation {
        Relation::MoreThan => 1,
        Relation::LessThan => -1,
        _ => 0,
    };
    let by_number = Interval::exactly(a).is_below(Interval::exactly(b));
    let order = match (by_number, a == b) {
        (_, true) => strictness(own.relation).cmp(&strictness(other.relation)),
        (Answer::Yes, _) => Ordering::Less,
        _ => Ordering::Greater,
    };
    match order {
        Ordering::Less => Position::Below,
        Ordering::Equal => Position::Equal,
        Ordering::Greater => Position::Above,
    }
}
