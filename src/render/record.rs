//! Records and lists of records as templates see them.

use super::area;
use super::chart::charts;
use super::citation::CitationView;
use super::escape::escape;
use super::html;
use super::judgement::{
    JudgementView, benchmark_view, counts, differences_of_result, role_of_result, standing_view,
};
use super::lazily::lazily;
use super::list::{ListView, facets_of_record};
use super::page::Speaker;
use super::report::coverage_view;
use super::report_link::{self, Purpose};
use super::table::TableView;
use super::value::FieldView;
use crate::chart::Home;
use crate::derive::{Reason, refusals};
use crate::model::{AnyRecord, Area, FieldInfo, Kind, Record, Ref};
use crate::site::Table;
use crate::text::{DateForm, Words, fill};
use minijinja::context;
use minijinja::value::{Enumerator, Object, Value};
use std::collections::BTreeSet;
use std::sync::Arc;

/// A record.
///
/// | attribute | is |
/// |---|---|
/// | a field's key | the field; see [`FieldView`] |
/// | `kind`, `id` | the name of its kind, and its id |
/// | `href` | where it can be read; none for kinds without pages |
/// | `label`, `link` | what names it, and the same as a link: `show(record.label)` |
/// | `fields`, `summary` | the fields that say something; those that a list shows |
/// | `facets` | what it has of each facet of the list of its kind, each with `name` and `code` |
/// | `citation` | how it is cited; see [`CitationView`] |
/// | `backlinks` | who refers to it, each with `title`, `kind`, `field` and `list` |
/// | `report_href`, `source_href` | the links for reporting what is wrong with it and for naming a source, if the site takes reports |
/// | `section` | the list of its kind |
/// | `table` | the rows of a dataset; see [`TableView`] |
/// | `judgement` | how a target stands; see [`JudgementView`] |
/// | `role`, `differences` | of a result under a target: what became of it when the target was judged, and the fields by which it is another |
/// | `standing` | what is known of a commitment: `code`, `rank`, `title`, `sentence`, `testable` |
/// | `statuses`, `coverage` | of an area or a document: how its targets stand, how much is known |
/// | `charts` | of a target, an area or a document: its charts; see [`ChartView`](super::chart::ChartView) |
/// | `ended` | of an area that is no more: `on`, the same as plain text (`since`), `heirs` and `basis` |
/// | `inherited` | of an area: what it was made of, each with `link`, `record` and `backlinks` |
/// | `collected` | of an area: `count`, `kinds`, `before`, `state` |
/// | `type_today` | what an area is on the day of judgement, in words |
/// | `grid` | of an area that has a tile: its `row` and `column` |
/// | `levels_elsewhere`, `refusals` | of an indicator: its benchmarks, and why areas are not ranked by it |
#[derive(Debug)]
pub(super) struct RecordView {
    speaker: Arc<Speaker>,
    kind: Kind,
    position: u32,
}

