//! `/api/v1/build.json`: which program made the portal, of what.

use crate::model::{Kind, Portal, Presence};
use serde_json::{Map, Value, json};

/// The program and its version, the commit of the sources if it is known, the day of
/// judgement, and how many records of each kind there are.
pub fn build(portal: &Portal) -> Vec<u8> {
    let published = Kind::ALL.iter().filter(|kind| kind.presence() != Presence::Codes);
    let counts: Map<String, Value> = published
        .map(|kind| (kind.name().to_owned(), json!(portal.records.count(*kind))))
        .collect();
    let document = json!({
        "program": env!("CARGO_PKG_NAME"),
        "version": env!("CARGO_PKG_VERSION"),
        "commit": portal.commit,
        "as_of": portal.as_of.to_string(),
        "languages": portal.site.languages.codes().collect::<Vec<_>>(),
        "counts": counts,
    });
    format!("{document:#}\n").into_bytes()
}
