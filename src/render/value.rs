//! Values of fields as templates see them: each says its `shape`, and what it has to show in
//! the page's language.

use super::markdown;
use super::page::Speaker;
use super::record::{ListView, RecordView};
use crate::model::{
    AnyRecord, Date, FieldInfo, Group, Kind, Link, Quantity, Shape, Validity, Value as Known,
};
use crate::text::{CalendarParts, Message, Text, format_date, format_number};
use minijinja::context;
use minijinja::value::{Object, Value};
use std::sync::Arc;

/// A field with its title: `name`, `title`, `value`.
#[derive(Debug)]
pub(super) struct FieldView {
    name: &'static str,
    title: String,
    value: Value,
}

impl FieldView {
    pub(super) fn new(speaker: &Speaker, kind: Kind, name: &'static str, value: Value) -> Self {
        Self { name, title: field_title(speaker, kind, name), value }
    }
}

impl Object for FieldView {
    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        Some(match key.as_str()? {
            "name" => Value::from(self.name),
            "title" => Value::from(self.title.clone()),
            "value" => self.value.clone(),
            _ => return None,
        })
    }

    fn is_true(self: &Arc<Self>) -> bool {
        true
    }
}

/// The title of a field: that of the kind where it has one of its own, else the usual one.
pub(super) fn field_title(speaker: &Speaker, kind: Kind, name: &str) -> String {
    let own = format!("field_of.{}.{name}", kind.name());
    let words = speaker.words();
    match words.message(&own) {
        Ok(message) => message.fill(|_| None),
        Err(_) => words.fill(&format!("field.{name}"), |_| None),
    }
}

/// The value of a declared field.
pub(super) fn value_view(speaker: &Arc<Speaker>, value: Known<'_>, info: &FieldInfo) -> Value {
    Viewer { speaker, field: info.name }.view(value, info.shape)
}

/// What names a record.
pub(super) fn label_view(speaker: &Arc<Speaker>, record: &dyn AnyRecord) -> Value {
    match record.label() {
        Known::Text(text) => {
            let is_own = record.kind().fields().any(|info| {
                matches!(info.shape, Shape::OwnText) && record.kind().label().contains(&info.name)
            });
            Viewer { speaker, field: "" }.text(text, if is_own { "own_text" } else { "text" })
        }
        Known::Plain(text) => context! { shape => "plain", text => text },
        _ => context! { shape => "plain", text => record.id() },
    }
}

#[derive(Clone, Copy)]
struct Viewer<'s> {
    speaker: &'s Arc<Speaker>,
    field: &'static str,
}

