//! Records and lists of records as templates see them.

use super::page::{Speaker, downloads};
use super::value::{FieldView, label_view, value_view};
use crate::model::{AnyRecord, FieldInfo, Kind};
use crate::site::{Subject, pages_of};
use minijinja::value::{Object, Value};
use std::sync::Arc;

/// A record. Its fields are asked for by name (`record.statement`); `record.fields` lists
/// those that say something, `record.backlinks` who refers to it.
#[derive(Debug)]
pub(super) struct RecordView {
    speaker: Arc<Speaker>,
    kind: Kind,
    position: u32,
}

impl RecordView {
    pub(super) fn new(speaker: Arc<Speaker>, kind: Kind, position: u32) -> Self {
        Self { speaker, kind, position }
    }

    fn record(&self) -> Option<&dyn AnyRecord> {
        self.speaker.portal().records.get(self.kind, self.position as usize)
    }

    /// The fields that say something, in the order of their declaration.
    fn fields(&self) -> Value {
        let Some(record) = self.record() else {
            return Value::from(());
        };
        let told = self.kind.fields().filter(|info| !record.value(info.name).is_nothing());
        told.map(|info| self.field(record, info)).collect()
    }

    /// The fields that a list shows beside the record's name.
    fn summary(&self) -> Value {
        let Some(record) = self.record() else {
            return Value::from(());
        };
        let summary = self.kind.summary().iter();
        let infos = summary.filter_map(|name| self.kind.fields().find(|info| info.name == *name));
        infos.map(|info| self.field(record, info)).collect()
    }

    fn field(&self, record: &dyn AnyRecord, info: &FieldInfo) -> Value {
        let value = value_view(&self.speaker, record.value(info.name), info);
        Value::from_object(FieldView::new(&self.speaker, self.kind, info.name, value))
    }

    /// The title over those who refer to this record through one field: its own where the
    /// field says more than that they are of that kind, as `replaces` does.
    fn backlink_title(&self, link: crate::derive::Backlink) -> String {
        let own = format!("backlink.{}.{}", link.kind.name(), link.field);
        match self.speaker.words().message(&own) {
            Ok(message) => message.fill(|_| None),
            Err(_) => self.speaker.word(&format!("kind.{}.title", link.kind.name())),
        }
    }

    /// Who refers to this record: one group for each kind and field.
    fn backlinks(&self) -> Value {
        let links = self.speaker.scene.derived.backlinks.to(self.kind, self.position);
        let groups = links.chunk_by(|a, b| (a.kind, a.field) == (b.kind, b.field));
        let group = |group: &[crate::derive::Backlink]| {
            let first = group[0];
            let positions = group.iter().map(|link| link.position).collect();
            let list = ListView::some(self.speaker.clone(), first.kind, positions);
            minijinja::context! {
                kind => first.kind.name(),
                field => first.field,
                title => self.backlink_title(first),
                list => Value::from_object(list),
            }
        };
        groups.map(group).collect()
    }
}

impl Object for RecordView {
    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        let record = self.record()?;
        Some(match key.as_str()? {
            "kind" => Value::from(self.kind.name()),
            "href" => Value::from(self.speaker.href_of_record(self.kind, self.position)),
            "label" => label_view(&self.speaker, record),
            "fields" => self.fields(),
            "summary" => self.summary(),
            "backlinks" => self.backlinks(),
            "section" => Value::from_object(ListView::new(self.speaker.clone(), self.kind)),
            name => {
                let info = self.kind.fields().find(|info| info.name == name)?;
                value_view(&self.speaker, record.value(name), info)
            }
        })
    }

    /// A record cannot be looped over, and the engine takes what is empty for nothing.
    fn is_true(self: &Arc<Self>) -> bool {
        true
    }
}

/// Some records of one kind, or all of them.
#[derive(Debug)]
pub(super) struct ListView {
    speaker: Arc<Speaker>,
    kind: Kind,
    /// Some records, or all of them where there is nothing: the menu of every page names
    /// every kind, and asks for no more than how many there are.
    positions: Option<Vec<u32>>,
    /// Which page of the list, counted from 1; none for all of it at once.
    number: Option<u32>,
}

impl ListView {
    /// All records of a kind.
    pub(super) fn new(speaker: Arc<Speaker>, kind: Kind) -> Self {
        Self { speaker, kind, positions: None, number: None }
    }

    /// A page of the list of a kind.
    pub(super) fn page(speaker: Arc<Speaker>, kind: Kind, number: u32) -> Self {
        Self { speaker, kind, positions: None, number: Some(number) }
    }

    /// Some records of a kind.
    pub(super) fn some(speaker: Arc<Speaker>, kind: Kind, positions: Vec<u32>) -> Self {
        Self { speaker, kind, positions: Some(positions), number: None }
    }

    /// How many records there are, nested ones included.
    fn count(&self) -> usize {
        let all = || self.speaker.portal().records.count(self.kind);
        self.positions.as_ref().map_or_else(all, Vec::len)
    }

    /// The pages of the list, where it has more than one.
    fn pages(&self) -> Value {
        let count = pages_of(self.speaker.portal(), self.kind);
        let page = |number: u32| {
            let href = self.speaker.href_of(Subject::List(self.kind, number));
            minijinja::context! { number, href, is_current => Some(number) == self.number }
        };
        (1..=count).filter(|_| count > 1).map(page).collect()
    }

    /// The records in the order of their names.
    fn records(&self) -> Value {
        let scene = &self.speaker.scene;
        let lang = self.speaker.lang;
        let mut some = Vec::new();
        let positions = match (&self.positions, self.number) {
            (Some(positions), _) => {
                some.clone_from(positions);
                scene.orders.sort(&scene.portal, self.kind, lang, &mut some);
                some.as_slice()
            }
            (None, Some(number)) => {
                let size = scene.portal.site.page_size;
                let listed = scene.orders.listed(&scene.portal, self.kind, lang);
                let from = (number as usize).saturating_sub(1) * size;
                &listed[from.min(listed.len())..(from + size).min(listed.len())]
            }
            (None, None) => scene.orders.listed(&scene.portal, self.kind, lang),
        };
        let view = |position: &u32| {
            Value::from_object(RecordView::new(self.speaker.clone(), self.kind, *position))
        };
        positions.iter().map(view).collect()
    }
}

impl Object for ListView {
    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        Some(match key.as_str()? {
            "kind" => Value::from(self.kind.name()),
            "title" => Value::from(self.speaker.word(&format!("kind.{}.title", self.kind.name()))),
            "href" => Value::from(self.speaker.href_of(Subject::List(self.kind, 1))),
            "count" => Value::from(self.count()),
            "records" => self.records(),
            "pages" => self.pages(),
            "downloads" => downloads(&self.speaker, self.kind),
            "columns" => {
                let title = |name: &&str| super::value::field_title(&self.speaker, self.kind, name);
                let columns = self.kind.summary().iter();
                columns
                    .map(|name| minijinja::context! { name => *name, title => title(name) })
                    .collect()
            }
            "label_title" => {
                let name = self.kind.label().first().copied().unwrap_or("id");
                Value::from(super::value::field_title(&self.speaker, self.kind, name))
            }
            _ => return None,
        })
    }

    fn is_true(self: &Arc<Self>) -> bool {
        self.count() > 0
    }
}
