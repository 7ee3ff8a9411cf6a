//! A day of the calendar, known whole.

use crate::diagnostic::{Code, Hint, Said};
use crate::text::{CalendarParts, iso_of_written};
use crate::yaml::{Decode, Decoder, Node};
use jiff::civil;
use std::fmt;

/// A day, written `2026-11-22`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(pub civil::Date);

impl Day {
    /// The day that this text names, if it names one whole.
    pub fn parse(text: &str) -> Option<Self> {
        let whole = text.len() == 10 && text.as_bytes().get(4) == Some(&b'-');
        whole.then(|| text.parse().ok().map(Self)).flatten()
    }

    /// The day after it; the last day of the calendar has none and is its own.
    pub fn next(self) -> Self {
        self.0.tomorrow().map_or(self, Self)
    }

    /// How many days lie between this one and another; negative if the other comes first.
    pub fn days_until(self, other: Self) -> i32 {
        // Days alone, of dates that both exist: nothing here can fail.
        self.0.until(other.0).map_or(0, |span| span.get_days())
    }

    /// Year, month and day.
    pub fn parts(self) -> CalendarParts {
        let Self(date) = self;
        CalendarParts { year: Some(date.year()), month: Some(date.month()), day: Some(date.day()) }
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl Decode for Day {
    fn decode(node: Node<'_>, decoder: &mut Decoder<'_>) -> Option<Self> {
        let (text, _) = decoder.scalar(node, Said::A_DATE)?;
        let day = Self::parse(text);
        if day.is_none() {
            let problem = decoder.problem(Code::NotADate, node).with("written", text);
            let iso = iso_of_written(text).filter(|iso| Self::parse(iso).is_some());
            decoder.tell(match iso {
                Some(iso) => problem.with("suggestion", iso).hint(Hint::WriteDate),
                None => problem.hint(Hint::DayForm),
            });
        }
        day
    }
}
