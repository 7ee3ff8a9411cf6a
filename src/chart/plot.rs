//! A series as shapes.
//!
//! Lines join exact figures that follow one another and measure the same; nothing is joined
//! across a break, which has a line of its own down the drawing. What is drawn how, is said in
//! words above it, where no words can run into others.

use super::canvas::{Canvas, LINE, X};
use super::figures::{Figure, Promise};
use super::measure::{Weight, width, wrap};
use super::place::{Anchor, Area, Line, NARROWEST, TEXT, beside, room_of};
use super::scale::Scale;
use super::series::{Break, Point, span, time};
use crate::config::Day;
use crate::derive::Interval;
use crate::model::{Date, Qualifier};
use rust_decimal::Decimal;
use std::collections::BTreeSet;

/// The height of the part in which the figures are.
const PLOT: f64 = 150.0;

/// The room at the right, in percent: for half of a point.
const RIGHT: f64 = 96.0;

/// How far the number of a point is from the points above and below it that are not its own, in
/// pixels.
const APART: f64 = 14.0;

/// The most figures that have their number beside them.
const MOST_LABELS: usize = 8;

/// The shapes of a series, and how high they are in pixels.
pub(super) fn plot<'f>(
    promise: Promise<'f>,
    points: &[Point<'f>],
    breaks: &[Break],
    all: &[Figure<'f>],
    id: &str,
) -> (String, f64) {
    let mut series = Series::new(promise, points, all, id);
    series.key(points, breaks);
    series.plot(points, breaks);
    (series.canvas.finish(), series.bottom)
}

/// The lines that labels stand off.
#[derive(Default)]
struct Lines {
    solid: Vec<Line>,
    dotted: Vec<Line>,
}

struct Series<'f> {
    promise: Promise<'f>,
    canvas: Canvas,
    scale: Scale,
    /// The times at the left and at the right end.
    from: f64,
    to: f64,
    /// Where the first of them is, in percent.
    left: f64,
    /// The line below what has been drawn.
    bottom: f64,
}

impl<'f> Series<'f> {
    fn new(promise: Promise<'f>, points: &[Point<'f>], all: &[Figure<'f>], id: &str) -> Self {
        let numbers = all.iter().flat_map(|figure| {
            let quantity = figure.quantity;
            [Some(quantity.value), quantity.high()].into_iter().flatten().map(|number| number.0)
        });
        let is_open = points.iter().any(|one| Interval::of(one.figure.quantity).high.is_none());
        let scale = Scale::new(numbers, promise.unit(), is_open);
        let due = promise.target.body.due.given().and_then(Date::latest).map(time);
        let range = span(points);
        let from = due.map_or(*range.start(), |due| range.start().min(due));
        let to = due.map_or(*range.end(), |due| range.end().max(due));
        let voice = promise.voice;
        let widest = scale
            .marks
            .iter()
            .map(|mark| width(&voice.mark(*mark, promise.quantity), TEXT, Weight::Regular));
        // Longer ones stand above their line, and need no room of their own.
        let widest = widest.fold(0.0, f64::max).min(NARROWEST * 0.2);
        let left = (widest + 14.0) / NARROWEST * 100.0;
        Self { promise, canvas: Canvas::new(id), scale, from, to, left, bottom: 0.0 }
    }

    fn x(&self, time: f64) -> f64 {
        self.left + (time - self.from) / (self.to - self.from) * (RIGHT - self.left)
    }

    /// Whether the best is at the top though it is the smallest: so with ranks.
    fn is_inverted(&self) -> bool {
        self.scale.base().is_none()
    }

    fn y(&self, figure: Decimal) -> f64 {
        let share = self.scale.share(figure);
        let share = if self.is_inverted() { share } else { 1.0 - share };
        self.bottom + share * PLOT
    }

