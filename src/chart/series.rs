//! The figures of a target in time.
//!
//! Here is what there is to draw, and what is said of it; `plot.rs` draws it.

use super::drawing::{Caption, Drawing, Width};
use super::figures::{Figure, Part, Promise, sources};
use super::plot::plot;
use super::voice::Voice;
use crate::config::Day;
use crate::derive::{Interval, Reason, Role, Step, day_of_period};
use crate::model::{Kind, ObservationStatus, Ref};
use rust_decimal::Decimal;
use std::collections::BTreeSet;
use std::ops::RangeInclusive;

pub(super) fn draw(voice: Voice<'_>, position: u32, id: &str) -> Option<Drawing> {
    let promise = Promise::of(voice, position)?;
    let figures: Vec<Figure<'_>> =
        promise.baseline().into_iter().chain(promise.observed()).collect();
    let points = points(&figures);
    if !has_times(&points) {
        return None;
    }
    let benchmarks = promise.benchmarks();
    let all: Vec<Figure<'_>> = [promise.promised()]
        .into_iter()
        .chain(figures.iter().copied())
        .chain(benchmarks.iter().map(|(figure, _)| *figure))
        .collect();
    let breaks = breaks(&promise, &points);
    let (shapes, height) = plot(promise, &points, &breaks, &all, id);
    Some(Drawing {
        caption: Caption {
            title: voice.say("chart.in_time", &[("what", &promise.title())]),
            notes: Vec::new(),
            sources: sources(voice, &all),
        },
        description: describe(&promise, &points, &breaks),
        height,
        shapes,
        width: Width::Any,
        table: promise.table(&all),
    })
}

/// Whether the figures of a target are of different times, so that there is a series.
pub(super) fn exists(voice: Voice<'_>, position: u32) -> bool {
    let Some(promise) = Promise::of(voice, position) else { return false };
    let days = promise.baseline().into_iter().chain(promise.observed());
    let mut days = days.filter_map(|figure| day_of_period(figure.period?));
    days.next().is_some_and(|first| days.any(|day| day != first))
}

/// A figure of which the time is known.
#[derive(Clone, Copy)]
pub(super) struct Point<'f> {
    pub(super) on: Day,
    pub(super) figure: Figure<'f>,
}

/// A day on which what is measured changed, and how.
pub(super) struct Break {
    pub(super) on: f64,
    pub(super) text: String,
}

/// What a point measures: of which indicator and area, at which levels, and whether that is
/// what the target means.
pub(super) type Measured = (Option<u32>, Option<u32>, Option<BTreeSet<usize>>, bool);

impl<'f> Point<'f> {
    /// Whether it counted when the target was judged.
    pub(super) fn is_used(&self, promise: &Promise<'_>) -> bool {
        let part = self.figure.part;
        let counts =
            matches!(part, Part::Baseline | Part::Observed(Role::Decisive | Role::Earlier));
        counts && promise.judgement.step == Step::Comparison
    }

    pub(super) fn exact(&self) -> Option<Decimal> {
        Interval::of(self.figure.quantity).exact()
    }

    /// What it measures, where that can be joined by a line: shares of other things than the
    /// target's are each alone.
    pub(super) fn measured(&self, promise: &Promise<'f>) -> Option<Measured> {
        let reason = match self.figure.part {
            Part::Observed(Role::Differs(reason)) => Some(reason),
            _ => None,
        };
        if matches!(reason, Some(Reason::DenominatorDiffers)) {
            return None;
        }
        let (indicator, area, levels) = match self.figure.record {
            (Kind::Achievement, at) => {
                let achievements = &promise.voice.portal().records.achievements;
                let body = &achievements.get(at as usize)?.body;
                (body.indicator.as_ref(), body.area.as_ref(), body.levels.as_deref())
            }
            _ => {
                let body = &promise.target.body;
                (body.indicator.as_ref(), Some(&body.area), body.levels.as_deref())
            }
        };
        let position = (indicator.and_then(Ref::position), area.and_then(Ref::position));
        Some((position.0, position.1, levels.map(Ref::positions), reason.is_some()))
    }
}

/// The figures of a known time, in its order.
fn points<'f>(figures: &[Figure<'f>]) -> Vec<Point<'f>> {
    let point =
        |figure: &Figure<'f>| Some(Point { on: day_of_period(figure.period?)?, figure: *figure });
    let mut points: Vec<Point<'_>> = figures.iter().filter_map(point).collect();
    points.sort_by_key(|point| point.on);
    points
}

fn has_times(points: &[Point<'_>]) -> bool {
    points.first().zip(points.last()).is_some_and(|(first, last)| first.on < last.on)
}

/// The days on which what is measured changed.
fn breaks(promise: &Promise<'_>, points: &[Point<'_>]) -> Vec<Break> {
    let voice = promise.voice;
    let range = span(points);
    let changes = promise.judgement.changes.iter().filter_map(|change| {
        let on = time(change.on?);
        let when = change.date.map_or_else(String::new, |date| voice.short(&date));
        let reason = change.reason.name(voice.portal(), voice.lang);
        let text = voice.say("chart.break", &[("on", &when), ("reason", reason)]);
        range.contains(&on).then_some(Break { on, text })
    });
    let declared = points.windows(2).filter_map(|pair| {
        let [before, after] = pair else { return None };
        let (Kind::Achievement, at) = after.figure.record else { return None };
        let body = &voice.portal().records.achievements.get(at as usize)?.body;
        let is_break = body.status.0 == ObservationStatus::Break && before.on < after.on;
        let when = after.figure.period.map_or_else(String::new, |period| voice.short(period));
        let reason = voice.word("word.status.break");
        let text = voice.say("chart.break", &[("on", &when), ("reason", reason)]);
        is_break.then(|| Break { on: (time(before.on) + time(after.on)) / 2.0, text })
    });
    let mut all: Vec<Break> = changes.chain(declared).collect();
    all.sort_by(|one, other| one.on.total_cmp(&other.on));
    all.dedup_by(|one, other| one.text == other.text);
    all
}

/// A day as a number: the year, and the part of it that is over.
pub(super) fn time(Day(day): Day) -> f64 {
    let days = if day.in_leap_year() { 366.0 } else { 365.0 };
    f64::from(day.year()) + f64::from(day.day_of_year()) / days
}

pub(super) fn span(points: &[Point<'_>]) -> RangeInclusive<f64> {
    let [first, last] =
        [points.first(), points.last()].map(|one| one.map_or(0.0, |point| time(point.on)));
    first..=last
}

/// What a series shows, in sentences.
fn describe(promise: &Promise<'_>, points: &[Point<'_>], breaks: &[Break]) -> String {
    let voice = promise.voice;
    let end = |point: Option<&Point<'_>>| {
        let figure = point.map_or_else(String::new, |one| voice.figure(one.figure.quantity));
        let period = point.and_then(|point| point.figure.period);
        (figure, period.map_or_else(String::new, |period| voice.long(period)))
    };
    let ((first, since), (last, until)) = (end(points.first()), end(points.last()));
    let gaps = [
        ("count", &*voice.counted("chart.count_of_figures", points.len())),
        ("first", &*first),
        ("since", &*since),
        ("last", &*last),
        ("until", &*until),
    ];
    let mut sentences = vec![voice.say("chart.series_sentence", &gaps), promise.promise_sentence()];
    for one in breaks {
        sentences.push(voice.say("chart.break_sentence", &[("break", &one.text)]));
    }
    sentences.join(" ")
}
