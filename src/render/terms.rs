//! The words of the glossary, explained where a page first uses them.
//!
//! What a page says comes from many records and templates, so that its terms are looked for in
//! its HTML, once it is made: the text between the tags, but not in what is no prose. Each
//! term becomes a link at its first use, to its meaning at the end of the same page; no
//! script is needed, and on paper the page ends with its own glossary.

use super::escape::escape;
use super::page::PageView;
use super::record::RecordView;
use crate::model::{Kind, Portal};
use crate::site::Subject;
use crate::text::Lang;
use aho_corasick::{AhoCorasick, MatchKind};
use minijinja::context;
use minijinja::value::Value;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Elements whose text is no prose: what a term means is not asked there.
const NO_PROSE: &[&str] = &[
    "blockquote",
    "button",
    "code",
    "data",
    "h2",
    "h3",
    "h4",
    "nav",
    "option",
    "pre",
    "script",
    "select",
    "style",
    "svg",
    "textarea",
    "thead",
];

/// The terms of a portal in one language, ready to be found.
#[derive(Debug)]
pub(super) struct Glossary {
    finder: AhoCorasick,
    /// What each pattern of the finder belongs to.
    spellings: Vec<Spelling>,
    /// The id of each term.
    ids: Vec<Box<str>>,
}

#[derive(Debug)]
struct Spelling {
    /// The term's position.
    term: u32,
    /// The spelling as it must stand, if it is all capitals: `AI` is no `ai` (who).
    exact: Option<Box<str>>,
}

impl Glossary {
    /// The terms that have a name in this language; `None` if there are none.
    pub(super) fn new(portal: &Portal, lang: Lang) -> Option<Self> {
        let mut patterns = BTreeMap::new();
        for (term, record) in (0u32..).zip(portal.records.terms.iter()) {
            let body = &record.body;
            let own = body.name.get(lang).map(AsRef::as_ref);
            let others = body.alternatives.as_ref().and_then(|all| all.0.get(lang));
            let others = others.into_iter().flatten().map(|word| &**word);
            for spelling in own.into_iter().chain(others) {
                let spelling = escape(spelling).into_owned();
                // Two terms may share an abbreviation: the first has it.
                patterns.entry(spelling.to_lowercase()).or_insert_with(|| {
                    let has_small = spelling.chars().any(char::is_lowercase);
                    Spelling { term, exact: (!has_small).then(|| spelling.into()) }
                });
            }
        }
        patterns.remove("");
        let mut finder = AhoCorasick::builder();
        let finder = finder.match_kind(MatchKind::LeftmostLongest).build(patterns.keys()).ok()?;
        let spellings: Vec<Spelling> = patterns.into_values().collect();
        let ids = portal.records.terms.iter().map(|term| (*term.id.0).into()).collect();
        (!spellings.is_empty()).then_some(Self { finder, spellings, ids })
    }

    /// The HTML with a link at the first use of each term. One that is used in links alone has
    /// none.
    fn explain(&self, html: &str) -> Explained {
        let mut explained =
            Explained { out: String::with_capacity(html.len() + 512), ..Explained::default() };
        let mut rest = html;
        // The element whose text is left alone, and how many of its name are open.
        let mut within: Option<(&str, usize)> = None;
        let mut in_link = false;
        while let Some(at) = rest.find('<') {
            let (text, tag) = rest.split_at(at);
            if within.is_none() {
                self.explain_text(text, in_link, &mut explained);
            } else {
                explained.out.push_str(text);
            }
            let (tag, after) = tag.split_at(end_of(tag));
            explained.out.push_str(tag);
            let (name, is_end) = name_of(tag);
            within = match within {
                Some((element, open)) if element == name => match (is_end, open) {
                    (true, 1) => None,
                    (true, open) => Some((element, open - 1)),
                    (false, open) => Some((element, open + 1)),
                },
                None if !is_end && NO_PROSE.contains(&name) => Some((name, 1)),
                within => within,
            };
            if name == "a" {
                in_link = !is_end;
            }
            rest = after;
        }
        explained.out.push_str(rest);
        explained
    }

    fn explain_text(&self, text: &str, in_link: bool, explained: &mut Explained) {
        let lower = text.to_lowercase();
        // Where lower case is longer than the text its places are others.
        if lower.len() != text.len() {
            return explained.out.push_str(text);
        }
        let mut told = 0;
        for found in self.finder.find_iter(&lower) {
            let Some(spelling) = self.spellings.get(found.pattern().as_usize()) else { continue };
            let range = found.range();
            // Lower case has cut the text at the places where the text can be cut.
            let Some(word) = text.get(range.clone()) else { continue };
            let is_whole = !text[..range.start].ends_with(char::is_alphanumeric)
                && !text[range.end..].starts_with(char::is_alphanumeric);
            if !is_whole || spelling.exact.as_ref().is_some_and(|exact| **exact != *word) {
                continue;
            }
            if !explained.used.contains(&spelling.term) {
                explained.used.push(spelling.term);
            }
            if in_link || explained.linked.contains(&spelling.term) {
                continue;
            }
            explained.linked.push(spelling.term);
            explained.out.push_str(&text[told..range.start]);
            let id = self.ids.get(spelling.term as usize).map_or("", AsRef::as_ref);
            let link =
                format!("<a class=\"term\" id=\"_use-{id}\" href=\"#_term-{id}\">{word}</a>");
            explained.out.push_str(&link);
            told = range.end;
        }
        explained.out.push_str(&text[told..]);
    }
}

/// HTML as it is read through.
#[derive(Default)]
struct Explained {
    out: String,
    /// The terms that are used, in the order of their first use.
    used: Vec<u32>,
    /// Those of them that have a link.
    linked: Vec<u32>,
}

/// Where a tag ends, behind its `>`: one that stands in an attribute ends nothing.
fn end_of(tag: &str) -> usize {
    let mut quote = None;
    for (at, byte) in tag.bytes().enumerate() {
        match (quote, byte) {
            (None, b'>') => return at + 1,
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), byte) if open == byte => quote = None,
            _ => {}
        }
    }
    tag.len()
}

/// The name of a tag, and whether it ends an element.
fn name_of(tag: &str) -> (&str, bool) {
    let inner = tag.trim_start_matches('<');
    let (inner, is_end) = inner.strip_prefix('/').map_or((inner, false), |inner| (inner, true));
    let end = inner.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(inner.len());
    (&inner[..end], is_end)
}

/// What a page says (`html`), with its terms explained, and those terms (`terms`), each with
/// `record` and whether there is a link to it (`is_linked`).
pub(super) fn explain(view: &PageView, html: &Value) -> Value {
    let text = html.as_str().unwrap_or_default();
    let speaker = view.speaker();
    let glossary = match view.subject() {
        // Each term is explained there.
        Subject::List(Kind::Term, _) => None,
        // These lead to other pages, and say nothing themselves.
        Subject::Search | Subject::Index(_) => None,
        _ => speaker.scene.glossary(speaker.lang),
    };
    let Some(glossary) = glossary else {
        return context! { html, terms => Vec::<Value>::new() };
    };
    let Explained { out: html, used, linked } = glossary.explain(text);
    let term = |position: u32| {
        let record = RecordView::new(Arc::clone(speaker), Kind::Term, position);
        context! { record => Value::from_object(record), is_linked => linked.contains(&position) }
    };
    context! {
        html => Value::from_safe_string(html),
        terms => used.into_iter().map(term).collect::<Value>(),
    }
}
