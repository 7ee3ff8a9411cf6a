//! What was promised, and what the latest figure says of it, on one scale.
//!
//! A bar goes as far as a figure is known to go, hatching where it may go on: behind "hơn 60%"
//! up to the end of the scale, before "gần 3.000" down to its beginning. What is only about a
//! number has a dashed outline, and no band is drawn around it. Without any figure all of the
//! scale is hatched.

use super::canvas::{Canvas, LINE, X};
use super::drawing::{Caption, Drawing, Width};
use super::figures::{Figure, Promise, sources};
use super::measure::Weight;
use super::place::{Anchor, room_of};
use super::scale::Scale;
use super::voice::Voice;
use crate::derive::{End, Interval, Role};
use crate::model::{Benchmark, Qualifier, Quantity};
use rust_decimal::Decimal;

/// The most figures that have a bar; the table has all.
const MOST: usize = 4;

/// The height of the track, and of the bar on it.
const TRACK: f64 = 20.0;
const BAR: f64 = 12.0;

pub(super) fn draw(voice: Voice<'_>, position: u32, id: &str) -> Option<Drawing> {
    let promise = Promise::of(voice, position)?;
    let latest: Vec<Figure<'_>> = promise
        .observed()
        .filter(|figure| matches!(figure.part, super::figures::Part::Observed(Role::Decisive)))
        .collect();
    let benchmarks = promise.benchmarks();
    let promised = [promise.promised()].into_iter();
    let others = benchmarks.iter().map(|(figure, _)| *figure);
    let all: Vec<Figure<'_>> = promised.chain(latest.iter().copied()).chain(others).collect();
    let mut bullet = Bullet::new(promise, &all, &latest, id);
    bullet.draw(&latest, &benchmarks);
    Some(Drawing {
        caption: Caption {
            title: promise.title(),
            notes: notes(voice, &latest),
            sources: sources(voice, &all),
        },
        description: describe(&promise, &latest, &benchmarks),
        height: bullet.bottom,
        shapes: bullet.canvas.finish(),
        width: Width::Any,
        table: promise.table(&all),
    })
}

/// What a bullet shows, in sentences.
fn describe(
    promise: &Promise<'_>,
    latest: &[Figure<'_>],
    benchmarks: &[(Figure<'_>, &Benchmark)],
) -> String {
    let voice = promise.voice;
    let mut sentences = vec![promise.promise_sentence()];
    for figure in latest {
        let period = figure
            .period
            .map_or_else(|| voice.word("chart.no_period").to_owned(), |period| voice.long(period));
        let key = match figure.quantity.qualifier {
            Qualifier::Exact | Qualifier::Range => "chart.observed_sentence",
            Qualifier::Approx => "chart.observed_about",
            Qualifier::MoreThan | Qualifier::AtLeast => "chart.observed_above",
            Qualifier::Nearly | Qualifier::LessThan | Qualifier::UpTo => "chart.observed_below",
        };
        let told = voice.figure(figure.quantity);
        sentences.push(voice.say(key, &[("figure", &told), ("period", &period)]));
    }
    if latest.is_empty() {
        sentences.push(voice.word("chart.nothing_sentence").to_owned());
    }
    for (figure, one) in benchmarks {
        let label = promise.benchmark_label(figure, one);
        sentences.push(format!("{}.", super::voice::capitalised(&label)));
    }
    sentences.join(" ")
}

/// What its hatching and its dashes mean.
fn notes(voice: Voice<'_>, latest: &[Figure<'_>]) -> Vec<String> {
    let is_open = |figure: &Figure<'_>| {
        let Interval { low, high } = Interval::of(figure.quantity);
        low.is_none() || high.is_none() || low != high
    };
    let is_about = |figure: &Figure<'_>| figure.quantity.qualifier == Qualifier::Approx;
    let keys = [
        latest.is_empty().then_some("chart.hatched_whole"),
        latest.iter().any(|one| is_open(one) && !is_about(one)).then_some("chart.hatched"),
        latest.iter().any(is_about).then_some("chart.dashed"),
    ];
    keys.into_iter().flatten().map(|key| voice.word(key).to_owned()).collect()
}

struct Bullet<'f> {
    promise: Promise<'f>,
    canvas: Canvas,
    scale: Scale,
    bottom: f64,
}

impl<'f> Bullet<'f> {
    fn new(promise: Promise<'f>, all: &[Figure<'_>], latest: &[Figure<'_>], id: &str) -> Self {
        let numbers = all.iter().flat_map(|figure| numbers(figure.quantity));
        let is_open = latest.iter().any(|figure| Interval::of(figure.quantity).high.is_none());
        let scale = Scale::new(numbers, promise.unit(), is_open || latest.is_empty());
        Self { promise, canvas: Canvas::new(id), scale, bottom: 0.0 }
    }

    fn percent(&self, figure: Decimal) -> f64 {
        self.scale.share(figure) * 100.0
    }

