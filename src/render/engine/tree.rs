//! What views say as a finite tree of plain values, for an engine that knows no objects.
//!
//! Views lead from each to the next without end: a record to those that refer to it, those to
//! others. Two rules make the tree finite and small. What a page is about is told whole; a
//! record or list that is met on the way is told as a row of a list is, and leads no further.
//! And nothing is computed that the templates of the theme do not name anywhere.

use super::super::judgement::JudgementView;
use super::super::list::ListView;
use super::super::record::RecordView;
use super::super::value::FieldView;
use crate::config::Theme;
use minijinja::value::{Value, ValueKind};
use std::collections::BTreeSet;

/// How much of a view is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Depth {
    /// All of it: it is what the page is about.
    Whole,
    /// What a row of a list shows.
    Row,
}

/// The words that the templates of a theme are made of: a name that is not among them is
/// asked for by none.
#[derive(Debug)]
pub(super) struct Named(BTreeSet<Box<str>>);

impl Named {
    pub(super) fn in_theme(theme: &Theme) -> Self {
        let mut named = BTreeSet::new();
        for (_, source) in theme.below("templates") {
            let source = String::from_utf8_lossy(source);
            let words = source.split(|c: char| !c.is_ascii_alphanumeric() && c != '_');
            named.extend(words.map(Box::from));
        }
        Self(named)
    }

    /// A value as a tree.
    pub(super) fn tree(&self, value: &Value, depth: Depth) -> tera::Value {
        match value.kind() {
            ValueKind::Bool => tera::Value::from(value.is_true()),
            ValueKind::Number => number(value),
            ValueKind::String => text(value),
            ValueKind::Seq | ValueKind::Iterable => {
                let items = value.try_iter().into_iter().flatten();
                tera::Value::from(items.map(|item| self.met(&item, depth)).collect::<Vec<_>>())
            }
            ValueKind::Map => self.map(value, depth),
            _ => tera::Value::none(),
        }
    }

    /// A value that is met on the way from another.
    fn met(&self, value: &Value, depth: Depth) -> tera::Value {
        let is_record = value.downcast_object_ref::<RecordView>().is_some();
        self.tree(value, if is_record { Depth::Row } else { depth })
    }

    fn map(&self, value: &Value, depth: Depth) -> tera::Value {
        let mut map = tera::Map::default();
        for key in value.try_iter().into_iter().flatten() {
            let Some(name) = key.as_str().filter(|name| self.0.contains(*name)) else { continue };
            if depth == Depth::Row && !is_in_row(value, name) {
                continue;
            }
            // The list of a record's kind is linked to, and not told.
            let depth = if name == "section" { Depth::Row } else { depth };
            if let Some(inner) = value.get_attr(name).ok().filter(|inner| !inner.is_undefined()) {
                map.insert(name.to_owned().into(), self.met(&inner, depth));
            }
        }
        tera::Value::from(map)
    }
}

/// Whether a row tells this of a view.
fn is_in_row(view: &Value, name: &str) -> bool {
    if view.downcast_object_ref::<RecordView>().is_some() {
        !RecordView::LEADS_ON.contains(&name)
    } else if view.downcast_object_ref::<ListView>().is_some() {
        ListView::IN_ROW.contains(&name)
    } else if view.downcast_object_ref::<JudgementView>().is_some() {
        JudgementView::IN_ROW.contains(&name)
    } else if view.downcast_object_ref::<FieldView>().is_some() {
        name != "list"
    } else {
        true
    }
}

fn text(value: &Value) -> tera::Value {
    let text = value.as_str().unwrap_or_default();
    if value.is_safe() { tera::Value::safe_string(text) } else { tera::Value::from(text) }
}

fn number(value: &Value) -> tera::Value {
    match value.as_i64() {
        Some(whole) => tera::Value::from(whole),
        None => {
            f64::try_from(value.clone()).map_or_else(|_| tera::Value::none(), tera::Value::from)
        }
    }
}

/// The other way round: what a template hands to a function.
pub(super) fn handed(value: &tera::Value) -> Value {
    match value.as_str() {
        Some(text) if value.is_safe() => Value::from_safe_string(text.to_owned()),
        Some(text) => Value::from(text),
        None if value.is_none() || value.is_undefined() => Value::from(()),
        None => match (value.as_bool(), value.as_i64(), value.as_f64()) {
            (Some(flag), ..) => Value::from(flag),
            (_, Some(whole), _) => Value::from(whole),
            (_, _, Some(number)) => Value::from(number),
            _ => Value::from(value.to_string()),
        },
    }
}