impl RecordView {
    /// What templates can ask of a record, beside its fields.
    pub(super) const NAMES: &'static [&'static str] = &[
        "kind",
        "id",
        "href",
        "label",
        "link",
        "fields",
        "summary",
        "backlinks",
        "facets",
        "charts",
        "table",
        "report_href",
        "source_href",
        "section",
        "citation",
        "judgement",
        "role",
        "differences",
        "standing",
        "statuses",
        "coverage",
        "ended",
        "inherited",
        "collected",
        "type_today",
        "grid",
        "levels_elsewhere",
        "refusals",
    ];

    /// Those of them that lead to other records, or to more than a row of a list has room for.
    #[cfg(feature = "tera")]
    pub(super) const LEADS_ON: &'static [&'static str] = &[
        "fields",
        "backlinks",
        "charts",
        "table",
        "section",
        "citation",
        "ended",
        "inherited",
        "levels_elsewhere",
        "report_href",
        "source_href",
    ];

    pub(super) fn new(speaker: Arc<Speaker>, kind: Kind, position: u32) -> Self {
        Self { speaker, kind, position }
    }

    fn record(&self) -> Option<&dyn AnyRecord> {
        self.speaker.portal().records.get(self.kind, self.position as usize)
    }

    fn field(&self, index: usize, info: &'static FieldInfo) -> Value {
        let (speaker, kind, position) = (self.speaker.clone(), self.kind, self.position);
        Value::from_object(FieldView { speaker, kind, position, index, info })
    }

    /// These fields as a list.
    fn listed(&self, fields: Vec<(usize, &'static FieldInfo)>) -> Value {
        let record = Self::new(self.speaker.clone(), self.kind, self.position);
        lazily(fields.len(), move |at| record.field(fields[at].0, fields[at].1))
    }

    /// The fields that say something, in the order of their declaration.
    fn fields(&self, record: &dyn AnyRecord) -> Value {
        let fields = self.kind.fields().enumerate();
        let told = fields.filter(|(index, _)| !record.value_at(*index).is_nothing());
        self.listed(told.collect())
    }

    /// The field of this name.
    fn find(&self, name: &str) -> Option<(usize, &'static FieldInfo)> {
        self.kind.fields().enumerate().find(|(_, info)| info.name == name)
    }

    /// The fields of these names.
    pub(super) fn named(&self, names: &[&str]) -> Value {
        self.listed(names.iter().filter_map(|name| self.find(name)).collect())
    }

    /// The fields that a list shows beside the record's name.
    fn summary(&self) -> Value {
        self.named(self.kind.summary())
    }

    /// The title over those who refer to this record through one field: its own where the
    /// field says more than that they are of that kind, as `replaces` does.
    fn backlink_title(&self, link: crate::derive::Backlink) -> &str {
        let own = format!("backlink.{}.{}", link.kind.name(), link.field);
        match self.speaker.word(&own) {
            "" => self.speaker.word(&format!("kind.{}.title", link.kind.name())),
            own => own,
        }
    }

    fn has_targets(&self) -> bool {
        matches!(self.kind, Kind::Area | Kind::Resolution)
    }

    /// How many targets of an area or a document have each status.
    fn statuses(&self) -> Value {
        let rollups = &self.speaker.scene.derived.rollups;
        let all = if self.kind == Kind::Area { &rollups.areas } else { &rollups.resolutions };
        match all.get(self.position as usize) {
            Some(one) if one.total() > 0 => counts(&self.speaker, one.answered_and_told()),
            _ => Value::from(()),
        }
    }

    /// How much is known of the targets of an area or a document.
    fn coverage(&self) -> Value {
        let coverage = &self.speaker.scene.derived.coverage;
        let all = if self.kind == Kind::Area { &coverage.areas } else { &coverage.resolutions };
        all.get(self.position as usize).map(coverage_view).unwrap_or_default()
    }

    /// What is known of a commitment.
    fn standing(&self) -> Option<Value> {
        let at = self.position as usize;
        let standing = self.speaker.scene.derived.ledger.standings.get(at)?;
        let commitment = self.speaker.portal().records.commitments.get(at)?;
        Some(standing_view(&self.speaker, commitment, *standing))
    }

    fn area(&self) -> Option<&Record<Area>> {
        self.speaker.portal().records.areas.get(self.position as usize)
    }

    /// The end of an area, if it was no more on the day of judgement: the day (`on`), what it
    /// became (`heirs`), step by step, and the documents that this rests on (`basis`).
    fn ended(&self) -> Option<Value> {
        let area = self.area()?;
        let (portal, words) = (self.speaker.portal(), self.speaker.words());
        let succession = &self.speaker.scene.derived.succession;
        let heirs = succession.heirs(portal, self.position as usize);
        let to = area.body.valid.given().and_then(|valid| valid.to);
        let is_over = match to.and_then(|to| to.earliest()) {
            Some(day) => day <= portal.as_of,
            // When is not known; who goes on beside what was cut off from it has no end.
            None => !heirs.is_empty() && !area.is_not_applicable(&["valid", "valid.to"]),
        };
        let on = to.map(|to| Value::from_safe_string(html::time(words, &to, DateForm::Long)));
        let step = |areas: &Vec<usize>| -> Value {
            areas.iter().filter_map(|at| self.namesake("judged.namesake", *at)).collect()
        };
        let basis = self.basis(&area.body, heirs.first().map_or(&[], Vec::as_slice));
        let since = to.map(|to| to.text(DateForm::Short, words));
        is_over.then(
            || context! { on, since, heirs => heirs.iter().map(step).collect::<Value>(), basis },
        )
    }

    /// The documents by which an area became others: those that it shares with them, else
    /// theirs, else its own. One that made the area itself ended nothing.
    fn basis(&self, area: &Area, heirs: &[usize]) -> Value {
        let portal = self.speaker.portal();
        let of = |area: &Area| -> BTreeSet<u32> {
            let documents = area.legal_basis.iter().flatten();
            documents.filter_map(Ref::position).collect()
        };
        let heirs = heirs.iter().filter_map(|at| portal.records.areas.get(*at));
        let theirs: BTreeSet<u32> = heirs.flat_map(|heir| of(&heir.body)).collect();
        let own = of(area);
        let shared: BTreeSet<u32> = own.intersection(&theirs).copied().collect();
        let told = [shared, theirs, own].into_iter().find(|one| !one.is_empty());
        let link =
            |at: u32| Value::from_safe_string(html::link(&self.speaker, Kind::Resolution, at));
        told.into_iter().flatten().map(link).collect()
    }

    /// A link to another area; one of the same name is told apart by these words.
    fn namesake(&self, key: &str, other: usize) -> Option<Value> {
        let portal = self.speaker.portal();
        let position = u32::try_from(other).ok()?;
        let label = |area: &Record<Area>| portal.label(area, self.speaker.lang).1.to_owned();
        let is_same = label(self.area()?) == label(portal.records.areas.get(other)?);
        let link = html::link(&self.speaker, Kind::Area, position);
        let told = match is_same {
            true => fill(&escape(self.speaker.word(key)), |_| Some(&*link)),
            false => link,
        };
        Some(Value::from_safe_string(told))
    }

    /// What an area takes over from each of those that it was made of, each with `link`,
    /// `record` and `backlinks`: lists, and no sum.
    fn inherited(&self) -> Value {
        let succession = &self.speaker.scene.derived.succession;
        let positions = succession.forebears(self.speaker.portal(), self.position as usize);
        let view = |at: usize| {
            let position = u32::try_from(at).ok()?;
            let area = RecordView::new(self.speaker.clone(), Kind::Area, position);
            let link = self.namesake("page.former", at)?;
            let backlinks = area.backlinks();
            Some(context! { link, backlinks, record => Value::from_object(area) })
        };
        positions.into_iter().filter_map(view).collect()
    }

    /// The levels that were set elsewhere for an indicator.
    fn levels_elsewhere(&self) -> Value {
        let indicator = self.speaker.portal().records.indicators.get(self.position as usize);
        let benchmarks = indicator.into_iter().flat_map(|one| one.body.benchmarks.iter().flatten());
        benchmarks.map(|one| benchmark_view(&self.speaker, one)).collect()
    }

    /// Why areas are not ranked by their targets on this indicator.
    fn refusals(&self) -> Value {
        let portal = self.speaker.portal();
        let name = |reason: &Reason| reason.name(portal, self.speaker.lang).to_owned();
        refusals(portal, self.position).iter().map(name).collect()
    }

    /// The link for writing about this record, if the site can be written to.
    fn written_to(&self, purpose: Purpose) -> Value {
        Value::from(report_link::of_record(&self.speaker, purpose, self.kind, self.position))
    }

    /// Who refers to this record: one group for each kind and field.
    fn backlinks(&self) -> Value {
        let links = self.speaker.scene.derived.backlinks.to(self.kind, self.position);
        let groups = links.chunk_by(|a, b| (a.kind, a.field) == (b.kind, b.field));
        let group = |group: &[crate::derive::Backlink]| {
            let first = group[0];
            let positions = group.iter().map(|link| link.position).collect();
            let list = ListView::some(self.speaker.clone(), first.kind, positions);
            context! {
                kind => first.kind.name(),
                field => first.field,
                title => self.backlink_title(first),
                list => Value::from_object(list),
            }
        };
        groups.map(group).collect()
    }
}

