//! The catalogues of words: whole, alike, and all that templates and records ask for.

use super::support::repository;
use minhbach::config::Site;
use minhbach::diagnostic::Diagnostics;
use minhbach::load::{Sources, read_words};
use minhbach::model::{FieldInfo, Kind, Presence, Qualifier, Reason, Shape};
use minhbach::text::{Lang, Words};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;

pub(crate) fn catalogues() -> Vec<(String, Words)> {
    let site = Site::default();
    let mut problems = Diagnostics::default();
    // An empty folder: only what comes with the program.
    let nowhere = tempfile::TempDir::new().expect("a directory");
    let words = read_words(&mut Sources::open(nowhere.path()), &site, &mut problems);
    assert!(problems.is_empty());
    let languages = site.languages;
    languages
        .all()
        .map(|lang: Lang| (languages.code(lang).to_owned(), words.of(lang).clone()))
        .collect()
}

/// The keys with their gaps, in order of name. A form for one thing is each language's own affair.
fn keys(words: &Words) -> BTreeMap<String, BTreeSet<String>> {
    let entries = words.entries().filter(|(key, _)| !key.ends_with(".one"));
    // Its gaps are those of the other form.
    for (key, message) in words.entries().filter(|(key, _)| key.ends_with(".one")) {
        let other = words.message(&key.replace(".one", ".other")).expect("the other form");
        assert_eq!(message.gaps(), other.gaps(), "{key}");
    }
    let gaps =
        |message: &minhbach::text::Message| message.gaps().into_iter().map(str::to_owned).collect();
    entries.map(|(key, message)| (key.to_owned(), gaps(message))).collect()
}

#[test]
fn every_language_has_the_same_keys() {
    let catalogues = catalogues();
    let (_, first) = &catalogues[0];
    let first: BTreeSet<String> = keys(first).into_keys().collect();
    for (code, words) in &catalogues {
        let own: BTreeSet<String> = keys(words).into_keys().collect();
        let missing: Vec<_> = first.symmetric_difference(&own).collect();
        assert!(missing.is_empty(), "{code}: {missing:?}");
    }
}

#[test]
fn every_message_has_the_same_gaps_in_every_language() {
    let catalogues = catalogues();
    let (_, first) = &catalogues[0];
    let first = keys(first);
    for (code, words) in &catalogues {
        for (key, gaps) in keys(words) {
            // How a date is written differs on purpose.
            if !key.starts_with("date.") && !key.starts_with("date_long.") {
                assert_eq!(Some(&gaps), first.get(&key), "{code} {key}");
            }
        }
    }
}

/// Every word that some declared shape can show.
fn asked_by(shape: Shape, field: &str, into: &mut BTreeSet<String>) {
    match shape {
        Shape::Word(codes) => {
            into.extend(codes.iter().map(|code| format!("word.{field}.{code}")));
        }
        Shape::List(inner) => asked_by(*inner, field, into),
        Shape::Group(fields) => fields.iter().for_each(|info| asked_by_field(info, into)),
        _ => {}
    }
}

fn asked_by_field(info: &FieldInfo, into: &mut BTreeSet<String>) {
    into.insert(format!("field.{}", info.name));
    asked_by(info.shape, info.name, into);
}

#[test]
fn every_field_and_every_word_of_a_record_has_a_name() {
    let mut asked = BTreeSet::new();
    for kind in Kind::ALL.iter().copied() {
        asked.insert(format!("kind.{}.title", kind.name()));
        asked.insert(format!("kind.{}.count.other", kind.name()));
        asked.insert(format!("slug.{}", kind.name()));
        asked.extend(kind.facets().iter().map(|name| format!("slug_by.{name}")));
        kind.fields().for_each(|info| asked_by_field(info, &mut asked));
    }
    asked_by(Shape::Group(minhbach::model::Citation::FIELDS), "", &mut asked);
    asked_by(Shape::Group(minhbach::model::Quantity::FIELDS), "", &mut asked);
    asked.extend(Qualifier::CODES.iter().map(|code| format!("word.qualifier.{code}")));
    asked.extend(Qualifier::CODES.iter().map(|code| format!("quantity.{code}")));
    asked.extend(Reason::CODES.iter().map(|code| format!("word.unknown.{code}")));
    lack_nothing(&asked);
}

/// A list of those who refer to a record is titled by their kind; where one kind refers
/// through several fields the title must tell them apart.
#[test]
fn ways_back_can_be_told_apart() {
    for (_, words) in catalogues() {
        tell_apart(&words);
    }
}

fn tell_apart(words: &Words) {
    for kind in Kind::ALL.iter().copied().filter(|kind| kind.presence() != Presence::Codes) {
        let mut seen = BTreeMap::new();
        for info in kind.fields() {
            for other in leads_to(info.shape) {
                let own = format!("backlink.{}.{}", kind.name(), info.name);
                let title = words.fill(&own, |_| None);
                let title = if title == own { kind.name().to_owned() } else { title };
                let before = seen.insert((other, title), info.name);
                assert!(before.is_none(), "{own} and {before:?}");
            }
        }
    }
}

fn leads_to(shape: Shape) -> Vec<Kind> {
    match shape {
        Shape::Reference(kind) if kind.presence() == Presence::Pages => vec![kind],
        Shape::Citations => vec![Kind::Source],
        // What a figure of our own is computed from.
        Shape::Quantity => vec![Kind::Achievement],
        Shape::List(inner) => leads_to(*inner),
        Shape::Group(fields) => fields.iter().flat_map(|info| leads_to(info.shape)).collect(),
        _ => Vec::new(),
    }
}

#[test]
fn every_word_that_a_template_asks_for_exists() {
    let mut asked = BTreeSet::new();
    for entry in walkdir::WalkDir::new(repository().join("themes")) {
        let entry = entry.expect("an entry");
        if entry.path().extension().is_some_and(|extension| extension == "html") {
            let text = fs::read_to_string(entry.path()).expect("a template");
            asked.extend(calls(&text, "t").map(str::to_owned));
            asked.extend(calls(&text, "counted").map(|key| format!("{key}.other")));
        }
    }
    assert!(asked.len() > 20);
    // Keys that a template puts together end in a dot; their parts are tested above.
    asked.retain(|key| !key.trim_end_matches(".other").ends_with('.'));
    lack_nothing(&asked);
}

/// The first arguments of calls such as `t("page.home")`.
fn calls<'t>(text: &'t str, function: &'t str) -> impl Iterator<Item = &'t str> {
    text.match_indices(function).filter_map(move |(at, _)| {
        let before = text[..at].chars().next_back();
        let is_name = before.is_some_and(|c| c.is_alphanumeric() || c == '_' || c == '.');
        let rest = text[at + function.len()..].strip_prefix('(')?;
        let quote = rest.chars().next().filter(|c| matches!(c, '"' | '\''))?;
        (!is_name).then(|| rest[1..].split(quote).next()).flatten()
    })
}

fn lack_nothing(asked: &BTreeSet<String>) {
    for (code, words) in catalogues() {
        let missing: Vec<_> = asked.iter().filter(|key| words.message(key).is_err()).collect();
        assert!(missing.is_empty(), "{code}: {missing:#?}");
    }
}
