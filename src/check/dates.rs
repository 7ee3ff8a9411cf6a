//! Rules about time.

use super::View;
use crate::config::Day;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Hint, Said};
use crate::model::{AnyRecord, Date, Group, Kind, Value};

/// What comes first comes first: a document is issued before it applies and before what it
/// promises is due, a time ends after it began. Dates of which it cannot be said which is
/// earlier are left alone.
pub(super) fn in_order(view: View<'_>, problems: &mut Diagnostics) {
    let records = &view.portal.records;
    for resolution in &records.resolutions {
        let body = &resolution.body;
        compare(
            resolution,
            ("issued", body.issued.given()),
            ("effective", body.effective.given()),
            problems,
        );
        compare(
            resolution,
            ("issued", body.issued.given()),
            ("period", body.period.as_ref()),
            problems,
        );
        compare(
            resolution,
            ("period", body.period.as_ref()),
            ("outlook", body.outlook.as_ref()),
            problems,
        );
    }
    for target in &records.targets {
        let body = &target.body;
        let issued = body.resolution.as_ref().and_then(|resolution| resolution.of(records));
        if let Some((resolution, issued)) = issued.and_then(|r| Some((r, r.body.issued.given()?))) {
            let due = body.due.given().filter(|due| due.is_before(issued));
            if let Some(due) = due {
                let problem = problem(target, "due", issued, due);
                let place = resolution.origin.place("issued");
                problems.push(problem.related(place, Said::EARLIER_DATE));
            }
        }
        let baseline = body.baseline.as_ref().and_then(|baseline| baseline.period.given());
        compare(target, ("baseline.period", baseline), ("due", body.due.given()), problems);
        for (index, milestone) in body.milestones.iter().flatten().enumerate() {
            let field = format!("milestones.{index}.due");
            compare(target, (&field, Some(&milestone.due)), ("due", body.due.given()), problems);
        }
    }
    for kind in Kind::ALL.iter().copied() {
        for record in records.of(kind) {
            if let Value::Group(valid) = record.value("valid") {
                validity(record, valid, problems);
            }
        }
    }
}

/// The first day lies before the day on which it was no more.
fn validity(record: &dyn AnyRecord, valid: &dyn Group, problems: &mut Diagnostics) {
    let (Value::Date(from), Value::Date(to)) = (valid.value("from"), valid.value("to")) else {
        return;
    };
    let never = from.earliest().zip(to.latest()).is_some_and(|(from, to)| from >= to);
    if never {
        let problem = problem(record, "valid.to", from, to);
        problems.push(problem.related(record.origin().place("valid.from"), Said::EARLIER_DATE));
    }
}

fn compare(
    record: &dyn AnyRecord,
    (earlier_field, earlier): (&str, Option<&Date>),
    (later_field, later): (&str, Option<&Date>),
    problems: &mut Diagnostics,
) {
    let (Some(earlier), Some(later)) = (earlier, later) else {
        return;
    };
    if later.is_before(earlier) {
        let problem = problem(record, later_field, earlier, later);
        problems.push(problem.related(record.origin().place(earlier_field), Said::EARLIER_DATE));
    }
}

fn problem(record: &dyn AnyRecord, field: &str, earlier: &Date, later: &Date) -> Diagnostic {
    Diagnostic::new(Code::DateOrder, record.origin().place(field))
        .with("earlier", earlier.to_string())
        .with("later", later.to_string())
}

/// Dates of what has happened, by their kind and the way to them.
const PAST: &[(Kind, &str)] = &[
    (Kind::Source, "published"),
    (Kind::Source, "accessed"),
    (Kind::Resolution, "issued"),
    (Kind::Commitment, "evidence.date"),
    (Kind::Commitment, "checked.on"),
];

/// What a portal knows, it knows on the day on which it is judged. Who looks at an earlier day,
/// with `--as-of`, has the records of the day that `site.yaml` names.
pub(super) fn known_by_then(view: View<'_>, problems: &mut Diagnostics) {
    let as_of = view.portal.as_of;
    // No day is set, which is told.
    if as_of == Day::default() {
        return;
    }
    // Without `as_of` the day is git's, in UTC: in Viet Nam it may be tomorrow already.
    let last = view.portal.site.as_of.map_or(as_of.next(), |own| own.max(as_of));
    for (kind, way) in PAST.iter().copied() {
        let (field, inner) = way.split_once('.').unwrap_or((way, ""));
        for record in view.portal.records.of(kind) {
            each_date(&record.value(field), field, inner, &mut |path, date| {
                if date.earliest().is_some_and(|day| day > last) {
                    problems.push(
                        Diagnostic::new(Code::AfterAsOf, record.origin().place(path))
                            .with("date", date.to_string())
                            .with("as_of", as_of.to_string())
                            .hint(Hint::MoveAsOf),
                    );
                }
            });
        }
    }
}

/// Calls `look` for the dates under a name, in a value or in the items of a list.
fn each_date(value: &Value<'_>, path: &str, inner: &str, look: &mut impl FnMut(&str, &Date)) {
    match value {
        Value::Date(date) => look(path, date),
        Value::Group(group) => {
            each_date(&group.value(inner), &format!("{path}.{inner}"), "", look);
        }
        Value::List(values) => {
            for (index, value) in values.iter().enumerate() {
                each_date(&value, &format!("{path}.{index}"), inner, look);
            }
        }
        _ => {}
    }
}
