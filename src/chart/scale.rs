//! From figures to places: a scale with round ends.

use crate::model::{Number, Unit};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive as _;

/// From which figure to which a drawing goes.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Scale {
    start: f64,
    end: f64,
    /// The round figures on it, its ends among them, from the smallest.
    pub(super) marks: Vec<Decimal>,
}

/// The most steps from one end to the other.
const STEPS: f64 = 4.0;

impl Scale {
    /// A scale on which all of these figures are, from what the unit can be at least to what it
    /// can be at most where it says so: percentages from 0 to 100. One that goes on above its
    /// largest figure (`is_open`) leaves room there.
    pub(super) fn new(
        figures: impl IntoIterator<Item = Decimal>,
        unit: Option<&Unit>,
        is_open: bool,
    ) -> Self {
        let mut all: Vec<Decimal> = figures.into_iter().collect();
        all.sort_unstable();
        let lowest = all.first().copied().unwrap_or_default();
        let highest = all.last().copied().unwrap_or_default();
        let bound = |number: Option<Number>| number.map(|number| number.0);
        let least = bound(unit.and_then(|unit| unit.minimum)).filter(|least| *least <= lowest);
        let most = bound(unit.and_then(|unit| unit.maximum)).filter(|most| *most >= highest);
        // A bar begins at 0, and is as long as its figure is large.
        let start = least.unwrap_or_else(|| lowest.min(Decimal::ZERO));
        let end = most.unwrap_or_else(|| highest.max(start).max(Decimal::ZERO));
        let has_fraction = all.iter().any(|figure| figure.fract() != Decimal::ZERO);
        let step = step(number(end) - number(start), has_fraction);
        let marks = marks(start, end, step, is_open && most.is_none());
        let [start, end] =
            [marks.first(), marks.last()].map(|mark| mark.copied().map_or(0.0, number));
        // Of figures that are all the same at the beginning of the scale, it is as good as any.
        let end = if end > start { end } else { start + start.abs().max(1.0) };
        Self { start, end, marks }
    }

    /// How far along the scale a figure is, from 0 to 1.
    pub(super) fn share(&self, figure: Decimal) -> f64 {
        ((number(figure) - self.start) / (self.end - self.start)).clamp(0.0, 1.0)
    }

    /// Where bars begin; none where 0 is not on the scale, so that a bar would say nothing.
    pub(super) fn base(&self) -> Option<f64> {
        (self.start <= 0.0 && 0.0 <= self.end).then(|| self.share(Decimal::ZERO))
    }
}

fn number(figure: Decimal) -> f64 {
    figure.to_f64().unwrap_or_default()
}

/// A round step by which this length is gone in few: 1, 2, 2.5 or 5, times a power of ten.
fn step(length: f64, has_fraction: bool) -> Decimal {
    let wanted = length / STEPS;
    if !wanted.is_finite() || wanted <= 0.0 {
        return Decimal::ONE;
    }
    let power = wanted.log10().floor() as i32;
    let steps = (power..=power + 1).flat_map(|power| {
        [10i64, 20, 25, 50].into_iter().filter_map(move |tenths| times_ten(tenths, power - 1))
    });
    // What is counted in ones has no halves.
    let is_possible = |step: &Decimal| has_fraction || step.fract() == Decimal::ZERO;
    let mut steps = steps.filter(is_possible);
    let found = steps.find(|step| number(*step) >= wanted * (1.0 - 1e-9));
    found.unwrap_or(Decimal::ONE).max(if has_fraction { Decimal::ZERO } else { Decimal::ONE })
}

/// A whole number times a power of ten, if it can be kept.
fn times_ten(whole: i64, power: i32) -> Option<Decimal> {
    let mut figure = Decimal::from(whole);
    for _ in 0..power.unsigned_abs() {
        figure = match power > 0 {
            true => figure.checked_mul(Decimal::TEN)?,
            false => figure.checked_div(Decimal::TEN)?,
        };
    }
    Some(figure.normalize())
}

/// The round figures from one at `start` or below to one at `end` or above.
fn marks(start: Decimal, end: Decimal, step: Decimal, is_open: bool) -> Vec<Decimal> {
    let floor = || {
        // A start that is no round figure is one that the unit sets, as the first rank.
        let first = start.checked_div(step)?.floor().checked_mul(step)?;
        Some(if start >= Decimal::ONE { start } else { first })
    };
    let mut marks = vec![floor().unwrap_or(start)];
    let mut next = start.checked_div(step).and_then(|count| count.floor().checked_mul(step));
    // Steps are few; a figure that cannot be kept ends the scale where it is.
    for _ in 0..12 {
        next = next.and_then(|mark| mark.checked_add(step));
        let Some(mark) = next else { break };
        let last = marks.last().copied().unwrap_or(start);
        if last > end || last == end && !is_open {
            break;
        }
        if mark > last {
            marks.push(mark.normalize());
        }
    }
    if marks.last().is_some_and(|last| *last < end) {
        marks.push(end);
    }
    marks
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn decimal(text: &str) -> Decimal {
        text.parse().expect("a number")
    }

    fn unit(minimum: Option<&str>, maximum: Option<&str>) -> Unit {
        let number = |text: Option<&str>| text.map(|text| Number(decimal(text)));
        Unit { minimum: number(minimum), maximum: number(maximum), ..Unit::default() }
    }

    fn marks_of(figures: &[&str], unit: &Unit, is_open: bool) -> String {
        let figures = figures.iter().map(|text| decimal(text));
        let scale = Scale::new(figures, Some(unit), is_open);
        scale.marks.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn scales_end_at_round_figures() {
        let (percent, counted, rank) =
            (unit(Some("0"), Some("100")), unit(Some("0"), None), unit(Some("1"), None));
        for (figures, unit, is_open, marks) in [
            (&["70", "60.5"][..], &percent, false, "0 25 50 75 100"),
            (&["120"], &percent, false, "0 50 100 150"),
            (&["1197", "850"], &counted, false, "0 500 1000 1500"),
            (&["3"], &counted, false, "0 1 2 3"),
            (&["100"], &counted, true, "0 25 50 75 100 125"),
            (&["0"], &counted, false, "0"),
            (&["5", "12"], &rank, false, "1 5 10 15"),
            (&["-3", "8"], &unit(None, None), false, "-5 0 5 10"),
            (&["0.4"], &counted, false, "0 0.1 0.2 0.3 0.4"),
            (&["5000000000"], &counted, false, "0 2000000000 4000000000 6000000000"),
        ] {
            assert_eq!(marks_of(figures, unit, is_open), marks, "{figures:?}");
        }
    }

    proptest! {
        /// Whatever the figures are, each is on the scale and the marks are few and in order.
        #[test]
        fn every_figure_is_on_the_scale(
            numbers in proptest::collection::vec((any::<i64>(), 0u32..=12), 1..6),
            is_open: bool,
        ) {
            let figures: Vec<Decimal> =
                numbers.iter().map(|(digits, scale)| Decimal::new(*digits, *scale)).collect();
            let scale = Scale::new(figures.iter().copied(), None, is_open);
            prop_assert!(scale.marks.len() <= 14, "{:?}", scale.marks);
            prop_assert!(scale.marks.is_sorted());
            prop_assert!(scale.end > scale.start);
            for figure in figures {
                let share = scale.share(figure);
                prop_assert!((0.0..=1.0).contains(&share));
                prop_assert!(number(figure) >= scale.start - scale.end.abs() * 1e-9);
                prop_assert!(number(figure) <= scale.end + scale.end.abs() * 1e-9);
            }
        }
    }
}