    /// What is drawn how, in words, above the drawing.
    fn key(&mut self, points: &[Point<'f>], breaks: &[Break]) {
        let voice = self.promise.voice;
        let mut entry = |class: &str, is_upright: bool, text: &str| {
            let lines = wrap(text, TEXT, Weight::Regular, NARROWEST - 48.0, 4);
            let middle = self.bottom + LINE / 2.0;
            match (class.starts_with("point"), is_upright) {
                (true, _) => self.canvas.circle(class, X::Pixels(11.0), middle, 5.0),
                (_, true) => self.canvas.line(
                    class,
                    (X::Pixels(11.0), middle - 8.0),
                    (X::Pixels(11.0), middle + 8.0),
                ),
                _ => self.canvas.line(class, (X::Pixels(0.0), middle), (X::Pixels(22.0), middle)),
            }
            for line in lines {
                self.bottom += LINE;
                self.canvas.text("quiet", X::Pixels(30.0), self.bottom - 5.0, Anchor::Start, &line);
            }
        };
        let label = match self.promise.target.body.due.given() {
            Some(due) => {
                let (figure, due) = (voice.figure(self.promise.quantity), voice.short(due));
                voice.say("chart.promise_by", &[("figure", &figure), ("due", &due)])
            }
            None => self.promise.promise_label(),
        };
        entry(self.promise.goal_class(), false, &label);
        for (figure, one) in self.promise.benchmarks() {
            entry("benchmark", false, &self.promise.benchmark_label(&figure, one));
        }
        for one in breaks {
            entry("break", true, &one.text);
        }
        let is_open = |point: &Point<'_>| {
            let Interval { low, high } = Interval::of(point.figure.quantity);
            low.is_none() != high.is_none()
        };
        if points.iter().any(is_open) {
            entry("open", true, voice.word("chart.open"));
        }
        if points.iter().any(|point| point.figure.quantity.high().is_some()) {
            entry("range", true, voice.word("chart.range"));
        }
        if points.iter().any(|point| !point.is_used(&self.promise)) {
            entry("point aside", false, voice.word("chart.aside"));
        }
        if points.iter().any(|point| point.figure.quantity.qualifier == Qualifier::Approx) {
            entry("point about", false, voice.word("chart.about"));
        }
        self.bottom += 22.0;
    }

