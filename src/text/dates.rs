//! Dates as a language writes them, from parts of which some may be unknown.

use super::Words;

/// The parts of a date that are known; at least one is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CalendarParts {
    /// The year, 0 to 9999.
    pub year: Option<i16>,
    /// The month, 1 to 12.
    pub month: Option<i8>,
    /// The day of the month, 1 to 31.
    pub day: Option<i8>,
}

/// How much of a date is written in words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateForm {
    /// As little as can be, for tables: 06/09/2023.
    Short,
    /// As a sentence has it: ngày 06 tháng 9 năm 2023.
    Long,
}

impl DateForm {
    /// The group of patterns in a catalogue.
    pub fn group(self) -> &'static str {
        match self {
            DateForm::Short => "date",
            DateForm::Long => "date_long",
        }
    }
}

/// The date by the pattern that `words` has for the parts that are known
/// (`date.year_month_day`, `date_long.month_day` …). Vietnamese writes 22/12/2024 or
/// ngày 22 tháng 12 năm 2024, English 22 December 2024; a date without a year says so.
pub fn format_date(parts: CalendarParts, form: DateForm, words: &Words) -> String {
    let year = parts.year.map(|year| year.to_string()).unwrap_or_default();
    let padded = |part: Option<i8>| {
        let part = part.and_then(|part| usize::try_from(part).ok());
        part.and_then(|part| PADDED.get(part)).copied().unwrap_or_default()
    };
    let (day, month) = (padded(parts.day), padded(parts.month));
    words.fill(key_of(parts, form), |gap| match gap {
        "year" => Some(&year),
        "day" => Some(day.trim_start_matches('0')),
        "day_padded" => Some(day),
        "month_padded" => Some(month),
        "month_name" => Some(words.mark(&["month.", month.trim_start_matches('0')].concat())),
        _ => None,
    })
}

/// Days and months with two digits: pages have thousands of dates, and no text is put together
/// for each of their parts.
const PADDED: [&str; 32] = [
    "00", "01", "02", "03", "04", "05", "06", "07", "08", "09", "10", "11", "12", "13", "14", "15",
    "16", "17", "18", "19", "20", "21", "22", "23", "24", "25", "26", "27", "28", "29", "30", "31",
];

/// The pattern for the parts that are known. Pages have thousands of dates: no text is put
/// together to find it.
fn key_of(parts: CalendarParts, form: DateForm) -> &'static str {
    let (short, long) = match (parts.year, parts.month, parts.day) {
        (Some(_), None, _) => ("date.year", "date_long.year"),
        (Some(_), Some(_), None) => ("date.year_month", "date_long.year_month"),
        (Some(_), Some(_), Some(_)) => ("date.year_month_day", "date_long.year_month_day"),
        (None, _, None) => ("date.month", "date_long.month"),
        (None, _, Some(_)) => ("date.month_day", "date_long.month_day"),
    };
    match form {
        DateForm::Short => short,
        DateForm::Long => long,
    }
}

/// The ISO form of a date as people write it: day first, as Vietnamese documents do (6/9/2023,
/// 06-9-2023, 9/2023), or year first without the zeros (2023-9-6, 2023/9/6). Whether the
/// calendar has such a day is for the reader to find out.
pub fn iso_of_written(text: &str) -> Option<String> {
    let pieces: Vec<&str> = text.split(['/', '-', '.']).collect();
    let number = |piece: &str| {
        let is_part = piece.len() <= 2 && piece.bytes().all(|byte| byte.is_ascii_digit());
        is_part.then(|| piece.parse::<u16>().ok()).flatten()
    };
    match pieces.as_slice() {
        [year, month, day] | [day, month, year] if year.len() == 4 => {
            Some(format!("{year}-{:02}-{:02}", number(month)?, number(day)?))
        }
        [month, year] if year.len() == 4 => Some(format!("{year}-{:02}", number(month)?)),
        // With a slash it would be a period.
        [year, month] if year.len() == 4 && text.contains('-') => {
            Some(format!("{year}-{:02}", number(month)?))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_recognised_as_people_write_them() {
        for (written, iso) in [
            ("6/9/2023", Some("2023-09-06")),
            ("06-9-2023", Some("2023-09-06")),
            ("9/2023", Some("2023-09")),
            ("2023-9-6", Some("2023-09-06")),
            ("2023/9/06", Some("2023-09-06")),
            ("2023-9", Some("2023-09")),
            ("2025", None),
            ("2025/6", None),
            ("2021-2025", None),
            ("2023-009-6", None),
            ("2023-+9-6", None),
        ] {
            assert_eq!(iso_of_written(written).as_deref(), iso, "{written}");
        }
    }

    #[test]
    fn a_date_says_what_is_unknown() {
        let vi = Words::new([
            ("date.year_month_day", "{day_padded}/{month_padded}/{year}"),
            ("date.month_day", "{day_padded}/{month_padded} (không nêu năm)"),
        ]);
        let known = CalendarParts { year: Some(2024), month: Some(12), day: Some(2) };
        assert_eq!(format_date(known, DateForm::Short, &vi), "02/12/2024");
        let yearless = CalendarParts { year: None, ..known };
        assert_eq!(format_date(yearless, DateForm::Short, &vi), "02/12 (không nêu năm)");
    }
}
