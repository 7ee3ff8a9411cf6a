//! A field of a record as templates see it.

use super::html;
use super::list::ListView;
use super::page::Speaker;
use crate::model::{AnyRecord, FieldInfo, Kind, Shape, Value as Known};
use minijinja::value::{Enumerator, Object, Value};
use std::sync::Arc;

/// A field: false in a condition if it says nothing, so that `{% if record.quantity %}` reads
/// as it should.
///
/// | attribute | is |
/// |---|---|
/// | `name`, `title` | its key, and its title in the page's language |
/// | `html` | its value as the page shows it; `show(field)` writes it |
/// | `cell` | the same in a table, where nothing is said to be nothing |
/// | `inline` | the same on one line |
/// | `long`, `due` | a date as a sentence has it; a date as a due date |
/// | `source_line` | citations on one line |
/// | `shape` | `text`, `quantity`, `date`, `unknown`, `nothing` … |
/// | `text` | its value as plain text, for titles and descriptions |
/// | `code` | the code of a word, the id of what is referred to |
/// | `lang` | the language that a text is in |
/// | `list` | references as a list of records |
/// | `as_written`, `as_written_lang` | how the source words a figure, where that is not how the page does, and in which language |
#[derive(Debug)]
pub(super) struct FieldView {
    pub(super) speaker: Arc<Speaker>,
    pub(super) kind: Kind,
    /// The record's position among those of its kind.
    pub(super) position: u32,
    /// The field's position among those of its kind.
    pub(super) index: usize,
    pub(super) info: &'static FieldInfo,
}

impl FieldView {
    /// The attributes of the table above: the same for every field.
    pub(super) const NAMES: &'static [&'static str] = &[
        "name",
        "title",
        "html",
        "cell",
        "inline",
        "long",
        "due",
        "source_line",
        "shape",
        "text",
        "code",
        "lang",
        "as_written",
        "as_written_lang",
        "list",
    ];

    fn record(&self) -> Option<&dyn AnyRecord> {
        self.speaker.portal().records.get(self.kind, self.position as usize)
    }

    fn known(&self) -> Known<'_> {
        self.record().map_or(Known::Nothing, |record| record.value_at(self.index))
    }

    fn attribute(&self, name: &str) -> Option<Value> {
        let (speaker, info, known) = (&self.speaker, self.info, self.known());
        let safe = |html: String| Some(Value::from_safe_string(html));
        match name {
            "html" => safe(html::field(speaker, self.kind, info, &known)),
            "cell" => safe(html::cell(speaker, self.record()?, info, &known)),
            "inline" => safe(html::inline(speaker, self.kind, info, &known)),
            "long" => match known {
                Known::Date(date) => {
                    safe(html::time(speaker.words(), date, crate::text::DateForm::Long))
                }
                _ => None,
            },
            "due" => safe(html::due(speaker, self.kind, &known)),
            "source_line" => safe(html::source_line(speaker, &known)),
            "shape" => Some(Value::from(shape_of(&known, info.shape))),
            "text" => text_of(speaker, info, &known).map(Value::from),
            "code" => match known {
                Known::Word(code) => Some(Value::from(code)),
                Known::Reference(link) => Some(Value::from(link.id)),
                _ => None,
            },
            "lang" => match known {
                Known::Text(text) => {
                    let (lang, _) = speaker.closest(text)?;
                    Some(Value::from(speaker.portal().site.languages.code(lang)))
                }
                _ => None,
            },
            "as_written" => match known {
                // What the page says anyway is not said twice.
                Known::Quantity(quantity) => {
                    let figure = speaker.portal().figure_in(speaker.lang, quantity);
                    let is_news = |words: &&str| **words != *figure.replace('\u{a0}', " ");
                    Some(Value::from(quantity.as_written().filter(is_news)))
                }
                _ => None,
            },
            "as_written_lang" => {
                let record = self.record()?;
                Some(Value::from(speaker.portal().language_of_source(record)))
            }
            "list" => match (known, info.shape) {
                (Known::List(values), Shape::List(Shape::Reference(kind))) => {
                    let positions = values.filter_map(|value| match value {
                        Known::Reference(link) => link.index,
                        _ => None,
                    });
                    let list = ListView::some(speaker.clone(), *kind, positions.collect());
                    Some(Value::from_object(list))
                }
                _ => None,
            },
            _ => None,
        }
    }
}

impl Object for FieldView {
    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        self.get_value_by_str(key.as_str()?)
    }

    fn get_value_by_str(self: &Arc<Self>, key: &str) -> Option<Value> {
        match key {
            "name" => Some(Value::from(self.info.name)),
            "title" => self.speaker.scene.title(self.speaker.lang, self.kind, self.index),
            // What a field of this shape does not have is nothing; what no field has is a
            // mistake in the template.
            name if Self::NAMES.contains(&name) => {
                Some(self.attribute(name).unwrap_or_else(|| Value::from(())))
            }
            _ => None,
        }
    }

    fn enumerate(self: &Arc<Self>) -> Enumerator {
        Enumerator::Str(Self::NAMES)
    }

    fn is_true(self: &Arc<Self>) -> bool {
        !self.known().is_nothing()
    }
}

/// The name of a value's shape.
fn shape_of(value: &Known<'_>, shape: Shape) -> &'static str {
    match (value, shape) {
        (value, _) if value.is_nothing() => "nothing",
        (Known::Unknown(_), _) => "unknown",
        (Known::Plain(_), Shape::Address) => "address",
        (Known::Text(_), Shape::Markdown) => "markdown",
        (Known::Text(_), Shape::OwnText) => "own_text",
        (Known::List(_), Shape::Citations) => "citations",
        (Known::Nothing, _) => "nothing",
        (Known::Plain(_) | Known::Words(_), _) => "plain",
        (Known::Number(_) | Known::Decimal(_), _) => "number",
        (Known::Flag(_), _) => "flag",
        (Known::Text(_), _) => "text",
        (Known::Word(_), _) => "word",
        (Known::Date(_), _) => "date",
        (Known::Quantity(_), _) => "quantity",
        (Known::Reference(_), _) => "reference",
        (Known::Unknowns(_), _) => "unknowns",
        (Known::Group(_), _) => "group",
        (Known::List(_), _) => "list",
    }
}

/// A value as plain text, for titles and descriptions, where it can be one.
pub(super) fn text_of(speaker: &Speaker, info: &FieldInfo, value: &Known<'_>) -> Option<String> {
    let portal = speaker.portal();
    match value {
        Known::Plain(text) => Some((*text).to_owned()),
        Known::Text(text) => {
            let (_, text) = speaker.closest(text)?;
            Some(text.to_owned())
        }
        Known::Word(code) => Some(speaker.word(&format!("word.{}.{code}", info.name)).to_owned()),
        Known::Unknown(reason) => {
            Some(speaker.word(&format!("word.unknown.{}", reason.code())).to_owned())
        }
        Known::Date(date) => Some(html::date(speaker.words(), date)),
        Known::Quantity(quantity) => Some(html::figure(speaker, quantity)),
        Known::Reference(link) => {
            let record = portal.records.get(link.kind, link.index? as usize)?;
            Some(portal.label(record, speaker.lang).1.to_owned())
        }
        _ => None,
    }
}
