//! How much is known at all: figures about the figures.

use super::judgement::{Judgement, Status};
use super::{Observations, observations::day_of};
use crate::config::Day;
use crate::model::{
    AnyRecord, Date, Kind, Known, Link, Portal, Presence, Ref, Shape, Stored, Target, Value,
};
use crate::text::{Lang, Text};
use rayon::prelude::*;
use std::collections::BTreeSet;

/// How much is known of some targets.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Coverage {
    /// How many targets there are.
    pub targets: u32,
    /// How many of them name a figure.
    pub numeric: u32,
    /// Of how many the same indicator was measured in the same area, at whatever time.
    pub measured: u32,
    /// How many were due before the day of judgement, and nobody knows whether they are met.
    pub overdue: u32,
    /// For how many days the longest of these has been overdue.
    pub longest_overdue: u32,
    /// The sources that they and the figures of their areas cite.
    pub sources: u32,
    /// How many of these bear no date that is known.
    pub undated_sources: u32,
}

/// How much is translated into a language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Translated {
    /// The language.
    pub lang: Lang,
    /// The texts that there are in some language.
    pub texts: u32,
    /// How many are missing in this one.
    pub missing: u32,
}

/// How much is known of everything, and of parts of it.
#[derive(Debug, Default)]
pub struct Coverages {
    /// Of all targets.
    pub all: Coverage,
    /// By area, in the order of the areas.
    pub areas: Vec<Coverage>,
    /// By document, in the order of the documents.
    pub resolutions: Vec<Coverage>,
    /// By language.
    pub translated: Vec<Translated>,
}

/// A coverage with the sources that it counts, each once.
#[derive(Clone, Default)]
struct Counting {
    coverage: Coverage,
    sources: BTreeSet<u32>,
}

impl Coverages {
    pub(super) fn of(
        portal: &Portal,
        observations: &Observations,
        judgements: &[Judgement],
    ) -> Self {
        let records = &portal.records;
        let mut all = Counting::default();
        let mut areas = vec![Counting::default(); records.areas.len()];
        let mut resolutions = vec![Counting::default(); records.resolutions.len()];
        for (target, judgement) in records.targets.iter().zip(judgements) {
            let one = Coverage {
                targets: 1,
                numeric: u32::from(target.body.quantity.is_some()),
                measured: u32::from(is_measured(portal, observations, &target.body)),
                overdue: 0,
                longest_overdue: 0,
                ..Coverage::default()
            };
            let one = match days_overdue(&target.body, judgement, portal.as_of) {
                Some(days) if judgement.status != Status::Missed => {
                    Coverage { overdue: 1, longest_overdue: days, ..one }
                }
                _ => one,
            };
            let sources = cited(target);
            let area = place(&mut areas, Some(&target.body.area));
            let resolution = place(&mut resolutions, target.body.resolution.as_ref());
            for counting in [Some(&mut all), area, resolution].into_iter().flatten() {
                counting.add(&one, &sources);
            }
        }
        let nothing = Coverage::default();
        for achievement in &records.achievements {
            let sources = cited(achievement);
            let area = place(&mut areas, achievement.body.area.as_ref());
            for counting in [Some(&mut all), area].into_iter().flatten() {
                counting.add(&nothing, &sources);
            }
        }
        let settle = |counting: Counting| counting.settled(portal);
        Self {
            all: settle(all),
            areas: areas.into_iter().map(settle).collect(),
            resolutions: resolutions.into_iter().map(settle).collect(),
            translated: translated(portal),
        }
    }
}

fn place<'c, T: Stored>(
    countings: &'c mut [Counting],
    link: Option<&Ref<T>>,
) -> Option<&'c mut Counting> {
    countings.get_mut(link?.index()?.position())
}

impl Counting {
    fn add(&mut self, one: &Coverage, sources: &[u32]) {
        let coverage = &mut self.coverage;
        coverage.targets += one.targets;
        coverage.numeric += one.numeric;
        coverage.measured += one.measured;
        coverage.overdue += one.overdue;
        coverage.longest_overdue = coverage.longest_overdue.max(one.longest_overdue);
        self.sources.extend(sources);
    }

