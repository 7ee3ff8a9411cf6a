//! The 195 facts of the five articles, each held against the record that carries it.
//!
//! `tests/data/facts.csv` says for each fact which record carries it, and what the articles
//! say: value, qualifier, unit and time. A remark says why something is not carried. The
//! quotes that the facts rest on stay with their owners.

use super::support::repository;
use minhbach::model::{AnyRecord, Kind, Value};
use minhbach::{Wishes, survey};

/// The field in which a record of a kind tells its time.
fn time_of(record: &dyn AnyRecord) -> Option<String> {
    let field = match record.kind() {
        Kind::Target | Kind::Commitment => "due",
        Kind::Achievement => "period",
        Kind::Resolution => "issued",
        Kind::Source => "published",
        _ => return None,
    };
    Some(match record.value(field) {
        Value::Date(date) => date.to_string(),
        _ => String::new(),
    })
}

#[test]
fn every_fact_is_carried_and_none_more_firmly_than_it_was_stated() {
    let survey = survey(&repository(), &Wishes::default(), &());
    let records = &survey.scene.portal.records;
    let table = repository().join("tests/data/facts.csv");
    let mut reader = csv::Reader::from_path(table).expect("the table of facts");
    let mut count = 0;
    for row in reader.records() {
        let row = row.expect("a row");
        let [fact, kind, id, value, qualifier, unit, time, remark] =
            std::array::from_fn(|column| row.get(column).expect("a cell"));
        let kind = Kind::of_name(kind).expect("a kind");
        let position = records.position(kind, id).unwrap_or_else(|| panic!("{fact}: no {id}"));
        let record = records.get(kind, position).expect("a record");
        if let Value::Quantity(quantity) = record.value("quantity") {
            let carried = (
                quantity.value.plain(),
                quantity.qualifier.code(),
                quantity.unit.as_ref().map_or("", |unit| unit.id()),
            );
            let is_its_own = remark.is_empty();
            assert!(
                !is_its_own || carried == (value.to_owned(), qualifier, unit),
                "{fact}: {carried:?}"
            );
        } else {
            assert!(value.is_empty(), "{fact}: {id} has no figure");
        }
        // A remark explains a difference; without one there is none.
        if let (Some(own), true) = (time_of(record), remark.is_empty()) {
            assert_eq!(own, time, "{fact}: time of {id}");
        }
        count += 1;
    }
    assert_eq!(count, 195);
}

/// F002-035 is an exclusion of three targets and no target, and the nation has its own.
#[test]
fn the_articles_hold_34_targets() {
    let table = repository().join("tests/data/facts.csv");
    let mut reader = csv::Reader::from_path(table).expect("the table of facts");
    let rows: Vec<_> = reader.records().map(|row| row.expect("a row")).collect();
    let targets = rows.iter().filter(|row| &row[1] == "targets" && row[7].is_empty());
    assert_eq!(targets.count(), 34);
}
