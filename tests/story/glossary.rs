//! The glossary holds what readers meet: every abbreviation that the records use is explained.

use super::support::repository;
use minhbach::model::{Kind, Value};
use minhbach::{Wishes, survey};
use std::collections::{BTreeMap, BTreeSet};

/// The kinds whose texts readers meet first.
const READ: [Kind; 5] =
    [Kind::Target, Kind::Achievement, Kind::Commitment, Kind::DigitalSystem, Kind::Indicator];

fn words(text: &str) -> impl Iterator<Item = &str> {
    let is_end = |c: char| c.is_whitespace() || "(),.;:\"“”'?!".contains(c);
    text.split(is_end).filter(|word| !word.is_empty())
}

/// Whether this is an abbreviation, as `GRDP` and `5G` are. What has a slash or a hyphen in it
/// is the number of a document.
fn is_abbreviation(word: &str) -> bool {
    word.chars().count() >= 2
        && word.chars().all(|c| c.is_uppercase() || c.is_ascii_digit() || c == '&')
        && word.chars().any(char::is_uppercase)
}

#[test]
fn every_abbreviation_of_the_records_is_explained() {
    let survey = survey(&repository(), &Wishes::default(), &());
    let portal = &survey.scene.portal;
    let mut unexplained: BTreeMap<&str, &str> = BTreeMap::new();
    let mut met = BTreeSet::new();
    for lang in portal.site.languages.all() {
        let mut known = BTreeSet::new();
        for term in &portal.records.terms {
            let others = term.body.alternatives.as_ref().and_then(|all| all.0.get(lang));
            let others = others.into_iter().flatten().map(|word| &**word);
            let own = term.body.name.get(lang).map(|name| &**name);
            known.extend(own.into_iter().chain(others).flat_map(words));
        }
        for record in READ.into_iter().flat_map(|kind| portal.records.of(kind)) {
            for field in ["statement", "name", "definition", "conditions", "exclusions"] {
                let Value::Text(text) = record.value(field) else { continue };
                let Some(text) = text.get(lang) else { continue };
                for word in words(text).filter(|word| is_abbreviation(word)) {
                    // Some stand behind what they stand for.
                    let is_spelled_out = text.contains(&format!("({word})"));
                    met.insert(word);
                    if !known.contains(word) && !is_spelled_out {
                        unexplained.insert(word, record.id());
                    }
                }
            }
        }
    }
    assert!(met.contains("GRDP") && met.contains("5G"), "{met:?}");
    assert!(unexplained.is_empty(), "{unexplained:?}");
}
