//! Where a reader says that something is wrong, or names a source: a mail, or an issue in a
//! tracker, in which the record, its page and the questions that help stand already.

use super::list::slice_title;
use super::page::Speaker;
use super::search_page;
use crate::model::Kind;
use crate::site::{Page, Subject, absolute};
use crate::text::fill;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use std::borrow::Cow;

/// The characters of a title before it is cut: some mail programs take no longer links than
/// 2,000 characters, and a Vietnamese letter may take nine of them.
const LONGEST_TITLE: usize = 60;

/// What a reader writes for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Purpose {
    /// Something is wrong.
    Error,
    /// There is a source that the portal does not know.
    Source,
}

/// The link for writing about a record; none where the site names neither a tracker
/// (`report_url`) nor an address (`contact.email`).
pub(super) fn of_record(
    speaker: &Speaker,
    purpose: Purpose,
    kind: Kind,
    position: u32,
) -> Option<String> {
    let portal = speaker.portal();
    let record = portal.records.get(kind, position as usize)?;
    let routes = &speaker.scene.plan.routes;
    let found = routes.record(kind, position, speaker.lang, portal);
    let (path, anchor) = found.unwrap_or_else(|| (speaker.path.to_string(), None));
    let place = place(speaker, &path, anchor.as_deref());
    let record_name = format!("{}/{}", kind.name(), record.id());
    link(speaker, purpose, portal.label(record, speaker.lang).1, Some(&record_name), &place)
}

/// The link for reporting what is wrong with a page. Pages that stand for none have no such link.
pub(super) fn of_page(speaker: &Speaker, page: &Page) -> Option<String> {
    let portal = speaker.portal();
    let title = match page.subject {
        Subject::Record(kind, position) => {
            return of_record(speaker, Purpose::Error, kind, position);
        }
        Subject::List(kind, _) | Subject::Table(kind) => {
            speaker.word(&format!("kind.{}.title", kind.name()))
        }
        Subject::Slice(slice, _) => &slice_title(speaker, slice),
        Subject::Report(report) => speaker.title_of(report),
        Subject::Content(position) => {
            let content = portal.pages.get(position as usize)?;
            &content.closest(speaker.lang, &portal.site)?.1.about.title
        }
        Subject::Home => speaker.closest(&portal.site.title)?.1,
        Subject::Search | Subject::Index(_) => search_page::title_of(speaker, page.subject),
        Subject::Moved(..)
        | Subject::Welcome
        | Subject::NotFound
        | Subject::Embed(_)
        | Subject::Components => {
            return None;
        }
    };
    link(speaker, Purpose::Error, title, None, &place(speaker, &speaker.path, None))
}

/// The link for writing about what has this title and, if it is a record, this name, and is
/// to be read at this place.
fn link(
    speaker: &Speaker,
    purpose: Purpose,
    title: &str,
    record: Option<&str>,
    place: &str,
) -> Option<String> {
    let site = &speaker.portal().site;
    let text = || {
        let title = shortened(title);
        let gap = |gap: &str| match gap {
            "title" => Some(&*title),
            "record" => record,
            "language" => Some(site.languages.code(speaker.lang)),
            "address" => Some(place),
            _ => None,
        };
        let words = |name: &str| fill(speaker.word(&format!("report_link.{name}")), gap);
        let (subject, questions) = match purpose {
            Purpose::Error => ("subject", "questions"),
            Purpose::Source => ("source_subject", "source_questions"),
        };
        let about = if record.is_some() { "of_record" } else { "of_page" };
        (words(subject), format!("{}\n\n{}\n", words(about), words(questions)))
    };
    if let Some(tracker) = &site.report_url {
        let (title, body) = text();
        return Some(tracker.filled(&encoded(&title), &encoded(&body)));
    }
    let mailbox = site.contact.email.as_deref()?;
    let (subject, body) = text();
    // Lines of a mail end in both (RFC 6068).
    let body = body.replace('\n', "\r\n");
    let mailbox = encoded(mailbox).replace("%40", "@");
    Some(format!("mailto:{mailbox}?subject={}&body={}", encoded(&subject), encoded(&body)))
}

/// The full address, or the path where the portal does not know where it stands.
fn place(speaker: &Speaker, path: &str, anchor: Option<&str>) -> String {
    let place = match &speaker.portal().site.base_url {
        Some(base) => absolute(&base.0, path),
        None => path.strip_suffix("index.html").unwrap_or(path).to_owned(),
    };
    anchor.map_or_else(|| place.clone(), |anchor| format!("{place}#{anchor}"))
}

fn shortened(title: &str) -> Cow<'_, str> {
    match title.char_indices().nth(LONGEST_TITLE) {
        None => title.into(),
        Some((end, _)) => format!("{}…", title[..end].trim_end()).into(),
    }
}

/// A value as it stands in the query of an address: nothing in it means anything there.
fn encoded(text: &str) -> String {
    const ENCODED: &AsciiSet =
        &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');
    utf8_percent_encode(text, ENCODED).to_string()
}
