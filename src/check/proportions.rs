//! Rules about figures that are out of proportion to each other.

use super::View;
use super::quantities::{recorded, worded};
use crate::derive::{Answer, End, Interval};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Hint, Said};
use crate::model::{
    Achievement, Number, ObservationStatus, Qualifier, Quantity, Record, Ref, Unit,
};
use rust_decimal::Decimal;
use std::collections::BTreeMap;

/// An exact figure above nothing.
#[derive(Clone, Copy)]
struct Figure<'f> {
    value: Decimal,
    quantity: &'f Quantity,
    record: &'f Record<Achievement>,
}

/// The figures that count the same: of an indicator, area, unit and levels, the smallest first;
/// two at least. Where a break of the series is recorded, it explains what differs.
fn series(view: View<'_>) -> impl Iterator<Item = Vec<Figure<'_>>> {
    let records = &view.portal.records;
    view.derived.observations.groups().filter(|group| group.len() > 1).flat_map(|group| {
        let mut series: BTreeMap<(&str, Vec<&str>), Vec<Figure<'_>>> = BTreeMap::new();
        let achievements = || group.iter().filter_map(|at| records.achievements.get(*at as usize));
        let has_break =
            achievements().any(|record| record.body.status.0 == ObservationStatus::Break);
        for record in achievements().filter(|_| !has_break) {
            let Some(figure) = figure_of(record) else { continue };
            let unit = figure.quantity.unit.as_ref().map_or("", |unit| unit.id());
            let levels = record.body.levels.as_deref().into_iter().flatten();
            let mut levels: Vec<&str> = levels.map(Ref::id).collect();
            levels.sort_unstable();
            series.entry((unit, levels)).or_default().push(figure);
        }
        series.into_values().filter(|figures| figures.len() > 1).map(|mut figures| {
            figures.sort_by_key(|figure| figure.value);
            figures
        })
    })
}

fn figure_of(record: &Record<Achievement>) -> Option<Figure<'_>> {
    let quantity = record.body.quantity.as_ref()?;
    let value = Interval::of(quantity).exact().filter(|value| *value > Decimal::ZERO)?;
    let is_damaged = record.origin.is_damaged("quantity");
    (!is_damaged).then_some(Figure { value, quantity, record })
}

/// Whether one number is as many times another or more.
fn is_times(large: Decimal, times: Decimal, small: Decimal) -> bool {
    small.checked_mul(times).is_some_and(|product| large >= product)
}

/// Figures of the same do not jump by a hundred times: 1.105 is not 1105. A share is counted in
/// percent: 0.85 beside 84 is 85%.
pub(super) fn scales(view: View<'_>, problems: &mut Diagnostics) {
    for figures in series(view) {
        if let Some((odd, other)) = fraction(view, &figures) {
            let percent = odd.value.checked_mul(Decimal::ONE_HUNDRED).unwrap_or_default();
            let problem = problem(view, Code::FractionForPercent, odd, other);
            let percent = percent.normalize().to_string();
            problems.push(problem.with("percent", percent).hint(Hint::CheckFraction));
        } else if let Some((odd, other)) = jump(&figures) {
            let problem = problem(view, Code::ScaleJump, odd, other);
            problems.push(problem.hint(Hint::CheckScale));
        }
    }
}

