//! The search of the portal: an index that a browser reads a few small files of.
//!
//! 1. `found_by` says which words lead to what can be found, and how much each weighs;
//!    `same` adds other words for the same (CĐS, chuyển đổi số, digital transformation).
//! 2. [`Index`] puts the words in order and cuts them into files of like size, each word with
//!    what it leads to (`postings`).
//! 3. [`Document`] is what a language shows of something that was found; `files` writes both as
//!    scripts, which work from a disk too (decision 0016).
//!
//! The query is read, and what it finds is put in order, by the theme's `assets/search.js`.

mod document;
mod files;
mod found_by;
mod postings;
mod same;

pub use document::Document;
pub use files::{GROUPS, file};

use crate::config::Day;
use crate::derive::Derived;
use crate::model::{Kind, Portal};
use crate::site::{Findable, Plan, SearchFile, findable};
use postings::{Found, Postings};
use rayon::prelude::*;
use same::Same;
use sha2::{Digest, Sha256};
use std::fmt::Write as _;

/// The portal, what follows from it, and where its pages stand.
#[derive(Clone, Copy, Debug)]
pub struct Facts<'f> {
    /// The records.
    pub portal: &'f Portal,
    /// What follows from them.
    pub derived: &'f Derived,
    /// The pages and files.
    pub plan: &'f Plan,
}

/// What can be found, and the words that lead there.
#[derive(Debug)]
pub struct Index {
    /// What can be found. Its place in this list is its number in the files.
    pub found: Vec<Findable>,
    words: Vec<Part>,
    /// Tells whether files belong together: a browser may have kept some from before.
    pub stamp: String,
}

/// A file of words.
#[derive(Debug, Default)]
struct Part {
    /// The first of its words, without diacritics; empty if it has none.
    first: String,
    /// Each word with its postings, in order.
    words: Vec<(Box<str>, Postings)>,
}

impl Index {
    /// The index of a portal.
    ///
    /// It works on all processors: whoever keeps an index must not let it be made while those
    /// wait for it.
    pub fn of(facts: Facts<'_>) -> Self {
        let found = in_order(facts);
        let same = Same::of(facts.portal);
        let pieces: Vec<Found> = found
            .par_chunks(512)
            .enumerate()
            .map(|(piece, chunk)| {
                let mut words = Found::new(&same);
                for (number, one) in (piece * 512..).zip(chunk) {
                    let number = u32::try_from(number).unwrap_or(u32::MAX);
                    words.begin(number);
                    found_by::each_text(facts, *one, &mut |field, text| words.add(field, text));
                    words.end();
                }
                words
            })
            .collect();
        let files = SearchFile::all(found.len(), std::iter::empty());
        let count = files.iter().filter(|file| matches!(file, SearchFile::Words(_))).count();
        let words = cut(postings::merged(pieces), count);
        let stamp = stamp(facts, &found, &words);
        Self { found, words, stamp }
    }
}

/// What can be found, in the order in which it is shown where nothing else decides: as the kinds
/// stand, and areas that are no more behind those that are.
fn in_order(facts: Facts<'_>) -> Vec<Findable> {
    let mut found = findable(facts.portal);
    found.sort_by_key(|one| match one {
        Findable::Record(kind @ Kind::Area, position) => (Some(*kind), is_over(facts, *position)),
        Findable::Record(kind, _) => (Some(*kind), false),
        Findable::Page(_) => (None, false),
    });
    // Pages come last: none of a kind sorts first.
    let pages = found.iter().take_while(|one| matches!(one, Findable::Page(_))).count();
    found.rotate_left(pages);
    found
}

/// Whether an area was no more on the day of judgement.
fn is_over(facts: Facts<'_>, position: u32) -> bool {
    ended(facts.portal, position).is_some_and(|day| day <= facts.portal.as_of)
}

/// The day on which an area was no more.
fn ended(portal: &Portal, position: u32) -> Option<Day> {
    let area = portal.records.areas.get(position as usize)?;
    area.body.valid.given()?.to?.earliest()
}

/// The words as so many files of like size. What is the same without diacritics stays together.
fn cut(words: Vec<(Box<str>, Postings)>, count: usize) -> Vec<Part> {
    let weight = |(word, postings): &(Box<str>, Postings)| word.len() + postings.0.len() + 6;
    let all: usize = words.iter().map(weight).sum();
    let mut parts: Vec<Part> = (0..count).map(|_| Part::default()).collect();
    let (mut at, mut weighed, mut last) = (0, 0, String::new());
    for word in words {
        let plain = crate::text::plain_spelling(&word.0);
        if plain != last {
            // The part in which the middle of the word would be, were all of the same size.
            at = at.max((weighed * count / all.max(1)).min(count - 1));
            last.clone_from(&plain);
        }
        weighed += weight(&word);
        if parts[at].words.is_empty() {
            parts[at].first = plain;
        }
        parts[at].words.push(word);
    }
    parts
}

/// A name for the words and the numbers that they lead to.
fn stamp(facts: Facts<'_>, found: &[Findable], words: &[Part]) -> String {
    let mut sum = Sha256::new();
    for one in found {
        let id = match one {
            Findable::Record(kind, position) => {
                sum.update(kind.name());
                facts.portal.records.get(*kind, *position as usize).map_or("", |record| record.id())
            }
            Findable::Page(_) => "",
        };
        sum.update(id);
        sum.update([0]);
    }
    for (word, postings) in words.iter().flat_map(|part| &part.words) {
        sum.update(word.as_bytes());
        sum.update(postings.0.as_bytes());
    }
    let mut stamp = String::new();
    for byte in sum.finalize().iter().take(4) {
        // Writing into a String cannot fail.
        let _ = write!(stamp, "{byte:02x}");
    }
    stamp
}
