//! Which columns a kind has.

use super::derived::{DERIVED, Derivation, DerivedColumn};
use crate::model::{FieldInfo, FieldType, Kind, Shape};
use crate::text::{Lang, Languages};

/// A column of a kind's table.
#[derive(Clone, Debug)]
pub struct Column {
    /// The name in the header; stable.
    pub name: String,
    /// What it shows.
    pub(super) content: Content,
    pub(super) value_type: FieldType,
}

impl Column {
    /// The field that it shows something of.
    pub fn field(&self) -> &str {
        match &self.content {
            Content::Field { path, .. } => path.first().copied().unwrap_or_default(),
            Content::Derived(derived, _) => derived.name,
        }
    }

    /// The keys inside that field that lead to what it shows, a quantity's and a citation's
    /// parts among them.
    pub fn inner(&self) -> Vec<&'static str> {
        let Content::Field { path, part, .. } = &self.content else { return Vec::new() };
        let part = match part {
            Part::Value => Some("value"),
            Part::High => Some("high"),
            Part::Qualifier | Part::QualifierLabel(_) => Some("qualifier"),
            Part::Unit | Part::UnitLabel(_) => Some("unit"),
            Part::AsWritten => Some("as_written"),
            Part::Denominator(_) => Some("denominator"),
            Part::Source => Some("source"),
            Part::Locator => Some("locator"),
            Part::Whole | Part::Language(_) | Part::Markdown(_) | Part::Label(_) | Part::Own => {
                None
            }
        };
        path.iter().skip(1).copied().chain(part).collect()
    }

    /// The language that it is in, if it is one of several languages.
    pub fn lang(&self) -> Option<Lang> {
        let part = match &self.content {
            Content::Field { part, .. } => part,
            Content::Derived(_, lang) => return *lang,
        };
        match part {
            Part::Language(lang)
            | Part::Markdown(lang)
            | Part::Label(lang)
            | Part::QualifierLabel(lang)
            | Part::UnitLabel(lang)
            | Part::Denominator(lang) => Some(*lang),
            _ => None,
        }
    }

    /// What stands in it. Dates are texts, since parts of them may be unknown (EDTF).
    pub fn value_type(&self) -> FieldType {
        self.value_type
    }
}

/// What a column shows.
#[derive(Clone, Debug)]
pub(super) enum Content {
    /// A part of a field.
    Field {
        /// The field's position among those of its kind: tables have millions of cells, for
        /// which no name is looked up.
        at: usize,
        /// The names that lead to what is shown, that of the field first.
        path: Vec<&'static str>,
        part: Part,
    },
    /// Something that follows from the records, in one language if it is in several.
    Derived(&'static DerivedColumn, Option<Lang>),
}

/// Which part of a value a column shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// The value itself, or a list of them.
    Whole,
    /// A text in one language.
    Language(Lang),
    /// The same, in Markdown.
    Markdown(Lang),
    /// The name, in one language, of what a code or an id stands for.
    Label(Lang),
    /// A text in the language it was written in.
    Own,
    /// The parts of a quantity.
    Value,
    High,
    Qualifier,
    QualifierLabel(Lang),
    Unit,
    UnitLabel(Lang),
    AsWritten,
    Denominator(Lang),
    /// The parts of the first citation.
    Source,
    Locator,
}

/// The columns of a kind, in their order.
pub fn columns(kind: Kind, languages: &Languages) -> Vec<Column> {
    let mut flat = Flat { languages, at: 0, codes: Vec::new(), labels: Vec::new() };
    for (at, info) in kind.fields().enumerate() {
        flat.at = at;
        flat.field(&[], info);
        for derived in DERIVED.iter().filter(|d| d.kind == kind && d.after == info.name) {
            flat.derived(derived);
        }
    }
    flat.codes.append(&mut flat.labels);
    flat.codes
}

struct Flat<'l> {
    languages: &'l Languages,
    /// The position of the field that is being flattened.
    at: usize,
    codes: Vec<Column>,
    labels: Vec<Column>,
}

