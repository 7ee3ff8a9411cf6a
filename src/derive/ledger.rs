//! The ledger of commitments: what evidence there is for each, and who promised open data.

use super::collected::is_nation;
use super::coverage::cited;
use super::succession::Succession;
use crate::config::Day;
use crate::model::{
    Achievement, Commitment, CommitmentType, Date, EvidenceType, Kind, Link, Portal, Presence,
    Record, Ref, Value,
};
use std::collections::{BTreeMap, BTreeSet};

/// What is known of a commitment on the day of judgement. None of these says that it was kept:
/// evidence speaks for it or against it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// Evidence speaks for it alone.
    Supported,
    /// Evidence speaks for a part of it.
    Partial,
    /// Evidence speaks for it and against it.
    Mixed,
    /// Evidence speaks against it alone.
    Contradicted,
    /// Evidence was looked for, and none was found.
    NoneFound,
    /// It is not recorded that evidence was looked for.
    NotLookedFor,
}

impl Standing {
    /// Every standing, in the order in which counts show them.
    pub const ALL: &'static [Standing] = &[
        Standing::Supported,
        Standing::Partial,
        Standing::Mixed,
        Standing::Contradicted,
        Standing::NoneFound,
        Standing::NotLookedFor,
    ];

    /// The code that downloads carry.
    pub fn code(self) -> &'static str {
        match self {
            Standing::Supported => "supported",
            Standing::Partial => "partial",
            Standing::Mixed => "mixed",
            Standing::Contradicted => "contradicted",
            Standing::NoneFound => "none_found",
            Standing::NotLookedFor => "not_looked_for",
        }
    }

    /// The key of its words.
    pub fn key(self) -> &'static str {
        match self {
            Standing::Supported => "word.standing.supported",
            Standing::Partial => "word.standing.partial",
            Standing::Mixed => "word.standing.mixed",
            Standing::Contradicted => "word.standing.contradicted",
            Standing::NoneFound => "word.standing.none_found",
            Standing::NotLookedFor => "word.standing.not_looked_for",
        }
    }
}

/// What an area promised of open data, or where that was looked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenData {
    /// The area, by position.
    pub area: u32,
    /// Its commitments to open data, by position.
    pub commitments: Vec<u32>,
    /// The sources in which none was found, by position: those that records of the area cite
    /// and that were read to their end for it (`searched_for`). Empty if there is a commitment.
    pub searched: Vec<u32>,
    /// Results on open data of the areas that it belongs to today, by position: they are of
    /// another territory, and no evidence.
    pub later: Vec<u32>,
}

/// The topic of open data, among those that come with the program.
const OPEN_DATA: &str = "open-data";

/// The results on open data of the areas that an area belongs to today.
fn later(portal: &Portal, succession: &Succession, area: u32) -> Vec<u32> {
    let heirs = succession.heirs_now(portal, area as usize);
    let is_of_heir = |one: &Record<Achievement>| {
        let area = one.body.area.as_ref().and_then(Ref::position);
        area.is_some_and(|area| heirs.contains(&(area as usize)))
    };
    let is_on_topic =
        |one: &Record<Achievement>| one.topics.iter().any(|topic| topic.id() == OPEN_DATA);
    (0u32..)
        .zip(&portal.records.achievements)
        .filter(|(_, one)| !heirs.is_empty() && is_on_topic(one) && is_of_heir(one))
        .map(|(at, _)| at)
        .collect()
}

/// The ledger.
#[derive(Debug, Default)]
pub struct Ledger {
    /// The standing of each commitment, in the order of the commitments.
    pub standings: Vec<Standing>,
    /// The areas that promised anything at all, in order of their ids, those that promised
    /// open data first.
    pub open_data: Vec<OpenData>,
}

impl Ledger {
    pub(super) fn of(portal: &Portal, succession: &Succession) -> Self {
        let commitments = &portal.records.commitments;
        let standings = commitments.iter().map(|record| standing(record, portal.as_of));
        Self { standings: standings.collect(), open_data: open_data(portal, succession) }
    }
}

/// Whether something that happened at a time was known on a day; of an unknown time it is
/// taken to be.
fn is_known(date: Option<&Date>, as_of: Day) -> bool {
    date.and_then(Date::earliest).is_none_or(|day| day <= as_of)
}

/// When evidence was last looked for, as far as that was known on a day.
pub fn last_checked(commitment: &Commitment, as_of: Day) -> Option<&Date> {
    let on = &commitment.checked.as_ref()?.on;
    is_known(Some(on), as_of).then_some(on)
}

fn standing(commitment: &Record<Commitment>, as_of: Day) -> Standing {
    let evidence = commitment.body.evidence.iter().flatten();
    let evidence: BTreeSet<&str> = evidence
        .filter(|evidence| is_known(evidence.date.as_ref(), as_of))
        .map(|evidence| evidence.evidence_type.code())
        .collect();
    let has = |kind: EvidenceType| evidence.contains(kind.code());
    let is_looked_for = last_checked(&commitment.body, as_of).is_some();
    match (has(EvidenceType::Supports), has(EvidenceType::Partial), has(EvidenceType::Contradicts))
    {
        (false, false, true) => Standing::Contradicted,
        (_, _, true) => Standing::Mixed,
        (true, false, false) => Standing::Supported,
        (_, true, false) => Standing::Partial,
        (false, false, false) if is_looked_for => Standing::NoneFound,
        (false, false, false) => Standing::NotLookedFor,
    }
}

/// Whether a source was read to its end for commitments to open data.
fn was_searched(portal: &Portal, source: u32) -> bool {
    let source = portal.records.sources.get(source as usize);
    let searched_for = source.and_then(|source| source.body.searched_for.as_ref());
    searched_for.is_some_and(|types| types.contains(&CommitmentType::OpenData))
}

/// The areas below the nation that set targets or made commitments, with what they promised of
/// open data.
fn open_data(portal: &Portal, succession: &Succession) -> Vec<OpenData> {
    let records = &portal.records;
    let mut areas: BTreeMap<u32, (Vec<u32>, BTreeSet<u32>)> = BTreeMap::new();
    let is_below = |area: &u32| !is_nation(portal, *area as usize);
    let promised = records.targets.iter().filter_map(|target| target.body.area.position());
    let committed = records.commitments.iter().filter_map(|one| one.body.area.as_ref()?.position());
    for area in promised.chain(committed).filter(is_below) {
        areas.entry(area).or_default();
    }
    for (at, commitment) in (0u32..).zip(&records.commitments) {
        let area = commitment.body.area.as_ref().and_then(Ref::position);
        let entry = area.and_then(|area| areas.get_mut(&area));
        if let (Some(entry), CommitmentType::OpenData) = (entry, commitment.body.commitment_type) {
            entry.0.push(at);
        }
    }
    for kind in Kind::ALL.iter().copied().filter(|kind| kind.presence() == Presence::Pages) {
        for record in records.of(kind) {
            let Value::Reference(Link { kind: Kind::Area, index: Some(area), .. }) =
                record.value("area")
            else {
                continue;
            };
            let Some(entry) = areas.get_mut(&area) else { continue };
            entry.1.extend(cited(record).into_iter().filter(|one| was_searched(portal, *one)));
        }
    }
    let mut found: Vec<OpenData> = areas
        .into_iter()
        .map(|(area, (commitments, sources))| {
            let searched =
                if commitments.is_empty() { sources.into_iter().collect() } else { Vec::new() };
            OpenData { area, commitments, searched, later: later(portal, succession, area) }
        })
        .collect();
    found.sort_by_key(|one| one.commitments.is_empty());
    found
}
