//! How fast a figure moves towards its target, and how the steps on the way stand.
//!
//! A pace is linear, from the first comparable figure (the baseline, where there is one) to
//! the latest: with so few figures a finer method would show more than is known. It is only
//! computed from exact figures, and never across a break in the series.

use super::{Answer, Interval, Requirement};
use crate::config::Day;
use crate::model::{self, Date, Direction};
use rust_decimal::Decimal;

/// Days in a year of the Gregorian calendar, on average.
const YEAR: Decimal = Decimal::from_parts(3_652_425, 0, 0, false, 4);

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
    /// The progress that exact figures show; `None` if fewer than two of different days are
    /// exact, or if the due date or the numbers are beyond counting.
    pub fn of(requirement: Requirement, points: &[Point], due: &Date, as_of: Day) -> Option<Self> {
        let exact = |point: &Point| Some((point.on, point.figure.exact()?));
        let mut known: Vec<(Day, Decimal)> = points.iter().filter_map(exact).collect();
        known.sort_by_key(|(on, _)| *on);
        let (first, latest) = (*known.first()?, *known.last()?);
        let due = due.latest()?;
        let walked = latest.1.checked_sub(first.1)?;
        let actual = per_day(walked, first.0, latest.0)?;
        let ahead = actual.checked_mul(days(latest.0, due))?;
        let projected = latest.1.checked_add(ahead)?;
        let missing = |from: Decimal| requirement.threshold.exact()?.checked_sub(from);
        let pace = |per_day: Decimal| per_day.checked_mul(YEAR).map(Pace);
        let required = missing(first.1).and_then(|way| pace(per_day(way, first.0, due)?));
        let needed = missing(latest.1).and_then(|way| pace(per_day(way, as_of, due)?));
        let suffices = requirement.is_met_by(Interval::exactly(projected)) == Answer::Yes;
        let actual = pace(actual)?;
        Some(Self { first, latest, actual, required, needed, projected, suffices })
    }
}

fn days(from: Day, to: Day) -> Decimal {
    Decimal::from(from.days_until(to))
}

fn per_day(way: Decimal, from: Day, to: Day) -> Option<Decimal> {
    let days = days(from, to);
    (days > Decimal::ZERO).then(|| way.checked_div(days)).flatten()
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
            let is_of_due = milestone.due.earliest().is_some_and(|first| first <= decisive.on);
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
