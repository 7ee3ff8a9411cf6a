//! How a record is cited: a sentence for each language of the portal, and the formats that
//! programs for references read.
//!
//! BibTeX: <https://www.bibtex.org/Format/>; RIS: the tags of Reference Manager; CSL-JSON: the
//! data model of the Citation Style Language 1.0.2, whose type for such pages is `webpage`.

use super::html;
use super::page::Speaker;
use super::record::field_title;
use super::value::text_of;
use crate::model::{AnyRecord, Date, Kind, Link, Value as Known};
use crate::site::absolute;
use crate::text::{DateForm, Lang};
use minijinja::context;
use minijinja::value::{Enumerator, Object, Value};
use std::fmt::Write as _;
use std::sync::Arc;

/// The fields that tell a reader which record is meant, beside its name.
fn telling(kind: Kind) -> &'static [&'static str] {
    match kind {
        Kind::Target => &["area", "quantity", "due"],
        Kind::Achievement => &["area", "quantity", "period"],
        Kind::Resolution => &["title", "issuer", "issued"],
        Kind::Commitment => &["area", "due"],
        Kind::DigitalSystem => &["area"],
        _ => &[],
    }
}

/// A record as it is cited from the page of one language.
struct Cited<'s> {
    speaker: &'s Speaker,
    record: &'s dyn AnyRecord,
    /// The name of the portal.
    site: String,
    /// What names the record.
    title: String,
    /// What else tells a reader which one is meant.
    details: String,
    /// Where it comes from.
    sources: Vec<String>,
    /// Its page's full address, where the portal has one.
    address: Option<String>,
}

/// How a record is cited.
///
/// | attribute | is |
/// |---|---|
/// | `text` | the sentence that a reader copies, in the page's language |
/// | `texts` | the same in every language, the page's own first, each with `lang`, `name` and `text` |
/// | `formats` | for programs for references, each with `name`, `extension` and `text` |
#[derive(Debug)]
pub(super) struct CitationView {
    speaker: Arc<Speaker>,
    kind: Kind,
    position: u32,
}

impl CitationView {
    pub(super) const NAMES: &'static [&'static str] = &["text", "texts", "formats"];

    pub(super) fn new(speaker: Arc<Speaker>, kind: Kind, position: u32) -> Self {
        Self { speaker, kind, position }
    }

    /// The page's own language comes first.
    fn texts(&self, record: &dyn AnyRecord) -> Value {
        let portal = self.speaker.portal();
        let in_language = |lang: Lang| {
            let speaker = self.speaker.in_language(lang);
            let text = Cited::new(&speaker, record, self.position).text();
            let name = portal.words(lang).mark("language.name");
            context! { lang => portal.site.languages.code(lang), name, text }
        };
        let own = self.speaker.lang;
        let others = portal.site.languages.all().filter(|lang| *lang != own);
        [own].into_iter().chain(others).map(in_language).collect()
    }

    fn formats(&self, record: &dyn AnyRecord) -> Value {
        let cited = Cited::new(&self.speaker, record, self.position);
        let (title, note) = (cited.title_with_area(), cited.details_and_note());
        let formats = [
            ("BibTeX", "bib", cited.bibtex(&title, &note)),
            ("RIS", "ris", cited.ris(&title, &note)),
            ("CSL-JSON", "json", cited.csl_json(&title, &note)),
        ];
        let format =
            |(name, extension, text): (&str, &str, String)| context! { name, extension, text };
        formats.into_iter().map(format).collect()
    }
}

impl Object for CitationView {
    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        let record = self.speaker.portal().records.get(self.kind, self.position as usize)?;
        Some(match key.as_str()? {
            "text" => Value::from(Cited::new(&self.speaker, record, self.position).text()),
            "texts" => self.texts(record),
            "formats" => self.formats(record),
            _ => return None,
        })
    }

    fn enumerate(self: &Arc<Self>) -> Enumerator {
        Enumerator::Str(Self::NAMES)
    }
}

