//! Rules about what nobody refers to.

use super::View;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::Kind;

/// A source that no record cites was perhaps forgotten.
pub(super) fn sources(view: View<'_>, problems: &mut Diagnostics) {
    for (position, source) in (0u32..).zip(&view.portal.records.sources) {
        if view.derived.backlinks.to(Kind::Source, position).is_empty() {
            let problem = Diagnostic::new(Code::UnusedSource, source.origin.place("id"));
            problems.push(problem.with("id", &*source.id.0));
        }
    }
}
