//! How each target of the demonstration portal stands, on two days: `tests/data/verdicts.csv`
//! says what is expected, by the fact that the target carries.

use super::support::{Site, repository};
use std::collections::BTreeMap;

/// The rows of a table by their first cell or another.
pub(crate) fn rows(bytes: &[u8], key: &str) -> BTreeMap<String, BTreeMap<String, String>> {
    let text = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes);
    let mut reader = csv::Reader::from_reader(text);
    let rows = reader.deserialize().map(|row| row.expect("a row"));
    rows.map(|row: BTreeMap<String, String>| (row[key].clone(), row)).collect()
}

fn data(name: &str) -> Vec<u8> {
    std::fs::read(repository().join("tests/data").join(name)).expect("a table of the tests")
}

/// The table of targets as it would be published on a day.
fn targets_on(day: &str) -> BTreeMap<String, BTreeMap<String, String>> {
    let site = Site::demonstration_without_pictures();
    let ran = site.run(&["build", "--strict", "--as-of", day]);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    rows(&std::fs::read(site.path().join("public/data/targets.csv")).expect("targets"), "id")
}

#[test]
fn every_target_stands_as_its_sources_say_on_either_day() {
    let (facts, verdicts) = (rows(&data("facts.csv"), "fact"), rows(&data("verdicts.csv"), "fact"));
    assert_eq!(verdicts.len(), 34);
    for (day, column) in [("2025-06-30", "2025_06_30"), ("2026-11-22", "2026_11_22")] {
        let targets = targets_on(day);
        assert_eq!(targets.len(), verdicts.len());
        for (fact, verdict) in &verdicts {
            let target = &targets[&facts[fact]["id"]];
            let expected =
                (&verdict[&format!("status_{column}")], &verdict[&format!("reason_{column}")]);
            assert_eq!((&target["status"], &target["status_reason"]), expected, "{fact} on {day}");
        }
    }
}
