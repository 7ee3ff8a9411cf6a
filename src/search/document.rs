//! What a language shows of something that was found.

use super::found_by::plain_note;
use super::{Facts, ended, is_over};
use crate::derive::Status;
use crate::model::{AnyRecord, Date, Kind, Portal, Shape, Value};
use crate::site::{Findable, Subject};
use crate::text::{DateForm, Lang, Text};

/// What a language shows of something that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    /// The kind of a record.
    pub kind: Option<Kind>,
    /// Its name, with the language that this is in, if it is in one.
    pub title: (Option<Lang>, String),
    /// The page on which it can be read.
    pub path: String,
    /// Its place on the page.
    pub anchor: Option<String>,
    /// What it is, in short, with the language that this is in.
    pub text: Option<(Option<Lang>, String)>,
    /// The area that it is about.
    pub area: Option<String>,
    /// How it stands, if it is a target.
    pub status: Option<Status>,
    /// What became of an area, or what it was made of.
    pub note: Option<String>,
}

impl Document {
    /// The most characters of a text that are shown.
    const LONGEST: usize = 160;

    /// What a language shows of this.
    pub fn of(facts: Facts<'_>, one: Findable, lang: Lang) -> Self {
        match one {
            Findable::Record(kind, position) => Self::of_record(facts, kind, position, lang),
            Findable::Page(subject) => Self::of_page(facts, subject, lang),
        }
    }

    fn of_record(facts: Facts<'_>, kind: Kind, position: u32, lang: Lang) -> Self {
        let Facts { portal, derived, plan } = facts;
        let place = plan.routes.record(kind, position, lang, portal);
        let (path, anchor) = place.unwrap_or_default();
        let record = portal.records.get(kind, position as usize);
        let title = record.map(|record| portal.label(record, lang));
        let title = title.map_or((None, String::new()), |(lang, text)| (lang, text.to_owned()));
        let text = record.and_then(|record| text_of(portal, record, lang));
        let area = record.and_then(|record| label_in(portal, record, "area", lang));
        let judgement = derived.judgements.get(position as usize);
        let judgement = judgement.filter(|_| kind == Kind::Target);
        let note = if kind == Kind::Area { succession(facts, position, lang) } else { None };
        Self {
            kind: Some(kind),
            title,
            path,
            anchor,
            text: text.map(|(lang, text)| (lang, shortened(text))),
            area: area.map(|(_, area)| area),
            status: judgement.map(|judgement| judgement.status),
            note,
        }
    }

    fn of_page(facts: Facts<'_>, subject: Subject, lang: Lang) -> Self {
        let Facts { portal, plan, .. } = facts;
        let text = match subject {
            Subject::Home => closest(portal, &portal.site.description, lang),
            Subject::Content(position) => portal.pages.get(position as usize).and_then(|page| {
                let (found, version) = page.closest(lang, &portal.site)?;
                Some((Some(found), version.about.description.as_ref()?.to_string()))
            }),
            _ => None,
        };
        Self {
            kind: None,
            title: title_of_page(portal, subject, lang),
            path: plan.routes.page(subject, Some(lang), portal),
            anchor: None,
            text: text.map(|(lang, text)| (lang, shortened(text))),
            area: None,
            status: None,
            note: None,
        }
    }
}

/// The title of a page that is none of a record.
pub(super) fn title_of_page(
    portal: &Portal,
    subject: Subject,
    lang: Lang,
) -> (Option<Lang>, String) {
    let words = portal.words(lang);
    let of_kind = |kind: Kind| words.mark(&format!("kind.{}.title", kind.name()));
    let title = match subject {
        Subject::Home => return closest(portal, &portal.site.title, lang).unwrap_or_default(),
        Subject::Content(position) => {
            let page = portal.pages.get(position as usize);
            let version = page.and_then(|page| page.closest(lang, &portal.site));
            let title =
                version.map(|(lang, version)| (Some(lang), version.about.title.to_string()));
            return title.unwrap_or_default();
        }
        Subject::List(kind, _) => of_kind(kind).to_owned(),
        Subject::Table(kind) => words.fill("page.table_of", |_| Some(of_kind(kind))),
        Subject::Report(report) => {
            words.mark(&format!("report.{}.title", report.name())).to_owned()
        }
        _ => String::new(),
    };
    (Some(lang), title)
}

