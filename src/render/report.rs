//! Pages that tell what follows from all records together, as templates see them.

use super::change::newest_changes;
use super::chart::charts;
use super::html;
use super::judgement::{counts, counts_of_all};
use super::list::ListView;
use super::page::Speaker;
use super::record::RecordView;
use crate::chart::Home;
use crate::config::Day;
use crate::derive::{Collected, Counts, Coverage, Disagreement, OpenData};
use crate::model::{Kind, Ref, SourceType};
use crate::site::{Report, Subject};
use minijinja::context;
use minijinja::value::{Enumerator, Object, Value};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// The most disagreements that a page lists, and the most figures of each; it says how many
/// there are. The most targets, too, that it lays beside one another: it leads to the others.
const MOST: usize = 100;

/// How many of the newest sources are told.
const NEWEST: usize = 5;

/// A report.
///
/// | attribute | is |
/// |---|---|
/// | `name`, `title`, `href` | its name, its title, its address |
/// | `all` | the counts of all targets, each with `status`, `title`, `count`, `is_known` and the `href` of the list of just these |
/// | `total` | how many targets there are |
/// | `charts` | of the report on progress: the charts of the whole portal |
/// | `groups` | the counts by area, document, level and topic: `title`, `row_title` and `rows`, each row with `link`, `total` and `counts` |
/// | `collected` | how many areas below the nation there are (`there`), and of how many something was collected (`covered`) |
/// | `coverage` | how much is known of everything: see [`coverage_view`] |
/// | `parts` | the same by area and document: `title` and `rows`, each with `link` and `coverage` |
/// | `translated` | by language: `name`, `texts`, `missing` |
/// | `open_data` | who promised open data; see [`open_data_view`] |
/// | `newest_changes` | the days on which records changed last; see [`newest_changes`] |
/// | `newest_sources` | the sources that were published last |
/// | `comparisons` | what several areas promised, as much as a page holds: each with `indicator`, why they are not ranked (`refusals`), and `targets`, a list |
/// | `comparisons_elsewhere` | the same that this page has no room for: each with `indicator`, whose page leads to all of it, and how many targets there are (`count`) |
/// | `compared_areas` | the areas of `comparisons`, a list |
/// | `conflicts`, `conflict_count` | figures that cannot all be true, and how many such groups |
#[derive(Debug)]
pub(super) struct ReportView {
    speaker: Arc<Speaker>,
    report: Report,
}

