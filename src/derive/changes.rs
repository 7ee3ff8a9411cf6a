//! What changed under a target before it was due: its document, its area, the units that it
//! speaks of, the index that it is measured by. A change counts from the day on which it took
//! effect.

use super::judgement::{Change, Reason};
use super::ladder::Court;
use crate::config::Day;
use crate::model::{Date, DocumentStatus, Indicator, Kind, Level, Record, Ref, Resolution};

/// What changed in how figures are counted, before the target was due and before the day of
/// judgement.
pub(super) struct Upheavals {
    versions: Vec<Change>,
    /// Each with whether the target speaks of the places as they were before.
    ranking: Vec<(Change, bool)>,
}

impl Court<'_> {
    pub(super) fn upheavals(&self, indicator: &Record<Indicator>) -> Upheavals {
        let is_ranked = |level: &Record<Level>| level.body.broader.is_none();
        let ranking = self.redrawn(is_ranked).into_iter().map(|change| {
            let was_set_before = self.was_set_before(change.on);
            (Change { reason: Reason::RankedPopulationChanged, ..change }, was_set_before)
        });
        Upheavals { versions: self.versions_since(indicator), ranking: ranking.collect() }
    }

    /// The changes because of which a figure of this day does not measure what the target means,
    /// the weightiest last. They part the figures from before from those after, whenever the
    /// target was set.
    pub(super) fn parting(&self, upheavals: &Upheavals, day: Day, is_rank: bool) -> Vec<Change> {
        let is_later = |on: Option<Day>| on.is_some_and(|on| day < on);
        let versions = upheavals.versions.iter().filter(|change| is_later(change.on));
        let ranking = upheavals.ranking.iter().filter(|_| is_rank);
        let ranking =
            ranking.filter(|(change, was_set_before)| *was_set_before || is_later(change.on));
        let counted = versions.chain(ranking.map(|(change, _)| change)).cloned();
        let subject = self.subject_gone(|on| self.is_in_time(on) && is_later(on));
        counted.chain(subject).collect()
    }

    /// The versions of an index that took the place of the indicator's, with the day on which
    /// their first edition came out.
    fn versions_since(&self, indicator: &Record<Indicator>) -> Vec<Change> {
        let Some(mut known) = indicator.body.version.as_ref().and_then(Ref::position) else {
            return Vec::new();
        };
        let mut changes = Vec::new();
        let versions = &self.portal.records.versions;
        // At most as many steps as there are versions: one could replace itself in a circle.
        for _ in 0..versions.len() {
            let next = (0u32..).zip(versions).find(|(_, version)| {
                let mut replaced = version.body.replaces.iter().flatten();
                replaced.any(|old| old.position() == Some(known))
            });
            let Some((position, version)) = next else { break };
            known = position;
            let date = version.body.published;
            let on = date.and_then(|published| published.earliest());
            if self.is_in_time(on) {
                let (reason, subject) = (Reason::IndexVersionChanged, (Kind::Version, position));
                changes.push(Change { reason, on, date, subject });
            }
        }
        changes
    }

    /// The changes that leave the target without a subject: all the levels below the province
    /// that it speaks of ended or were redrawn, on days that are meant. Empty if one is as it
    /// was.
    pub(super) fn subject_gone(&self, is_meant: impl Fn(Option<Day>) -> bool) -> Vec<Change> {
        let levels = self.target.body.levels.as_deref().into_iter().flatten();
        let mut gone = Vec::new();
        for level in levels {
            let Some(record) = level.of(&self.portal.records) else { return Vec::new() };
            if record.body.broader.is_none() {
                return Vec::new();
            }
            let Some(position) = level.position() else { return Vec::new() };
            let ended = record.body.valid.as_ref().and_then(|valid| valid.to);
            let ended = ended.filter(|date| is_meant(date.earliest()));
            let redrawn = record.body.redrawn.iter().flatten();
            let redrawn = redrawn.filter(|date| is_meant(date.earliest()));
            let redrawn = redrawn.min_by_key(|date| date.earliest()).copied();
            let (reason, date) = match (ended, redrawn) {
                (Some(date), _) => (Reason::LevelAbolished, date),
                (None, Some(date)) => (Reason::UnitsRedrawn, date),
                (None, None) => return Vec::new(),
            };
            let subject = (Kind::Level, position);
            gone.push(Change { reason, on: date.earliest(), date: Some(date), subject });
        }
        gone
    }

    /// The days on which the units of the target's levels were redrawn, of those levels that
    /// `is_meant`.
    fn redrawn(&self, is_meant: impl Fn(&Record<Level>) -> bool) -> Vec<Change> {
        let mut changes = Vec::new();
        for level in self.target.body.levels.as_deref().into_iter().flatten() {
            let record = level.of(&self.portal.records).filter(|level| is_meant(level));
            let Some((record, position)) = record.zip(level.position()) else { continue };
            for date in record.body.redrawn.iter().flatten().copied() {
                let on = date.earliest();
                if self.is_in_time(on) {
                    let (reason, subject) = (Reason::UnitsRedrawn, (Kind::Level, position));
                    changes.push(Change { reason, on, date: Some(date), subject });
                }
            }
        }
        changes
    }

    /// The end of the target's area, if it came before the due date.
    pub(super) fn area_ended(&self) -> Option<Change> {
        let area = self.of(Some(&self.target.body.area))?;
        let date = area.body.valid.given()?.to;
        let on = date?.earliest();
        let subject = (Kind::Area, self.area()?);
        let reason = Reason::TerritoryChanged;
        self.counts(on).then_some(Change { reason, on, date, subject })
    }

    /// The document that replaced the target's.
    pub(super) fn replaced(&self) -> Option<Change> {
        let resolution = self.target.body.resolution.as_ref()?;
        let records = &self.portal.records;
        let own = resolution.position()?;
        let issued = |later: &Record<Resolution>| later.body.issued.given().copied();
        let day_of = |later: &Record<Resolution>| issued(later)?.earliest();
        let mut later: Vec<_> = (0u32..)
            .zip(&records.resolutions)
            .filter(|(_, later)| {
                let mut replaced = later.body.replaces.iter().flatten();
                replaced.any(|old| old.position() == Some(own))
            })
            .collect();
        later.sort_by_key(|(_, later)| day_of(later));
        let reason = Reason::Replaced;
        let Some((position, first)) = later.first() else {
            // No document says that it took the place; the status of this one may.
            let is_superseded =
                resolution.of(records)?.body.status == Some(DocumentStatus::Superseded);
            let subject = (Kind::Resolution, own);
            return is_superseded.then_some(Change { reason, on: None, date: None, subject });
        };
        // What replaces a document when its targets are due already does not undo how they
        // ended: every term has a new resolution.
        let (on, date) = (day_of(first), issued(first));
        let subject = (Kind::Resolution, *position);
        (on.is_none() || self.is_in_time(on)).then_some(Change { reason, on, date, subject })
    }

    /// Whether a change on this day counts against the target: after it was set, before it was
    /// due, and not after the day of judgement.
    pub(super) fn counts(&self, on: Option<Day>) -> bool {
        self.is_in_time(on) && self.set_on().is_none_or(|set| on.is_some_and(|on| set < on))
    }

    /// Whether a change on this day came before the target was due, and not after the day of
    /// judgement.
    fn is_in_time(&self, on: Option<Day>) -> bool {
        let due = self.target.body.due.given().and_then(Date::latest);
        on.is_some_and(|on| on <= self.portal.as_of && due.is_none_or(|due| on <= due))
    }

    /// Whether the target is known to have been set before this day.
    fn was_set_before(&self, on: Option<Day>) -> bool {
        let ended = self
            .of(Some(&self.target.body.area))
            .and_then(|area| area.body.valid.given()?.to?.earliest());
        // What an area promised it promised while it was there.
        on.is_some_and(|on| {
            self.set_on().is_some_and(|set| set < on) || ended.is_some_and(|ended| ended <= on)
        })
    }

    /// The first day on which the target can have been set: that of its document, and not
    /// before its area was there.
    fn set_on(&self) -> Option<Day> {
        let target = &self.target.body;
        let issued = self
            .of(target.resolution.as_ref())
            .and_then(|resolution| resolution.body.issued.given()?.earliest());
        let began =
            self.of(Some(&target.area)).and_then(|area| area.body.valid.given()?.from?.earliest());
        issued.max(began)
    }
}
