//! The figures that charts of a target show, and the table of them.

use super::drawing::{CITED, Column, Row, Shown, Table};
use super::voice::Voice;
use crate::derive::{Crossing, End, Interval, Judgement, Position, Role, crosswalk};
use crate::model::{
    Benchmark, Citations, Date, Indicator, Kind, Qualifier, Quantity, Record, Ref, Target, Unit,
};
use crate::table::Cell;
use std::borrow::Cow;

/// A target with what is known of it.
#[derive(Clone, Copy)]
pub(super) struct Promise<'f> {
    pub(super) voice: Voice<'f>,
    /// Its position.
    pub(super) position: u32,
    pub(super) target: &'f Record<Target>,
    pub(super) judgement: &'f Judgement,
    /// What it asks.
    pub(super) quantity: &'f Quantity,
}

/// A figure to be shown.
#[derive(Clone, Copy)]
pub(super) struct Figure<'f> {
    pub(super) part: Part<'f>,
    pub(super) quantity: &'f Quantity,
    /// The time that it is of, or by which it is due.
    pub(super) period: Option<&'f Date>,
    /// The record that says it.
    pub(super) record: (Kind, u32),
    pub(super) citations: &'f Citations,
}

/// What a figure is.
#[derive(Clone, Copy, Debug)]
pub(super) enum Part<'f> {
    /// What was promised.
    Promised,
    /// Where things stood at the beginning.
    Baseline,
    /// What was observed, and what became of it when the target was judged.
    Observed(&'f Role),
    /// What was set elsewhere, where it can be laid beside the target.
    Benchmark,
}

impl Part<'_> {
    fn code(self) -> &'static str {
        match self {
            Part::Promised => "target",
            Part::Baseline => "baseline",
            Part::Observed(_) => "observation",
            Part::Benchmark => "benchmark",
        }
    }
}

impl<'f> Promise<'f> {
    /// The target at a position, if it asks for something that can be measured.
    pub(super) fn of(voice: Voice<'f>, position: u32) -> Option<Self> {
        let target = voice.portal().records.targets.get(position as usize)?;
        let judgement = voice.facts.derived.judgements.get(position as usize)?;
        judgement.requirement?;
        let quantity = target.body.quantity.as_ref()?;
        Some(Self { voice, position, target, judgement, quantity })
    }