/// The figure that stands alone beyond a jump in a series, and the one on the other side. Who
/// grew step by step jumps nowhere.
fn jump<'f>(figures: &[Figure<'f>]) -> Option<(Figure<'f>, Figure<'f>)> {
    let is_jump = |pair: &[Figure<'_>]| matches!(pair, [low, high] if is_times(high.value, Decimal::ONE_HUNDRED, low.value));
    let below = figures.windows(2).position(is_jump)?;
    let (low, high) = (*figures.get(below)?, *figures.get(below + 1)?);
    let (lower, upper) = (below + 1, figures.len() - below - 1);
    // The odd one is on the side of the fewer, else it came later.
    let day = |figure: Figure<'_>| figure.record.body.period.given()?.latest();
    let is_high = upper < lower || upper == lower && day(high) > day(low);
    Some(if is_high { (high, low) } else { (low, high) })
}

/// The share of a series that is below 1 while the others are not far from what it is taken a
/// hundred times; with the nearest of the others. A series that began below 1 and grew has
/// figures in between.
fn fraction<'f>(view: View<'_>, figures: &[Figure<'f>]) -> Option<(Figure<'f>, Figure<'f>)> {
    /// How many times more or less the others may be.
    const NEAR: Decimal = Decimal::from_parts(3, 0, 0, false, 0);
    let (odd, other, last) = (*figures.first()?, *figures.get(1)?, *figures.last()?);
    let unit = odd.quantity.unit.as_ref()?.of(&view.portal.records)?;
    let percent = odd.value.checked_mul(Decimal::ONE_HUNDRED)?;
    let is_odd = odd.value < Decimal::ONE && other.value > Decimal::ONE;
    // The largest is as near as the smallest, if it is not that many times as large.
    let is_near = !is_times(percent, NEAR, other.value) && !is_times(last.value, NEAR, percent);
    (is_share(unit) && is_odd && is_near).then_some((odd, other))
}

/// Whether a unit counts parts of a hundred.
fn is_share(unit: &Record<Unit>) -> bool {
    let bounds = (unit.body.minimum, unit.body.maximum);
    bounds == (Some(Number(Decimal::ZERO)), Some(Number(Decimal::ONE_HUNDRED)))
}

fn problem(view: View<'_>, code: Code, odd: Figure<'_>, other: Figure<'_>) -> Diagnostic {
    let indicator = odd.record.body.indicator.as_ref().map_or("", |indicator| indicator.id());
    Diagnostic::new(code, odd.record.origin.place("quantity.value"))
        .with("figure", recorded(view, odd.quantity))
        .with("other", recorded(view, other.quantity))
        .with("indicator", indicator)
        .related(other.record.origin.place("quantity.value"), Said::OTHER_FIGURE)
}

/// What was added up is the sum of what it was added up from. Other formulas are left to the
/// reader, and so are shares, which are of different wholes or should not be added.
pub(super) fn sums(view: View<'_>, problems: &mut Diagnostics) {
    for record in &view.portal.records.achievements {
        let Some(quantity) = &record.body.quantity else { continue };
        let Some(computed) = quantity.computed() else { continue };
        let unit = quantity.unit.as_ref().and_then(|unit| unit.of(&view.portal.records));
        if record.origin.is_damaged("quantity") || unit.is_none_or(is_share) {
            continue;
        }
        let Some(written) = sum_of_formula(view, record, quantity, &computed.formula) else {
            continue;
        };
        let sums = [Some(written), sum_of_parts(view, quantity)];
        let differs = |sum: &Interval| sum.equals(Interval::of(quantity)) == Answer::No;
        if let Some(sum) = sums.into_iter().flatten().find(differs) {
            let place = record.origin.place("quantity.value");
            let problem = Diagnostic::new(Code::SumDiffers, place)
                .with("sum", recorded(view, &as_quantity(sum, quantity)))
                .with("recorded", recorded(view, quantity));
            problems.push(problem.hint(Hint::CheckSum));
        }
    }
}

/// What a formula such as `64 + 508` or `64 + 508 = 572` adds up to; `None` if it is no sum.
fn sum_of_formula(
    view: View<'_>,
    record: &Record<Achievement>,
    quantity: &Quantity,
    formula: &str,
) -> Option<Interval> {
    let parts = formula.split_once('=').map_or(formula, |(parts, _)| parts);
    let code = view.portal.language_of_source(record);
    let part = |part: &str| {
        let wording = worded(view, quantity, code, part)?;
        (wording.qualifier == Qualifier::Exact).then_some(Interval::exactly(wording.value.0))
    };
    let mut parts = parts.split('+').map(part);
    let first = parts.next()??;
    let mut rest = parts.peekable();
    rest.peek()?;
    rest.try_fold(first, |sum, part| sum.plus(part?))
}

/// What the figures that it was computed from add up to, if all of them are there and count the
/// same.
fn sum_of_parts(view: View<'_>, whole: &Quantity) -> Option<Interval> {
    let own = whole.unit.as_ref()?.id();
    let mut parts = whole.computed()?.from.iter().map(|part| {
        let part = part.of(&view.portal.records)?.body.quantity.as_ref()?;
        (part.unit.as_ref()?.id() == own).then(|| Interval::of(part))
    });
    let first = parts.next()??;
    parts.try_fold(first, |sum, part| sum.plus(part?))
}

/// What is known of a sum, as a figure of the same unit.
fn as_quantity(sum: Interval, like: &Quantity) -> Quantity {
    let number = |end: End| Number(end.at);
    let (value, high, qualifier) = match (sum.low, sum.high) {
        (Some(low), Some(high)) if low.at != high.at => {
            (number(low), Some(number(high)), Qualifier::Range)
        }
        (Some(low), Some(_)) => (number(low), None, Qualifier::Exact),
        (Some(low), None) if low.is_included => (number(low), None, Qualifier::AtLeast),
        (Some(low), None) => (number(low), None, Qualifier::MoreThan),
        (None, Some(high)) if high.is_included => (number(high), None, Qualifier::UpTo),
        (None, Some(high)) => (number(high), None, Qualifier::LessThan),
        (None, None) => (Number::default(), None, Qualifier::Approx),
    };
    Quantity::new(value, high, qualifier, like.unit.clone())
}

/// Nobody is seventieth of 63.
pub(super) fn ranks(view: View<'_>, problems: &mut Diagnostics) {
    for record in &view.portal.records.achievements {
        let (Some(quantity), Some(count)) = (&record.body.quantity, record.body.rank_of) else {
            continue;
        };
        let all = Interval::exactly(count.into());
        if all.is_below(Interval::of(quantity)) == Answer::Yes {
            let place = record.origin.place("quantity.value");
            let problem = Diagnostic::new(Code::RankBeyond, place)
                .with("rank", recorded(view, quantity))
                .with("count", count.to_string());
            let place = record.origin.place("rank_of");
            problems.push(problem.related(place, Said::OTHER_FIGURE).hint(Hint::CheckRank));
        }
    }
}
