//! Rules about who refers to whom.

use super::View;
use super::succession::CHAINS;
use super::value::Seen;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::{Kind, Link, Record, Term, Value};

/// A source that no record cites was perhaps forgotten.
pub(super) fn sources(view: View<'_>, problems: &mut Diagnostics) {
    for (position, source) in (0u32..).zip(&view.portal.records.sources) {
        if view.derived.backlinks.to(Kind::Source, position).is_empty() {
            let problem = Diagnostic::new(Code::UnusedSource, source.origin.place("id"));
            problems.push(problem.with("id", &*source.id.0));
        }
    }
}

/// A term that no text of the portal uses, by its name or by another word for it, and that no
/// other term refers to, explains what nobody will look up.
pub(super) fn terms(view: View<'_>, problems: &mut Diagnostics) {
    let portal = view.portal;
    let mut unused: Vec<(&Record<Term>, Vec<String>)> = (0u32..)
        .zip(&portal.records.terms)
        .filter(|(position, _)| view.derived.backlinks.to(Kind::Term, *position).is_empty())
        .map(|(_, term)| (term, names_of(view, term)))
        .collect();
    if unused.is_empty() {
        return;
    }
    let mut look = |text: &str| {
        if !unused.is_empty() {
            let text = text.to_lowercase();
            unused.retain(|(_, names)| !names.iter().any(|name| text.contains(name.as_str())));
        }
    };
    let languages = || portal.site.languages.all();
    for version in portal.pages.iter().flat_map(|page| languages().map(|l| page.versions.get(l))) {
        version.into_iter().for_each(|version| look(&version.text));
    }
    for kind in Kind::ALL.iter().copied().filter(|kind| *kind != Kind::Term) {
        for record in portal.records.of(kind) {
            record.values().for_each(|(_, value)| each_text(&value, &mut look));
        }
    }
    for (term, _) in unused {
        let problem = Diagnostic::new(Code::UnusedTerm, term.origin.place("id"));
        problems.push(problem.with("id", &*term.id.0));
    }
}

/// What a term is called, in every language and in lower case.
fn names_of(view: View<'_>, term: &Record<Term>) -> Vec<String> {
    let languages = || view.portal.site.languages.all();
    let names = languages().filter_map(|lang| term.body.name.get(lang)).map(|name| &**name);
    let others = term.body.alternatives.iter().flat_map(|words| {
        let words = languages().filter_map(|lang| words.0.get(lang)).flatten();
        words.map(|word| &*word.0)
    });
    names.chain(others).map(str::to_lowercase).collect()
}

/// Calls `look` for the texts of a value and of what is inside of it.
fn each_text(value: &Value<'_>, look: &mut impl FnMut(&str)) {
    match value {
        Value::Text(text) => text.known().for_each(|text| look(text)),
        Value::List(values) => values.iter().for_each(|value| each_text(&value, look)),
        Value::Group(group) => group.values().for_each(|(_, value)| each_text(&value, look)),
        _ => {}
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