    pub(super) fn unit(&self) -> Option<&'f Unit> {
        let unit = self.quantity.unit.as_ref()?.of(&self.voice.portal().records)?;
        Some(&unit.body)
    }

    pub(super) fn indicator(&self) -> Option<&'f Record<Indicator>> {
        self.target.body.indicator.as_ref()?.of(&self.voice.portal().records)
    }

    /// What is measured, and where.
    pub(super) fn title(&self) -> String {
        let indicator = self.target.body.indicator.as_ref().and_then(Ref::position);
        let measured = match indicator {
            Some(indicator) => self.voice.label(Kind::Indicator, indicator),
            None => self.voice.label(Kind::Target, self.position),
        };
        let area = self.target.body.area.position();
        let area = area.map_or("", |area| self.voice.label(Kind::Area, area));
        self.voice.say("chart.of_area", &[("what", measured), ("area", area)])
    }

    /// The class of the line of what it asks: dashed where its number is not exact.
    pub(super) fn goal_class(&self) -> &'static str {
        match self.quantity.qualifier {
            Qualifier::Approx | Qualifier::Nearly => "goal about",
            _ => "goal",
        }
    }

    pub(super) fn promised(&self) -> Figure<'f> {
        Figure {
            part: Part::Promised,
            quantity: self.quantity,
            period: self.target.body.due.given(),
            record: (Kind::Target, self.position),
            citations: &self.target.body.sources,
        }
    }

    /// Where things stood at the beginning, if that is in the unit of the target.
    pub(super) fn baseline(&self) -> Option<Figure<'f>> {
        let baseline = self.target.body.baseline.as_ref()?;
        let period = baseline.period.given();
        let figure = Figure {
            part: Part::Baseline,
            quantity: &baseline.quantity,
            period,
            ..self.promised()
        };
        self.is_alike(&figure).then_some(figure)
    }

    /// The figures that were looked at, in order of time, those in other units left out.
    pub(super) fn observed(&self) -> impl Iterator<Item = Figure<'f>> {
        let achievements = &self.voice.portal().records.achievements;
        let figure = |one: &'f crate::derive::Considered| {
            let body = &achievements.get(one.achievement as usize)?.body;
            Some(Figure {
                part: Part::Observed(&one.role),
                quantity: body.quantity.as_ref()?,
                period: body.period.given(),
                record: (Kind::Achievement, one.achievement),
                citations: &body.sources,
            })
        };
        let promise = *self;
        let all = self.judgement.considered.iter().filter_map(figure);
        all.filter(move |figure| promise.is_alike(figure))
    }

    /// The levels that were set elsewhere and that the target can be held against, each with
    /// the area that set it.
    pub(super) fn benchmarks(&self) -> Vec<(Figure<'f>, &'f Benchmark)> {
        let (portal, body) = (self.voice.portal(), &self.target.body);
        let known = self.indicator().and_then(|one| one.body.benchmarks.as_deref());
        let indicator = body.indicator.as_ref().and_then(Ref::position);
        let Some((known, indicator)) = known.zip(indicator) else { return Vec::new() };
        let figure = |crossing: &Crossing| {
            let one = known.get(crossing.benchmark)?;
            let is_comparable = !matches!(crossing.position, Position::NotComparable(_));
            let figure = Figure {
                part: Part::Benchmark,
                quantity: &one.quantity,
                period: Some(&one.due),
                record: (Kind::Indicator, indicator),
                citations: &one.sources,
            };
            (is_comparable && self.is_alike(&figure)).then_some((figure, one))
        };
        crosswalk(portal, body).iter().filter_map(figure).collect()
    }

    /// Whether a figure is in the unit of the target: others have no place on its scale.
    fn is_alike(&self, figure: &Figure<'_>) -> bool {
        let id = |quantity: &'f Quantity| quantity.unit.as_ref().map(Ref::id);
        let other = figure.quantity.unit.as_ref().map(Ref::id);
        id(self.quantity) == other
    }

    /// What was promised, as a label says it.
    pub(super) fn promise_label(&self) -> String {
        let figure = self.voice.figure(self.quantity);
        self.voice.say("chart.promise", &[("figure", &figure)])
    }

    /// A level that was set elsewhere, as a label says it.
    pub(super) fn benchmark_label(&self, figure: &Figure<'_>, one: &Benchmark) -> String {
        let area = one.area.position().map_or("", |area| self.voice.label(Kind::Area, area));
        let figure = self.voice.figure(figure.quantity);
        self.voice.say("chart.benchmark", &[("figure", &figure), ("area", area)])
    }

    /// What was promised, as a sentence.
    pub(super) fn promise_sentence(&self) -> String {
        let figure = self.voice.figure(self.quantity);
        match self.target.body.due.given() {
            Some(due) => {
                let due = self.voice.long(due);
                self.voice.say("chart.promise_sentence", &[("figure", &figure), ("due", &due)])
            }
            None => self.voice.say("chart.promise_undated", &[("figure", &figure)]),
        }
    }

    /// What a figure is, for a row of the table.
    fn name_of(&self, figure: &Figure<'_>) -> String {
        let voice = self.voice;
        match figure.part {
            Part::Promised => voice.word("chart.row.target").to_owned(),
            Part::Baseline => voice.word("chart.row.baseline").to_owned(),
            Part::Benchmark => voice.word("chart.row.benchmark").to_owned(),
            Part::Observed(role) => {
                let observed = voice.word("chart.row.observation");
                let told = voice.word(&["judged_role.", role.code()].concat());
                let why = match role {
                    Role::Differs(reason) => {
                        [told, ": ", reason.name(voice.portal(), voice.lang)].concat()
                    }
                    _ => told.to_owned(),
                };
                [observed, " (", &why, ")"].concat()
            }
        }
    }

    /// The table of these figures.
    pub(super) fn table(&self, figures: &[Figure<'_>]) -> Table {
        // Most figures are of the source before.
        let mut said = None;
        let rows = figures.iter().map(|figure| {
            let source = self.voice.first_source(figure.citations);
            let same = said.take().filter(|(other, _)| *other == source);
            let (_, cited) =
                same.unwrap_or_else(|| (source, source.map(|at| self.voice.source(at))));
            said = Some((source, cited.clone()));
            self.row(figure, source, cited)
        });
        Table { columns: columns(self.voice), rows: rows.collect() }
    }

    fn row(&self, figure: &Figure<'_>, source: Option<u32>, cited: Option<String>) -> Row {
        let (voice, quantity) = (self.voice, figure.quantity);
        let interval = Interval::of(quantity);
        let at = |end: Option<End>| end.map_or(Cell::Empty, |end| Cell::Number(end.at));
        let included =
            |end: Option<End>| end.map_or(Cell::Empty, |end| Cell::Flag(end.is_included));
        let source_id = source.and_then(|at| voice.portal().records.sources.get(at as usize));
        let (kind, position) = figure.record;
        let record = voice.portal().records.get(kind, position as usize);
        let when = match figure.period {
            Some(period) => voice.short(period),
            None => voice.word("chart.no_period").to_owned(),
        };
        Row {
            record: Some(figure.record),
            source,
            cells: vec![
                text(self.name_of(figure)),
                text(figure.part.code()),
                text(voice.figure(quantity)),
                Cell::Number(quantity.value.0),
                quantity.high().map_or(Cell::Empty, |high| Cell::Number(high.0)),
                text(quantity.qualifier.code()),
                quantity.unit.as_ref().map_or(Cell::Empty, |unit| text(unit.id().to_owned())),
                at(interval.low),
                included(interval.low),
                at(interval.high),
                included(interval.high),
                figure.period.map_or(Cell::Empty, |period| text(period.to_string())),
                text(when),
                record.map_or(Cell::Empty, |record| text(record.id().to_owned())),
                source_id.map_or(Cell::Empty, |source| text(source.id.to_string())),
                cited.map_or(Cell::Empty, text),
            ],
        }
    }
}

