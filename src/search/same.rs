//! Other words for the same: what a text says in one way is found by the others, in whatever
//! language they are.

use crate::model::{AnyRecord, Kind, Portal, Value};
use crate::text::each_spelling;
use std::collections::{BTreeMap, HashMap};

/// Groups of phrases that say the same.
#[derive(Debug, Default)]
pub(super) struct Same {
    words: Vec<Box<str>>,
    /// Each phrase as the numbers of its words.
    groups: Vec<Vec<Vec<u32>>>,
    /// For each word, the phrases that begin with it, as group and place in it.
    beginnings: Vec<Vec<(usize, usize)>>,
}

impl Same {
    /// The terms with their alternatives; organisations and systems with their short names; and
    /// what the catalogues of words say is the same in general (`search.same`).
    pub(super) fn of(portal: &Portal) -> Self {
        let mut groups: BTreeMap<String, Vec<&str>> = BTreeMap::new();
        let mut add = |name: String, phrase| groups.entry(name).or_default().push(phrase);
        for lang in portal.site.languages.all() {
            let words = portal.words(lang);
            for (key, _) in words.entries().filter(|(key, _)| key.starts_with("search.same.")) {
                words.phrases(key).for_each(|phrase| add(key.to_owned(), phrase));
            }
        }
        for kind in [Kind::Term, Kind::Organisation, Kind::DigitalSystem] {
            for record in portal.records.of(kind) {
                let name = format!("{}/{}", kind.name(), record.id());
                names(record, |phrase| add(name.clone(), phrase));
            }
        }
        let mut same = Self::default();
        let mut numbers = HashMap::new();
        groups.into_values().for_each(|phrases| same.add(&phrases, &mut numbers));
        same
    }

    fn add(&mut self, phrases: &[&str], numbers: &mut HashMap<Box<str>, u32>) {
        let mut group: Vec<Vec<u32>> = Vec::new();
        for phrase in phrases {
            let mut own = Vec::new();
            each_spelling(phrase, |word| {
                let next = u32::try_from(self.words.len()).unwrap_or(u32::MAX);
                let number = *numbers.entry(word.into()).or_insert(next);
                if number == next {
                    self.words.push(word.into());
                    self.beginnings.push(Vec::new());
                }
                own.push(number);
            });
            if !own.is_empty() && !group.contains(&own) {
                group.push(own);
            }
        }
        if group.len() < 2 {
            return;
        }
        for (place, phrase) in group.iter().enumerate() {
            self.beginnings[phrase[0] as usize].push((self.groups.len(), place));
        }
        self.groups.push(group);
    }

    /// The words of the phrases, by their numbers.
    pub(super) fn words(&self) -> impl Iterator<Item = &str> {
        self.words.iter().map(AsRef::as_ref)
    }

    /// Calls `other` with every word of the other phrases of a group of which the text has one.
    pub(super) fn each_other(&self, text: &[u32], mut other: impl FnMut(u32)) {
        for (at, word) in text.iter().enumerate() {
            let Some(beginnings) = self.beginnings.get(*word as usize) else { continue };
            for (group, place) in beginnings {
                let group = &self.groups[*group];
                if text[at..].starts_with(&group[*place]) {
                    group.iter().flatten().for_each(|word| other(*word));
                }
            }
        }
    }
}

/// The names of a record, in every language.
fn names<'r>(record: &'r dyn AnyRecord, mut name: impl FnMut(&'r str)) {
    for field in ["name", "alternatives", "abbreviation"] {
        match record.value(field) {
            Value::Text(text) => text.known().for_each(|text| name(text)),
            Value::Words(words) => words.known().flatten().for_each(|word| name(&word.0)),
            _ => {}
        }
    }
}