impl<'s> Cited<'s> {
    fn new(speaker: &'s Speaker, record: &'s dyn AnyRecord, position: u32) -> Self {
        let portal = speaker.portal();
        let site = portal.site.title.closest(speaker.lang, &portal.site.languages);
        let base = portal.site.base_url.as_ref();
        let place = speaker.scene.plan.routes.record(record.kind(), position, speaker.lang, portal);
        let address = base.zip(place).map(|(base, (path, anchor))| {
            let page = absolute(&base.0, &path);
            match anchor {
                Some(anchor) => [&page, "#", &anchor].concat(),
                None => page,
            }
        });
        let mut cited = Self {
            speaker,
            record,
            site: site.map_or_else(String::new, |(_, title)| title.to_string()),
            title: portal.label(record, speaker.lang).1.to_owned(),
            details: String::new(),
            sources: Vec::new(),
            address,
        };
        let told = telling(record.kind()).iter();
        let told: Vec<String> = told.filter_map(|name| cited.plain(record, name)).collect();
        cited.details = told.join(", ");
        cited.sources = match record.value("sources") {
            Known::List(citations) => {
                citations.iter().filter_map(|one| cited.source(&one)).collect()
            }
            // Who cites a source means what it says itself.
            _ if record.kind() == Kind::Source => vec![cited.said_of_source(record)],
            _ => Vec::new(),
        };
        cited
    }

    fn word(&self, key: &str, gap: &str, filling: &str) -> String {
        self.speaker.words().fill(key, |name| (name == gap).then_some(filling))
    }

    /// A field as plain text, or that it is unknown.
    fn plain(&self, record: &dyn AnyRecord, name: &str) -> Option<String> {
        let info = record.kind().fields().find(|info| info.name == name)?;
        let value = record.value(name);
        if let (Known::Date(date), "due") = (&value, name)
            && let Some(year) = html::year(date)
        {
            return Some(self.word("page.by_end_of", "year", &year.to_string()));
        }
        if let Known::Reference(Link { kind: Kind::Area, index: Some(at), .. }) = value
            && let Some(name) = self.speaker.scene.name_apart(self.speaker.lang, at)
        {
            return Some(name.to_owned());
        }
        let mut text = text_of(self.speaker, info, &value).filter(|text| !text.is_empty())?;
        if let Known::Quantity(quantity) = &value
            && let Some(computed) = quantity.computed()
        {
            let told = self.word("page.computed", "formula", &computed.formula);
            // Writing into memory cannot fail.
            let _ = write!(text, " ({told})");
        }
        Some(match value {
            Known::Unknown(_) => {
                let title = field_title(self.speaker.words(), record.kind(), name);
                format!("{}: {text}", title.to_lowercase())
            }
            _ => text,
        })
    }

    /// A source: its title, who published it and when, or that this is unknown, and the place.
    fn source(&self, citation: &Known<'_>) -> Option<String> {
        let Known::Group(citation) = citation else { return None };
        let Known::Reference(Link { kind, index: Some(at), .. }) = citation.value("source") else {
            return None;
        };
        let source = self.speaker.portal().records.get(kind, at as usize)?;
        // Every result of a source says the same of it.
        let Speaker { scene, lang, .. } = self.speaker;
        let kept = scene.sources_cited.get(lang.index())?.get(at as usize)?;
        let mut text = kept.get_or_init(|| self.said_of_source(source).into()).to_string();
        // Writing into memory cannot fail.
        if let Known::Plain(locator) = citation.value("locator") {
            let _ = write!(text, ", {locator}");
        }
        if let Known::Word(code) = citation.value("confidence")
            && code != "stated"
        {
            let told = self.speaker.word(&format!("word.confidence.{code}"));
            let _ = write!(text, " ({told})");
        }
        Some(text)
    }

    /// A source: its title, and who published it and when, or that this is not said.
    fn said_of_source(&self, source: &dyn AnyRecord) -> String {
        let title = self.speaker.portal().label(source, self.speaker.lang).1;
        let mut origin = Vec::new();
        for name in ["publisher", "published"] {
            let unsaid = || {
                let title = field_title(self.speaker.words(), Kind::Source, name).to_lowercase();
                format!("{title}: {}", self.speaker.word("page.not_said"))
            };
            origin.push(self.plain(source, name).unwrap_or_else(unsaid));
        }
        format!("“{title}” ({})", origin.join(", "))
    }

    fn as_of(&self) -> &str {
        let Speaker { scene, lang, .. } = self.speaker;
        let kept = scene.as_of_said.get(lang.index());
        kept.map_or("", |kept| {
            kept.get_or_init(|| {
                let day = Date::Point(scene.portal.as_of.parts());
                let day = day.text(DateForm::Long, self.speaker.words());
                self.word("page.as_of", "date", &day).into()
            })
        })
    }

