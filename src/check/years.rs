//! Rules about years that were left over when a record was copied.

use super::View;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Hint};
use crate::model::{AnyRecord, Date, Resolution};
use crate::text::{Text, Words};
use std::ops::RangeInclusive;

/// A target's id and statement name no other year than the one in which it is due.
pub(super) fn of_targets(view: View<'_>, problems: &mut Diagnostics) {
    let records = &view.portal.records;
    for target in &records.targets {
        let Some(due) = target.body.due.given() else { continue };
        let resolution = target.body.resolution.as_ref().and_then(|link| link.of(records));
        // An id may begin with that of the document, which has a year of its own.
        let is_document = |year: i16| {
            resolution.is_some_and(|document| {
                only_year(document.id.0.split('-')) == Some(year) || dates(&document.body, year)
            })
        };
        if let Some(year) = only_year(target.id.0.split('-')).filter(|year| !is_document(*year)) {
            tell(target, "id", year, ("due", due), problems);
        }
        of_statement(view, target, &target.body.statement, ("due", due), problems);
    }
}

/// An achievement's statement names no other year than that of its period.
pub(super) fn of_achievements(view: View<'_>, problems: &mut Diagnostics) {
    for achievement in &view.portal.records.achievements {
        let body = &achievement.body;
        if let (Some(statement), Some(period)) = (body.statement.given(), body.period.given()) {
            of_statement(view, achievement, statement, ("period", period), problems);
        }
    }
}

fn of_statement(
    view: View<'_>,
    record: &dyn AnyRecord,
    statement: &Text,
    dated: (&str, &Date),
    problems: &mut Diagnostics,
) {
    let languages = &view.portal.site.languages;
    for lang in languages.all() {
        let Some(text) = statement.get(lang) else { continue };
        if let Some(year) = own_year(text, view.portal.words(lang)) {
            let field = format!("statement.{}", languages.code(lang));
            // Of two languages that say the same, one is enough.
            if tell(record, &field, year, dated, problems) {
                return;
            }
        }
    }
}

/// Tells a year that is not among those of a date; whether it did.
fn tell(
    record: &dyn AnyRecord,
    field: &str,
    year: i16,
    (dated, date): (&str, &Date),
    problems: &mut Diagnostics,
) -> bool {
    let is_other = years_of(date).is_some_and(|years| !years.contains(&year));
    if is_other {
        let problem = Diagnostic::new(Code::CopiedYear, record.origin().place(field))
            .with("field", field)
            .with("year", year.to_string())
            .with("dated", dated)
            .with("date", date.to_string());
        problems.push(problem.hint(Hint::CheckYear));
    }
    is_other
}

/// The years of a date; one that is open towards the past begins with the first of all.
fn years_of(date: &Date) -> Option<RangeInclusive<i16>> {
    let year = |day: Option<crate::config::Day>| day.and_then(|day| day.parts().year);
    let last = year(date.latest());
    match date {
        Date::Period(_, None) => Some(year(date.earliest())?..=i16::MAX),
        // "Until 2025" is due in 2025.
        _ => last.map(|last| year(date.earliest()).unwrap_or(last)..=last),
    }
}

/// Whether a year is one in which a document was issued, came into force or which it covers.
fn dates(document: &Resolution, year: i16) -> bool {
    let own = [document.issued.given(), document.effective.given()];
    let covered = [document.period.as_ref(), document.outlook.as_ref()];
    let mut all = own.into_iter().chain(covered).flatten().filter_map(years_of);
    all.any(|years| years.contains(&year))
}

/// A year as records name it.
fn year(text: &str) -> Option<i16> {
    let is_year = text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit());
    is_year.then(|| text.parse().ok()).flatten().filter(|year| (1990..=2099).contains(year))
}

/// The one year among some words; `None` if there are none or several.
fn only_year<'t>(words: impl Iterator<Item = &'t str>) -> Option<i16> {
    let mut years = words.filter_map(year);
    let first = years.next()?;
    years.all(|other| other == first).then_some(first)
}

/// The numbers of four digits in a text, with the places at which they begin.
fn years_in(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    let runs = text.split(|c: char| !c.is_ascii_digit());
    // What parts the runs is one character, of one byte or more.
    runs.filter_map(move |run| {
        let begin = at;
        let end = begin + run.len();
        at = end + text.get(end..)?.chars().next().map_or(0, char::len_utf8);
        (run.len() == 4).then_some((begin, run))
    })
}

/// The one year that a text names, if it names it as its own (`đến năm 2025`) and neither as
/// that of something else (`so với năm 2020`) nor as a number of things.
fn own_year(text: &str, words: &Words) -> Option<i16> {
    let is_mark = |c: char| c.is_whitespace() || matches!(c, ',' | '.' | ';' | ':' | '(' | ')');
    let found = only_year(years_in(text).map(|(_, year)| year))?;
    let (at, written) = years_in(text).next()?;
    let (before, behind) = (text.get(..at)?, text.get(at + written.len()..)?);
    // A number of something, as in 202/2025/QH15, or a range, as in 2021-2025.
    let stands_alone =
        before.chars().next_back().is_none_or(is_mark) && behind.chars().next().is_none_or(is_mark);
    let before = before.trim_end().to_lowercase();
    let ends_with_one_of = |key| {
        words.phrases(key).any(|phrase| {
            let around = before.strip_suffix(phrase);
            around.is_some_and(|around| !around.ends_with(char::is_alphanumeric))
        })
    };
    let is_own = ends_with_one_of("sense.year") && !ends_with_one_of("sense.other_year");
    (stands_alone && is_own).then_some(found)
}
