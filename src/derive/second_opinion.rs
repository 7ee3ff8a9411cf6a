//! What Open SDG's method says of a target, where the indicator asks for it: beside our own
//! status and not in its place.

use super::interval::Interval;
use super::judgement::{Judgement, Role};
use super::observations::day_of;
use super::open_sdg::{self, Assessment, Observations, Series, Thresholds, TwiceInAYear};
use crate::model::{Date, Direction, Indicator, MethodKind, Number, Portal, Record, Target};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive as _;

/// The assessment of a target by Open SDG's method, from the exact figures that our own
/// judgement found comparable; `None` if its indicator does not ask for it.
///
/// # Errors
/// The first year of which there are two figures, of which that method can take none.
pub fn second_opinion(
    portal: &Portal,
    target: &Record<Target>,
    judgement: &Judgement,
) -> Option<Result<Assessment, TwiceInAYear>> {
    let indicator = target.body.indicator.as_ref()?.of(&portal.records)?;
    let method = indicator.body.method.as_ref()?;
    if method.kind != MethodKind::OpenSdg {
        return None;
    }
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
    Some(Observations::new(written).map(|observations| {
        open_sdg::assess(&series(observations, target, &indicator.body, judgement))
    }))
}

fn series(
    observations: Observations,
    target: &Record<Target>,
    indicator: &Indicator,
    judgement: &Judgement,
) -> Series {
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
    let threshold = judgement.requirement.and_then(|requirement| requirement.threshold.exact());
    series.target = threshold.and_then(float);
    series.limit = method.and_then(|method| method.limit).and_then(|limit| float(limit.0));
    series.direction = match indicator.direction {
        Some(Direction::Up) => Some(open_sdg::Direction::Positive),
        Some(Direction::Down) => Some(open_sdg::Direction::Negative),
        _ => None,
    };
    if let Some(own) = method.and_then(|method| method.thresholds.as_ref()) {
        let float = |number: Option<Number>| number.and_then(|number| float(number.0));
        series.thresholds =
            Thresholds { high: float(own.high), medium: float(own.med), low: float(own.low) };
    }
    series
}