/// The columns of a table of figures: a figure in words, and in the parts that the tables of
/// targets and results have too.
fn columns(voice: Voice<'_>) -> Vec<Column> {
    let column = |name: &'static str, key: &str, shown: Shown| Column {
        name,
        title: voice.word(key).to_owned(),
        shown,
    };
    let in_files =
        |name: &'static str| Column { name, title: String::new(), shown: Shown::InFiles };
    vec![
        column("label", "chart.column.what", Shown::Everywhere),
        in_files("role"),
        column("figure", "field.quantity", Shown::Everywhere),
        in_files("value"),
        in_files("value_high"),
        in_files("qualifier"),
        in_files("unit"),
        in_files("lower_bound"),
        in_files("lower_bound_included"),
        in_files("upper_bound"),
        in_files("upper_bound_included"),
        in_files("period"),
        column("when", "field_of.achievements.period", Shown::OnPages),
        in_files("record"),
        in_files("source"),
        column(CITED, "field.source", Shown::OnPages),
    ]
}

pub(super) fn text(text: impl Into<Cow<'static, str>>) -> Cell<'static> {
    Cell::Text(text.into())
}

/// The first sources of these figures, each once, in their order.
pub(super) fn sources(voice: Voice<'_>, figures: &[Figure<'_>]) -> Vec<u32> {
    let mut all: Vec<u32> = Vec::new();
    for source in figures.iter().filter_map(|figure| voice.first_source(figure.citations)) {
        if !all.contains(&source) {
            all.push(source);
        }
    }
    all
}
