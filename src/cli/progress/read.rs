//! A line of the file as a series, or as an indicator with its parts.

use crate::derive::open_sdg::{Direction, Observations, Series, Thresholds, TwiceInAYear, year};
use crate::diagnostic::{Argument, Said};
use serde_json::{Map, Value};

/// Something with a score: a line, or a part of one.
#[derive(Debug)]
pub(super) struct Entry {
    /// What it is called: a text or a number, or `null`.
    pub(super) id: Value,
    /// Whether it is a line, and no part of one.
    pub(super) is_line: bool,
    /// What it consists of.
    pub(super) body: Body,
    /// The keys that nobody knows.
    pub(super) unknown: Vec<String>,
}

/// What an entry consists of.
#[derive(Debug)]
pub(super) enum Body {
    /// Observations, and the name of the group that they belong to.
    Series(Series, Option<String>),
    /// Parts whose mean it is.
    Parts(Vec<Entry>),
}

impl Entry {
    /// The name of the group that it belongs to.
    pub(super) fn group(&self) -> Option<&str> {
        match &self.body {
            Body::Series(_, group) => group.as_deref(),
            Body::Parts(_) => None,
        }
    }
}

/// Why a line cannot be read.
#[derive(Debug)]
pub(super) enum Mistake {
    /// It is longer than any series.
    TooLong,
    /// It is no JSON, from this byte on, or nests too deep.
    NotJson { column: usize },
    /// There is something else in this place; the line itself has no name.
    Expected { place: String, what: Said },
    /// A year has two values.
    Twice { place: String, year: i32 },
}

impl Mistake {
    /// What is said about it.
    pub(super) fn message(&self) -> Argument {
        match self {
            Mistake::TooLong => {
                Argument::both("dòng dài quá 1 MiB", "the line is longer than 1 MiB")
            }
            Mistake::NotJson { column } => Argument::Both {
                vi: format!("từ byte thứ {column}, dòng này không phải là JSON đọc được"),
                en: format!("from byte {column} on, the line is no JSON that can be read"),
            },
            Mistake::Expected { place, what: Said { vi, en } } if place.is_empty() => {
                Argument::Both {
                    vi: format!("mỗi dòng phải là {vi}"),
                    en: format!("a line should be {en}"),
                }
            }
            Mistake::Expected { place, what: Said { vi, en } } => Argument::Both {
                vi: format!("`{place}` phải là {vi}"),
                en: format!("`{place}` should be {en}"),
            },
            Mistake::Twice { place, year } => Argument::Both {
                vi: format!("`{place}` có hai giá trị cho năm {year}"),
                en: format!("`{place}` has two values for {year}"),
            },
        }
    }
}

const AN_OBJECT: Said = Said { vi: "một đối tượng `{…}`", en: "an object `{…}`" };
const AN_ID: Said = Said { vi: "một chuỗi hoặc một số", en: "a text or a number" };
const A_LIST_OF_PAIRS: Said = Said {
    vi: "danh sách các cặp `[năm, giá trị]`",
    en: "a list of pairs `[year, value]`",
};
const A_PAIR: Said = Said { vi: "một cặp `[năm, giá trị]`", en: "a pair `[year, value]`" };
const A_YEAR: Said = Said {
    vi: "một năm, như 2015 hoặc \"2015/16\"",
    en: "a year, as in 2015 or \"2015/16\"",
};
const A_NUMBER_OR_NULL: Said = Said { vi: "một số hoặc null", en: "a number or null" };
const A_DIRECTION: Said =
    Said { vi: "\"positive\" hoặc \"negative\"", en: "\"positive\" or \"negative\"" };
const THRESHOLDS: Said =
    Said { vi: "một đối tượng `{high, med, low}`", en: "an object `{high, med, low}`" };
const A_GROUP: Said = Said {
    vi: "tên một nhóm, hoặc danh sách các phần thay cho `observations`",
    en: "the name of a group, or a list of parts in place of `observations`",
};
const PARTS: Said = Said { vi: "danh sách các phần", en: "a list of parts" };

/// The keys of an entry. Those of the last line choose a series from a table in Open SDG's own
/// configuration; here it is chosen already.
pub(super) const KEYS: [&str; 13] = [
    "id",
    "observations",
    "base_year",
    "target_year",
    "target",
    "limit",
    "direction",
    "thresholds",
    "progress_thresholds",
    "group",
    "series",
    "unit",
    "disaggregation",
];

/// Reads a line. A mistake comes with the id of the line, as far as that is known.
pub(super) fn entry(line: &[u8]) -> Result<Entry, (Value, Mistake)> {
    let value: Value = serde_json::from_slice(line)
        .map_err(|error| (Value::Null, Mistake::NotJson { column: error.column() }))?;
    let id = value.get("id").filter(|id| is_id(id)).cloned().unwrap_or_default();
    At(String::new()).entry(&value, true).map_err(|mistake| (id, mistake))
}

fn is_id(value: &Value) -> bool {
    value.is_string() || value.is_number() || value.is_null()
}

/// A place in a line, as in `group[1].`, for the names of what stands there. JSON nests no
/// deeper than serde_json lets it, which is 128 levels.
struct At(String);

