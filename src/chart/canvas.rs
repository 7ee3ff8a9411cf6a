//! Shapes become SVG.
//!
//! Across, places are told in percent, so that a drawing takes the width that there is and its
//! text stays as large as it was; down, they are told in pixels. Colours are told by classes
//! (`styles/50-drawing.css` of the theme), so that a page can show them light, dark or in the
//! colours of its reader.

use super::measure::{Weight, wrap};
use super::place::{Anchor, Area, NARROWEST, SLACK, TEXT, beside, room_of};
use crate::text::push_digits;
use std::fmt::Write as _;

/// From one line of text to the next: Vietnamese letters carry two marks, one above the other.
pub(super) const LINE: f64 = 18.0;

/// A place or a length across.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum X {
    /// In percent of the width.
    Percent(f64),
    /// In pixels.
    Pixels(f64),
}

/// A drawing as it grows.
#[derive(Debug)]
pub(super) struct Canvas {
    svg: String,
    /// What its labels cover.
    pub(super) covered: Vec<Area>,
    /// The id of its hatching, which is its own among those of a page.
    hatch: String,
    has_hatch: bool,
}

impl Canvas {
    /// An empty one, whose ids begin so.
    pub(super) fn new(id: &str) -> Self {
        let hatch = format!("{id}-hatch");
        Self { svg: String::with_capacity(2048), covered: Vec::new(), hatch, has_hatch: false }
    }

    /// What was drawn.
    pub(super) fn finish(mut self) -> String {
        if self.has_hatch {
            let _ = write!(
                self.svg,
                "<defs><pattern id=\"{}\" width=\"7\" height=\"7\" \
                 patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate(45)\">\
                 <path class=\"hatch\" d=\"M0 0v7\"/></pattern></defs>",
                self.hatch
            );
        }
        self.svg
    }

    pub(super) fn rect(&mut self, class: &str, x: X, y: f64, width: X, height: f64) {
        self.open("rect", class);
        self.area(x, y, width, height);
        self.svg.push_str("/>");
    }

    /// A part in which a value may lie anywhere.
    pub(super) fn hatched(&mut self, x: X, y: f64, width: X, height: f64) {
        self.has_hatch = true;
        self.open("rect", "maybe");
        self.area(x, y, width, height);
        let _ = write!(self.svg, " fill=\"url(#{})\"/>", self.hatch);
    }

    pub(super) fn line(&mut self, class: &str, from: (X, f64), to: (X, f64)) {
        self.open("line", class);
        self.attribute("x1", from.0);
        self.attribute("y1", X::Pixels(from.1));
        self.attribute("x2", to.0);
        self.attribute("y2", X::Pixels(to.1));
        self.svg.push_str("/>");
    }

    pub(super) fn circle(&mut self, class: &str, x: X, y: f64, radius: f64) {
        self.open("circle", class);
        self.attribute("cx", x);
        self.attribute("cy", X::Pixels(y));
        self.attribute("r", X::Pixels(radius));
        self.svg.push_str("/>");
    }

    /// A text on one line; `y` is the line that its letters stand on.
    pub(super) fn text(&mut self, class: &str, x: X, y: f64, anchor: Anchor, text: &str) {
        self.open("text", class);
        self.attribute("x", x);
        self.attribute("y", X::Pixels(y));
        match anchor {
            Anchor::Start => {}
            Anchor::Middle => self.svg.push_str(" text-anchor=\"middle\""),
            Anchor::End => self.svg.push_str(" text-anchor=\"end\""),
        }
        self.svg.push('>');
        escape(&mut self.svg, text);
        self.svg.push_str("</text>");
    }

    /// A text at a place across, in as many lines as it needs, each [`beside`] the place and
    /// off the upright lines. Gives the line below.
    pub(super) fn label(
        &mut self,
        class: &str,
        (percent, liking): (f64, Anchor),
        (top, uprights): (f64, &[f64]),
        text: &str,
    ) -> f64 {
        let mut y = top;
        let weight = weight_of(class);
        for line in wrap(text, TEXT * SLACK, weight, NARROWEST, MOST_LINES) {
            y += LINE;
            let room = room_of(&line, weight);
            let (x, anchor) = beside(percent, room, liking, uprights);
            self.text(class, X::Percent(x), y - 5.0, anchor, &line);
            self.covered.push(Area::of_text((x, y - 5.0), anchor, room));
        }
        y
    }