impl ReportView {
    /// The attributes of the table above.
    pub(super) const NAMES: &'static [&'static str] = &[
        "name",
        "title",
        "href",
        "all",
        "total",
        "charts",
        "groups",
        "collected",
        "coverage",
        "parts",
        "translated",
        "open_data",
        "newest_changes",
        "newest_sources",
        "comparisons",
        "comparisons_elsewhere",
        "compared_areas",
        "conflicts",
        "conflict_count",
    ];

    pub(super) fn new(speaker: Arc<Speaker>, report: Report) -> Self {
        Self { speaker, report }
    }

    /// One group of rows for a kind: those that have something to tell.
    fn rows<T>(
        &self,
        kind: Kind,
        all: &[T],
        tells: impl Fn(&T) -> bool,
        view: impl Fn(Value, &T) -> Value,
    ) -> Option<Value> {
        let rows = (0u32..).zip(all).filter(|(_, one)| tells(one));
        let rows: Vec<Value> = rows
            .map(|(position, one)| {
                let link = html::link(&self.speaker, kind, position);
                view(Value::from_safe_string(link), one)
            })
            .collect();
        let title = self.speaker.word(&format!("report.by.{}", kind.name())).to_owned();
        let row_title = self.speaker.word(&format!("report.row.{}", kind.name())).to_owned();
        (!rows.is_empty()).then(|| context! { title, row_title, rows })
    }

    fn groups(&self) -> Value {
        let rollups = &self.speaker.scene.derived.rollups;
        let groups = [
            (Kind::Area, &rollups.areas),
            (Kind::Resolution, &rollups.resolutions),
            (Kind::Topic, &rollups.topics),
            (Kind::Level, &rollups.levels),
        ];
        let row = |link: Value, one: &Counts| {
            context! { link, total => one.total(), counts => counts(&self.speaker, one.told()) }
        };
        let tells = |one: &Counts| one.total() > 0;
        groups.into_iter().filter_map(|(kind, all)| self.rows(kind, all, tells, row)).collect()
    }

    fn parts(&self) -> Value {
        let coverage = &self.speaker.scene.derived.coverage;
        let groups = [(Kind::Area, &coverage.areas), (Kind::Resolution, &coverage.resolutions)];
        let row = |link: Value, one: &Coverage| context! { link, coverage => coverage_view(one) };
        let tells = |one: &Coverage| one.targets > 0;
        groups.into_iter().filter_map(|(kind, all)| self.rows(kind, all, tells, row)).collect()
    }

    fn translated(&self) -> Value {
        let translated = self.speaker.scene.derived.coverage.translated.iter();
        translated
            .map(|one| {
                let name = self.speaker.portal().words(one.lang).mark("language.name").to_owned();
                context! { name, texts => one.texts, missing => one.missing }
            })
            .collect()
    }

    /// The targets on each indicator that several areas have some on: those that a page has room
    /// for, and the others.
    fn compared(&self) -> [Vec<(usize, Vec<u32>)>; 2] {
        let portal = self.speaker.portal();
        let mut by_indicator: BTreeMap<usize, Vec<u32>> = BTreeMap::new();
        for (at, target) in (0u32..).zip(portal.records.targets.iter()) {
            if let Some(indicator) = target.body.indicator.as_ref().and_then(position) {
                by_indicator.entry(indicator).or_default().push(at);
            }
        }
        let compares = |targets: &[u32]| {
            let areas = targets.iter().filter_map(|at| self.area_of(*at));
            areas.collect::<BTreeSet<usize>>().len() > 1
        };
        let compared = by_indicator.into_iter().filter(|(_, targets)| compares(targets));
        let mut room = MOST;
        let (shown, others) = compared.partition(|(_, targets)| {
            let fits = targets.len() <= room;
            room -= if fits { targets.len() } else { 0 };
            fits
        });
        [shown, others]
    }

    fn area_of(&self, target: u32) -> Option<usize> {
        position(&self.speaker.portal().records.targets.get(target as usize)?.body.area)
    }

    fn comparisons(&self) -> Value {
        let speaker = &self.speaker;
        let view = |(indicator, targets): (usize, Vec<u32>)| {
            let at = u32::try_from(indicator).ok()?;
            let indicator = RecordView::new(speaker.clone(), Kind::Indicator, at);
            let targets = ListView::some(speaker.clone(), Kind::Target, targets);
            Some(context! {
                indicator => Value::from_object(indicator),
                targets => Value::from_object(targets),
            })
        };
        let [shown, _] = self.compared();
        shown.into_iter().filter_map(view).collect()
    }

    fn comparisons_elsewhere(&self) -> Value {
        let view = |(indicator, targets): (usize, Vec<u32>)| {
            let at = u32::try_from(indicator).ok()?;
            let indicator = RecordView::new(self.speaker.clone(), Kind::Indicator, at);
            Some(context! { indicator => Value::from_object(indicator), count => targets.len() })
        };
        let [_, others] = self.compared();
        others.into_iter().filter_map(view).collect()
    }

    fn compared_areas(&self) -> Value {
        let [shown, _] = self.compared();
        let targets = shown.into_iter().flat_map(|(_, targets)| targets);
        let areas: BTreeSet<usize> = targets.filter_map(|at| self.area_of(at)).collect();
        let areas = areas.into_iter().filter_map(|at| u32::try_from(at).ok()).collect();
        Value::from_object(ListView::some(self.speaker.clone(), Kind::Area, areas))
    }

    /// The articles and documents that were published last, the newest first; those without a
    /// day are left out, since nobody knows whether they are new. Pages and data of others, by
    /// which records were checked, are no news.
    fn newest_sources(&self) -> Value {
        let portal = self.speaker.portal();
        let mut dated: Vec<_> = (0u32..)
            .zip(portal.records.sources.iter())
            .filter(|(_, source)| {
                matches!(source.body.source_type, SourceType::Article | SourceType::Document)
            })
            .filter_map(|(at, source)| Some((source.body.published.given()?.earliest()?, at)))
            .filter(|(day, _)| *day <= portal.as_of)
            .collect();
        dated.sort_by(|a, b| b.cmp(a));
        let source = |(_, at): (Day, u32)| {
            Value::from_object(RecordView::new(self.speaker.clone(), Kind::Source, at))
        };
        dated.into_iter().take(NEWEST).map(source).collect()
    }

    fn conflict(&self, one: &Disagreement) -> Value {
        let speaker = &self.speaker;
        let portal = speaker.portal();
        let bodies = || {
            let records = one.achievements.iter();
            let records = records.filter_map(|at| portal.records.achievements.get(*at as usize));
            records.map(|record| &record.body)
        };
        let links = |kind: Kind, positions: BTreeSet<usize>| -> Value {
            let link = |position: usize| {
                let position = u32::try_from(position).ok()?;
                Some(Value::from_safe_string(html::link(speaker, kind, position)))
            };
            positions.into_iter().filter_map(link).collect()
        };
        let areas = bodies().filter_map(|body| position(body.area.as_ref()?)).collect();
        let indicators = bodies().filter_map(|body| position(body.indicator.as_ref()?)).collect();
        let records =
            one.achievements.iter().take(MOST).map(|at| {
                Value::from_object(RecordView::new(speaker.clone(), Kind::Achievement, *at))
            });
        let mut reasons: Vec<String> = Vec::new();
        for (at, index) in &one.reasons {
            let record = portal.records.achievements.get(*at as usize);
            let declared = record.and_then(|one| one.body.conflicts_with.as_ref()?.get(*index));
            let reason = declared.and_then(|declared| declared.reason.as_ref());
            let told = reason.map(|reason| html::because(speaker, reason));
            reasons.extend(told.filter(|told| !reasons.contains(told)));
        }
        context! {
            areas => links(Kind::Area, areas),
            indicators => links(Kind::Indicator, indicators),
            records => records.collect::<Value>(),
            record_count => one.achievements.len(),
            reasons => reasons.into_iter().map(Value::from_safe_string).collect::<Value>(),
            grounds => speaker.word(&format!("grounds.{}", one.grounds.code())),
        }
    }
}

