//! Datasets of an owner's own: a table of rows beside a record that says what its columns
//! mean, in the terms of Frictionless Table Schema.

use super::{Area, Commitment, Licence, Organisation, Unit, kind};
use crate::config::Address;
use crate::diagnostic::Said;
use crate::model::{Alternatives, Citations, Date, Markdown, Ref, group, word_field};
use crate::text::Text;
use crate::yaml::{Plain, choice};

choice! {
    /// How often a dataset is brought up to date: the EU's list of frequencies, as DCAT-AP
    /// uses it, as far as publishers here need it.
    pub enum Frequency {
        /// Several times a day, or at once.
        Continuous = "continuous",
        /// Every day.
        Daily = "daily",
        /// Every week.
        Weekly = "weekly",
        /// Every month.
        Monthly = "monthly",
        /// Every three months.
        Quarterly = "quarterly",
        /// Twice a year.
        Semiannual = "semiannual",
        /// Every year.
        Annual = "annual",
        /// From time to time.
        #[default]
        Irregular = "irregular",
        /// Not any more.
        Never = "never",
    }
}

choice! {
    /// What a dataset is about: the EU's list of themes for data catalogues, which DCAT-AP
    /// asks for.
    pub enum DataTheme {
        /// Agriculture, fisheries, forestry and food.
        Agriculture = "agri",
        /// Economy and finance.
        Economy = "econ",
        /// Education, culture and sport.
        Education = "educ",
        /// Energy.
        Energy = "ener",
        /// Environment.
        Environment = "envi",
        /// Government and public sector.
        #[default]
        Government = "gove",
        /// Health.
        Health = "heal",
        /// International issues.
        International = "intr",
        /// Justice, legal system and public safety.
        Justice = "just",
        /// Regions and cities.
        Regions = "regi",
        /// Population and society.
        Society = "soci",
        /// Science and technology.
        Technology = "tech",
        /// Transport.
        Transport = "tran",
    }
}

choice! {
    /// What stands in a column: the types of Table Schema that a CSV file can hold.
    pub enum FieldType {
        /// A text.
        #[default]
        String = "string",
        /// A whole number.
        Integer = "integer",
        /// A number, with a decimal point.
        Number = "number",
        /// `true` or `false`.
        Boolean = "boolean",
        /// A day, as in `2025-06-30`.
        Date = "date",
        /// A year.
        Year = "year",
        /// A year and a month, as in `2025-06`.
        YearMonth = "yearmonth",
    }
}

impl FieldType {
    /// Whether its values are numbers.
    pub fn is_number(self) -> bool {
        matches!(self, FieldType::Integer | FieldType::Number | FieldType::Year)
    }

    /// Whether its values are dates.
    pub fn is_date(self) -> bool {
        matches!(self, FieldType::Date | FieldType::YearMonth)
    }
}

word_field!(Frequency, DataTheme, FieldType);

group! {
    /// Who answers questions about a dataset.
    pub struct ContactPoint (Said::A_MAPPING) {
        /// Their name.
        pub name: Option<Text>,
        /// Their e-mail address.
        pub email: Option<Plain>,
        /// A page on which to write.
        pub url: Option<Address>,
    }
}

group! {
    /// What the values of a column must be like.
    pub struct Constraints (Said::A_MAPPING) {
        /// Whether every row must have one.
        pub required: Option<bool>,
        /// Whether no two rows may have the same.
        pub unique: Option<bool>,
        /// The least number, or the earliest date.
        pub minimum: Option<Plain>,
        /// The greatest number, or the latest date.
        pub maximum: Option<Plain>,
        /// The least number of characters.
        pub min_length ("minLength"): Option<u32>,
        /// The greatest number of characters.
        pub max_length ("maxLength"): Option<u32>,
        /// The values that there are.
        pub values ("enum"): Option<Box<[Plain]>>,
    }
}

group! {
    /// A column, which Table Schema calls a field.
    pub struct TableField (Said::A_MAPPING) {
        /// Its name, as the first row has it.
        pub name: Plain,
        /// Its title.
        pub title: Option<Text>,
        /// What it says.
        pub description: Option<Text>,
        /// What stands in it.
        pub field_type ("type"): FieldType,
        /// The unit of its numbers.
        pub unit: Option<Ref<Unit>>,
        /// What its values must be like.
        pub constraints: Option<Constraints>,
        /// The kind of record whose ids it holds.
        pub refers_to: Option<Plain>,
    }
}

group! {
    /// A table of an owner's own.
    pub struct Dataset (Said::A_RECORD) {
        /// What it is called.
        pub title: Text,
        /// What it is, how it came about, and what it does not say.
        pub description: Option<Markdown>,
        /// Who publishes it.
        pub publisher: Option<Ref<Organisation>>,
        /// What others may do with it.
        pub licence: Option<Ref<Licence>>,
        /// How often it is brought up to date.
        pub frequency: Option<Frequency>,
        /// When it was first published.
        pub issued: Option<Date>,
        /// When it last changed.
        pub modified: Option<Date>,
        /// What it is about.
        pub themes: Box<[DataTheme]>,
        /// Words by which it is found.
        pub keywords: Option<Alternatives>,
        /// The areas that it covers.
        pub spatial: Box<[Ref<Area>]>,
        /// The time that it covers.
        pub temporal: Option<Date>,
        /// Who answers questions.
        pub contact: Option<ContactPoint>,
        /// The commitments that it helps to keep.
        pub serves: Box<[Ref<Commitment>]>,
        /// The file of its rows, beside `dataset.yaml`.
        pub rows: Plain,
        /// Its columns, in the order of the file.
        pub fields: Box<[TableField]>,
        /// Where this is known from.
        pub sources: Option<Citations>,
    }
}

impl Dataset {
    /// What is declared of the column of this name.
    pub fn field(&self, column: &str) -> Option<&TableField> {
        self.fields.iter().find(|field| *field.name.0 == *column)
    }

    /// What stands in the column of this name; texts, if it is not declared.
    pub fn type_of(&self, column: &str) -> FieldType {
        self.field(column).map_or(FieldType::String, |field| field.field_type)
    }
}

kind!(Dataset, label: ["title"], summary: ["publisher", "modified", "frequency"]);
