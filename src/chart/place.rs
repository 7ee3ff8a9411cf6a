//! Where labels stand: off lines, inside of the drawing, and on the side of a line that their
//! value is on. All of it at the narrowest width: a wider drawing takes letters further from
//! lines.

use super::measure::{Weight, width};

/// The size of the text of a drawing, in pixels.
pub(super) const TEXT: f64 = 13.0;

/// The narrowest that a drawing is shown, in pixels: a page of 320 with its margins. No label
/// runs into another, or out of the drawing, from here on.
pub(super) const NARROWEST: f64 = 288.0;

/// How much more room a reader's own font may take than the one that is measured.
pub(super) const SLACK: f64 = 1.08;

/// Which part of a text stands at its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Anchor {
    Start,
    Middle,
    End,
}

/// A part of a drawing as it is at its narrowest, from and to: across in percent, down in
/// pixels. What begins or ends at a place takes less of a wider one.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Area {
    pub(super) x: (f64, f64),
    pub(super) y: (f64, f64),
}

impl Area {
    /// What a line of text covers.
    pub(super) fn of_text((x, y): (f64, f64), anchor: Anchor, room: f64) -> Self {
        let left = match anchor {
            Anchor::Start => x,
            Anchor::Middle => x - room / 2.0,
            Anchor::End => x - room,
        };
        Self { x: (left, left + room), y: (y - 11.0, y + 3.0) }
    }

    /// Whether a line runs through: of its way from one end to the other, the part within both
    /// pairs of edges is not empty (Liang and Barsky).
    pub(super) fn is_crossed(&self, (from, to): Line) -> bool {
        let (mut first, mut last) = (0.0_f64, 1.0_f64);
        let across = (from.0, to.0 - from.0, self.x);
        let down = (from.1, to.1 - from.1, self.y);
        for (start, way, (low, high)) in [across, down] {
            if way.abs() < f64::EPSILON {
                if start <= low || high <= start {
                    return false;
                }
                continue;
            }
            let [one, other] = [(low - start) / way, (high - start) / way];
            first = first.max(one.min(other));
            last = last.min(one.max(other));
        }
        first < last
    }

    pub(super) fn meets(&self, other: &Self) -> bool {
        let apart = |one: (f64, f64), other: (f64, f64)| one.1 <= other.0 || other.1 <= one.0;
        !apart(self.x, other.x) && !apart(self.y, other.y)
    }
}

/// A straight line from one place to another, in percent across and pixels down.
pub(super) type Line = ((f64, f64), (f64, f64));

/// The room that a line of text takes, in percent of the narrowest width.
pub(super) fn room_of(line: &str, weight: Weight) -> f64 {
    width(line, TEXT * SLACK, weight) / NARROWEST * 100.0
}

/// Where a label that takes this much room stands by a place, all in percent of the narrowest
/// width: as it is liked best, else in the middle, else on a side, else beside one of the
/// upright lines, which it does not lie on if that can be helped; else along the nearer edge.
pub(super) fn beside(place: f64, room: f64, liking: Anchor, uprights: &[f64]) -> (f64, Anchor) {
    /// So that a letter does not touch a line that is drawn at the place.
    const APART: f64 = 1.5;
    let sides = match place < 50.0 {
        true => [Anchor::Start, Anchor::End],
        false => [Anchor::End, Anchor::Start],
    };
    let at_place = [liking, Anchor::Middle, sides[0], sides[1]].map(|anchor| (place, anchor));
    // On the other side of a line a label would say that its value is there.
    let at_lines = uprights.iter().map(|line| match *line < place {
        true => (*line, Anchor::Start),
        false => (*line, Anchor::End),
    });
    let edge = if place < 50.0 { (0.0, Anchor::Start) } else { (100.0, Anchor::End) };
    let spots = at_place.into_iter().chain(at_lines).map(|(x, anchor)| match anchor {
        Anchor::Start => (x + APART, anchor),
        Anchor::Middle => (x, anchor),
        Anchor::End => (x - APART, anchor),
    });
    // Along the edge it lies over its place still.
    let is_over = |(_, anchor): &(f64, Anchor)| match anchor {
        Anchor::Start => place <= room,
        _ => place >= 100.0 - room,
    };
    let spots = spots.chain([edge].into_iter().filter(is_over));
    let mut second_best = None;
    for (x, anchor) in spots {
        let Area { x: (left, right), .. } = Area::of_text((x, 0.0), anchor, room);
        let is_across =
            |line: &f64| (place < *line && *line <= left) || (*line < place && right <= *line);
        if left < 0.0 || right > 100.0 || uprights.iter().any(is_across) {
            continue;
        }
        if !uprights.iter().any(|line| left < *line && *line < right) {
            return (x, anchor);
        }
        second_best = second_best.or(Some((x, anchor)));
    }
    second_best.unwrap_or(edge)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_stays_inside_wherever_its_place_is() {
        for place in (0..=100).map(f64::from) {
            for room in (0..=100).map(f64::from) {
                let liking = [Anchor::Start, Anchor::Middle, Anchor::End][place as usize % 3];
                for uprights in [&[][..], &[70.0], &[30.0, 40.0]] {
                    let (x, anchor) = beside(place, room, liking, uprights);
                    let Area { x: (start, end), .. } = Area::of_text((x, 0.0), anchor, room);
                    assert!((-0.001..=100.001 - room).contains(&start), "{place} {room}: {start}");
                    // It does not lie on the other side of a line than its place.
                    for line in uprights {
                        let is_across =
                            (place < *line && *line <= start) || (*line < place && end <= *line);
                        assert!(!is_across, "{place} {room} {line}: {start} to {end}");
                    }
                }
            }
        }
    }

    #[test]
    fn a_line_crosses_what_it_runs_through() {
        let area = Area { x: (10.0, 20.0), y: (100.0, 110.0) };
        for (line, is_crossed) in [
            (((0.0, 105.0), (30.0, 105.0)), true),
            (((0.0, 100.0), (30.0, 100.0)), false),
            (((0.0, 105.0), (9.0, 105.0)), false),
            (((15.0, 0.0), (15.0, 200.0)), true),
            (((5.0, 95.0), (25.0, 115.0)), true),
            (((5.0, 105.0), (12.0, 120.0)), false),
            (((15.0, 105.0), (16.0, 106.0)), true),
            (((15.0, 105.0), (15.0, 105.0)), true),
        ] {
            assert_eq!(area.is_crossed(line), is_crossed, "{line:?}");
        }
    }
}
