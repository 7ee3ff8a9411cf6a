//! The page on which the portal is searched, and the A–Z index.

use super::page::Speaker;
use crate::derive::Status;
use crate::model::Kind;
use crate::search::Document;
use crate::site::{Routes, SearchFile, Subject};
use crate::text::{Collation, Lang, fold};
use minijinja::context;
use minijinja::value::Value;
use serde_json::{Map, json};
use std::sync::Arc;
use unicode_normalization::UnicodeNormalization;

/// Where the portal is searched, for the form that every page may have.
pub(super) fn search_links(speaker: &Speaker) -> Value {
    context! {
        href => speaker.href_of(Subject::Search),
        index => speaker.href_of(Subject::Index(1)),
    }
}

/// What the page of the search hands to its script.
pub(super) fn search_view(speaker: &Speaker) -> Value {
    let scene = &speaker.scene;
    let code = scene.portal.site.languages.code(speaker.lang);
    let directory = scene.plan.routes.search(SearchFile::Directory);
    let files = directory.strip_suffix("directory.js").unwrap_or_default();
    context! {
        script => speaker.href(&scene.plan.routes.asset("search.js")),
        files => speaker.href(files),
        pages => speaker.href(&format!("{code}/")),
        stamp => scene.index().stamp.as_str(),
        words => words(speaker).to_string(),
    }
}

/// The words that the script says, as JSON.
fn words(speaker: &Speaker) -> serde_json::Value {
    let text = |key: &str| json!(speaker.words().message(key).map_or("", |found| found.text()));
    let kinds = Kind::ALL.iter().map(|kind| text(&format!("kind.{}.title", kind.name())));
    let groups: Vec<_> = kinds.chain([text("search.pages")]).collect();
    let statuses: Map<String, serde_json::Value> =
        Status::ALL.iter().map(|one| (one.code().to_owned(), text(one.key()))).collect();
    let one = match speaker.words().message("search.found.one") {
        Ok(message) => json!(message.text()),
        Err(_) => text("search.found.other"),
    };
    // People mix languages.
    let portal = speaker.portal();
    let little =
        portal.site.languages.all().flat_map(|lang| portal.words(lang).phrases("search.little"));
    json!({
        "little": little.collect::<Vec<_>>().join(" "),
        "groups": groups,
        "statuses": statuses,
        "one": one,
        "other": text("search.found.other"),
        "none": text("search.none"),
        "some": text("search.some"),
        "meant": text("search.meant"),
        "more": text("search.more"),
        "loading": text("search.loading"),
        "failed": text("search.failed"),
        "title": text("search.title"),
    })
}

/// Everything that can be found, as one language shows it, in the order of its dictionary.
#[derive(Debug)]
pub(super) struct Alphabetical {
    entries: Vec<Entry>,
    /// The letters, each with the first of its entries.
    letters: Vec<(Arc<str>, usize)>,
}

#[derive(Debug)]
struct Entry {
    document: Document,
    letter: Arc<str>,
}

impl Alphabetical {
    pub(super) fn of(scene: &super::Scene, lang: Lang) -> Self {
        let portal = &scene.portal;
        let facts = scene.search_facts();
        let alphabet: Vec<Arc<str>> =
            portal.words(lang).phrases("search.alphabet").map(Into::into).collect();
        let other: Arc<str> = "#".into();
        let entry = |one| {
            let document = Document::of(facts, one, lang);
            let letter = letter(beginning(&document.title.1), &alphabet).unwrap_or(other.clone());
            Entry { document, letter }
        };
        let mut entries: Vec<Entry> = scene.index().found.iter().copied().map(entry).collect();
        let collation = Collation::of(portal.site.languages.code(lang));
        entries.sort_by(|a, b| {
            let [a, b] = [a, b].map(|entry| beginning(&entry.document.title.1));
            collation.compare(a, b)
        });
        let mut letters: Vec<(Arc<str>, usize)> = Vec::new();
        for (at, entry) in entries.iter().enumerate() {
            if letters.last().is_none_or(|(last, _)| *last != entry.letter) {
                letters.push((entry.letter.clone(), at));
            }
        }
        Self { entries, letters }
    }
}

