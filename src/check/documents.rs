//! Rules about documents and terms.

use super::View;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Hint, Said};
use crate::model::System;

/// A number follows its system: the Party writes a hyphen after the figure (13-NQ/TU), the
/// state a slash (749/QĐ-TTg). Variants occur in the press; they belong to
/// `number_as_written`.
pub(super) fn numbers(view: View<'_>, problems: &mut Diagnostics) {
    for resolution in &view.portal.records.resolutions {
        let body = &resolution.body;
        let (Some(number), Some(system)) = (body.number.given(), body.system) else { continue };
        let after = number.trim_start_matches(|c: char| c.is_ascii_digit()).chars().next();
        let fits = match system {
            System::Party => after == Some('-'),
            System::State => after == Some('/'),
            System::Other => true,
        };
        if !fits || number.contains(' ') {
            let problem = Diagnostic::new(Code::NumberForm, resolution.origin.place("number"));
            problems.push(problem.with("number", &**number).hint(Hint::NumberForms));
        }
    }
}

/// A clause that is named is one of the document's, where these are listed.
pub(super) fn clauses(view: View<'_>, problems: &mut Diagnostics) {
    let records = &view.portal.records;
    for target in &records.targets {
        let resolution = target.body.resolution.as_ref().and_then(|link| link.of(records));
        let (Some(resolution), Some(clause)) = (resolution, &target.body.clause) else { continue };
        // What could not be read may be the very clause.
        let Some(listed) = &resolution.body.clauses else { continue };
        if !listed.is_empty() && listed.iter().all(|listed| listed.id != *clause) {
            let known = listed.iter().map(|listed| &*listed.id);
            problems.push(
                Diagnostic::new(Code::UnknownClause, target.origin.place("clause"))
                    .with("clause", &**clause)
                    .with("resolution", &*resolution.id.0)
                    .suggest(clause, known)
                    .related(resolution.origin.place("clauses"), Said::CLAUSES_HERE),
            );
        }
    }
}

/// A definition can be read in one breath. Vietnamese is counted by syllables, which is what
/// stands between spaces.
pub(super) fn definitions(view: View<'_>, problems: &mut Diagnostics) {
    const MOST: usize = 40;
    for term in &view.portal.records.terms {
        for lang in view.portal.site.languages.all() {
            let words =
                term.body.definition.get(lang).map_or(0, |text| text.split_whitespace().count());
            if words > MOST {
                let field = format!("definition.{}", view.portal.site.languages.code(lang));
                let problem = Diagnostic::new(Code::LongDefinition, term.origin.place(&field));
                problems.push(problem.with("count", words.to_string()));
            }
        }
    }
}
