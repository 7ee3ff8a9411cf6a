//! Rules about pages of prose, and about the links of everything that is written in Markdown.

use super::View;
use super::value::Seen;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Hint, Place};
use crate::markdown::{Dialect, Link};
use crate::model::{AnyRecord, PageVersion, Presence, Shape, Value};
use crate::site::{Content, Destination, Standpoint, Subject};
use crate::text::Lang;

/// Every page is there in every declared language. A missing one stops nothing: its address
/// shows the nearest language and says so.
pub(super) fn versions(view: View<'_>, problems: &mut Diagnostics) {
    let site = &view.portal.site;
    for page in &view.portal.pages {
        let Some((_, first)) = page.closest(Lang::SOURCE, site) else { continue };
        for lang in site.languages.all().filter(|lang| page.versions.get(*lang).is_none()) {
            let code = site.languages.code(lang);
            let folder = first.path.rsplit_once('/').map_or("", |(folder, _)| folder);
            let name = format!("{}.{code}.md", page.id);
            let parts = [&*site.paths.content, folder, &name];
            let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
            let problem = Diagnostic::new(Code::MissingTranslation, Place::File(first.file));
            let problem = problem.with("field", &*page.id).with("language", code);
            problems.push(problem.with("suggestion", parts.join("/")).hint(Hint::AddPage));
        }
    }
}

/// Marks of footnotes and their texts belong together.
pub(super) fn footnotes(view: View<'_>, problems: &mut Diagnostics) {
    for (_, _, version) in all_versions(view) {
        for (label, bytes) in &version.outline.dangling {
            let problem = Diagnostic::new(Code::DanglingFootnote, version.place_of(bytes));
            problems.push(problem.with("label", &**label).hint(Hint::AddFootnote));
        }
        for (label, bytes) in &version.outline.repeated {
            let problem = Diagnostic::new(Code::RepeatedFootnote, version.place_of(bytes));
            problems.push(problem.with("label", &**label));
        }
        for (label, bytes) in &version.outline.unused {
            let problem = Diagnostic::new(Code::UnusedFootnote, version.place_of(bytes));
            problems.push(problem.with("label", &**label));
        }
    }
}

/// What a page links to is there.
pub(super) fn of_pages(view: View<'_>, problems: &mut Diagnostics) {
    for (position, lang, version) in all_versions(view) {
        let subject = Subject::Content(position);
        let path = view.plan.routes.page(subject, Some(lang), view.portal);
        let from = Standpoint::Page { path: &path, source: &version.path };
        for link in &version.outline.links {
            look(view, from, link, || version.place_of(&link.bytes), problems);
        }
    }
}

/// What the Markdown texts of records link to is there.
pub(super) fn of_records(view: View<'_>, seen: Seen<'_>, problems: &mut Diagnostics) {
    let (Value::Text(text), Shape::Markdown) = (seen.value, seen.shape) else { return };
    let languages = &view.portal.site.languages;
    for lang in languages.all() {
        // Most texts have no link, which is seen without reading them as Markdown.
        let text = text.get(lang).filter(|text| text.contains(['[', '<']));
        for link in text.map(|text| Link::all(text, Dialect::Note)).unwrap_or_default() {
            let place = || seen.place_of(languages.code(lang));
            look(view, Standpoint::Record, &link, place, problems);
        }
    }
}

fn look(
    view: View<'_>,
    from: Standpoint<'_>,
    link: &Link,
    place: impl Fn() -> Place,
    problems: &mut Diagnostics,
) {
    let problem = |code| Diagnostic::new(code, place()).with("address", &*link.address);
    match view.plan.follow(view.portal, from, &link.address) {
        Destination::Elsewhere(_) if link.is_picture => {
            problems.push(problem(Code::ForeignPicture).hint(Hint::CopyPicture));
        }
        // What a figure is said to be is held against its record in `figures`.
        Destination::Elsewhere(_) | Destination::Figure(_) => {}
        Destination::Unsafe => problems.push(problem(Code::UnsafeLink).hint(Hint::LinkSchemes)),
        Destination::Missing => {
            let is_relative = !link.address.starts_with('/');
            let hint = if from == Standpoint::Record && is_relative {
                Hint::LinkFromRoot
            } else {
                Hint::LinkForm
            };
            problems.push(problem(Code::BrokenLink).hint(hint));
        }
        Destination::Here { path, anchor: Some(anchor), .. } => {
            if let Err(known) = has_anchor(view, &path, anchor) {
                let problem = problem(Code::BrokenAnchor).with("anchor", anchor);
                problems.push(problem.suggest(anchor, known));
            }
        }
        Destination::Here { .. } => {}
    }
}

/// Whether a page has a place of this name; if not, the names that it has.
fn has_anchor<'v>(view: View<'v>, path: &str, anchor: &str) -> Result<(), Vec<&'v str>> {
    let Some(Content::Page(page)) = view.plan.find(path).map(|entry| &entry.content) else {
        // A place in a file that is no page, such as a page of a PDF, is the file's own affair.
        return Ok(());
    };
    let (portal, records) = (view.portal, &view.portal.records);
    let known: Vec<&str> = match (page.subject, page.lang) {
        (Subject::Content(position), Some(lang)) => {
            let version = portal.pages.get(position as usize);
            let version = version.and_then(|page| page.closest(lang, &portal.site));
            let headings = version.into_iter().flat_map(|(_, version)| &version.outline.headings);
            headings.map(|heading| &*heading.id).collect()
        }
        (Subject::Record(kind, position), _) => {
            // What is written inside the record is a part of its page.
            match records.get(kind, position as usize).map(|record| record.value("achievements")) {
                Some(Value::List(nested)) => nested.filter_map(|value| id_of(&value)).collect(),
                _ => Vec::new(),
            }
        }
        (Subject::List(kind, _), _) if kind.presence() == Presence::OnePage => {
            records.of(kind).map(AnyRecord::id).collect()
        }
        _ => Vec::new(),
    };
    if known.contains(&anchor) { Ok(()) } else { Err(known) }
}

/// The id that a reference names.
fn id_of<'v>(value: &Value<'v>) -> Option<&'v str> {
    match value {
        Value::Reference(link) => Some(link.id),
        _ => None,
    }
}

/// Every version of every page, with the page's position.
pub(super) fn all_versions(view: View<'_>) -> impl Iterator<Item = (u32, Lang, &PageVersion)> {
    (0u32..).zip(&view.portal.pages).flat_map(move |(position, page)| {
        let languages = view.portal.site.languages.all();
        languages.filter_map(move |lang| Some((position, lang, page.versions.get(lang)?)))
    })
}
