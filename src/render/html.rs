//! Values as HTML, in the words, numbers and dates of a page's language.
//!
//! This is Rust and not part of a theme for two reasons. What makes a value honest (its
//! qualifier, the mark of a missing translation, the handles `data-value` and its kin) is
//! then the same in every theme; and a page shows hundreds of values, for which templates
//! took two thirds of a build. How values are arranged is the theme's.

use super::escape::{escape, pieces};
use super::markdown;
use super::page::Speaker;
use super::record::field_title;
use crate::model::{
    AnyRecord, Because, Citation, Date, FieldInfo, FieldType, Group, Kind, Link, Number, Quantity,
    Reason, Reasoning, Shape, TableField, Validity, Value, Values, qualifier_before,
};
use crate::text::{CalendarParts, DateForm, Lang, Text, Words, fill, format_date, format_number};

/// Writes values as HTML.
pub(super) struct Html<'s> {
    speaker: &'s Speaker,
    /// The kind of the record that the values are of.
    kind: Kind,
    out: String,
}

/// A field of a record as HTML; empty if it says nothing.
pub(super) fn field(speaker: &Speaker, kind: Kind, info: &FieldInfo, value: &Value<'_>) -> String {
    let mut html = Html::new(speaker, kind);
    html.value(value, info.shape, info.name);
    html.out
}

/// A field of a record as a cell of a table, in which every cell says something.
pub(super) fn cell(
    speaker: &Speaker,
    record: &dyn AnyRecord,
    info: &FieldInfo,
    value: &Value<'_>,
) -> String {
    let mut html = Html::new(speaker, record.kind());
    match (info.name, value) {
        ("quantity", value) if value.is_nothing() => html.unknown(speaker.word("page.no_figure")),
        ("due", value) => html.due(value),
        (_, value) if value.is_nothing() || is_label(record, value) => {
            html.out.push_str("<span aria-hidden=\"true\">—</span>");
        }
        (_, value) => html.value(value, info.shape, info.name),
    }
    html.out
}

/// When something is due; a year alone is meant to its end.
pub(super) fn due(speaker: &Speaker, kind: Kind, value: &Value<'_>) -> String {
    let mut html = Html::new(speaker, kind);
    html.due(value);
    html.out
}

/// A field on one line: several values with commas between them.
pub(super) fn inline(speaker: &Speaker, kind: Kind, info: &FieldInfo, value: &Value<'_>) -> String {
    let mut html = Html::new(speaker, kind);
    match (value, info.shape) {
        (Value::List(values), Shape::List(inner)) => {
            for (index, value) in values.iter().enumerate() {
                html.raw(if index > 0 { ", " } else { "" });
                html.value(&value, *inner, info.name);
            }
        }
        _ => html.value(value, info.shape, info.name),
    }
    html.out
}

/// A cell of an owner's own table.
pub(super) fn own_cell(speaker: &Speaker, field: Option<&TableField>, cell: &str) -> String {
    let kind = field.and_then(|field| field.refers_to.as_ref());
    let kind = kind.and_then(|name| Kind::of_name(name));
    let record = kind.and_then(|kind| {
        let position = speaker.portal().records.position(kind, cell)?;
        Some((kind, u32::try_from(position).ok()?))
    });
    if let Some((kind, position)) = record {
        return link(speaker, kind, position);
    }
    let mut html = Html::new(speaker, Kind::Dataset);
    match field.map(|field| field.field_type) {
        Some(FieldType::Integer | FieldType::Number) if Number::is_plain(cell) => {
            html.number(cell);
        }
        Some(FieldType::Boolean) => {
            html.escaped(speaker.word(if cell == "true" { "page.yes" } else { "page.no" }));
        }
        Some(FieldType::Date | FieldType::YearMonth) => match Date::parse(cell) {
            Ok(date) => html.date(&date),
            Err(_) => html.escaped(cell),
        },
        _ => html.escaped(cell),
    }
    html.out
}

/// What names a record.
pub(super) fn label(speaker: &Speaker, record: &dyn AnyRecord) -> String {
    let mut html = Html::new(speaker, record.kind());
    html.label(record);
    html.out
}

/// What names a record, as a link to where it can be read.
pub(super) fn link(speaker: &Speaker, kind: Kind, position: u32) -> String {
    let mut html = Html::new(speaker, kind);
    html.reference(Link { kind, id: "", index: Some(position) });
    html.out
}