/// What a record says of itself beside its name: its figure and when it is due or held, else its
/// first text, else who published or issued it.
fn text_of(portal: &Portal, record: &dyn AnyRecord, lang: Lang) -> Option<(Option<Lang>, String)> {
    if let Value::Quantity(quantity) = record.value("quantity") {
        let date = ["due", "period"].into_iter().find_map(|field| match record.value(field) {
            Value::Date(date) => Some(date.text(DateForm::Short, portal.words(lang))),
            _ => None,
        });
        let figure = portal.figure_in(lang, quantity);
        return Some((
            None,
            [Some(figure), date].into_iter().flatten().collect::<Vec<_>>().join(" · "),
        ));
    }
    let named_by = portal.label_value(record);
    let mut texts = record.values().filter_map(|(info, value)| {
        let Value::Text(text) = value else { return None };
        let is_name = matches!(named_by, Value::Text(name) if std::ptr::eq(name, text));
        let (found, text) = text.closest(lang, &portal.site.languages).filter(|_| !is_name)?;
        Some((
            Some(found),
            match info.shape {
                Shape::Markdown => plain_note(portal, text, found),
                _ => text.to_string(),
            },
        ))
    });
    let by = || ["publisher", "issuer"].iter().find_map(|by| label_in(portal, record, by, lang));
    texts.find(|(_, text)| !text.is_empty()).or_else(by)
}

/// The name of what a record refers to in a field.
fn label_in(
    portal: &Portal,
    record: &dyn AnyRecord,
    field: &str,
    lang: Lang,
) -> Option<(Option<Lang>, String)> {
    let Value::Reference(link) = record.value(field) else { return None };
    let other = portal.records.get(link.kind, link.index? as usize)?;
    let (lang, label) = portal.label(other, lang);
    Some((lang, label.to_owned()))
}

fn closest(portal: &Portal, text: &Text, lang: Lang) -> Option<(Option<Lang>, String)> {
    let found = text.closest(lang, &portal.site.languages);
    found.map(|(lang, text)| (Some(lang), text.to_string()))
}

/// What an area became part of and when, or what it was made of.
fn succession(facts: Facts<'_>, position: u32, lang: Lang) -> Option<String> {
    let Facts { portal, derived, .. } = facts;
    let words = portal.words(lang);
    let at = position as usize;
    let heirs = derived.succession.heirs_now(portal, at);
    let own = portal.label(portal.records.get(Kind::Area, at)?, lang).1;
    let names = |areas: &[usize], namesake: &str| -> String {
        let name = |area: &usize| {
            let record = portal.records.get(Kind::Area, *area);
            let name = record.map_or("", |record| portal.label(record, lang).1);
            match name == own {
                true => words.fill(namesake, |_| Some(name)),
                false => name.to_owned(),
            }
        };
        areas.iter().map(name).collect::<Vec<_>>().join(", ")
    };
    let day = |day: crate::config::Day| Date::Point(day.parts()).text(DateForm::Short, words);
    let (key, areas, on) = if !heirs.is_empty() {
        let on = ended(portal, position).filter(|_| is_over(facts, position));
        ("search.now_part_of", names(&heirs, "judged.namesake"), on)
    } else {
        let before = derived.succession.predecessors(at);
        let valid = portal.records.areas.get(at)?.body.valid.given();
        let on = valid.and_then(|valid| valid.from?.earliest());
        let on = on.filter(|day| *day <= portal.as_of && !before.is_empty())?;
        ("search.made_of", names(before, "page.former"), Some(on))
    };
    let on = on.map(day);
    let key = if on.is_some() { format!("{key}_since") } else { key.to_owned() };
    Some(words.fill(&key, |gap| match gap {
        "areas" => Some(&areas),
        "on" => on.as_deref(),
        _ => None,
    }))
}

/// A text up to the last word that is short enough.
fn shortened(text: String) -> String {
    let Some((end, _)) = text.char_indices().nth(Document::LONGEST) else { return text };
    let words = text[..end].rsplit_once(' ').map_or(&text[..end], |(words, _)| words);
    format!("{}…", words.trim_end_matches([',', ';', ':', ' ']))
}