    /// Where it comes from, and on which day that was so. What is put together by the portal
    /// itself, as an area or an indicator is, need not come from anywhere.
    fn note(&self) -> String {
        let as_of = self.as_of();
        match &*self.sources.join("; ") {
            "" => [as_of, "."].concat(),
            sources => [self.speaker.word("page.source"), ": ", sources, ". ", as_of, "."].concat(),
        }
    }

    /// What is cited, beside its name, and where it comes from.
    fn details_and_note(&self) -> String {
        match &*self.details {
            "" => self.note(),
            details => format!("{details}. {}", self.note()),
        }
    }

    /// Its name, with the area that it is of: many areas have promised the same.
    fn title_with_area(&self) -> String {
        let is_told = telling(self.record.kind()).contains(&"area");
        let area = is_told.then(|| self.plain(self.record, "area")).flatten();
        area.map_or_else(|| self.title.clone(), |area| format!("{} ({area})", self.title))
    }

    /// The sentence that a reader copies.
    fn text(&self) -> String {
        let Self { site, title, details, .. } = self;
        let mut text = [site, ": “", title, "”"].concat();
        if !details.is_empty() {
            text.extend([", ", details]);
        }
        text.extend([". ", &self.note()]);
        if let Some(address) = &self.address {
            text.extend([" ", address]);
        }
        text
    }

    fn bibtex(&self, title: &str, note: &str) -> String {
        let day = self.speaker.portal().as_of.to_string();
        let year = day.get(..4).unwrap_or_default();
        let mut fields = vec![
            ("author", format!("{{{}}}", bibtex_text(&self.site))),
            ("title", format!("{{{}}}", bibtex_text(title))),
            ("year", year.to_owned()),
            ("note", bibtex_text(note)),
        ];
        if let Some(address) = &self.address {
            fields.push(("url", address.clone()));
        }
        fields.push(("urldate", day.clone()));
        let fields: Vec<String> =
            fields.iter().map(|(name, value)| format!("  {name} = {{{value}}}")).collect();
        format!("@misc{{{},\n{}\n}}", self.record.id(), fields.join(",\n"))
    }

    fn ris(&self, title: &str, note: &str) -> String {
        let day = self.speaker.portal().as_of.to_string();
        let year = day.get(..4).unwrap_or_default();
        let mut lines = vec![
            ("TY", "ELEC".to_owned()),
            ("ID", self.record.id().to_owned()),
            ("AU", self.site.clone()),
            ("TI", title.to_owned()),
            ("PY", year.to_owned()),
            ("N1", note.to_owned()),
            ("LA", self.speaker.portal().site.languages.code(self.speaker.lang).to_owned()),
        ];
        if let Some(address) = &self.address {
            lines.push(("UR", address.clone()));
        }
        lines.push(("Y2", day.replace('-', "/")));
        lines.push(("ER", String::new()));
        // A line is a field: what is said on several is said on one.
        let line = |(tag, text): (&str, String)| {
            let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
            format!("{tag}  - {text}")
        };
        lines.into_iter().map(line).collect::<Vec<_>>().join("\n")
    }

    fn csl_json(&self, title: &str, note: &str) -> String {
        let day = self.speaker.portal().as_of.to_string();
        let parts: Vec<u32> = day.split('-').filter_map(|part| part.parse().ok()).collect();
        let date = serde_json::json!({ "date-parts": [parts] });
        let mut item = serde_json::json!({
            "id": self.record.id(),
            "type": "webpage",
            "title": title,
            "author": [{ "literal": self.site }],
            "container-title": self.site,
            "issued": date,
            "accessed": date,
            "note": note,
            "language": self.speaker.portal().site.languages.code(self.speaker.lang),
        });
        if let (Some(address), Some(fields)) = (&self.address, item.as_object_mut()) {
            fields.insert("URL".to_owned(), address.clone().into());
        }
        // What is made of texts alone can be written.
        serde_json::to_string_pretty(&[item]).unwrap_or_default()
    }
}

/// A text inside the braces of BibTeX: without what would end them or be a command.
fn bibtex_text(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' | '{' | '}' => plain.push(' '),
            '%' | '&' | '_' | '#' | '$' => {
                plain.push('\\');
                plain.push(c);
            }
            c => plain.push(c),
        }
    }
    plain
}
