//! A target beside the levels that others set for the same indicator: above, equal, below, or
//! not comparable and why.

use super::judgement::Reason;
use super::requirement::{Relation, Requirement};
use super::whole::wholes_differ;
use super::{Answer, Interval};
use crate::model::{Benchmark, Date, Direction, Portal, Ref, Target};
use std::cmp::Ordering;

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
            let position = place(portal, target, other, direction);
            Crossing { benchmark, position }
        })
        .collect();
    let is_other_year = |one: &Crossing| {
        let reasons = [Reason::PeriodDiffers, Reason::DueUnknown];
        reasons.map(Position::NotComparable).contains(&one.position)
    };
    crossings.sort_by_key(is_other_year);
    crossings
}

fn place(
    portal: &Portal,
    target: &Target,
    other: &Benchmark,
    direction: Option<Direction>,
) -> Position {
    let due = target.due.given().and_then(Date::latest);
    if due.is_none() {
        return Position::NotComparable(Reason::DueUnknown);
    }
    if due != other.due.latest() {
        return Position::NotComparable(Reason::PeriodDiffers);
    }
    let own = target.levels.as_deref().map(Ref::positions);
    let both = own.zip(other.levels.as_deref().map(Ref::positions));
    if both.as_ref().is_some_and(|(own, others)| !own.is_subset(others)) {
        return Position::NotComparable(Reason::LevelDiffers);
    }
    // What is set for more levels than the target's is a share of what all of these have.
    let is_wider = both.is_some_and(|(own, others)| own.len() < others.len());
    let own = target.quantity.as_ref();
    if !is_wider && own.is_some_and(|own| wholes_differ(portal, own, &other.quantity)) {
        return Position::NotComparable(Reason::DenominatorDiffers);
    }
    let own = own.and_then(|own| Requirement::of(own, direction));
    match own.zip(Requirement::of(&other.quantity, direction)) {
        Some((own, other)) if side(own.relation) != side(other.relation) => {
            Position::NotComparable(Reason::QualifierDiffers)
        }
        Some((own, other)) => compare(own, other),
        None => Position::NotComparable(Reason::NoDirection),
    }
}

/// To which side of its threshold a requirement lets a figure lie. "At least 80%" and "at most
/// 80%" name the same number and do not ask for the same.
fn side(relation: Relation) -> i8 {
    match relation {
        Relation::AtLeast | Relation::MoreThan => 1,
        Relation::AtMost | Relation::LessThan => -1,
        Relation::Equal | Relation::Within => 0,
    }
}

/// Which of two requirements asks for the higher figure. "More than 80" asks for more than "at
/// least 80" does.
fn compare(own: Requirement, other: Requirement) -> Position {
    let (Some(a), Some(b)) = (own.threshold.exact(), other.threshold.exact()) else {
        // A range is the same range; what is about the same number need not be the same.
        let is_range = |one: Requirement| one.relation == Relation::Within;
        if is_range(own) && own == other && own.threshold != Interval::default() {
            return Position::Equal;
        }
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
