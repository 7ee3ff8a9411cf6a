//! What Open SDG's method says of a target, where the indicator asks for it: beside our own
//! status and not in its place.

use super::interval::Interval;
use super::judgement::{Judgement, Role, Step};
use super::observations::day_of;
use super::open_sdg::{self, Assessment, Observations, Series, Thresholds};
use super::requirement::Relation;
use crate::model::{Date, Direction, Indicator, MethodKind, Number, Portal, Record, Target};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive as _;

/// Why that method has no answer, or none to what the target asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoOpinion {
    /// There is no figure that measures what the target means.
    NothingComparable,
    /// It knows more and less, and the target asks for something else.
    NeitherMoreNorLess,
    /// What is to be reached is no exact number. Without one the method would judge growth
    /// alone, which is no answer about this target.
    InexactThreshold,
    /// There are two figures of a year, of which it can take none.
    TwiceInAYear,
}

impl NoOpinion {
    /// The key of its words.
    pub fn code(self) -> &'static str {
        match self {
            NoOpinion::NothingComparable => "nothing_comparable",
            NoOpinion::NeitherMoreNorLess => "neither_more_nor_less",
            NoOpinion::InexactThreshold => "inexact_threshold",
            NoOpinion::TwiceInAYear => "twice_in_a_year",
        }
    }
}

/// The assessment of a target by Open SDG's method, from the exact figures that our own
/// judgement found comparable; `None` if its indicator does not ask for it.
///
/// # Errors
/// Why there is none.
pub fn second_opinion(
    portal: &Portal,
    target: &Record<Target>,
    judgement: &Judgement,
) -> Option<Result<Assessment, NoOpinion>> {
    let indicator = target.body.indicator.as_ref()?.of(&portal.records)?;
    let method = indicator.body.method.as_ref()?;
    if method.kind != MethodKind::OpenSdg {
        return None;
    }
    Some(assess(portal, target, &indicator.body, judgement))
}

fn assess(
    portal: &Portal,
    target: &Record<Target>,
    indicator: &Indicator,
    judgement: &Judgement,
) -> Result<Assessment, NoOpinion> {
    let asked = judgement.requirement.filter(|_| judgement.step == Step::Comparison);
    let asked = asked.ok_or(NoOpinion::NothingComparable)?;
    let direction = match (indicator.direction, asked.relation) {
        (Some(Direction::Up), Relation::AtLeast | Relation::MoreThan) => {
            open_sdg::Direction::Positive
        }
        (Some(Direction::Down), Relation::AtMost | Relation::LessThan) => {
            open_sdg::Direction::Negative
        }
        _ => return Err(NoOpinion::NeitherMoreNorLess),
    };
    let threshold = asked.threshold.exact().and_then(|number| number.to_f64());
    let threshold = threshold.ok_or(NoOpinion::InexactThreshold)?;
    let used = judgement
        .considered
        .iter()
        .filter(|one| matches!(one.role, Role::Decisive | Role::Earlier));
    let observation = |achievement: u32| {
        let record = portal.records.achievements.get(achievement as usize)?;
        let value = Interval::of(record.body.quantity.as_ref()?).exact()?;
        let year = i32::from(day_of(&record.body)?.0.year());
        Some((year, value.to_f64()))
    };
    let written: Vec<_> = used.filter_map(|one| observation(one.achievement)).collect();
    let observations = Observations::new(written).map_err(|_| NoOpinion::TwiceInAYear)?;
    let mut series = series(observations, target, indicator);
    (series.target, series.direction) = (Some(threshold), Some(direction));
    Ok(open_sdg::assess(&series))
}

fn series(observations: Observations, target: &Record<Target>, indicator: &Indicator) -> Series {
    let mut series = Series::new(observations);
    let method = indicator.method.as_ref();
    let year = |written: Option<u32>| written.and_then(|year| i32::try_from(year).ok());
    if let Some(base_year) = year(method.and_then(|method| method.base_year)) {
        series.base_year = base_year;
    }
    let due = target.body.due.given().and_then(Date::latest);
    let due = due.map(|due| i32::from(due.0.year()));
    if let Some(target_year) = due.or(year(method.and_then(|method| method.target_year))) {
        series.target_year = target_year;
    }
    let float = |number: Decimal| number.to_f64();
    series.limit = method.and_then(|method| method.limit).and_then(|limit| float(limit.0));
    if let Some(own) = method.and_then(|method| method.thresholds.as_ref()) {
        let float = |number: Option<Number>| number.and_then(|number| float(number.0));
        series.thresholds =
            Thresholds { high: float(own.high), medium: float(own.med), low: float(own.low) };
    }
    series
}