/// The link to an area by the name that tells it from another of the same name.
pub(super) fn link_apart(speaker: &Speaker, area: u32) -> String {
    let (name, href) =
        (speaker.scene.name_apart(speaker.lang, area), speaker.href_of_record(Kind::Area, area));
    match name.zip(href) {
        Some((name, href)) => format!("<a href=\"{}\">{}</a>", escape(&href), escape(name)),
        None => link(speaker, Kind::Area, area),
    }
}

/// A figure as HTML, with its handles.
pub(super) fn quantity(speaker: &Speaker, quantity: &Quantity) -> String {
    let mut html = Html { speaker, kind: Kind::Target, out: String::new() };
    html.quantity(quantity);
    html.out
}

/// A reason on one line, with the words that a record adds to its code.
pub(super) fn because(speaker: &Speaker, because: &Because) -> String {
    let Reasoning { code, text } = &because.0;
    let mut html = Html::new(speaker, Kind::Achievement);
    html.reference(Link {
        kind: Kind::ReasonCode,
        id: code.id(),
        index: code.index().and_then(|at| u32::try_from(at.position()).ok()),
    });
    if let Some(text) = text {
        html.raw(" (");
        html.text(text, false);
        html.raw(")");
    }
    html.out
}

/// The citations of a record in one line, or that it has none.
pub(super) fn source_line(speaker: &Speaker, value: &Value<'_>) -> String {
    let mut html = Html::new(speaker, Kind::Source);
    match value {
        Value::List(citations) if !citations.is_empty() => {
            for (index, citation) in citations.iter().enumerate() {
                if index > 0 {
                    html.out.push_str("; ");
                }
                html.citation(&citation);
            }
        }
        _ => html.escaped(speaker.word("page.no_source")),
    }
    html.out
}

/// The figure of a record, as a reader reads it.
pub(super) fn figure(speaker: &Speaker, quantity: &Quantity) -> String {
    speaker.portal().figure_in(speaker.lang, quantity)
}

/// The tag that a figure stands in, with the handles by which a program finds it.
pub(super) fn figure_tag(speaker: &Speaker, kind: Kind, quantity: &Quantity) -> String {
    let mut html = Html { speaker, kind, out: String::new() };
    html.open_figure(quantity);
    html.out
}

/// A date as plain text, as titles and descriptions have it.
pub(super) fn date(words: &Words, date: &Date) -> String {
    date.text(DateForm::Long, words)
}

/// A date as HTML.
pub(super) fn time(words: &Words, date: &Date, form: DateForm) -> String {
    let pattern = |key: &str| escape(words.mark(key)).into_owned();
    date.tell(form, pattern, |parts, form| time_of(parts, form, words))
}

/// A day, month or year as HTML.
fn time_of(parts: CalendarParts, form: DateForm, words: &Words) -> String {
    let text = format_date(parts, form, words);
    let text = escape(&text);
    let iso = Date::Point(parts).to_string();
    // Without a year HTML has a form for days, and none for months.
    match iso.strip_prefix("XXXX-") {
        Some(_) if parts.day.is_none() => text.into_owned(),
        yearless => {
            let value = yearless.unwrap_or(&iso);
            ["<time datetime=\"", value, "\">", &text, "</time>"].concat()
        }
    }
}

/// The year of a date that is a year and nothing more.
pub(super) fn year(date: &Date) -> Option<i16> {
    match date {
        Date::Point(CalendarParts { year, month: None, day: None }) => *year,
        _ => None,
    }
}

/// Whether a value is what names its record, which stands in the row already.
fn is_label(record: &dyn AnyRecord, value: &Value<'_>) -> bool {
    match (value, record.label()) {
        (Value::Text(text), Value::Text(label)) => std::ptr::eq(*text, label),
        _ => false,
    }
}

impl<'s> Html<'s> {
    /// Room for most values, so that they are not moved as they grow.
    const USUAL: usize = 256;

    fn new(speaker: &'s Speaker, kind: Kind) -> Self {
        Self { speaker, kind, out: String::with_capacity(Self::USUAL) }
    }

    fn raw(&mut self, html: &str) {
        self.out.push_str(html);
    }

    fn escaped(&mut self, text: &str) {
        for (plain, written_out) in pieces(text) {
            self.out.push_str(plain);
            self.out.push_str(written_out);
        }
    }

    fn attribute(&mut self, name: &str, value: &str) {
        self.raw(" ");
        self.raw(name);
        self.raw("=\"");
        self.escaped(value);
        self.raw("\"");
    }