impl At {
    fn expected(&self, key: &str, what: Said) -> Mistake {
        let place = format!("{}{key}", self.0);
        Mistake::Expected { place: place.trim_end_matches('.').to_owned(), what }
    }

    fn entry(&self, value: &Value, is_line: bool) -> Result<Entry, Mistake> {
        let fields = value.as_object().ok_or_else(|| self.expected("", AN_OBJECT))?;
        let id = fields.get("id").cloned().unwrap_or_default();
        if !is_id(&id) {
            return Err(self.expected("id", AN_ID));
        }
        let unknown = fields.keys().filter(|key| !KEYS.contains(&key.as_str())).cloned().collect();
        let observations = fields.get("observations").unwrap_or(&Value::Null);
        let body = match fields.get("group").unwrap_or(&Value::Null) {
            Value::Null => Body::Series(self.series(fields)?, None),
            Value::String(name) if is_line => {
                Body::Series(self.series(fields)?, Some(name.clone()))
            }
            Value::Array(parts) if observations.is_null() => {
                let parts = parts.iter().enumerate().map(|(index, part)| {
                    Self(format!("{}group[{index}].", self.0)).entry(part, false)
                });
                Body::Parts(parts.collect::<Result<_, _>>()?)
            }
            _ => return Err(self.expected("group", if is_line { A_GROUP } else { PARTS })),
        };
        Ok(Entry { id, is_line, body, unknown })
    }

    fn series(&self, fields: &Map<String, Value>) -> Result<Series, Mistake> {
        let mut series = Series::new(self.observations(fields)?);
        series.base_year = self.year(fields, "base_year")?.unwrap_or(series.base_year);
        series.target_year = self.year(fields, "target_year")?.unwrap_or(series.target_year);
        series.target = self.number(fields, "target")?;
        series.limit = self.number(fields, "limit")?;
        series.direction = self.direction(fields)?;
        for key in ["thresholds", "progress_thresholds"] {
            series.thresholds = match fields.get(key).unwrap_or(&Value::Null) {
                Value::Null => continue,
                Value::Object(own) => Self(format!("{}{key}.", self.0)).thresholds(own)?,
                _ => return Err(self.expected(key, THRESHOLDS)),
            };
        }
        Ok(series)
    }

    /// In words or, as Open SDG publishes it beside its answers, as 1 or −1.
    fn direction(&self, fields: &Map<String, Value>) -> Result<Option<Direction>, Mistake> {
        let written = fields.get("direction").unwrap_or(&Value::Null);
        match (written.as_str(), written.as_f64()) {
            _ if written.is_null() => Ok(None),
            (Some("positive"), _) | (_, Some(1.0)) => Ok(Some(Direction::Positive)),
            (Some("negative"), _) | (_, Some(-1.0)) => Ok(Some(Direction::Negative)),
            _ => Err(self.expected("direction", A_DIRECTION)),
        }
    }

    fn observations(&self, fields: &Map<String, Value>) -> Result<Observations, Mistake> {
        let list = fields.get("observations").and_then(Value::as_array);
        let list = list.ok_or_else(|| self.expected("observations", A_LIST_OF_PAIRS))?;
        let mut observations = Vec::with_capacity(list.len());
        for (index, pair) in list.iter().enumerate() {
            let place = |rest: &str| format!("observations[{index}]{rest}");
            let Some([written, value]) = pair.as_array().map(Vec::as_slice) else {
                return Err(self.expected(&place(""), A_PAIR));
            };
            let year = year_of(written).ok_or_else(|| self.expected(&place("[0]"), A_YEAR))?;
            let value = match value {
                Value::Null => None,
                Value::Number(number) => number.as_f64(),
                _ => return Err(self.expected(&place("[1]"), A_NUMBER_OR_NULL)),
            };
            observations.push((year, value));
        }
        let place = || format!("{}observations", self.0);
        Observations::new(observations)
            .map_err(|TwiceInAYear(year)| Mistake::Twice { place: place(), year })
    }

    fn thresholds(&self, own: &Map<String, Value>) -> Result<Thresholds, Mistake> {
        if let Some(key) = own.keys().find(|key| !["high", "med", "low"].contains(&key.as_str())) {
            return Err(self.expected(
                key,
                Said { vi: "`high`, `med` hoặc `low`", en: "`high`, `med` or `low`" },
            ));
        }
        Ok(Thresholds {
            high: self.number(own, "high")?,
            medium: self.number(own, "med")?,
            low: self.number(own, "low")?,
        })
    }

    fn number(&self, fields: &Map<String, Value>, key: &str) -> Result<Option<f64>, Mistake> {
        match fields.get(key).unwrap_or(&Value::Null) {
            Value::Null => Ok(None),
            Value::Number(number) => Ok(number.as_f64()),
            _ => Err(self.expected(key, A_NUMBER_OR_NULL)),
        }
    }

    fn year(&self, fields: &Map<String, Value>, key: &str) -> Result<Option<i32>, Mistake> {
        match fields.get(key).unwrap_or(&Value::Null) {
            Value::Null => Ok(None),
            written => year_of(written).map(Some).ok_or_else(|| self.expected(key, A_YEAR)),
        }
    }
}

fn year_of(written: &Value) -> Option<i32> {
    match written {
        Value::String(text) => year(text),
        Value::Number(number) => year(&number.to_string()),
        _ => None,
    }
}