impl Flat<'_> {
    fn derived(&mut self, derived: &'static DerivedColumn) {
        let column = |lang: Option<Lang>| Column {
            name: match lang {
                Some(lang) => format!("{}_{}", derived.name, self.languages.code(lang)),
                None => derived.name.to_owned(),
            },
            content: Content::Derived(derived, lang),
            value_type: derived.value_type,
        };
        let in_languages = || self.languages.all().map(|lang| column(Some(lang)));
        match derived.derivation {
            Derivation::Plain(_) => self.codes.push(column(None)),
            Derivation::Text(_) => {
                let columns: Vec<_> = in_languages().collect();
                self.codes.extend(columns);
            }
            Derivation::Label(_) => {
                let columns: Vec<_> = in_languages().collect();
                self.labels.extend(columns);
            }
        }
    }

    fn field(&mut self, parents: &[&'static str], info: &FieldInfo) {
        let mut path = parents.to_vec();
        path.push(info.name);
        let name = path.join("_");
        match info.shape {
            Shape::Number => self.typed(&path, name, Part::Whole, FieldType::Integer),
            Shape::Decimal => self.typed(&path, name, Part::Whole, FieldType::Number),
            Shape::Flag => self.typed(&path, name, Part::Whole, FieldType::Boolean),
            Shape::Plain | Shape::Address | Shape::Date | Shape::Unknowns => {
                self.code(&path, name, Part::Whole);
            }
            Shape::Text | Shape::Words => self.texts(&path, &name, Part::Language),
            Shape::Markdown => self.texts(&path, &name, Part::Markdown),
            Shape::OwnText => {
                self.code(&path, name.clone(), Part::Own);
                self.labels(&path, &name, Part::Language);
            }
            Shape::Word(_) | Shape::Reference(_) => {
                self.code(&path, name.clone(), Part::Whole);
                self.labels(&path, &name, Part::Label);
            }
            Shape::Quantity => self.quantity(&path),
            Shape::Citations => {
                self.code(&path, "source".to_owned(), Part::Source);
                self.code(&path, "locator".to_owned(), Part::Locator);
            }
            Shape::Group(inner) => inner.iter().for_each(|info| self.field(&path, info)),
            Shape::List(inner) => self.list(&path, name, *inner),
        }
    }

    /// The columns of a quantity. A field that is called `quantity` lends them no prefix:
    /// a target's figure is in `value`.
    fn quantity(&mut self, path: &[&'static str]) {
        let prefix: String = path
            .iter()
            .filter(|name| **name != "quantity")
            .map(|name| format!("{name}_"))
            .collect();
        let name = |part: &str| format!("{prefix}{part}");
        self.typed(path, name("value"), Part::Value, FieldType::Number);
        self.typed(path, name("value_high"), Part::High, FieldType::Number);
        self.code(path, name("qualifier"), Part::Qualifier);
        self.code(path, name("unit"), Part::Unit);
        self.code(path, name("as_written"), Part::AsWritten);
        self.labels(path, &name("qualifier"), Part::QualifierLabel);
        self.labels(path, &name("unit"), Part::UnitLabel);
        self.labels(path, &name("denominator"), Part::Denominator);
    }

    /// A list is one column, its items joined. Of items that have fields of their own, the
    /// first field stands for the item; all of them are in the JSON.
    fn list(&mut self, path: &[&'static str], name: String, inner: Shape) {
        let (path, inner) = match inner {
            Shape::Group([first, ..]) => {
                let mut path = path.to_vec();
                path.push(first.name);
                (path, first.shape)
            }
            other => (path.to_vec(), other),
        };
        match inner {
            Shape::Text => self.texts(&path, &name, Part::Language),
            Shape::Word(_) | Shape::Reference(_) => {
                self.code(&path, name.clone(), Part::Whole);
                self.labels(&path, &name, Part::Label);
            }
            _ => self.code(&path, name, Part::Whole),
        }
    }

    fn code(&mut self, path: &[&'static str], name: String, part: Part) {
        self.typed(path, name, part, FieldType::String);
    }

    fn typed(&mut self, path: &[&'static str], name: String, part: Part, value_type: FieldType) {
        let content = Content::Field { at: self.at, path: path.to_vec(), part };
        self.codes.push(Column { name, content, value_type });
    }

    fn texts(&mut self, path: &[&'static str], name: &str, part: fn(Lang) -> Part) {
        let columns = self.in_languages(path, name, part);
        self.codes.extend(columns);
    }

    fn labels(&mut self, path: &[&'static str], name: &str, part: fn(Lang) -> Part) {
        let columns = self.in_languages(path, name, part);
        self.labels.extend(columns);
    }

    fn in_languages(
        &self,
        path: &[&'static str],
        name: &str,
        part: fn(Lang) -> Part,
    ) -> Vec<Column> {
        let column = |lang| Column {
            name: format!("{name}_{}", self.languages.code(lang)),
            content: Content::Field { at: self.at, path: path.to_vec(), part: part(lang) },
            value_type: FieldType::String,
        };
        self.languages.all().map(column).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(kind: Kind) -> Vec<String> {
        columns(kind, &Languages::default()).into_iter().map(|column| column.name).collect()
    }

    /// The columns that contract.md promises, in its order.
    #[test]
    fn promised_columns_come_first_and_in_order() {
        let promised = [
            (
                Kind::Target,
                "id area indicator levels statement_vi statement_en value value_high qualifier unit as_written due resolution source locator",
            ),
            (
                Kind::Resolution,
                "id type number issuer issuer_as_written area title_vi title_en issued period source locator",
            ),
            (Kind::Area, "id name_vi name_en type valid_from valid_to predecessors successors"),
            (
                Kind::Achievement,
                "id target area indicator levels type statement_vi statement_en value value_high qualifier unit as_written period finding source locator",
            ),
            (
                Kind::Commitment,
                "id type area statement_vi statement_en made_by responsible resolution due testable source locator",
            ),
            (Kind::DigitalSystem, "id area name_vi name_en status source locator"),
            (Kind::Source, "id title publisher published url tier"),
        ];
        for (kind, promised) in promised {
            let promised: Vec<&str> = promised.split(' ').collect();
            assert_eq!(names(kind)[..promised.len()], promised);
        }
    }

    /// A field that had no column would be lost from every download.
    #[test]
    fn every_field_has_a_column() {
        for kind in Kind::ALL.iter().copied() {
            let columns = columns(kind, &Languages::default());
            for info in kind.fields() {
                let shown = columns.iter().any(|column| {
                    matches!(&column.content, Content::Field { path, .. } if path[0] == info.name)
                });
                assert!(shown, "{}.{}", kind.name(), info.name);
            }
        }
    }

    #[test]
    fn names_of_columns_are_unique() {
        for kind in Kind::ALL.iter().copied() {
            let mut names = names(kind);
            names.sort();
            let count = names.len();
            names.dedup();
            assert_eq!(names.len(), count, "{}", kind.name());
        }
    }
}