    fn unknown(&mut self, text: &str) {
        self.raw("<span class=\"unknown\">");
        self.escaped(text);
        self.raw("</span>");
    }

    /// A word of the page's language, with the name of a field or code in its key.
    fn word(&mut self, key: &str, name: &str) {
        let speaker = self.speaker;
        self.escaped(speaker.word(&format!("{key}.{name}")));
    }

    fn value(&mut self, value: &Value<'_>, shape: Shape, field: &str) {
        let speaker = self.speaker;
        match value {
            Value::Nothing => {}
            Value::Unknown(reason) => {
                let text = speaker.word(&format!("word.unknown.{}", reason.code()));
                self.unknown(text);
            }
            Value::Plain(text) if matches!(shape, Shape::Address) => {
                self.raw("<a");
                self.attribute("href", text);
                self.raw(" rel=\"external\">");
                self.escaped(text);
                self.raw("</a>");
            }
            Value::Plain(text) => self.in_source_language(text),
            Value::Number(number) => self.number(&number.to_string()),
            Value::Decimal(number) => self.number(&number.to_string()),
            Value::Flag(flag) => {
                self.escaped(speaker.word(if *flag { "page.yes" } else { "page.no" }));
            }
            Value::Text(text) => match shape {
                Shape::Markdown => self.markdown(text),
                shape => self.text(text, matches!(shape, Shape::OwnText)),
            },
            Value::Words(words) => {
                for (index, word) in words.get(speaker.lang).into_iter().flatten().enumerate() {
                    self.raw(if index > 0 { ", " } else { "" });
                    self.escaped(word);
                }
            }
            Value::Word(code) => self.word(&format!("word.{field}"), code),
            Value::Date(date) => self.date(date),
            Value::Quantity(quantity) => self.quantity(quantity),
            Value::Reference(link) => self.reference(*link),
            Value::Unknowns(unknowns) => {
                self.raw("<ul class=\"plain\">");
                let unknowns = unknowns.iter().filter(|(_, one)| *one != Reason::NotApplicable);
                for (field, reason) in unknowns {
                    self.raw("<li>");
                    // A field inside another has no title in the kind's own words.
                    let title = match field.rsplit_once('.') {
                        Some((_, last)) => speaker.word(&format!("field.{last}")),
                        None => field_title(speaker.words(), self.kind, field),
                    };
                    self.escaped(title);
                    self.raw(": ");
                    self.unknown(speaker.word(&format!("word.unknown.{}", reason.code())));
                    self.raw("</li>");
                }
                self.raw("</ul>");
            }
            Value::Group(group) => self.group(*group),
            Value::List(values) => self.list(values, shape, field),
        }
    }

    fn number(&mut self, plain: &str) {
        let text = format_number(plain, self.speaker.words());
        self.escaped(&text);
    }

    /// A text in the page's language, or in the nearest one with a mark. What is in the
    /// language of the thing itself needs no translation, and has no mark.
    fn text(&mut self, text: &Text, is_own: bool) {
        let Some((found, text)) = self.speaker.closest(text) else { return };
        if found == self.speaker.lang {
            return self.escaped(text);
        }
        self.raw("<span");
        self.lang(found);
        self.raw(">");
        self.escaped(text);
        self.raw("</span>");
        if !is_own {
            self.untranslated();
        }
    }

    /// What is written once for all languages, and so in that of whoever writes it. Codes and
    /// numbers of documents are in none.
    fn in_source_language(&mut self, text: &str) {
        if self.speaker.lang == Lang::SOURCE || text.is_ascii() {
            return self.escaped(text);
        }
        self.raw("<span");
        self.lang(Lang::SOURCE);
        self.raw(">");
        self.escaped(text);
        self.raw("</span>");
    }

    fn lang(&mut self, lang: Lang) {
        let speaker = self.speaker;
        self.attribute("lang", speaker.portal().site.languages.code(lang));
    }

    fn untranslated(&mut self) {
        let words = self.speaker.words();
        let language = words.mark("language.name");
        let text = words.fill("page.untranslated", |gap| (gap == "language").then_some(language));
        self.raw(" <span class=\"untranslated\">(");
        self.escaped(&text);
        self.raw(")</span>");
    }

    fn markdown(&mut self, text: &Text) {
        let Some((found, text)) = self.speaker.closest(text) else { return };
        let is_translated = found == self.speaker.lang;
        self.raw("<div class=\"prose\"");
        if !is_translated {
            self.lang(found);
        }
        self.raw(">");
        let html = markdown::note(text, found, self.speaker);
        self.raw(&html);
        self.raw("</div>");
        if !is_translated {
            self.untranslated();
        }
    }

