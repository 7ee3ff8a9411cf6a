//! Rules about who refers to whom.

use super::View;
use super::succession::CHAINS;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::{Kind, Link, Value};

/// A source that no record cites was perhaps forgotten.
pub(super) fn sources(view: View<'_>, problems: &mut Diagnostics) {
    for (position, source) in (0u32..).zip(&view.portal.records.sources) {
        if view.derived.backlinks.to(Kind::Source, position).is_empty() {
            let problem = Diagnostic::new(Code::UnusedSource, source.origin.place("id"));
            problems.push(problem.with("id", &*source.id.0));
        }
    }
}

/// Nothing agrees with itself, is its own source or is connected to itself. Where following a
/// field must come to an end, this is a cycle of one step, and told as one.
pub(super) fn not_itself(view: View<'_>, problems: &mut Diagnostics) {
    for kind in Kind::ALL.iter().copied() {
        let fields = kind.fields().filter(|info| !CHAINS.contains(&(kind, info.name)));
        let fields: Vec<&str> = fields.map(|info| info.name).collect();
        for (position, record) in (0u32..).zip(view.portal.records.of(kind)) {
            for field in &fields {
                if let Some(path) = path_to(kind, position, &record.value(field)) {
                    let place = record.origin().place(&format!("{field}{path}"));
                    let problem = Diagnostic::new(Code::NamesItself, place);
                    problems.push(problem.with("field", *field).with("id", record.id()));
                }
            }
        }
    }
}

/// The way to a reference to this record inside of a value, each step behind a dot.
fn path_to(kind: Kind, position: u32, value: &Value<'_>) -> Option<String> {
    let inside = |name: String, value: &Value<'_>| {
        path_to(kind, position, value).map(|path| format!(".{name}{path}"))
    };
    match value {
        Value::Reference(Link { kind: to, index, .. }) => {
            (*to == kind && *index == Some(position)).then(String::new)
        }
        Value::List(values) => {
            let mut items = values.iter().enumerate();
            items.find_map(|(index, value)| inside(index.to_string(), value))
        }
        Value::Group(group) => group
            .fields()
            .iter()
            .find_map(|info| inside(info.name.to_owned(), &group.value(info.name))),
        _ => None,
    }
}