    fn settled(self, portal: &Portal) -> Coverage {
        let sources = self.sources.iter();
        let sources = sources.filter_map(|at| portal.records.sources.get(*at as usize));
        let undated = sources.filter(|source| match &source.body.published {
            Known::Given(date) => date.earliest().or(date.latest()).is_none(),
            Known::Unknown(_) => true,
        });
        let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
        Coverage {
            undated_sources: count(undated.count()),
            sources: count(self.sources.len()),
            ..self.coverage
        }
    }
}

/// For how many days a target has been overdue: due before the day of judgement, and not known
/// to be met.
pub fn days_overdue(target: &Target, judgement: &Judgement, as_of: Day) -> Option<u32> {
    let due = target.due.given().and_then(Date::latest)?;
    let days = u32::try_from(due.days_until(as_of)).ok()?;
    (days > 0 && !matches!(judgement.status, Status::Met | Status::Superseded)).then_some(days)
}

fn is_measured(portal: &Portal, observations: &Observations, target: &Target) -> bool {
    let indicator = target.indicator.as_ref().and_then(Ref::position);
    indicator.zip(target.area.position()).is_some_and(|(indicator, area)| {
        observations.find(indicator, area).any(|at| {
            let record = portal.records.achievements.get(at as usize);
            let day = record.and_then(|record| day_of(&record.body));
            day.is_none_or(|day| day <= portal.as_of)
        })
    })
}

/// The sources that a record cites, by position.
pub(super) fn cited(record: &dyn AnyRecord) -> Vec<u32> {
    let Value::List(citations) = record.value("sources") else { return Vec::new() };
    let source = |citation: Value<'_>| match citation {
        Value::Group(citation) => match citation.value("source") {
            Value::Reference(Link { index, .. }) => index,
            _ => None,
        },
        _ => None,
    };
    citations.filter_map(source).collect()
}

/// How many texts each language has. A title that stays in its own language, as that of an
/// article does, lacks nothing.
fn translated(portal: &Portal) -> Vec<Translated> {
    let count = portal.site.languages.codes().count();
    let zero = || vec![(0u32, 0u32); count];
    let add = |mut sum: Vec<(u32, u32)>, other: Vec<(u32, u32)>| {
        sum.iter_mut().zip(other).for_each(|(sum, other)| {
            sum.0 += other.0;
            sum.1 += other.1;
        });
        sum
    };
    // What codes are called is the program's, but for those that a site adds.
    let told = Kind::ALL.iter().copied().filter(|kind| kind.presence() != Presence::Codes);
    let kinds = told.map(|kind| {
        let counted = |position: usize| {
            let mut counts = zero();
            let record = portal.records.get(kind, position);
            for (info, value) in record.into_iter().flat_map(<dyn AnyRecord>::values) {
                if !matches!(info.shape, Shape::OwnText) {
                    count_texts(&value, &mut counts);
                }
            }
            counts
        };
        (0..portal.records.count(kind)).into_par_iter().map(counted).reduce(zero, add)
    });
    let counts = kinds.fold(zero(), add);
    let count = |(lang, (texts, missing))| Translated { lang, texts, missing };
    portal.site.languages.all().zip(counts).map(count).collect()
}

fn count_text(text: &Text, counts: &mut [(u32, u32)]) {
    if text.is_empty() {
        return;
    }
    for (index, (texts, missing)) in counts.iter_mut().enumerate() {
        *texts += 1;
        *missing += u32::from(!text.has(index));
    }
}

/// Counts the texts in a value: for each language how many there are and how many lack it.
fn count_texts(value: &Value<'_>, counts: &mut [(u32, u32)]) {
    match value {
        Value::Text(text) => count_text(text, counts),
        Value::Quantity(quantity) => {
            quantity.denominator().into_iter().for_each(|text| count_text(text, counts));
        }
        Value::List(values) => values.iter().for_each(|value| count_texts(&value, counts)),
        Value::Group(group) => {
            group.values().for_each(|(_, value)| count_texts(&value, counts));
        }
        _ => {}
    }
}