impl Object for RecordView {
    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        let record = self.record()?;
        let speaker = &self.speaker;
        Some(match key.as_str()? {
            "kind" => Value::from(self.kind.name()),
            "id" => Value::from(record.shared_id().clone()),
            "href" => Value::from(speaker.href_of_record(self.kind, self.position)),
            "label" => Value::from_object(LabelView {
                text: speaker.portal().label(record, speaker.lang).1.into(),
                html: html::label(speaker, record),
            }),
            "link" => Value::from_safe_string(html::link(speaker, self.kind, self.position)),
            "fields" => self.fields(record),
            "summary" => self.summary(),
            "backlinks" => self.backlinks(),
            "facets" => facets_of_record(speaker, self.kind, self.position),
            // Of the other kinds this is no field either.
            "table" if self.kind == Kind::Dataset => {
                let table = Table::Own(self.position);
                Value::from_object(TableView::new(speaker.clone(), table))
            }
            "report_href" => self.written_to(Purpose::Error),
            "source_href" => self.written_to(Purpose::Source),
            "section" => Value::from_object(ListView::new(speaker.clone(), self.kind)),
            "citation" => {
                Value::from_object(CitationView::new(speaker.clone(), self.kind, self.position))
            }
            "judgement" if self.kind == Kind::Target => {
                Value::from_object(JudgementView::new(speaker.clone(), self.position))
            }
            "role" if self.kind == Kind::Achievement => {
                Value::from(role_of_result(speaker, self.position))
            }
            "differences" if self.kind == Kind::Achievement => {
                self.named(&differences_of_result(speaker, self.position))
            }
            "charts" if self.has_targets() || self.kind == Kind::Target => {
                charts(speaker, Home::Record(self.kind, self.position))
            }
            "standing" if self.kind == Kind::Commitment => self.standing()?,
            "statuses" if self.has_targets() => self.statuses(),
            "coverage" if self.has_targets() => self.coverage(),
            "ended" if self.kind == Kind::Area => Value::from(self.ended()),
            "inherited" if self.kind == Kind::Area => self.inherited(),
            "collected" if self.kind == Kind::Area => area::collected(speaker, self.position),
            "type_today" if self.kind == Kind::Area => {
                Value::from(area::type_today(speaker, self.position))
            }
            "grid" if self.kind == Kind::Area => Value::from(area::grid(speaker, self.position)),
            "levels_elsewhere" if self.kind == Kind::Indicator => self.levels_elsewhere(),
            "refusals" if self.kind == Kind::Indicator => self.refusals(),
            name => {
                let (index, info) = self.find(name)?;
                self.field(index, info)
            }
        })
    }

    fn enumerate(self: &Arc<Self>) -> Enumerator {
        let names = Self::NAMES.iter().copied().chain(self.kind.fields().map(|info| info.name));
        Enumerator::Values(names.map(Value::from).collect())
    }

    fn is_true(self: &Arc<Self>) -> bool {
        true
    }
}

/// What names a record: as plain `text`, and as `html` with the mark of a missing
/// translation.
#[derive(Debug)]
struct LabelView {
    text: Box<str>,
    html: String,
}

impl Object for LabelView {
    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        match key.as_str()? {
            "text" => Some(Value::from(&*self.text)),
            "html" => Some(Value::from_safe_string(self.html.clone())),
            _ => None,
        }
    }

    fn enumerate(self: &Arc<Self>) -> Enumerator {
        Enumerator::Str(&["text", "html"])
    }

    fn is_true(self: &Arc<Self>) -> bool {
        true
    }
}

/// The title of a field: that of the kind where it has one of its own, else the usual one.
pub(super) fn field_title<'s>(words: &'s Words, kind: Kind, name: &str) -> &'s str {
    match words.mark(&["field_of.", kind.name(), ".", name].concat()) {
        "" => words.mark(&["field.", name].concat()),
        own => own,
    }
}
