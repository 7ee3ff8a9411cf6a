//! JSON: the same records as the CSV in the same order, with everything that a table cannot
//! hold: texts by language, quantities whole, all citations.

use crate::model::{AnyRecord, FieldType, Group, Kind, Quantity, Shape, Value};
use crate::table::{Cell, DerivedCell, Facts, derived_cells};
use rust_decimal::Decimal;
use serde::Serialize;
use serde::ser::{SerializeMap as _, SerializeSeq as _, Serializer};
use serde_json::value::RawValue;
use std::io::{self, Write};

/// The table of a kind: `{"dataset": …, "records": […]}`, a record a line, so that a change
/// of one record is a change of one line.
///
/// # Errors
/// Those of `out`.
pub fn json(facts: Facts<'_>, kind: Kind, out: &mut dyn Write) -> io::Result<()> {
    let table = Table { facts, kind };
    let records = facts.portal.records.of(kind).enumerate();
    let rows = records.map(|(position, record)| Row { table: &table, record, position });
    write_document(&Metadata(&table), rows, out)
}

/// The rows of an owner's own dataset, with its record for metadata.
///
/// # Errors
/// Those of `out`.
pub fn own_json(facts: Facts<'_>, position: u32, out: &mut dyn Write) -> io::Result<()> {
    let portal = facts.portal;
    let at = position as usize;
    let (Some(dataset), Some(rows)) = (portal.records.datasets.get(at), portal.rows.get(at)) else {
        return Ok(());
    };
    let table = Table { facts, kind: Kind::Dataset };
    let metadata = Row { table: &table, record: dataset, position: at };
    let types: Vec<FieldType> =
        rows.columns.iter().map(|name| dataset.body.type_of(name)).collect();
    let row = |cells| OwnRow { columns: &rows.columns, types: &types, cells };
    write_document(&metadata, rows.iter().map(row), out)
}

/// Writes what a table is and its rows, a row a line. Nothing here has keys that are not
/// texts, so that only `out` can fail.
fn write_document(
    metadata: &impl Serialize,
    rows: impl Iterator<Item = impl Serialize>,
    out: &mut dyn Write,
) -> io::Result<()> {
    out.write_all(b"{\n\"dataset\": ")?;
    serde_json::to_writer(&mut *out, metadata)?;
    out.write_all(b",\n\"records\": [")?;
    // A row is written in hundreds of small pieces, which are put together here.
    let mut line = Vec::new();
    for (index, row) in rows.enumerate() {
        line.clear();
        line.extend_from_slice(if index == 0 { b"\n" } else { b",\n" });
        serde_json::to_writer(&mut line, &row)?;
        out.write_all(&line)?;
    }
    out.write_all(b"\n]\n}\n")
}

/// A row of an owner's own dataset.
struct OwnRow<'t, Cells> {
    columns: &'t [Box<str>],
    types: &'t [FieldType],
    cells: Cells,
}

impl<'t, Cells: Iterator<Item = &'t str> + Clone> Serialize for OwnRow<'t, Cells> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let cells = self.columns.iter().zip(self.types).zip(self.cells.clone());
        let mut map = serializer.serialize_map(None)?;
        for ((column, field_type), cell) in cells {
            let number = || Decimal::from_str_exact(cell).ok();
            match field_type {
                _ if cell.is_empty() => map.serialize_entry(column, &())?,
                FieldType::Integer | FieldType::Number => {
                    map.serialize_entry(column, &number().map(exact))?;
                }
                FieldType::Boolean => map.serialize_entry(column, &(cell == "true"))?,
                _ => map.serialize_entry(column, cell)?,
            }
        }
        map.end()
    }
}

struct Table<'t> {
    facts: Facts<'t>,
    kind: Kind,
}

/// What the table is.
struct Metadata<'t>(&'t Table<'t>);

impl Serialize for Metadata<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self(Table { facts, kind }) = self;
        let portal = facts.portal;
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("name", kind.name())?;
        map.serialize_entry(
            "title",
            &InLanguages { facts: *facts, key: format!("kind.{}.title", kind.name()) },
        )?;
        map.serialize_entry("as_of", &portal.as_of.to_string())?;
        map.serialize_entry("licence", &portal.site.licence)?;
        map.serialize_entry("publisher", &portal.site.publisher)?;
        map.serialize_entry("count", &portal.records.count(*kind))?;
        map.end()
    }
}

/// A word of the catalogues, in every language.
struct InLanguages<'t> {
    facts: Facts<'t>,
    key: String,
}

impl Serialize for InLanguages<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let portal = self.facts.portal;
        let mut map = serializer.serialize_map(None)?;
        for lang in portal.site.languages.all() {
            let text = portal.words(lang).fill(&self.key, |_| None);
            map.serialize_entry(portal.site.languages.code(lang), &text)?;
        }
        map.end()
    }
}

/// A record.
struct Row<'t> {
    table: &'t Table<'t>,
    record: &'t dyn AnyRecord,
    position: usize,
}