impl Viewer<'_> {
    fn view(self, value: Known<'_>, shape: Shape) -> Value {
        if value.is_nothing() {
            return nothing();
        }
        match value {
            Known::Nothing => nothing(),
            Known::Unknown(reason) => {
                let text = self.speaker.word(&format!("word.unknown.{}", reason.code()));
                context! { shape => "unknown", reason => reason.code(), text }
            }
            Known::Plain(text) => {
                let shape = if matches!(shape, Shape::Address) { "address" } else { "plain" };
                context! { shape, text }
            }
            Known::Number(number) => self.number(&number.to_string()),
            Known::Decimal(number) => self.number(&number.to_string()),
            Known::Flag(flag) => context! { shape => "flag", flag },
            Known::Text(text) => match shape {
                Shape::Markdown => self.text(text, "markdown"),
                Shape::OwnText => self.text(text, "own_text"),
                _ => self.text(text, "text"),
            },
            Known::Words(words) => {
                let list = words.get(self.speaker.lang).into_iter().flatten();
                let text = list.map(|word| word.to_string()).collect::<Vec<_>>().join(", ");
                if text.is_empty() {
                    nothing()
                } else {
                    context! { shape => "plain", text }
                }
            }
            Known::Word(code) => {
                let text = self.speaker.word(&format!("word.{}.{code}", self.field));
                context! { shape => "word", code, text }
            }
            Known::Date(date) => self.date(date),
            Known::Quantity(quantity) => self.quantity(quantity),
            Known::Reference(link) => self.reference(link),
            Known::Unknowns(unknowns) => {
                let item = |(field, reason): &(Box<str>, crate::model::Reason)| {
                    let last = field.rsplit('.').next().unwrap_or_default();
                    let title = self.speaker.word(&format!("field.{last}"));
                    let text = self.speaker.word(&format!("word.unknown.{}", reason.code()));
                    context! { title, text }
                };
                let items: Value = unknowns.iter().map(item).collect();
                context! { shape => "unknowns", items }
            }
            Known::Group(group) => self.group(group),
            Known::List(values) => {
                let inner = match shape {
                    Shape::List(inner) => *inner,
                    // Each citation is a group, whose fields say their own shapes.
                    _ => Shape::Plain,
                };
                let name = if matches!(shape, Shape::Citations) { "citations" } else { "list" };
                let list = self.records(&values, inner);
                let items: Value =
                    values.into_iter().map(|value| self.view(value, inner)).collect();
                context! { shape => name, items, list }
            }
        }
    }

    fn number(self, plain: &str) -> Value {
        context! { shape => "number", text => format_number(plain, self.speaker.words()) }
    }

    /// A text in the page's language, or in the nearest one with a mark.
    fn text(self, text: &Text, shape: &str) -> Value {
        let languages = &self.speaker.portal().site.languages;
        let lang = self.speaker.lang;
        let Some((found, text)) = text.closest(lang, languages) else {
            return nothing();
        };
        let html = (shape == "markdown")
            .then(|| Value::from_safe_string(markdown::note(text, self.speaker)));
        context! {
            shape,
            text => &**text,
            html,
            lang => languages.code(found),
            is_translated => found == lang,
        }
    }

    fn date(self, date: &Date) -> Value {
        let words = self.speaker.words();
        let say = |parts: CalendarParts| format_date(parts, words);
        let fill = |key: &str, from: Option<CalendarParts>, to: Option<CalendarParts>| {
            let (from, to) = (from.map(say).unwrap_or_default(), to.map(say).unwrap_or_default());
            words.fill(key, |gap| match gap {
                "from" => Some(&from),
                "to" => Some(&to),
                _ => None,
            })
        };
        let text = match date {
            Date::Point(parts) => say(*parts),
            Date::Period(None, to) => fill("date.until", None, *to),
            Date::Period(from, None) => fill("date.since", *from, None),
            Date::Period(from, to) => fill("date.period", *from, *to),
        };
        let year = match date {
            Date::Point(CalendarParts { year: Some(year), month: None, .. }) => Some(*year),
            _ => None,
        };
        context! { shape => "date", text, iso => date.to_string(), year }
    }

    /// A figure with its qualifier and its unit, in one piece that a line break cannot cut.
    fn quantity(self, quantity: &Quantity) -> Value {
        const NO_BREAK_SPACE: char = '\u{a0}';
        let words = self.speaker.words();
        let portal = self.speaker.portal();
        let value = format_number(&quantity.value.plain(), words);
        let high = quantity.high.map(|high| format_number(&high.plain(), words));
        let unit = quantity.unit.as_ref().and_then(|unit| unit.of(&portal.records));
        let in_pattern = |number: &str| {
            let pattern =
                unit?.body.pattern.as_ref()?.closest(self.speaker.lang, &portal.site.languages);
            let (_, pattern) = pattern?;
            Some(Message::new(pattern).fill(|gap| (gap == "value").then_some(number)))
        };
        let unit_text = unit.filter(|unit| unit.body.pattern.is_none()).map(|unit| {
            let pick = |text: &Text| {
                let found = text.closest(self.speaker.lang, &portal.site.languages);
                found.map(|(_, text)| text.to_string())
            };
            let exactly = |text: &Text| text.get(self.speaker.lang).map(ToString::to_string);
            let one = quantity.value.plain() == "1";
            let plural = unit.body.plural.as_ref().filter(|_| !one).and_then(exactly);
            let symbol = unit.body.symbol.as_ref().and_then(pick);
            match symbol {
                Some(symbol) if symbol == "%" => symbol,
                Some(symbol) => format!("{NO_BREAK_SPACE}{symbol}"),
                None => {
                    let name = plural.or_else(|| pick(&unit.body.name)).unwrap_or_default();
                    format!("{NO_BREAK_SPACE}{name}")
                }
            }
        });
        let unit_text = unit_text.unwrap_or_default();
        let key = format!("quantity.{}", quantity.qualifier.code());
        let value = in_pattern(&value).unwrap_or(value);
        let high = high.map(|high| in_pattern(&high).unwrap_or(high));
        let text = words.fill(&key, |gap| match gap {
            "value" => Some(&value),
            "high" => high.as_deref(),
            "unit" => Some(&unit_text),
            _ => None,
        });
        let denominator = self.text(&quantity.denominator, "text");
        context! {
            shape => "quantity",
            text,
            value => quantity.value.plain(),
            high => quantity.high.map(crate::model::Number::plain),
            qualifier => quantity.qualifier.code(),
            unit => quantity.unit.as_ref().map(crate::model::Ref::id),
            as_written => quantity.as_written.as_deref(),
            denominator,
            computed => quantity.computed.as_ref().map(|computed| computed.formula.to_string()),
        }
    }

    /// A list of references as a list of records, for tables.
    fn records(self, values: &[Known<'_>], inner: Shape) -> Option<Value> {
        let Shape::Reference(kind) = inner else { return None };
        let positions = values.iter().filter_map(|value| match value {
            Known::Reference(link) => link.index,
            _ => None,
        });
        let list = ListView::some(self.speaker.clone(), kind, positions.collect());
        Some(Value::from_object(list))
    }

    fn reference(self, link: Link<'_>) -> Value {
        let portal = self.speaker.portal();
        let record = link.index.and_then(|index| portal.records.get(link.kind, index as usize));
        let href = link.index.and_then(|index| self.speaker.href_of_record(link.kind, index));
        let label = record.map(|record| label_view(self.speaker, record));
        let view = link.index.map(|index| RecordView::new(self.speaker.clone(), link.kind, index));
        context! {
            shape => "reference",
            kind => link.kind.name(),
            id => link.id,
            href,
            label,
            record => view.map(Value::from_object),
        }
    }

    /// A time with a beginning and an end: which of the two a date is must be said.
    fn validity(self, group: &dyn Group) -> Value {
        let text = |name: &str| match group.value(name) {
            Known::Date(date) => self.date(date).get_attr("text").ok().map(|text| text.to_string()),
            _ => None,
        };
        let (from, to) = (text("from"), text("to"));
        let key = match (&from, &to) {
            (Some(_), Some(_)) => "validity.both",
            (Some(_), None) => "validity.from",
            _ => "validity.to",
        };
        let text = self.speaker.words().fill(key, |gap| match gap {
            "from" => from.as_deref(),
            "to" => to.as_deref(),
            _ => None,
        });
        context! { shape => "plain", text }
    }

    fn group(self, group: &dyn Group) -> Value {
        // A constant has no address of its own to be known by; its names tell it.
        let names = |fields: &'static [FieldInfo]| fields.iter().map(|info| info.name);
        if names(group.fields()).eq(names(Validity::FIELDS)) {
            return self.validity(group);
        }
        let view = |info: &FieldInfo| {
            let viewer = Viewer { speaker: self.speaker, field: info.name };
            (info.name, viewer.view(group.value(info.name), info.shape))
        };
        let values: Vec<(&'static str, Value)> = group.fields().iter().map(view).collect();
        let told = values.iter().filter(|(_, value)| value.is_true());
        let field = |(name, value): &(&'static str, Value)| {
            let title = self.speaker.word(&format!("field.{name}"));
            Value::from_object(FieldView { name, title, value: value.clone() })
        };
        let fields: Value = told.map(field).collect();
        Value::from_object(GroupView { fields, values })
    }
}

/// Fields under one key: by their names, and those that say something as `fields`.
#[derive(Debug)]
struct GroupView {
    fields: Value,
    values: Vec<(&'static str, Value)>,
}

impl Object for GroupView {
    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        match key.as_str()? {
            "shape" => Some(Value::from("group")),
            "fields" => Some(self.fields.clone()),
            key => {
                self.values.iter().find(|(name, _)| *name == key).map(|(_, value)| value.clone())
            }
        }
    }

    fn is_true(self: &Arc<Self>) -> bool {
        true
    }
}

/// Nothing to show; false in a condition, so that `{% if record.quantity %}` reads as it
/// should.
#[derive(Debug)]
struct NothingView;

impl Object for NothingView {
    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        (key.as_str() == Some("shape")).then(|| Value::from("nothing"))
    }

    fn is_true(self: &Arc<Self>) -> bool {
        false
    }
}

fn nothing() -> Value {
    Value::from_object(NothingView)
}
