//! By which words something is found.

use super::Facts;
use super::postings::{Place, Weight};
use crate::markdown::plain;
use crate::model::{AnyRecord, Group, Kind, Portal, Quantity, Ref, Resolution, Shape, Value};
use crate::site::{Findable, Subject, TableFormat};
use crate::text::{Lang, Text, Words, fold};

/// Fields that nobody looks for: what tells of the record itself, and where it is from.
const NOT_LOOKED_FOR: &[&str] = &["id", "sha256", "language", "rows", "sources", "unknown"];

/// Fields by which a record is known, beside those that name it.
const NAMES: &[&str] = &["abbreviation", "aliases", "alternatives", "keywords", "title"];

/// Calls `say` with every text by which something is found, in all languages.
pub(super) fn each_text(facts: Facts<'_>, one: Findable, say: &mut impl FnMut(Place, &str)) {
    match one {
        Findable::Record(kind, position) => {
            let Some(record) = facts.portal.records.get(kind, position as usize) else { return };
            Teller { portal: facts.portal, say: &mut *say }.record(record);
            match kind {
                Kind::Area => area(facts, position, say),
                Kind::Resolution => {
                    if let Some(record) = facts.portal.records.resolutions.get(position as usize) {
                        numbered(facts.portal, &record.body, say);
                    }
                }
                _ => {}
            }
        }
        Findable::Page(subject) => page(facts.portal, subject, say),
    }
}

/// A page that is none of a record.
fn page(portal: &Portal, subject: Subject, say: &mut impl FnMut(Place, &str)) {
    let text = Place::Other(Weight::Text);
    if let Subject::Content(position) = subject {
        let Some(page) = portal.pages.get(position as usize) else { return };
        for version in page.versions.known() {
            say(Place::Name, &version.about.title);
            version.about.description.iter().for_each(|about| say(text, about));
            let headings = version.outline.headings.iter();
            headings.for_each(|heading| say(text, &heading.text));
        }
        return;
    }
    for lang in portal.site.languages.all() {
        say(Place::Name, &super::document::title_of_page(portal, subject, lang).1);
        match subject {
            Subject::Home => {
                portal.site.description.get(lang).iter().for_each(|about| say(text, about));
            }
            Subject::Table(_) => {
                say(text, portal.words(lang).mark("page.download"));
                TableFormat::ALL.iter().for_each(|format| say(text, format.extension()));
            }
            _ => {}
        }
    }
}

/// What areas became is found by what they were, behind it; and every area by what the portal as
/// a whole is about.
fn area(facts: Facts<'_>, position: u32, say: &mut impl FnMut(Place, &str)) {
    let portal = facts.portal;
    for before in facts.derived.succession.forebears(portal, position as usize) {
        let Some(before) = portal.records.areas.get(before) else { continue };
        let former = Place::Other(Weight::ShortName);
        before.body.name.known().for_each(|name| say(former, name));
        before.body.aliases.iter().flatten().for_each(|name| say(former, &name.0));
    }
    let about = Place::Other(Weight::Statement);
    portal.site.title.known().for_each(|title| say(about, title));
}

/// A document in full, `Nghị quyết số 13-NQ/TU`, and its letters as one word, since people leave
/// out what stands between them.
fn numbered(portal: &Portal, document: &Resolution, say: &mut impl FnMut(Place, &str)) {
    let Some(number) = document.number.given() else { return };
    for lang in portal.site.languages.all() {
        let words = portal.words(lang);
        let key = format!("word.type.{}", document.document_type.code());
        say(Place::Other(Weight::LongName), &full_name(words, words.mark(&key), number));
    }
    let letters: String = fold(number).chars().filter(char::is_ascii_alphabetic).collect();
    say(Place::Other(Weight::Name), &letters);
}

fn full_name(words: &Words, kind: &str, number: &str) -> String {
    words.fill("search.document", |gap| match gap {
        "type" => Some(kind),
        "number" => Some(number),
        _ => None,
    })
}

/// Tells the texts of a record, whatever its kind.
struct Teller<'p, F> {
    portal: &'p Portal,
    say: F,
}

