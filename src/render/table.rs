//! Tables that can be downloaded, as templates see them.

use super::html;
use super::list::ListView;
use super::page::Speaker;
use super::record::field_title;
use crate::model::{FieldType, Kind, Rows, TableField};
use crate::site::{Subject, Table, TableFormat};
use crate::table::columns;
use minijinja::context;
use minijinja::value::{Enumerator, Object, Value};
use std::sync::Arc;

/// A table.
///
/// | attribute | is |
/// |---|---|
/// | `name`, `title` | its name, as its files have it, and its title |
/// | `href` | the page that tells what it holds |
/// | `section` | the list of datasets |
/// | `count` | how many rows it has |
/// | `columns` | each with `name`, `title`, `description` and `type` |
/// | `rows` | the first rows of an owner's own table, each a list of cells |
/// | `downloads` | its files, each with `format` and `href` |
#[derive(Debug)]
pub(super) struct TableView {
    speaker: Arc<Speaker>,
    table: Table,
}

/// How many rows a page shows of an owner's own table.
const SHOWN: usize = 20;

impl TableView {
    /// The attributes of the table above.
    pub(super) const NAMES: &'static [&'static str] =
        &["name", "title", "href", "section", "count", "columns", "rows", "downloads"];

    pub(super) fn new(speaker: Arc<Speaker>, table: Table) -> Self {
        Self { speaker, table }
    }

    fn title(&self) -> String {
        let portal = self.speaker.portal();
        match self.table {
            Table::Kind(kind) => {
                self.speaker.word(&format!("kind.{}.title", kind.name())).to_owned()
            }
            Table::Own(position) => {
                let dataset = portal.records.get(Kind::Dataset, position as usize);
                let label = dataset.map(|dataset| portal.label(dataset, self.speaker.lang).1);
                label.unwrap_or_default().to_owned()
            }
        }
    }

    fn href(&self) -> String {
        self.speaker.href_of(match self.table {
            Table::Kind(kind) => Subject::Table(kind),
            Table::Own(position) => Subject::Record(Kind::Dataset, position),
        })
    }

    fn count(&self) -> usize {
        let portal = self.speaker.portal();
        match self.table {
            Table::Kind(kind) => portal.records.count(kind),
            Table::Own(position) => portal.rows.get(position as usize).map_or(0, Rows::count),
        }
    }

    fn columns(&self) -> Value {
        let speaker = &self.speaker;
        let portal = speaker.portal();
        let languages = &portal.site.languages;
        let type_name = |field_type: FieldType| {
            speaker.word(&format!("word.type.{}", field_type.code())).to_owned()
        };
        match self.table {
            Table::Kind(kind) => columns(kind, languages)
                .iter()
                .map(|column| {
                    let mut title = field_title(speaker.words(), kind, column.field()).to_owned();
                    for name in column.inner() {
                        title.push_str(": ");
                        title.push_str(speaker.word(&format!("field.{name}")));
                    }
                    if let Some(lang) = column.lang() {
                        let language = portal.words(lang).mark("language.name");
                        title.push_str(&format!(" ({language})"));
                    }
                    let name = column.name.as_str();
                    let value_type = type_name(column.value_type());
                    context! { name, title, description => (), type => value_type }
                })
                .collect(),
            Table::Own(position) => {
                let dataset = portal.records.datasets.get(position as usize);
                let closest = |text| speaker.closest(text).map(|(_, text)| text);
                let fields = dataset.into_iter().flat_map(|dataset| &dataset.body.fields);
                fields
                    .map(|field| {
                        context! {
                            name => &*field.name.0,
                            title => field.title.as_ref().and_then(closest),
                            description => field.description.as_ref().and_then(closest),
                            type => type_name(field.field_type),
                        }
                    })
                    .collect()
            }
        }
    }

    fn rows(&self) -> Value {
        let Table::Own(position) = self.table else { return Value::from(()) };
        let portal = self.speaker.portal();
        let dataset = portal.records.datasets.get(position as usize);
        let Some((rows, dataset)) = portal.rows.get(position as usize).zip(dataset) else {
            return Value::from(());
        };
        let fields: Vec<Option<&TableField>> =
            rows.columns.iter().map(|name| dataset.body.field(name)).collect();
        let html = |(cell, field): (&str, &Option<_>)| {
            Value::from_safe_string(html::own_cell(&self.speaker, *field, cell))
        };
        rows.iter()
            .take(SHOWN)
            .map(|cells| cells.zip(&fields).map(html).collect::<Value>())
            .collect()
    }
}

/// The files of a table, in the order in which downloads are offered.
pub(super) fn downloads(speaker: &Speaker, table: Table) -> Value {
    let download = |format: &TableFormat| {
        let path = speaker.scene.plan.routes.table(table, *format, speaker.portal());
        context! { format => format.extension().to_uppercase(), href => speaker.href(&path) }
    };
    TableFormat::ALL.iter().map(download).collect()
}

impl Object for TableView {
    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        Some(match key.as_str()? {
            "name" => Value::from(match self.table {
                Table::Kind(kind) => kind.name().to_owned(),
                Table::Own(position) => {
                    let datasets = &self.speaker.portal().records.datasets;
                    let dataset = datasets.get(position as usize);
                    dataset.map_or_else(String::new, |dataset| dataset.id.to_string())
                }
            }),
            "title" => Value::from(self.title()),
            "href" => Value::from(self.href()),
            "section" => Value::from_object(ListView::new(self.speaker.clone(), Kind::Dataset)),
            "count" => Value::from(self.count()),
            "columns" => self.columns(),
            "rows" => self.rows(),
            "downloads" => downloads(&self.speaker, self.table),
            _ => return None,
        })
    }

    fn enumerate(self: &Arc<Self>) -> Enumerator {
        Enumerator::Str(Self::NAMES)
    }

    fn is_true(self: &Arc<Self>) -> bool {
        true
    }
}
