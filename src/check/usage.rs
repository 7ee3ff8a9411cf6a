//! Rules about who refers to whom.

use super::View;
use super::succession::CHAINS;
use super::value::Seen;
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
pub(super) fn not_itself(_view: View<'_>, seen: Seen<'_>, problems: &mut Diagnostics) {
    let (kind, field) = (seen.record.kind(), seen.way.field());
    let names_itself = matches!(
        seen.value,
        Value::Reference(Link { kind: to, index, .. })
            if *to == kind && *index == Some(seen.position)
    );
    if names_itself && !CHAINS.contains(&(kind, field)) {
        let problem = Diagnostic::new(Code::NamesItself, seen.place());
        problems.push(problem.with("field", field).with("id", seen.record.id()));
    }
}
