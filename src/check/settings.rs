//! Rules about `site.yaml`.

use super::View;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, FieldPath, FileId, Hint, Part, Place};
use crate::model::{AnyRecord, Kind, Presence};
use crate::site::{Report, Routes};
use crate::text::slug;

/// `site.yaml` is always the first file that is read.
fn place(field: &str) -> Place {
    let path = if field.is_empty() { FieldPath::default() } else { FieldPath::of(field) };
    Place::Field { file: FileId(0), node: 0, path, part: Part::Value }
}

/// The place of a key, rather than of its value.
fn key(field: &str) -> Place {
    Place::Field { file: FileId(0), node: 0, path: FieldPath::of(field), part: Part::Key }
}

/// Without an address of its own the portal works, but it has nothing that must be absolute.
pub(super) fn base_url(view: View<'_>, problems: &mut Diagnostics) {
    // Where `site.yaml` is broken its address may be what could not be read.
    let settled = !problems.has_errors_in(FileId(0));
    if settled && view.portal.site.base_url.is_none() {
        let problem = Diagnostic::new(Code::NoBaseUrl, Place::File(FileId(0)));
        problems.push(problem.hint(Hint::NameBaseUrl));
    }
}

/// The publisher and the licence are records.
pub(super) fn references(view: View<'_>, problems: &mut Diagnostics) {
    let site = &view.portal.site;
    for (field, id, kind) in [
        ("publisher", &site.publisher, Kind::Organisation),
        ("licence", &site.licence, Kind::Licence),
    ] {
        let Some(id) = id else { continue };
        let records = view.portal.records.of(kind);
        if records.clone().all(|record| record.id() != &**id) {
            let problem = Diagnostic::new(Code::UnknownReference, place(field));
            let known = records.map(AnyRecord::id);
            problems.push(problem.with("id", &**id).with("kind", kind.group()).suggest(id, known));
        }
    }
}

/// Slugs are parts of addresses and of paths on the disk, whether `site.yaml` or the words
/// of a language give them.
pub(super) fn slugs(view: View<'_>, problems: &mut Diagnostics) {
    let languages: Vec<&str> = view.portal.site.languages.codes().collect();
    for (name, lang, written) in view.plan.routes.slugs() {
        let clean = slug(written);
        // A language without words has no slugs either, and its words are told.
        if written == format!("slug.{name}") {
            continue;
        }
        if written != clean || clean.is_empty() {
            let field = format!("slugs.{name}.{}", languages[lang]);
            let problem = Diagnostic::new(Code::NotAnId, place(&field));
            let problem = problem.with("written", written).with("suggestion", clean);
            problems.push(problem.hint(Hint::IdForm));
        }
    }
}

/// What the portal says of itself is there in every language, and a contact can be reached.
pub(super) fn own_words(view: View<'_>, problems: &mut Diagnostics) {
    let site = &view.portal.site;
    for (field, text) in [("title", &site.title), ("description", &site.description)] {
        let missing = site.languages.all().filter(|lang| text.get(*lang).is_none());
        for lang in missing.filter(|_| !text.is_empty()) {
            let problem = Diagnostic::new(Code::MissingTranslation, place(field));
            let problem = problem.with("field", field).with("language", site.languages.code(lang));
            problems.push(problem.hint(Hint::AddTranslation));
        }
    }
}

/// The menu and the slugs name sections that exist, the menu pages too.
pub(super) fn sections(view: View<'_>, problems: &mut Diagnostics) {
    let site = &view.portal.site;
    let with_pages = Kind::ALL
        .iter()
        .filter(|kind| matches!(kind.presence(), Presence::Pages | Presence::OnePage));
    let reports = Report::ALL.iter().map(|report| report.name());
    let known = with_pages.map(|kind| kind.name()).chain(reports);
    let known: Vec<&str> = known.chain(Routes::FINDING.iter().copied()).collect();
    let menu = site.menu.iter().flatten().enumerate();
    let menu = menu.map(|(index, name)| (format!("menu.{index}"), &**name));
    let menu = menu.map(|(field, name)| (place(&field), "menu", name));
    let slugs = site.slugs.keys().map(|name| (key(&format!("slugs.{name}")), "slugs", &**name));
    let page_ids = || view.portal.pages.iter().map(|page| &*page.id);
    for (place, field, name) in menu.chain(slugs) {
        let is_page = field == "menu" && page_ids().any(|id| id == name);
        if !known.contains(&name) && !is_page {
            let problem = Diagnostic::new(Code::UnknownWord, place).with("word", name);
            let pages = page_ids().filter(|_| field == "menu");
            let known = known.iter().copied().chain(pages);
            problems.push(problem.with("key", field).suggest(name, known));
        }
    }
}