impl<F: FnMut(Place, &str)> Teller<'_, F> {
    fn record(&mut self, record: &dyn AnyRecord) {
        let label = record.kind().label();
        for (info, value) in record.values() {
            // What a note on a word names as an example is not what somebody looks for by it.
            let is_example = record.kind() == Kind::Term && info.name == "note";
            if is_example || NOT_LOOKED_FOR.contains(&info.name) {
                continue;
            }
            let place = match info.name {
                "statement" => Place::Other(Weight::Statement),
                // It is made of letters that many share: a name that is one of them comes first.
                "number" | "number_as_written" => Place::Other(Weight::Name),
                name if label.contains(&name) || NAMES.contains(&name) => Place::Name,
                _ => Place::Other(Weight::Text),
            };
            self.value(info.name, info.shape, &value, place);
        }
    }

    fn value(&mut self, field: &str, shape: Shape, value: &Value<'_>, place: Place) {
        match value {
            Value::Plain(text) if !matches!(shape, Shape::Address) => (self.say)(place, text),
            Value::Text(text) => self.text(text, matches!(shape, Shape::Markdown), place),
            Value::Words(lists) => {
                lists.known().flatten().for_each(|word| (self.say)(place, &word.0));
            }
            Value::Word(code) => {
                let key = format!("word.{field}.{code}");
                for lang in self.portal.site.languages.all() {
                    (self.say)(place, self.portal.words(lang).mark(&key));
                }
            }
            Value::Date(date) => (self.say)(place, &date.to_string()),
            Value::Number(number) => (self.say)(place, &number.to_string()),
            Value::Quantity(quantity) => self.quantity(quantity, place),
            Value::Reference(link) => self.reference(field, link.kind, link.index),
            Value::Group(group) => self.group(*group),
            Value::List(values) => {
                let shape = match shape {
                    Shape::List(inner) => *inner,
                    other => other,
                };
                values.iter().for_each(|value| self.value(field, shape, &value, place));
            }
            _ => {}
        }
    }

    fn text(&mut self, text: &Text, is_markdown: bool, place: Place) {
        for lang in self.portal.site.languages.all() {
            let Some(text) = text.get(lang) else { continue };
            match is_markdown {
                true => (self.say)(place, &plain_note(self.portal, text, lang)),
                false => (self.say)(place, text),
            }
        }
    }

    fn quantity(&mut self, quantity: &Quantity, place: Place) {
        (self.say)(place, &quantity.value.plain());
        quantity.high().iter().for_each(|high| (self.say)(place, &high.plain()));
        quantity.as_written().iter().for_each(|words| (self.say)(place, words));
        let unit = quantity.unit.as_ref().and_then(Ref::position);
        self.reference("unit", Kind::Unit, unit);
    }

    /// What a record refers to by its name and short name; above all, where it is, which weighs
    /// as much as if it were the record's own name: who names a place means what is there.
    fn reference(&mut self, field: &str, kind: Kind, index: Option<u32>) {
        let Some(index) = index else { return };
        let Some(record) = self.portal.records.get(kind, index as usize) else { return };
        let weight = match field {
            "area" | "spatial" => Weight::ShortName,
            // A document is known by who issued it: nghị quyết của Bộ Chính trị.
            "issuer" => Weight::LongName,
            _ => Weight::Text,
        };
        for value in [record.label(), record.value("abbreviation")] {
            match value {
                Value::Text(text) => self.text(text, false, Place::Other(weight)),
                Value::Plain(text) if text != record.id() => {
                    (self.say)(Place::Other(weight), text);
                }
                _ => {}
            }
        }
    }

    fn group(&mut self, group: &dyn Group) {
        for (index, info) in group.fields().iter().enumerate() {
            if !NOT_LOOKED_FOR.contains(&info.name) {
                let value = group.value_at(index);
                self.value(info.name, info.shape, &value, Place::Other(Weight::Text));
            }
        }
    }
}

/// A note without its marks, its figures in the words of a language.
pub(super) fn plain_note(portal: &Portal, text: &str, lang: Lang) -> String {
    plain(&portal.with_figures(text, lang))
}
