//! Dates of which parts may be unknown: the part of EDTF (ISO 8601-2) that records.md allows.

use super::{Field, Shape, Value};
use crate::config::Day;
use crate::diagnostic::{Code, Hint, Said};
use crate::text::{CalendarParts, DateForm, Message, Words, format_date, iso_of_written};
use crate::yaml::{Decode, Decoder, Node};
use jiff::civil;
use std::fmt;

/// A date or a period.
///
/// Written `2025`, `2023-09`, `2023-09-06`, `XXXX-03-14` (the year is unknown), and periods
/// `2021/2025`, `../2025` (no beginning is given), `2025/..`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Date {
    /// A year, a month or a day.
    Point(CalendarParts),
    /// From one to another, either of which may be open; at least one is given.
    Period(Option<CalendarParts>, Option<CalendarParts>),
}

impl Default for Date {
    fn default() -> Self {
        Date::Period(None, None)
    }
}

/// Why a text is no date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotADate {
    /// It has another form.
    Form,
    /// It has the form, but the calendar has no such day.
    NoSuchDay,
    /// It has the form, but a year has twelve months.
    NoSuchMonth,
    /// Its end comes before its beginning.
    Reversed,
}

impl Date {
    /// Reads a date.
    ///
    /// # Errors
    /// Why it is none.
    pub fn parse(text: &str) -> Result<Self, NotADate> {
        let Some((from, to)) = text.split_once('/') else {
            return parts(text).map(Date::Point);
        };
        let side = |text| {
            if text == ".." { Ok(None) } else { parts(text).map(Some) }
        };
        let (from, to) = (side(from)?, side(to)?);
        let period = Date::Period(from, to);
        match (from.and_then(earliest), to.and_then(latest)) {
            (Some(first), Some(last)) if first > last => Err(NotADate::Reversed),
            _ if from.is_none() && to.is_none() => Err(NotADate::Form),
            _ => Ok(period),
        }
    }

    /// The first day that it may mean, if that can be said.
    pub fn earliest(&self) -> Option<Day> {
        match self {
            Date::Point(point) => earliest(*point),
            Date::Period(from, _) => from.and_then(earliest),
        }
    }

    /// The last day that it may mean, if that can be said.
    pub fn latest(&self) -> Option<Day> {
        match self {
            Date::Point(point) => latest(*point),
            Date::Period(_, to) => to.and_then(latest),
        }
    }

    /// The date as plain text, in the words of a language.
    pub fn text(&self, form: DateForm, words: &Words) -> String {
        let pattern = |key: &str| words.mark(key).to_owned();
        self.tell(form, pattern, |parts, form| format_date(parts, form, words))
    }

    /// The date, of which `say` says each day, month or year, and `pattern` what stands around
    /// the ends of a period. Of one with a single end there is a sentence alone: `đến năm
    /// 2025`.
    pub fn tell(
        &self,
        form: DateForm,
        pattern: impl Fn(&str) -> String,
        say: impl Fn(CalendarParts, DateForm) -> String,
    ) -> String {
        let (name, form, from, to) = match self {
            Date::Point(parts) => return say(*parts, form),
            Date::Period(None, to) => ("until", DateForm::Long, None, *to),
            Date::Period(from, None) => ("since", DateForm::Long, *from, None),
            Date::Period(from, to) => ("period", form, *from, *to),
        };
        let [from, to] = [from, to].map(|end| end.map(|parts| say(parts, form)));
        let pattern = pattern(&format!("{}.{name}", form.group()));
        Message::new(&pattern).fill(|gap| match gap {
            "from" => from.as_deref(),
            "to" => to.as_deref(),
            _ => None,
        })
    }

    /// Whether every day that it may mean lies before every day that `other` may mean.
    pub fn is_before(&self, other: &Date) -> bool {
        self.latest().zip(other.earliest()).is_some_and(|(last, first)| last < first)
    }
}

/// Reads a year, a month or a day.
fn parts(text: &str) -> Result<CalendarParts, NotADate> {
    let mut pieces = text.split('-');
    let year = match pieces.next() {
        Some("XXXX") => None,
        Some(year) => {
            Some(digits(year, 4).and_then(|n| i16::try_from(n).ok()).ok_or(NotADate::Form)?)
        }
        None => return Err(NotADate::Form),
    };
    let mut next = || match pieces.next() {
        None => Ok(None),
        Some(piece) => {
            let number = digits(piece, 2).and_then(|n| i8::try_from(n).ok());
            number.map(Some).ok_or(NotADate::Form)
        }
    };
    let (month, day) = (next()?, next()?);
    if pieces.next().is_some() || (year.is_none() && month.is_none()) {
        return Err(NotADate::Form);
    }
    // 2000 is a leap year: a day of an unknown year is possible if it is in some year.
    if month.is_some_and(|month| !(1..=12).contains(&month)) {
        return Err(NotADate::NoSuchMonth);
    }
    let probe = civil::Date::new(year.unwrap_or(2000), month.unwrap_or(1), day.unwrap_or(1));
    probe.map_err(|_| NotADate::NoSuchDay)?;
    Ok(CalendarParts { year, month, day })
}