fn position<T: crate::model::Stored>(link: &Ref<T>) -> Option<usize> {
    Some(link.index()?.position())
}

impl Object for ReportView {
    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        let speaker = &self.speaker;
        let derived = &speaker.scene.derived;
        Some(match key.as_str()? {
            "name" => Value::from(self.report.name()),
            "title" => Value::from(speaker.title_of(self.report)),
            "href" => Value::from(speaker.href_of(Subject::Report(self.report))),
            "all" => counts_of_all(speaker),
            "total" => Value::from(derived.rollups.all.total()),
            "charts" if self.report == Report::Progress => charts(speaker, Home::Portal),
            "groups" => self.groups(),
            "collected" => {
                let Collected { there, covered, .. } = derived.collected;
                context! { there, covered }
            }
            "coverage" => coverage_view(&derived.coverage.all),
            "parts" => self.parts(),
            "translated" => self.translated(),
            "open_data" => open_data_view(speaker),
            "newest_changes" => newest_changes(speaker),
            "newest_sources" => self.newest_sources(),
            "comparisons" => self.comparisons(),
            "comparisons_elsewhere" => self.comparisons_elsewhere(),
            "compared_areas" => self.compared_areas(),
            "conflict_count" => Value::from(derived.disagreements.len()),
            "conflicts" => {
                derived.disagreements.iter().take(MOST).map(|one| self.conflict(one)).collect()
            }
            _ => return None,
        })
    }

    fn enumerate(self: &Arc<Self>) -> Enumerator {
        Enumerator::Str(Self::NAMES)
    }

    fn is_true(self: &Arc<Self>) -> bool {
        true
    }
}

/// How much is known of some targets, for templates.
pub(super) fn coverage_view(one: &Coverage) -> Value {
    context! {
        targets => one.targets,
        numeric => one.numeric,
        measured => one.measured,
        overdue => one.overdue,
        longest_overdue => one.longest_overdue,
        sources => one.sources,
        undated_sources => one.undated_sources,
    }
}

/// Who promised open data, for templates: each area with `area` (a link), `commitments` (a
/// list) and, where there is none, the sources in which none was found (`searched`, a list);
/// what is known of open data where the area belongs to today (`later`, a list).
pub(super) fn open_data_view(speaker: &Arc<Speaker>) -> Value {
    let view = |one: &OpenData| {
        let list = |kind: Kind, positions: &[u32]| {
            Value::from_object(ListView::some(speaker.clone(), kind, positions.to_vec()))
        };
        context! {
            area => Value::from_safe_string(html::link_apart(speaker, one.area)),
            later => list(Kind::Achievement, &one.later),
            commitments => list(Kind::Commitment, &one.commitments),
            searched => list(Kind::Source, &one.searched),
        }
    };
    speaker.scene.derived.ledger.open_data.iter().map(view).collect()
}