    /// An upright line that leaves out what these labels cover.
    pub(super) fn upright(&mut self, class: &str, x: f64, (top, end): (f64, f64), labels: &[Area]) {
        /// A shorter piece between two lines of text looks like a part of a letter.
        const SHORTEST: f64 = 5.0;
        let mut y = top;
        for label in labels.iter().filter(|label| label.x.0 < x && x < label.x.1) {
            let (from, to) = (label.y.0 - 1.0, label.y.1 + 1.0);
            if from > y + SHORTEST {
                self.line(class, (X::Percent(x), y), (X::Percent(x), from.min(end)));
            }
            y = y.max(to);
        }
        if end > y {
            self.line(class, (X::Percent(x), y), (X::Percent(x), end));
        }
    }

    /// A picture of its own, as it is, at a place.
    pub(super) fn picture(&mut self, svg: &str, x: f64, y: f64, size: f64) {
        let Some(rest) = svg.strip_prefix("<svg") else { return };
        self.svg.push_str("<svg");
        self.attribute("x", X::Pixels(x));
        self.attribute("y", X::Pixels(y));
        self.attribute("width", X::Pixels(size));
        self.attribute("height", X::Pixels(size));
        self.svg.push_str(rest.trim_end());
    }

    /// Adds what another one holds, above what is there.
    pub(super) fn append(&mut self, other: &Self) {
        self.has_hatch |= other.has_hatch;
        self.svg.push_str(&other.svg);
    }

    /// Shapes that belong together, drawn in between.
    pub(super) fn group(&mut self, class: &str, draw: impl FnOnce(&mut Self)) {
        self.open("g", class);
        self.svg.push('>');
        draw(self);
        self.svg.push_str("</g>");
    }

    fn open(&mut self, name: &str, class: &str) {
        for piece in ["<", name, " class=\"", class, "\""] {
            self.svg.push_str(piece);
        }
    }

    fn area(&mut self, x: X, y: f64, width: X, height: f64) {
        self.attribute("x", x);
        self.attribute("y", X::Pixels(y));
        self.attribute("width", width);
        self.attribute("height", X::Pixels(height));
    }

    fn attribute(&mut self, name: &str, value: X) {
        for piece in [" ", name, "=\""] {
            self.svg.push_str(piece);
        }
        match value {
            X::Percent(percent) => {
                number(&mut self.svg, percent);
                self.svg.push('%');
            }
            X::Pixels(pixels) => number(&mut self.svg, pixels),
        }
        self.svg.push('"');
    }
}

/// The most lines of a label.
const MOST_LINES: usize = 4;

/// How heavy the text of a class is.
fn weight_of(class: &str) -> Weight {
    if class.starts_with("strong") { Weight::Strong } else { Weight::Regular }
}

/// Writes a number with two digits behind the point at most.
fn number(out: &mut String, value: f64) {
    // What is no number is 0 and what is too large the largest: a cast never fails.
    let hundredths = (value * 100.0).round() as i64;
    if hundredths < 0 {
        out.push('-');
    }
    // A drawing has some three hundred of them, and `write!` took a third of its time.
    let (whole, rest) = (hundredths.unsigned_abs() / 100, hundredths.unsigned_abs() % 100);
    push_digits(out, whole, 1);
    if rest > 0 {
        out.push('.');
        let (rest, digits) = if rest.is_multiple_of(10) { (rest / 10, 1) } else { (rest, 2) };
        push_digits(out, rest, digits);
    }
}

/// Writes a text as XML has it; a character that XML has not is left out.
pub(super) fn escape(out: &mut String, text: &str) {
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\t' | '\n' | '\r' => out.push(' '),
            character if character.is_control() => {}
            '\u{fffe}' | '\u{ffff}' => {}
            character => out.push(character),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(value: f64) -> String {
        let mut out = String::new();
        number(&mut out, value);
        out
    }

    #[test]
    fn numbers_are_short_and_always_numbers() {
        for (value, text) in [
            (0.0, "0"),
            (12.5, "12.5"),
            (33.333_333, "33.33"),
            (0.05, "0.05"),
            (-0.5, "-0.5"),
            (-3.25, "-3.25"),
            (99.999, "100"),
            (f64::NAN, "0"),
        ] {
            assert_eq!(written(value), text);
        }
        assert!(written(f64::INFINITY).parse::<f64>().is_ok());
    }

    #[test]
    fn texts_cannot_leave_their_place() {
        let mut out = String::new();
        escape(&mut out, "<script>\u{0}&\"'\u{1b}");
        assert_eq!(out, "&lt;script&gt;&amp;&quot;'");
    }
}