    fn plot(&mut self, points: &[Point<'f>], breaks: &[Break]) {
        let mut words = Canvas::new("");
        self.grid(&mut words);
        let mut lines = Lines::default();
        for one in breaks {
            let x = self.x(one.on);
            self.draw("break", (x, self.bottom - 12.0), (x, self.bottom + PLOT), &mut lines);
        }
        self.levels(&mut lines);
        self.joins(points, breaks, &mut lines);
        for point in points {
            self.point(point, &mut lines);
        }
        self.numbers(points, &lines, &mut words);
        self.times(points, &mut words);
        self.canvas.append(&words);
        self.bottom += PLOT + LINE + 6.0;
    }

    /// Draws a line from one place to another, in percent across, and keeps what it covers.
    fn draw(&mut self, class: &str, from: (f64, f64), to: (f64, f64), lines: &mut Lines) {
        let place = |(x, y): (f64, f64)| (X::Percent(x), y);
        self.canvas.line(class, place(from), place(to));
        let kept = match class {
            "open" | "benchmark" | "break" => &mut lines.dotted,
            _ => &mut lines.solid,
        };
        kept.push((from, to));
    }

    /// The lines of the scale with their figures.
    fn grid(&mut self, words: &mut Canvas) {
        let voice = self.promise.voice;
        let widest = self.left / 100.0 * NARROWEST - 14.0;
        for mark in self.scale.marks.clone() {
            let (y, text) = (self.y(mark), voice.mark(mark, self.promise.quantity));
            let is_wide = width(&text, TEXT, Weight::Regular) > widest + 0.5;
            let start = if is_wide { 0.0 } else { self.left - 2.0 };
            self.canvas.line("grid", (X::Percent(start), y), (X::Percent(100.0), y));
            let below = if is_wide { -4.0 } else { 4.5 };
            words.text("quiet", X::Pixels(0.0), y + below, Anchor::Start, &text);
        }
        let y = self.bottom + PLOT;
        self.canvas.line("axis", (X::Percent(self.left - 2.0), y), (X::Percent(100.0), y));
    }

    /// The level that was promised, up to when it is due, and those that were set elsewhere.
    fn levels(&mut self, lines: &mut Lines) {
        let due = self.promise.target.body.due.given().and_then(Date::latest);
        let end = due.map_or(100.0, |due| self.x(time(due)));
        let quantity = self.promise.quantity;
        let class = self.promise.goal_class();
        for number in [Some(quantity.value), quantity.high()].into_iter().flatten() {
            let y = self.y(number.0);
            self.draw(class, (self.left - 2.0, y), (end, y), lines);
            if due.is_some() {
                self.canvas.line(class, (X::Percent(end), y - 6.0), (X::Percent(end), y + 6.0));
            }
        }
        for (figure, _) in self.promise.benchmarks() {
            let y = self.y(figure.quantity.value.0);
            self.draw("benchmark", (self.left - 2.0, y), (100.0, y), lines);
        }
    }

    /// The lines from one exact figure to the next of the same series.
    fn joins(&mut self, points: &[Point<'f>], breaks: &[Break], lines: &mut Lines) {
        let is_alone =
            |point: &Point<'_>| points.iter().filter(|one| one.on == point.on).count() == 1;
        for pair in points.windows(2) {
            let [one, next] = pair else { continue };
            let measured = one.measured(&self.promise).filter(|_| is_alone(one) && is_alone(next));
            let is_same = measured.is_some() && measured == next.measured(&self.promise);
            let (from, to) = (time(one.on), time(next.on));
            let is_broken = breaks.iter().any(|one| from < one.on && one.on <= to);
            let Some((a, b)) = one.exact().zip(next.exact()).filter(|_| is_same && !is_broken)
            else {
                continue;
            };
            let [a, b] = [(from, a), (to, b)].map(|(on, figure)| (self.x(on), self.y(figure)));
            self.draw("trend", a, b, lines);
        }
    }

    /// A figure, with where its value may lie above or below.
    fn point(&mut self, point: &Point<'_>, lines: &mut Lines) {
        let quantity = point.figure.quantity;
        let x = self.x(time(point.on));
        let y = self.y(quantity.value.0);
        let (top, end) = (self.bottom, self.bottom + PLOT);
        let (larger, smaller) = if self.is_inverted() { (end, top) } else { (top, end) };
        if let Some(high) = quantity.high() {
            self.draw("range", (x, y), (x, self.y(high.0)), lines);
        }
        match quantity.qualifier {
            Qualifier::MoreThan | Qualifier::AtLeast => {
                self.draw("open", (x, y), (x, larger), lines);
            }
            Qualifier::Nearly | Qualifier::LessThan | Qualifier::UpTo => {
                self.draw("open", (x, y), (x, smaller), lines);
            }
            Qualifier::Exact | Qualifier::Approx | Qualifier::Range => {}
        }
        let class = match (point.is_used(&self.promise), quantity.qualifier) {
            (false, _) => "point aside",
            (true, Qualifier::Approx) => "point about",
            (true, _) => "point",
        };
        self.canvas.circle(class, X::Percent(x), y, 5.0);
    }

    /// The numbers of the figures, where there is room off the lines. The latest and those in
    /// words, as in "hơn 60%", come before others, since a point alone would say that they are
    /// exact; where there is no room, they stand on a dotted line, and the latest on any. Shapes
    /// tell what is not exact in any case, and the table has all.
    fn numbers(&self, points: &[Point<'f>], lines: &Lines, words: &mut Canvas) {
        let places: Vec<(Day, Area)> =
            points.iter().map(|point| (point.on, self.area_of(point))).collect();
        let mut taken: Vec<Area> = places.iter().map(|(_, area)| *area).collect();
        let is_first = |(number, point): &(usize, &Point<'_>)| {
            *number == 0 || point.figure.quantity.qualifier != Qualifier::Exact
        };
        let (first, others): (Vec<_>, Vec<_>) = by_weight(points).enumerate().partition(is_first);
        let (solid, dotted): (&[Line], &[Line]) = (&lines.solid, &lines.dotted);
        let rounds = [
            (&*first, vec![solid, dotted], APART),
            (&first, vec![solid], 0.0),
            (&first[..first.len().min(1)], vec![], 0.0),
            (&others, vec![solid, dotted], APART),
        ];
        let mut told = BTreeSet::new();
        for (all, off, apart) in rounds {
            for (number, point) in all {
                if told.len() == MOST_LABELS || told.contains(number) {
                    continue;
                }
                let found = self.spot(point, &places, (&taken, apart), &off);
                if let Some((text, x, anchor, y, area)) = found {
                    words.text("strong", X::Percent(x), y, anchor, &text);
                    taken.push(area);
                    told.insert(*number);
                }
            }
        }
    }

    /// Where the number of a point stands: above, below or beside it, on nothing that is taken,
    /// off these lines, and so far from other points above and below, in pixels, that it is not
    /// taken for theirs.
    fn spot(
        &self,
        point: &Point<'f>,
        places: &[(Day, Area)],
        (taken, apart): (&[Area], f64),
        off: &[&[Line]],
    ) -> Option<(String, f64, Anchor, f64, Area)> {
        let text = self.promise.voice.figure(point.figure.quantity);
        let room = room_of(&text, Weight::Strong);
        let own = self.area_of(point);
        let heights = [own.y.0 - 4.0, own.y.1 + 13.0];
        let middle = beside(self.x(time(point.on)), room, Anchor::Middle, &[]);
        let sides = [(own.x.0 - 0.7, Anchor::End), (own.x.1 + 0.7, Anchor::Start)];
        let level = sides.map(|spot| (spot, (own.y.0 + own.y.1) / 2.0 + 4.5));
        let spots = [middle, sides[0], sides[1]]
            .into_iter()
            .flat_map(|spot| heights.map(|y| (spot, y)))
            .chain(level)
            .map(|((x, anchor), y)| (x, anchor, y, Area::of_text((x, y), anchor, room)));
        let is_inside = |area: &Area| {
            area.y.0 >= self.bottom - 20.0
                && area.y.1 <= self.bottom + PLOT + 3.0
                && area.x.0 >= self.left - 2.0
                && area.x.1 <= 100.0
        };
        let is_own = |area: &Area| {
            let near = Area { x: area.x, y: (area.y.0 - apart, area.y.1 + apart) };
            let mut others = places.iter().filter(|(on, _)| *on != point.on);
            others.all(|(_, other)| !other.meets(&near))
        };
        let is_off =
            |area: &Area| off.iter().copied().flatten().all(|line| !area.is_crossed(*line));
        let mut spots = spots.filter(|(.., area)| {
            is_inside(area)
                && is_own(area)
                && is_off(area)
                && !taken.iter().any(|one| one.meets(area))
        });
        spots.next().map(|(x, anchor, y, area)| (text, x, anchor, y, area))
    }

    /// Where a point is, in percent across and pixels down.
    fn area_of(&self, point: &Point<'_>) -> Area {
        let quantity = point.figure.quantity;
        let (x, y) = (self.x(time(point.on)), self.y(quantity.value.0));
        let other = quantity.high().map_or(y, |high| self.y(high.0));
        let room = 5.0 / NARROWEST * 100.0;
        Area { x: (x - room, x + room), y: (y.min(other) - 6.0, y.max(other) + 6.0) }
    }

    /// The times below: when it is due and those of the figures, where there is room.
    fn times(&mut self, points: &[Point<'f>], words: &mut Canvas) {
        let voice = self.promise.voice;
        let below = self.bottom + PLOT + LINE - 2.0;
        let due = self.promise.target.body.due.given();
        let due = due.and_then(|due| Some((time(due.latest()?), voice.short(due), "strong")));
        let times = by_weight(points)
            .filter_map(|point| Some((time(point.on), voice.short(point.figure.period?), "quiet")));
        let mut taken: Vec<(f64, f64)> = Vec::new();
        for (on, text, class) in due.into_iter().chain(times) {
            let weight = if class == "strong" { Weight::Strong } else { Weight::Regular };
            let room = room_of(&text, weight);
            let (x, anchor) = beside(self.x(on), room, Anchor::Middle, &[]);
            let Area { x: (left, right), .. } = Area::of_text((x, below), anchor, room);
            let gap = 2.0;
            if taken.iter().all(|(from, to)| right + gap < *from || *to + gap < left) {
                words.text(class, X::Percent(x), below, anchor, &text);
                let at = X::Percent(self.x(on));
                let y = self.bottom + PLOT;
                self.canvas.line("axis", (at, y), (at, y + 4.0));
                taken.push((left, right));
            }
        }
    }
}

/// The points in the order in which they are told of: the latest, the first, the others.
fn by_weight<'a, 'f>(points: &'a [Point<'f>]) -> impl Iterator<Item = &'a Point<'f>> {
    let (last, others) =
        points.split_last().map_or((None, points), |(last, rest)| (Some(last), rest));
    last.into_iter().chain(others)
}
