//! Every file of records, decoded.

use super::{Failed, Kind, Presence, Records};
use crate::config::Site;
use crate::diagnostic::{Diagnostics, FileId};
use crate::load::{Sources, decode_each};
use crate::text::Words;
use std::collections::BTreeSet;

/// The lists of codes that come with the program.
const BUILT_IN: &[(Kind, &str)] = &[
    (Kind::Unit, include_str!("codes/units.yaml")),
    (Kind::Level, include_str!("codes/levels.yaml")),
    (Kind::Topic, include_str!("codes/topics.yaml")),
    (Kind::ReasonCode, include_str!("codes/reasons.yaml")),
    (Kind::Licence, include_str!("codes/licences.yaml")),
];

/// Finds the files of records.
pub fn discover_records(sources: &mut Sources, site: &Site, problems: &mut Diagnostics) {
    let groups: Vec<&str> = Kind::ALL.iter().map(|kind| kind.group()).collect();
    sources.discover(&site.paths, &groups, Kind::Dataset.group(), problems);
}

/// Decodes the records whose files have been found. Records that could not be read at all are
/// named in the second value.
pub fn read_records(
    sources: &mut Sources,
    site: &Site,
    words: &Words,
    problems: &mut Diagnostics,
) -> (Records, Failed) {
    let (mut records, mut failed) = (Records::default(), Failed::default());
    for kind in Kind::ALL {
        let files = sources.group(kind.group());
        // Some files at a time: as many records as are on the way to the others are in memory
        // twice.
        for batch in files.chunks(rayon::current_num_threads() * 2) {
            for decoded in decode(*kind, sources, batch, site, words, problems) {
                for id in decoded.failed {
                    failed.add(*kind, id);
                }
                if decoded.unread {
                    failed.add_all(*kind);
                }
                records.append(decoded.value.unwrap_or_default(), files.len());
            }
        }
        if sources.is_incomplete(kind.group()) {
            failed.add_all(*kind);
        }
        if kind.presence() == Presence::Codes {
            add_built_in(*kind, &mut records, sources, site, words, problems);
        }
    }
    (records, failed)
}

fn decode(
    kind: Kind,
    sources: &Sources,
    files: &[FileId],
    site: &Site,
    words: &Words,
    problems: &mut Diagnostics,
) -> Vec<crate::load::Decoded<Records>> {
    decode_each(sources, files, &site.languages, words, problems, |tree, decoder, _| {
        let mut records = Records::decode(kind, tree, decoder);
        super::nested::lift(&mut records);
        records
    })
}

/// Adds the codes that come with the program, except those that the site writes itself.
fn add_built_in(
    kind: Kind,
    records: &mut Records,
    sources: &mut Sources,
    site: &Site,
    words: &Words,
    problems: &mut Diagnostics,
) {
    let Some((_, text)) = BUILT_IN.iter().find(|(built_in, _)| *built_in == kind) else {
        return;
    };
    let file = sources.add_built_in(&format!("{}.yaml", kind.group()), text);
    let own: BTreeSet<String> = records.of(kind).map(|r| r.id().to_owned()).collect();
    for mut decoded in decode(kind, sources, &[file], site, words, problems) {
        if let Some(mut value) = decoded.value.take() {
            value.retain(kind, |record| !own.contains(record.id()));
            records.append(value, 1);
        }
    }
}
