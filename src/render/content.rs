//! Pages of prose as templates see them.

use super::markdown;
use super::page::{Speaker, day_view};
use crate::model::{ContentPage, PageVersion};
use crate::site::{Standpoint, Subject};
use crate::text::Lang;
use minijinja::context;
use minijinja::value::Value;

/// A page of prose in the page's language or, failing that, in the nearest, with a mark.
pub(super) fn content_view(speaker: &Speaker, position: u32) -> Value {
    let Some((page, lang, version)) = find(speaker, position) else {
        return Value::from(());
    };
    let portal = speaker.portal();
    // Links are counted from where the text is at home, whichever language shows it.
    let home = speaker.scene.plan.routes.page(Subject::Content(position), Some(lang), portal);
    let from = Standpoint::Page { path: &home, source: &version.path };
    let html = markdown::page(&version.text, &version.outline, from, lang, speaker);
    let headings = version.outline.headings.iter().filter(|heading| heading.level == 2);
    let heading = |heading: &crate::markdown::Heading| {
        context! { id => &*heading.id, text => &*heading.text }
    };
    let updated = version.about.updated;
    context! {
        id => &*page.id,
        title => &*version.about.title,
        description => version.about.description.as_deref(),
        lang => portal.site.languages.code(lang),
        is_translated => lang == speaker.lang,
        updated => updated.map(|day| day_view(day, speaker.words())),
        headings => headings.map(heading).collect::<Value>(),
        html => Value::from_safe_string(html),
    }
}

/// Where a page of prose is now.
pub(super) fn moved_view(speaker: &Speaker, position: u32) -> Value {
    let title = find(speaker, position).map(|(_, _, version)| version.about.title.to_string());
    context! { title, href => speaker.href_of(Subject::Content(position)) }
}

fn find(speaker: &Speaker, position: u32) -> Option<(&ContentPage, Lang, &PageVersion)> {
    let portal = speaker.portal();
    let page = portal.pages.get(position as usize)?;
    let (lang, version) = page.closest(speaker.lang, &portal.site)?;
    Some((page, lang, version))
}
