//! How fast a figure moves towards its target, and how the steps on the way stand.
//!
//! A pace is linear, from the first comparable figure (the baseline, where there is one) to
//! the latest: with so few figures a finer method would show more than is known. It is only
//! computed from exact figures, and never across a break in the series.

use super::{Answer, Interval, Requirement};
use crate::config::Day;
use crate::model::{self, Date, Direction};
use rust_decimal::Decimal;

/// The months of a year.
const YEAR: Decimal = Decimal::from_parts(12, 0, 0, false, 0);

/// A figure and the day for which it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Point {
    /// The day.
    pub on: Day,
    /// What the figure says.
    pub figure: Interval,
}

/// A change for each year, in the unit of the figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pace(pub Decimal);

/// How fast it went, and how fast it must go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Progress {
    /// The first figure and its day.
    pub first: (Day, Decimal),
    /// The latest figure and its day.
    pub latest: (Day, Decimal),
    /// How fast it went from the first figure to the latest.
    pub actual: Pace,
    /// How fast it would have to go from the first figure to reach the threshold when it is
    /// due; none for a threshold that is no single number.
    pub required: Option<Pace>,
    /// How fast it must go from the day of judgement on.
    pub needed: Option<Pace>,
    /// What the figure will be when it is due, at the pace at which it went.
    pub projected: Decimal,
    /// Whether that meets the target.
    pub suffices: bool,
}

impl Progress {
    /// The progress that exact figures show, from the first to the latest: one reading for each
    /// pair, where sources disagree about either. None if the latest figure is not exact, if
    /// all are of one day, or if the due date or the numbers are beyond counting.
    pub fn readings(
        requirement: Requirement,
        points: &[Point],
        due: &Date,
        as_of: Day,
    ) -> Vec<Self> {
        let of_day = |on: Option<Day>| {
            let points = points.iter().filter(move |point| Some(point.on) == on);
            points.filter_map(|point| Some((point.on, point.figure.exact()?)))
        };
        let latest = points.iter().map(|point| point.on).max();
        let exact = points.iter().filter(|point| point.figure.exact().is_some());
        let first = exact.map(|point| point.on).min();
        let pairs =
            of_day(first).flat_map(|first| of_day(latest).map(move |latest| (first, latest)));
        pairs
            .filter_map(|(first, latest)| Self::of(requirement, first, latest, due, as_of))
            .collect()
    }

    fn of(
        requirement: Requirement,
        first: (Day, Decimal),
        latest: (Day, Decimal),
        due: &Date,
        as_of: Day,
    ) -> Option<Self> {
        let due = due.latest()?;
        let walked = latest.1.checked_sub(first.1)?;
        let between = months(first.0, latest.0)?;
        let actual = per_year(walked, between)?;
        // Multiplied before it is divided: 10 in three years are exactly 5 in half the time.
        let ahead = months(latest.0, due)?.checked_mul(walked)?.checked_div(between)?;
        let projected = latest.1.checked_add(ahead)?;
        let missing = |from: Decimal| requirement.threshold.exact()?.checked_sub(from);
        let until_due = |way: Decimal, from: Day| per_year(way, months(from, due)?);
        let required = missing(first.1).and_then(|way| until_due(way, first.0));
        let needed = missing(latest.1).and_then(|way| until_due(way, as_of));
        let suffices = requirement.is_met_by(Interval::exactly(projected)) == Answer::Yes;
        Some(Self { first, latest, actual, required, needed, projected, suffices })
    }
}

/// The months from one day to another. Counted by the calendar, so that every year is as long
/// as any other: who takes equal steps from year to year arrives exactly.
fn months(from: Day, to: Day) -> Option<Decimal> {
    let count = |Day(date): Day| {
        let whole = i32::from(date.year()) * 12 + i32::from(date.month()) - 1;
        let part = Decimal::from(date.day()).checked_div(date.days_in_month().into())?;
        part.checked_add(whole.into())
    };
    count(to)?.checked_sub(count(from)?)
}

fn per_year(way: Decimal, months: Decimal) -> Option<Pace> {
    let has_time = months > Decimal::ZERO;
    let pace = || way.checked_mul(YEAR)?.checked_div(months);
    has_time.then(pace).flatten().map(Pace)
}

/// The first day of the time in which something is due: of the years 2021 to 2025, of 2025.
pub(super) fn due_from(due: &Date) -> Option<Day> {
    match due {
        Date::Period(_, Some(last)) => Date::Point(*last).earliest(),
        _ => due.earliest(),
    }
}

/// A step on the way to a target.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Milestone {
    /// Its position among those of the target.
    pub position: usize,
    /// Whether the latest figure by then reached it; `None` if it is not due yet and nothing
    /// has reached it, or if no figure of its time is known.
    pub reached: Option<Answer>,
}

/// How the steps on the way stand.
pub(super) fn milestones(
    milestones: Option<&[model::Milestone]>,
    direction: Option<Direction>,
    points: &[Point],
    as_of: Day,
) -> Vec<Milestone> {
    let judge = |(position, milestone): (usize, &model::Milestone)| {
        let due = milestone.due.latest();
        let by_then: Vec<Point> =
            points.iter().filter(|point| due.is_none_or(|due| point.on <= due)).copied().collect();
        let requirement = Requirement::of(&milestone.quantity, direction);
        let answered = requirement.filter(|_| !by_then.is_empty()).and_then(|requirement| {
            let (answer, decisive) = answer(requirement, &by_then);
            let is_over = due.is_some_and(|due| due < as_of);
            let is_of_due = due_from(&milestone.due).is_some_and(|first| first <= decisive.on);
            // Not reached so far is no answer, before it is due or from before its time.
            answer.filter(|answer| *answer != Answer::No || is_over && is_of_due)
        });
        Milestone { position, reached: answered }
    };
    milestones.unwrap_or_default().iter().enumerate().map(judge).collect()
}

/// Whether the latest of some figures meet a requirement, and one of them; `None` as the answer
/// if those of the same day contradict each other. There must be one.
pub(super) fn answer(requirement: Requirement, points: &[Point]) -> (Option<Answer>, Point) {
    let latest = points.iter().map(|point| point.on).max().unwrap_or_default();
    let mut decisive = points.iter().filter(|point| point.on == latest);
    let nothing = Point { on: latest, figure: Interval::default() };
    let first = *decisive.next().unwrap_or(&nothing);
    let mut all = requirement.is_met_by(first.figure);
    for other in decisive {
        match (all, requirement.is_met_by(other.figure)) {
            (one, other) if one == other => {}
            (Answer::Yes, Answer::No) | (Answer::No, Answer::Yes) => return (None, first),
            _ => all = Answer::CannotTell,
        }
    }
    (Some(all), first)
}

/// How far an exact figure is from an exact threshold.
pub(super) fn gap(requirement: Requirement, figure: Interval) -> Option<Decimal> {
    let distance = requirement.threshold.exact()?.checked_sub(figure.exact()?)?;
    Some(distance.abs())
}