impl Serialize for Row<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Table { facts, kind } = *self.table;
        let mut map = serializer.serialize_map(None)?;
        for (info, value) in self.record.values() {
            let shape = Some(info.shape);
            map.serialize_entry(info.name, &Json { facts, value: &value, shape })?;
        }
        for (name, cell) in derived_cells(facts, kind, self.position) {
            match &cell {
                DerivedCell::Plain(cell) => map.serialize_entry(name, &JsonCell(cell))?,
                DerivedCell::InLanguages(cells) => {
                    let languages = &facts.portal.site.languages;
                    let texts =
                        cells.iter().map(|(lang, cell)| (languages.code(*lang), JsonCell(cell)));
                    map.serialize_entry(name, &ByLanguage(texts.collect()))?;
                }
            }
        }
        map.end()
    }
}

/// A value in the shape that contract.md gives.
struct Json<'t, 'v> {
    facts: Facts<'t>,
    value: &'v Value<'v>,
    /// The shape that is declared for it; of what is in a list, none.
    shape: Option<Shape>,
}

impl Serialize for Json<'_, '_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.value {
            Value::Nothing | Value::Unknown(_) => serializer.serialize_none(),
            Value::Plain(text) => serializer.serialize_str(text),
            Value::Number(number) => serializer.serialize_u32(*number),
            Value::Decimal(number) => exact(*number).serialize(serializer),
            Value::Flag(flag) => serializer.serialize_bool(*flag),
            Value::Word(code) => serializer.serialize_str(code),
            Value::Date(date) => serializer.collect_str(date),
            Value::Reference(link) => serializer.serialize_str(link.id),
            Value::Text(text) if matches!(self.shape, Some(Shape::Markdown)) => {
                let portal = self.facts.portal;
                let languages = &portal.site.languages;
                let known = languages.all().filter_map(|lang| {
                    let text = portal.with_figures(text.get(lang)?, lang);
                    Some((languages.code(lang), text))
                });
                serializer.collect_map(known)
            }
            Value::Text(text) => {
                let languages = &self.facts.portal.site.languages;
                let known = languages
                    .all()
                    .filter_map(|lang| Some((languages.code(lang), text.get(lang)?)));
                serializer.collect_map(known)
            }
            Value::Words(words) => {
                let languages = &self.facts.portal.site.languages;
                let known = languages.all().filter_map(|lang| {
                    let list: Vec<&str> = words.get(lang)?.iter().map(|word| &**word).collect();
                    Some((languages.code(lang), list))
                });
                serializer.collect_map(known)
            }
            Value::Unknowns(unknowns) => serializer
                .collect_map(unknowns.iter().map(|(field, reason)| (field, reason.code()))),
            Value::Quantity(quantity) => self.quantity(quantity, serializer),
            Value::Group(group) => self.group(*group, serializer),
            Value::List(values) => {
                let mut list = serializer.serialize_seq(Some(values.len()))?;
                for value in values.iter() {
                    list.serialize_element(&Json {
                        facts: self.facts,
                        value: &value,
                        shape: None,
                    })?;
                }
                list.end()
            }
        }
    }
}

impl Json<'_, '_> {
    fn group<S: Serializer>(&self, group: &dyn Group, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        for (info, value) in group.values() {
            let (facts, shape) = (self.facts, Some(info.shape));
            map.serialize_entry(info.name, &Json { facts, value: &value, shape })?;
        }
        map.end()
    }

    fn quantity<S: Serializer>(
        &self,
        quantity: &Quantity,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        let denominator = quantity.denominator().map_or(Value::Nothing, Value::Text);
        let computed = quantity.computed();
        let computed = computed.map_or(Value::Nothing, |computed| Value::Group(computed));
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("value", &exact(quantity.value.0))?;
        map.serialize_entry("high", &quantity.high().map(|high| exact(high.0)))?;
        map.serialize_entry("qualifier", quantity.qualifier.code())?;
        map.serialize_entry("unit", &quantity.unit.as_ref().map(crate::model::Ref::id))?;
        map.serialize_entry("as_written", &quantity.as_written())?;
        let json = |value| Json { facts: self.facts, value, shape: None };
        map.serialize_entry("denominator", &json(&denominator))?;
        map.serialize_entry("computed", &json(&computed))?;
        map.end()
    }
}

/// The number with every digit it was given with; a binary fraction would lose some.
fn exact(number: Decimal) -> Box<RawValue> {
    RawValue::from_string(number.to_string()).unwrap_or_else(|_| RawValue::NULL.to_owned())
}

/// A derived text in each language.
struct ByLanguage<'c>(Vec<(&'c str, JsonCell<'c>)>);

impl Serialize for ByLanguage<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(code, cell)| (code, cell)))
    }
}

/// A derived cell.
struct JsonCell<'c>(&'c Cell<'c>);

impl Serialize for JsonCell<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            Cell::Empty => serializer.serialize_none(),
            Cell::Text(text) => serializer.serialize_str(text),
            Cell::Number(number) => exact(*number).serialize(serializer),
            Cell::Flag(flag) => serializer.serialize_bool(*flag),
            Cell::List(items) => items.serialize(serializer),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::exact;
    use rust_decimal::Decimal;

    #[test]
    fn a_number_is_written_as_it_stands_in_the_data() {
        // All but the sign of nothing: -0 becomes 0.
        for text in [
            "0",
            "-5",
            "0.10",
            "79228162514264337593543950335",
            "-0.0000000000000000000000000001",
            "1.0000000000000000000000000000",
        ] {
            let number = Decimal::from_str_exact(text).map(|number| exact(number).to_string());
            assert_eq!(number.as_deref(), Ok(text));
        }
    }
}