    fn date(&mut self, value: &Date) {
        let html = time(self.speaker.words(), value, DateForm::Short);
        self.raw(&html);
    }

    fn due(&mut self, value: &Value<'_>) {
        let speaker = self.speaker;
        match value {
            Value::Date(date) => match year(date) {
                Some(year) => {
                    let year = year.to_string();
                    let words = speaker.words();
                    let text =
                        words.fill("page.by_end_of", |gap| (gap == "year").then_some(&*year));
                    self.escaped(&text);
                }
                None => self.date(date),
            },
            Value::Nothing => self.escaped(speaker.word("page.no_due")),
            value => self.value(value, Shape::Date, "due"),
        }
    }

    /// A figure with its qualifier and its unit.
    fn quantity(&mut self, quantity: &Quantity) {
        self.open_figure(quantity);
        let text = figure(self.speaker, quantity);
        // What leaves a figure open must not be overlooked beside it.
        let qualifier = qualifier_before(quantity.qualifier, self.speaker.words());
        match text.strip_prefix(qualifier) {
            Some(rest) if !qualifier.is_empty() => {
                self.raw("<b>");
                self.escaped(qualifier);
                self.raw("</b>");
                self.escaped(rest);
            }
            _ => self.escaped(&text),
        }
        self.raw("</data>");
        let speaker = self.speaker;
        if let Some(denominator) = quantity.denominator() {
            self.raw(" <span class=\"whole\">(");
            self.escaped(speaker.word("page.of"));
            self.raw(" ");
            self.text(denominator, false);
            self.raw(")</span>");
        }
        if let Some(computed) = quantity.computed() {
            let formula = &*computed.formula;
            let words = speaker.words();
            let text = words.fill("page.computed", |gap| (gap == "formula").then_some(formula));
            self.raw(" <small>(");
            self.escaped(&text);
            self.raw(")</small>");
        }
    }

    fn open_figure(&mut self, quantity: &Quantity) {
        let plain = quantity.value.plain();
        self.raw("<data class=\"figure\"");
        self.attribute("value", &plain);
        self.attribute("data-value", &plain);
        self.attribute("data-qualifier", quantity.qualifier.code());
        self.attribute("data-unit", quantity.unit.as_ref().map_or("", |unit| unit.id()));
        self.raw(">");
    }

    fn label(&mut self, record: &dyn AnyRecord) {
        match self.speaker.portal().label_value(record) {
            Value::Text(text) => {
                let own = |info: &FieldInfo| {
                    matches!(info.shape, Shape::OwnText)
                        && record.kind().label().contains(&info.name)
                };
                self.text(text, record.kind().fields().any(own));
            }
            Value::Plain(text) => self.escaped(text),
            _ => self.escaped(record.id()),
        }
    }

    fn reference(&mut self, link: Link<'_>) {
        let speaker = self.speaker;
        let found = link.index.and_then(|index| {
            Some((index, speaker.portal().records.get(link.kind, index as usize)?))
        });
        let Some((index, record)) = found else {
            return self.escaped(link.id);
        };
        let href = speaker.href_of_record(link.kind, index);
        if let Some(href) = &href {
            self.raw("<a");
            self.attribute("href", href);
            self.raw(">");
        }
        self.label(record);
        if href.is_some() {
            self.raw("</a>");
        }
    }

    fn list(&mut self, values: &Values<'_>, shape: Shape, field: &str) {
        let is_citations = matches!(shape, Shape::Citations);
        let inner = match shape {
            Shape::List(inner) => *inner,
            // Each citation is a group, whose fields say their own shapes.
            _ => Shape::Plain,
        };
        match values.iter().next() {
            Some(only) if values.len() == 1 && !is_citations => {
                return self.value(&only, inner, field);
            }
            Some(_) => {}
            None => return,
        }
        self.raw("<ul class=\"plain\">\n");
        for value in values.iter() {
            self.raw("<li>");
            if is_citations {
                self.citation(&value);
            } else {
                self.value(&value, inner, field);
            }
            self.raw("</li>\n");
        }
        self.raw("</ul>");
    }