    fn draw(&mut self, latest: &[Figure<'_>], benchmarks: &[(Figure<'_>, &Benchmark)]) {
        // Lines leave out what words cover: first the places of the words.
        let label = self.promise.promise_label();
        let place = self.percent(self.promise.quantity.value.0);
        let goals: Vec<f64> =
            numbers(self.promise.quantity).map(|number| self.percent(number)).collect();
        let others = benchmarks.iter().map(|(one, _)| self.percent(one.quantity.value.0));
        let uprights: Vec<f64> = goals.iter().copied().chain(others).collect();
        let mut words = Canvas::new("");
        let top = words.label("strong", (place, Anchor::Middle), (0.0, &[]), &label);
        let mut y = top + 2.0;
        let shown = &latest[..latest.len().min(MOST)];
        let mut tracks = Vec::new();
        for figure in shown {
            let own = self.percent(figure.quantity.value.0);
            // On the side that the line of the promise is not on.
            let liking = if own <= place { Anchor::End } else { Anchor::Start };
            let label = self.say(figure);
            let below = words.label("strong", (own, liking), (y, &uprights), &label);
            tracks.push((below + 1.0, Some(figure.quantity)));
            y = below + 1.0 + TRACK + 4.0;
        }
        if shown.is_empty() {
            tracks.push((y + 4.0, None));
            y += 4.0 + TRACK + 4.0;
        }
        let first = tracks.first().map_or(y, |(track, _)| *track);
        let last = y - 4.0;
        for (track, quantity) in tracks {
            self.track(track, quantity);
        }
        self.canvas.line("axis", (X::Percent(0.0), last), (X::Percent(100.0), last));
        y = self.axis(&mut words, last);
        for (figure, one) in benchmarks {
            let place = self.percent(figure.quantity.value.0);
            let label = self.promise.benchmark_label(figure, one);
            self.canvas.upright("benchmark", place, (first - 4.0, y + 3.0), &words.covered);
            y = words.label("quiet", (place, Anchor::Middle), (y, &[]), &label);
        }
        // Two lines for a range.
        for goal in goals {
            let class = self.promise.goal_class();
            self.canvas.upright(class, goal, (top - 1.0, last + 5.0), &words.covered);
        }
        self.canvas.append(&words);
        self.bottom = y + 2.0;
    }

    /// A figure, as its label says it.
    fn say(&self, figure: &Figure<'_>) -> String {
        let voice = self.promise.voice;
        let told = voice.figure(figure.quantity);
        match figure.period {
            Some(period) => {
                let period = voice.short(period);
                voice.say("chart.observed", &[("figure", &told), ("period", &period)])
            }
            None => told,
        }
    }

    /// The scale with what is known of a figure.
    fn track(&mut self, top: f64, quantity: Option<&Quantity>) {
        let whole = (X::Percent(0.0), X::Percent(100.0));
        self.canvas.rect("track", whole.0, top, whole.1, TRACK);
        let y = top + (TRACK - BAR) / 2.0;
        let Some(quantity) = quantity else {
            return self.canvas.hatched(whole.0, top, whole.1, TRACK);
        };
        let place = self.percent(quantity.value.0);
        let base = self.scale.base().map(|base| base * 100.0);
        if quantity.qualifier == Qualifier::Approx {
            match base {
                Some(base) => self.span("value about", base, place, y),
                None => {
                    self.canvas.circle("point about", X::Percent(place), top + TRACK / 2.0, 5.0);
                }
            }
            return;
        }
        let Interval { low, high } = Interval::of(quantity);
        let at = |end: Option<End>| end.map(|end| self.percent(end.at));
        let (low, high) = (at(low), at(high));
        match base {
            // What is certain is filled: up to the lower end, or from 0 down to the upper.
            Some(base) => {
                let known = match (low, high) {
                    (Some(low), _) if low >= base => Some(low),
                    (_, Some(high)) if high <= base => Some(high),
                    _ => None,
                };
                if let Some(known) = known {
                    self.span("value", base, known, y);
                }
                self.maybe(low, high, known, y);
                // Of "gần 3.000" all that is known is the end that it stays below.
                if let (None, Some(end), None) = (low, high, known) {
                    let x = X::Percent(end);
                    self.canvas.line("range", (x, y - 1.0), (x, y + BAR + 1.0));
                }
            }
            None => {
                self.maybe(low, high, None, y);
                self.canvas.circle("point", X::Percent(place), top + TRACK / 2.0, 5.0);
            }
        }
    }

    /// Hatches where a value may lie, beyond what is known.
    fn maybe(&mut self, low: Option<f64>, high: Option<f64>, known: Option<f64>, y: f64) {
        let (from, to) = (low.unwrap_or(0.0), high.unwrap_or(100.0));
        let (from, to) = match known {
            Some(known) if low.is_none() => (from, known),
            _ => (from, to),
        };
        if to > from {
            self.canvas.hatched(X::Percent(from), y, X::Percent(to - from), BAR);
        }
    }

    fn span(&mut self, class: &str, from: f64, to: f64, y: f64) {
        let (from, to) = (from.min(to), from.max(to));
        self.canvas.rect(class, X::Percent(from), y, X::Percent(to - from), BAR);
    }

    /// The ends of the scale, below the track. Gives the line below.
    fn axis(&mut self, words: &mut Canvas, track_end: f64) -> f64 {
        let voice = self.promise.voice;
        let marks = &self.scale.marks;
        let y = track_end + LINE - 3.0;
        let mut taken = 0.0;
        let ends = [
            (marks.first(), X::Percent(0.0), Anchor::Start),
            (marks.last(), X::Percent(100.0), Anchor::End),
        ];
        for (mark, x, anchor) in ends {
            if let Some(mark) = mark {
                let text = voice.mark(*mark, self.promise.quantity);
                words.text("quiet", x, y, anchor, &text);
                taken = room_of(&text, Weight::Regular).max(taken);
            }
        }
        // Where bars begin, if that is between the ends.
        let base = self.scale.base().map(|base| base * 100.0);
        if let Some(base) = base.filter(|base| (0.1..99.9).contains(base)) {
            let x = X::Percent(base);
            self.canvas.line("axis", (x, track_end - TRACK), (x, track_end + 4.0));
            if (taken + 3.0..97.0 - taken).contains(&base) {
                words.text("quiet", x, y, Anchor::Middle, "0");
            }
        }
        y + 5.0
    }
}

/// The numbers that a figure names.
fn numbers(quantity: &Quantity) -> impl Iterator<Item = Decimal> {
    [Some(quantity.value), quantity.high()].into_iter().flatten().map(|number| number.0)
}