fn digits(text: &str, count: usize) -> Option<u16> {
    let fits = text.len() == count && text.bytes().all(|byte| byte.is_ascii_digit());
    fits.then(|| text.parse().ok()).flatten()
}

fn earliest(parts: CalendarParts) -> Option<Day> {
    let day = civil::Date::new(parts.year?, parts.month.unwrap_or(1), parts.day.unwrap_or(1));
    day.ok().map(Day)
}

fn latest(parts: CalendarParts) -> Option<Day> {
    let month = parts.month.unwrap_or(12);
    let first = civil::Date::new(parts.year?, month, 1).ok()?;
    let day = parts.day.unwrap_or_else(|| first.days_in_month());
    civil::Date::new(first.year(), month, day).ok().map(Day)
}

impl fmt::Display for Date {
    /// Writes the date as it is read.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Date::Point(point) => write_parts(f, Some(*point)),
            Date::Period(from, to) => {
                write_parts(f, *from)?;
                f.write_str("/")?;
                write_parts(f, *to)
            }
        }
    }
}

fn write_parts(f: &mut fmt::Formatter<'_>, parts: Option<CalendarParts>) -> fmt::Result {
    let Some(CalendarParts { year, month, day }) = parts else {
        return f.write_str("..");
    };
    match year {
        Some(year) => write!(f, "{year:04}")?,
        None => f.write_str("XXXX")?,
    }
    for part in [month, day].into_iter().flatten() {
        write!(f, "-{part:02}")?;
    }
    Ok(())
}

impl Decode for Date {
    fn decode(node: Node<'_>, decoder: &mut Decoder<'_>) -> Option<Self> {
        let (text, _) = decoder.scalar(node, Said::A_DATE)?;
        let error = match Self::parse(text) {
            Ok(date) => return Some(date),
            Err(error) => error,
        };
        let problem = match (error, text.split_once('/')) {
            (NotADate::NoSuchDay, _) => {
                decoder.problem(Code::NoSuchDay, node).with("what", Said::A_DAY)
            }
            (NotADate::NoSuchMonth, _) => {
                decoder.problem(Code::NoSuchDay, node).with("what", Said::A_MONTH)
            }
            (NotADate::Reversed, Some((from, to))) => {
                decoder.problem(Code::DateOrder, node).with("earlier", from).with("later", to)
            }
            _ => decoder.problem(Code::NotADate, node),
        };
        let problem = problem.with("written", text);
        let swapped = text.split_once('/').map(|(from, to)| format!("{to}/{from}"));
        // The ends of a period, each as people write it.
        let ends = text.split_once('/').map(|(from, to)| {
            let [from, to] =
                [from, to].map(|end| iso_of_written(end).unwrap_or_else(|| end.to_owned()));
            format!("{from}/{to}")
        });
        // Years joined by a dash, as in 2021-2025: nothing else fits.
        let joined = Some(text.replace(['-', '–'], "/"));
        let mut meant = [iso_of_written(text), ends, swapped, joined].into_iter().flatten();
        let meant = meant.find(|text| Self::parse(text).is_ok());
        decoder.tell(match meant {
            Some(iso) => problem.with("suggestion", iso).hint(Hint::WriteDate),
            None => problem.hint(Hint::DateForm),
        });
        None
    }
}

impl Field for Date {
    const SHAPE: Shape = Shape::Date;

    fn view(&self) -> Value<'_> {
        Value::Date(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_form_that_records_allow_is_read_and_written_back() {
        for text in
            ["2025", "2023-09", "2023-09-06", "XXXX-03-14", "2021/2025", "../2025", "2025/.."]
        {
            assert_eq!(Date::parse(text).map(|date| date.to_string()), Ok(text.to_owned()));
        }
    }

    #[test]
    fn what_is_no_date_is_refused_with_its_reason() {
        for (text, reason) in [
            ("2025-13", NotADate::NoSuchMonth),
            ("2025-00-01", NotADate::NoSuchMonth),
            ("2023-02-29", NotADate::NoSuchDay),
            ("XXXX-02-30", NotADate::NoSuchDay),
            ("2025/2021", NotADate::Reversed),
            ("25", NotADate::Form),
            ("../..", NotADate::Form),
            ("XXXX", NotADate::Form),
            ("6/9/2023", NotADate::Form),
            ("2023-9-6", NotADate::Form),
        ] {
            assert_eq!(Date::parse(text), Err(reason), "{text}");
        }
    }

    #[test]
    fn a_year_ends_on_its_last_day_and_an_unknown_year_has_no_bounds() {
        let date = |text| Date::parse(text).unwrap_or_default();
        assert_eq!(
            date("2024-02").latest().map(|day| day.to_string()).as_deref(),
            Some("2024-02-29")
        );
        assert!(date("2023").is_before(&date("2024-01-01")));
        assert!(!date("2023").is_before(&date("2023-12-31")));
        assert!(!date("XXXX-03-14").is_before(&date("2030")));
        assert!(!date("../2025").is_before(&date("2024")));
    }
}