    /// Where a statement comes from: the source, who published it and when, and the place in
    /// it.
    fn citation(&mut self, citation: &Value<'_>) {
        let Value::Group(citation) = citation else { return };
        let Value::Reference(link) = citation.value("source") else { return };
        self.reference(link);
        if let Some(origin) = link.index.and_then(|at| self.origin_of(at)) {
            self.raw(" (");
            self.raw(origin);
            self.raw(")");
        }
        if let Value::Plain(locator) = citation.value("locator") {
            self.raw(", ");
            self.in_source_language(locator);
        }
        // On paper a link to the page of the source leads nowhere: there its own address stands.
        let sources = &self.speaker.portal().records.sources;
        let source = link.index.and_then(|at| sources.get(at as usize));
        if let Some(url) = source.and_then(|source| source.body.url.as_ref()) {
            self.raw("<span");
            self.attribute("data-url", &url.0);
            self.raw("></span>");
        }
        if let Value::Word(code) = citation.value("confidence")
            && code != "stated"
        {
            self.raw(" (");
            self.word("word.confidence", code);
            self.raw(")");
        }
        if let Value::Text(note) = citation.value("note")
            && !note.is_empty()
        {
            self.raw("<br><small>");
            self.text(note, false);
            self.raw("</small>");
        }
    }

    /// Publisher and date of the source at a position. They hold no link, so that they are the
    /// same on every page of a language, and are written once.
    fn origin_of(&self, position: u32) -> Option<&'s str> {
        let Speaker { scene, lang, .. } = self.speaker;
        let source = scene.portal.records.sources.get(position as usize)?;
        let kept = scene.origins.get(lang.index())?.get(position as usize)?;
        Some(kept.get_or_init(|| {
            let mut html = Html::new(self.speaker, Kind::Source);
            html.origin(source);
            html.out.into()
        }))
    }

    /// Publisher and date of a source, or that they are unknown: what makes a citation.
    fn origin(&mut self, source: &dyn AnyRecord) {
        let speaker = self.speaker;
        let told = |value: &Value<'_>| !matches!(value, Value::Nothing | Value::Unknown(_));
        for (index, field) in ["publisher", "published"].into_iter().enumerate() {
            self.raw(if index > 0 { ", " } else { "" });
            let value = source.value(field);
            if told(&value) {
                match value {
                    // Its name, not a link: the source has one.
                    Value::Reference(Link { kind, index: Some(at), .. }) => {
                        if let Some(record) = speaker.portal().records.get(kind, at as usize) {
                            self.label(record);
                        }
                    }
                    value => self.value(&value, Shape::Plain, field),
                }
                continue;
            }
            let title = speaker.word(&format!("field.{field}")).to_lowercase();
            self.escaped(&title);
            self.raw(": ");
            match value {
                Value::Nothing => self.escaped(speaker.word("page.not_said")),
                value => self.value(&value, Shape::Plain, field),
            }
        }
    }

    /// A time with a beginning and an end: which of the two a date is must be said.
    fn validity(&mut self, group: &dyn Group) {
        let words = self.speaker.words();
        let html = |name: &str| match group.value(name) {
            Value::Date(value) => Some(time(words, value, DateForm::Long)),
            _ => None,
        };
        let (from, to) = (html("from"), html("to"));
        let key = match (&from, &to) {
            (Some(_), Some(_)) => "validity.both",
            (Some(_), None) => "validity.from",
            _ => "validity.to",
        };
        let html = fill(&escape(words.mark(key)), |gap| match gap {
            "from" => from.as_deref(),
            "to" => to.as_deref(),
            _ => None,
        });
        self.raw(&html);
    }

    fn group(&mut self, group: &dyn Group) {
        // A constant has no address of its own to be known by; its names tell it.
        let names = |fields: &'static [FieldInfo]| fields.iter().map(|info| info.name);
        if names(group.fields()).eq(names(Validity::FIELDS)) {
            return self.validity(group);
        }
        if names(group.fields()).eq(names(Citation::FIELDS)) {
            return self.citation(&Value::Group(group));
        }
        let told: Vec<_> = group.values().filter(|(_, value)| !value.is_nothing()).collect();
        if let [(info, value)] = &*told {
            return self.value(value, info.shape, info.name);
        }
        self.raw("<dl class=\"inner\">\n");
        let speaker = self.speaker;
        for (info, value) in &told {
            self.raw("<div><dt>");
            self.escaped(speaker.word(&format!("field.{}", info.name)));
            self.raw("</dt><dd>");
            self.value(value, info.shape, info.name);
            self.raw("</dd></div>\n");
        }
        self.raw("</dl>");
    }
}