/// A title from its first letter or digit on.
fn beginning(title: &str) -> &str {
    title.trim_start_matches(|c: char| !c.is_alphanumeric())
}

/// The letter of the alphabet under which a title stands: the tone does not count, and what is no
/// letter of the alphabet stands with the one that it is made of.
fn letter(title: &str, alphabet: &[Arc<str>]) -> Option<Arc<str>> {
    const TONES: [char; 5] = ['\u{300}', '\u{301}', '\u{303}', '\u{309}', '\u{323}'];
    let first = title.chars().next()?;
    if first.is_ascii_digit() {
        return Some("0–9".into());
    }
    let upper = |text: String| text.to_uppercase();
    let whole: String = first.nfd().filter(|c| !TONES.contains(c)).nfc().collect();
    let plain = fold(first.encode_utf8(&mut [0; 4]));
    [upper(whole), upper(plain)]
        .iter()
        .find_map(|name| alphabet.iter().find(|letter| ***letter == **name).cloned())
}

/// A page of the A–Z index.
pub(super) fn index_view(speaker: &Speaker, number: u32) -> Value {
    let all = speaker.scene.alphabetical(speaker.lang);
    let page = number.saturating_sub(1) as usize;
    let size = SearchFile::of_index(speaker.portal());
    let first = page * size;
    let pages = SearchFile::index_pages(speaker.portal(), all.entries.len());
    let href = |number: u32| speaker.href_of(Subject::Index(number));
    let letters = all.letters.iter().enumerate().map(|(letter, (name, at))| {
        let on = at / size;
        let place = format!("#_{}", letter + 1);
        let number = u32::try_from(on + 1).unwrap_or(u32::MAX);
        let href = if on == page { place } else { format!("{}{place}", href(number)) };
        context! { name => &**name, href }
    });
    let shown = all.entries.iter().skip(first).take(size);
    let mut groups: Vec<(&str, Vec<Value>)> = Vec::new();
    for entry in shown {
        match groups.last_mut() {
            Some((letter, entries)) if *letter == &*entry.letter => {
                entries.push(entry_view(speaker, entry));
            }
            _ => groups.push((&entry.letter, vec![entry_view(speaker, entry)])),
        }
    }
    // A letter that began on an earlier page has no place of its own here.
    let places = all.letters.iter().enumerate();
    let mut places = places.filter(|(_, (_, at))| at / size == page).peekable();
    let groups = groups.into_iter().map(|(letter, entries)| {
        let begins = places.next_if(|(_, (name, _))| **name == *letter);
        let id = begins.map(|(place, _)| format!("_{}", place + 1));
        context! { letter, id, entries => Value::from(entries) }
    });
    context! {
        number,
        count => pages,
        previous => (number > 1).then(|| href(number - 1)),
        next => (number < pages).then(|| href(number + 1)),
        letters => letters.collect::<Value>(),
        groups => groups.collect::<Value>(),
    }
}

fn entry_view(speaker: &Speaker, entry: &Entry) -> Value {
    let Document { kind, title, path, anchor, area, note, text, .. } = &entry.document;
    // A number alone says little.
    let text = text.as_ref().filter(|_| title.0.is_none()).map(|(_, text)| &**text);
    let mut href = speaker.href(path);
    if let Some(anchor) = anchor {
        href.push('#');
        href.push_str(anchor);
    }
    let kind = kind.map_or_else(
        || speaker.word("search.pages").to_owned(),
        |kind| speaker.word(&format!("kind.{}.title", kind.name())).to_owned(),
    );
    let lang = title.0.filter(|lang| *lang != speaker.lang);
    let lang = lang.map(|lang| speaker.portal().site.languages.code(lang));
    let (area, note) = (area.as_deref(), note.as_deref());
    context! { href, title => &*title.1, lang, text, kind, area, note }
}

/// What the menu calls the page of the search or of the index.
pub(super) fn title_of(speaker: &Speaker, subject: Subject) -> &str {
    speaker.word(match subject {
        Subject::Search => "search.title",
        _ => "search.index",
    })
}

/// The page that the settings call so.
pub(super) fn subject_of_name(name: &str) -> Option<Subject> {
    let which = Routes::FINDING.iter().position(|known| *known == name)?;
    Some(if which == 0 { Subject::Search } else { Subject::Index(1) })
}
