//! Rules about what came from what.

use super::View;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Said};
use crate::model::{AnyRecord, Field as _, Kind, Value};

/// Fields in which a record may name others of its own kind, in such a way that following
/// them must come to an end.
pub(super) const CHAINS: &[(Kind, &str)] = &[
    (Kind::Area, "predecessors"),
    (Kind::Organisation, "predecessors"),
    (Kind::Resolution, "implements"),
    (Kind::Resolution, "replaces"),
    (Kind::Term, "broader"),
    // By way of `computed`: a figure cannot be made of itself.
    (Kind::Achievement, "quantity"),
];

/// Nothing is its own predecessor, by however many steps.
pub(super) fn no_cycle(view: View<'_>, problems: &mut Diagnostics) {
    for (kind, field) in CHAINS.iter().copied() {
        let records: Vec<_> = view.portal.records.of(kind).collect();
        let next: Vec<Vec<usize>> = records.iter().map(|r| positions(&r.value(field))).collect();
        // 0 not visited, 1 on the way, 2 done.
        let mut state = vec![0u8; records.len()];
        for start in 0..records.len() {
            if let Some(way) = find_cycle(start, &next, &mut state) {
                let ids: Vec<&str> = way.iter().map(|at| records[*at].id()).collect();
                let place = records[way[0]].origin().place(field);
                let problem = Diagnostic::new(Code::Cycle, place).with("field", field);
                problems.push(problem.with("way", ids.join(" → ")));
            }
        }
    }
}

fn positions(value: &Value<'_>) -> Vec<usize> {
    match value {
        Value::Reference(link) => link.index.map(|index| index as usize).into_iter().collect(),
        Value::List(values) => values.iter().flat_map(|value| positions(&value)).collect(),
        Value::Quantity(quantity) => {
            let computed = quantity.computed().into_iter();
            computed.flat_map(|computed| positions(&computed.from.view())).collect()
        }
        _ => Vec::new(),
    }
}

/// The first cycle that is met from here, beginning and ending with the same record. Without
/// recursion: a chain may be as long as there are records.
fn find_cycle(start: usize, next: &[Vec<usize>], state: &mut [u8]) -> Option<Vec<usize>> {
    if state[start] != 0 {
        return None;
    }
    let mut way = vec![(start, 0)];
    state[start] = 1;
    let mut found = None;
    while let Some((at, edge)) = way.last_mut() {
        let Some(to) = next[*at].get(*edge).copied() else {
            state[*at] = 2;
            way.pop();
            continue;
        };
        *edge += 1;
        match state[to] {
            0 => {
                state[to] = 1;
                way.push((to, 0));
            }
            1 if found.is_none() => {
                let from = way.iter().position(|(at, _)| *at == to).unwrap_or(0);
                let mut cycle: Vec<usize> = way[from..].iter().map(|(at, _)| *at).collect();
                cycle.push(to);
                found = Some(cycle);
            }
            _ => {}
        }
    }
    found
}

/// What begins with a predecessor's end begins on the day of that end.
pub(super) fn dates_agree(view: View<'_>, problems: &mut Diagnostics) {
    for kind in [Kind::Area, Kind::Organisation] {
        let records: Vec<_> = view.portal.records.of(kind).collect();
        for record in &records {
            let Some((_, from)) = valid(*record, "from") else { continue };
            for position in positions(&record.value("predecessors")) {
                let Some(predecessor) = records.get(position) else { continue };
                let Some((to_text, to)) = valid(*predecessor, "to") else { continue };
                if to > from {
                    let problem =
                        Diagnostic::new(Code::SuccessionDates, record.origin().place("valid.from"))
                            .with("from", from.to_string())
                            .with("predecessor", predecessor.id())
                            .with("to", to_text);
                    let place = predecessor.origin().place("valid.to");
                    problems.push(problem.related(place, Said::EARLIER_DATE));
                }
            }
        }
    }
}

fn valid(record: &dyn AnyRecord, end: &str) -> Option<(String, crate::config::Day)> {
    match record.value("valid") {
        Value::Group(valid) => match valid.value(end) {
            Value::Date(date) => Some((date.to_string(), date.earliest()?)),
            _ => None,
        },
        _ => None,
    }
}
