//! How a target stands, as templates see it: with everything that it was judged by.

use super::html;
use super::page::Speaker;
use super::record::RecordView;
use crate::chart::is_known;
use crate::config::Day;
use crate::derive::{
    Answer, Change, Considered, Crossing, Judgement, Milestone, Pace, Position, Progress, Reason,
    Role, Standing, Status, Step, crosswalk, days_overdue, last_checked, open_sdg, period_of,
    second_opinion, sentence,
};
use crate::model::{
    self, Achievement, AnyRecord, Benchmark, Commitment, Date, Field as _, Index, Kind, Level,
    Number, ObservationStatus, Quantity, Record, Ref, Resolution, Stored, Target, Unit, difference,
};
use crate::site::Subject;
use crate::text::{DateForm, format_number};
use minijinja::context;
use minijinja::value::{Enumerator, Object, Value};
use rust_decimal::Decimal;
use std::sync::Arc;

/// How a target stands.
///
/// | attribute | is |
/// |---|---|
/// | `status`, `title`, `rank` | the code of its status, what it is called, and its place among all |
/// | `sentence` | why, in one sentence |
/// | `reasons` | what the reasons are called |
/// | `steps` | the steps that were walked, each with `text` and `is_last` |
/// | `considered` | the figures that were looked at and do not stand under the target, each with `record`, `role` and the fields by which it is another (`differences`) |
/// | `considered_above` | how many do, with their `role` in the table of them |
/// | `changes` | what changed, each with `on`, `what` and `reason` |
/// | `gap` | how far the latest figure is from the target |
/// | `progress` | the pace: `first`, `latest`, `actual`, `required`, `needed`, `projected` |
/// | `milestones` | the steps on the way, each with `due`, `figure` and `reached` |
/// | `benchmarks` | levels that were set elsewhere, and how the target lies to them |
/// | `open_sdg` | what Open SDG's method says, where the indicator asks for it: `status`, `why` it has no answer, `progress`, `score`, `first`, `latest` |
/// | `days_overdue` | for how many days it has been due |
#[derive(Debug)]
pub(super) struct JudgementView {
    speaker: Arc<Speaker>,
    /// The target's position.
    target: u32,
}

impl JudgementView {
    /// The attributes of the table above.
    pub(super) const NAMES: &'static [&'static str] = &[
        "status",
        "title",
        "rank",
        "sentence",
        "reasons",
        "steps",
        "considered",
        "considered_above",
        "changes",
        "gap",
        "progress",
        "milestones",
        "benchmarks",
        "open_sdg",
        "days_overdue",
    ];

    /// Those of them that a row of a list shows.
    #[cfg(feature = "tera")]
    pub(super) const IN_ROW: &'static [&'static str] =
        &["status", "title", "rank", "sentence", "days_overdue"];

    pub(super) fn new(speaker: Arc<Speaker>, target: u32) -> Self {
        Self { speaker, target }
    }

    fn judgement(&self) -> Option<&Judgement> {
        self.speaker.scene.derived.judgements.get(self.target as usize)
    }

    fn target(&self) -> Option<&Record<Target>> {
        self.speaker.portal().records.targets.get(self.target as usize)
    }

    /// The steps of the ladder down to the one that answered.
    fn steps(&self, judgement: &Judgement) -> Value {
        let reached = Step::ALL.iter().take_while(|step| **step != judgement.step);
        let passed = reached.map(|step| {
            let text = self.fill(&format!("judged_step.{}", step.code()), judgement);
            context! { text, is_last => false }
        });
        let last = context! { text => self.sentence(), is_last => true };
        passed.chain([last]).collect()
    }

    fn fill(&self, key: &str, judgement: &Judgement) -> String {
        let words = self.speaker.words();
        let quantity = self.target().and_then(|target| target.body.quantity.as_ref());
        let threshold = quantity.map(|quantity| html::figure(&self.speaker, quantity));
        let is_rank = quantity.is_some_and(Quantity::is_rank);
        let relation = judgement
            .requirement
            .map(|requirement| words.mark(&requirement.relation.key(is_rank)).to_owned());
        let count = judgement.considered.len().to_string();
        words.fill(key, |gap| match gap {
            "threshold" => threshold.as_deref(),
            "relation" => relation.as_deref(),
            "count" => Some(&count),
            _ => None,
        })
    }

    fn sentence(&self) -> String {
        let Speaker { scene, lang, .. } = &*self.speaker;
        sentence(&scene.portal, &scene.derived, self.target, *lang)
    }

    /// Whether a figure stands under the target itself, where its own page has a table of them.
    fn is_nested(&self, one: &Considered) -> bool {
        let achievements = &self.speaker.portal().records.achievements;
        let figure = achievements.get(one.achievement as usize);
        figure.is_some_and(|figure| figure.target() == Some(self.target))
    }

    fn considered(&self, one: &Considered) -> Value {
        let record = RecordView::new(self.speaker.clone(), Kind::Achievement, one.achievement);
        let portal = self.speaker.portal();
        let figure = portal.records.achievements.get(one.achievement as usize);
        let both = self.target().zip(figure);
        let differences = both.map(|(target, figure)| differences(&target.body, &figure.body));
        let differences = differences.map(|names| record.named(&names));
        let role = role_in_words(&self.speaker, one);
        context! { record => Value::from_object(record), role, differences }
    }

    fn name_of(&self, reason: &Reason) -> String {
        reason.name(self.speaker.portal(), self.speaker.lang).to_owned()
    }

    fn change(&self, change: &Change) -> Value {
        let (kind, position) = change.subject;
        context! {
            // As precisely as the record says: no day is made of a year.
            on => change.date.map(|date| self.date(&date)),
            what => Value::from_safe_string(html::link(&self.speaker, kind, position)),
            reason => self.name_of(&change.reason),
        }
    }

    fn day(&self, day: Day) -> Value {
        self.date(&Date::Point(day.parts()))
    }

    fn date(&self, date: &Date) -> Value {
        Value::from_safe_string(html::time(self.speaker.words(), date, DateForm::Short))
    }

    fn unit(&self) -> Option<&Ref<Unit>> {
        self.target()?.body.quantity.as_ref()?.unit.as_ref()
    }

    fn distance(&self, distance: Decimal) -> String {
        let Speaker { scene, lang, .. } = &*self.speaker;
        let number = Number(distance.round_dp(2).normalize());
        difference(number, self.unit(), &scene.portal, *lang, self.speaker.words())
    }

    fn progress(&self, progress: &Progress) -> Value {
        let number = |value: Decimal| {
            let mut quantity = Quantity::default();
            quantity.value = Number(value.round_dp(2).normalize());
            quantity.unit = self.unit().cloned();
            html::figure(&self.speaker, &quantity)
        };
        let words = self.speaker.words();
        let point = |(on, value): (Day, Decimal)| {
            let judged = self.target().zip(self.judgement());
            let written = judged.and_then(|(target, judgement)| {
                period_of(self.speaker.portal(), target, judgement, (on, value))
            });
            let date = written.map(|date| html::time(words, date, DateForm::Short));
            let on = date.map_or_else(|| self.day(on), Value::from_safe_string);
            context! { on, figure => number(value) }
        };
        let unit = self.unit().and_then(|unit| unit.of(&self.speaker.portal().records));
        let pace = |pace: Pace| self.distance(pace.0);
        context! {
            first => point(progress.first),
            latest => point(progress.latest),
            actual => pace(progress.actual),
            required => progress.required.map(pace),
            needed => progress.needed.map(pace),
            projected => number(progress.told_projection(unit.map(|unit| &unit.body))),
        }
    }

    fn milestone(&self, milestone: &Milestone) -> Option<Value> {
        let all = self.target()?.body.milestones.as_deref()?;
        let written: &model::Milestone = all.get(milestone.position)?;
        let reached = self.speaker.word(match milestone.reached {
            Some(Answer::Yes) => "milestone.reached",
            Some(Answer::No) => "milestone.missed",
            Some(Answer::CannotTell) => "milestone.uncertain",
            None => "milestone.open",
        });
        Some(context! {
            due => Value::from_safe_string(
                html::time(self.speaker.words(), &written.due, DateForm::Long)),
            figure => html::figure(&self.speaker, &written.quantity),
            reached,
        })
    }

    /// What Open SDG's method says, where the indicator asks for it.
    fn open_sdg(&self, judgement: &Judgement) -> Option<Value> {
        let words = self.speaker.words();
        let opinion = second_opinion(self.speaker.portal(), self.target()?, judgement)?;
        let (assessment, why) = match opinion {
            Ok(assessment) => (Some(assessment), None),
            Err(why) => (None, Some(words.mark(&format!("open_sdg.{}", why.code())))),
        };
        let assessment = assessment.as_ref();
        let status = assessment.map_or(open_sdg::Status::NotAvailable, |one| one.status);
        let number = |value: Option<f64>, digits: usize| {
            Some(format_number(&format!("{:.digits$}", value.filter(|v| v.is_finite())?), words))
        };
        let years = assessment.and_then(|one| one.span);
        Some(context! {
            status => words.mark(&format!("open_sdg.{}", status.code())),
            why,
            progress => number(assessment.and_then(|one| one.progress), 4),
            score => number(assessment.and_then(|one| one.score), 2),
            first => years.map(|(first, _)| first.year),
            latest => years.map(|(_, latest)| latest.year),
        })
    }

    fn benchmarks(&self) -> Value {
        let portal = self.speaker.portal();
        let body = self.target().map(|target| &target.body);
        let crossings = body.map(|body| crosswalk(portal, body)).unwrap_or_default();
        crossings.iter().filter_map(|crossing| self.benchmark(crossing)).collect()
    }

    fn benchmark(&self, crossing: &Crossing) -> Option<Value> {
        let portal = self.speaker.portal();
        let indicator = self.target()?.body.indicator.as_ref()?.of(&portal.records)?;
        let benchmark = indicator.body.benchmarks.as_ref()?.get(crossing.benchmark)?;
        let why = match &crossing.position {
            Position::NotComparable(reason) => Some(self.name_of(reason)),
            _ => None,
        };
        let position = self.speaker.word(&format!("crossing.{}", crossing.position.code()));
        let told = benchmark_view(&self.speaker, benchmark);
        Some(context! { position, why, ..told })
    }
}

/// A level that was set elsewhere, for templates: `area`, `figure`, `due`, `resolution`,
/// `source`, `note`.
pub(super) fn benchmark_view(speaker: &Speaker, benchmark: &Benchmark) -> Value {
    let link = |kind: Kind, position: Option<usize>| {
        let position = u32::try_from(position?).ok()?;
        Some(Value::from_safe_string(html::link(speaker, kind, position)))
    };
    let at = |link: &Ref<Resolution>| Some(link.index()?.position());
    let due = html::time(speaker.words(), &benchmark.due, DateForm::Long);
    let note = benchmark.note.as_ref().and_then(|note| speaker.closest(note));
    context! {
        area => link(Kind::Area, benchmark.area.index().map(Index::position)),
        figure => Value::from_safe_string(html::quantity(speaker, &benchmark.quantity)),
        due => Value::from_safe_string(due),
        resolution => link(Kind::Resolution, benchmark.resolution.as_ref().and_then(at)),
        note => note.map(|(_, note)| note),
        source => Value::from_safe_string(html::source_line(speaker, &benchmark.sources.view())),
    }
}

impl Object for JudgementView {
    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        let judgement = self.judgement()?;
        let status = judgement.status;
        Some(match key.as_str()? {
            "status" => Value::from(status.code()),
            "title" => Value::from(self.speaker.word(status.key())),
            "rank" => Value::from(status as usize),
            "sentence" => Value::from(self.sentence()),
            "reasons" => judgement.reasons.iter().map(|reason| self.name_of(reason)).collect(),
            "steps" => self.steps(judgement),
            "considered" => {
                let others = judgement.considered.iter().filter(|one| !self.is_nested(one));
                others.map(|one| self.considered(one)).collect()
            }
            "considered_above" => {
                let own = judgement.considered.iter().filter(|one| self.is_nested(one));
                Value::from(own.count())
            }
            "changes" => judgement.changes.iter().map(|change| self.change(change)).collect(),
            "gap" => Value::from(judgement.gap.map(|gap| self.distance(gap))),
            "progress" => Value::from(judgement.progress.as_ref().map(|one| self.progress(one))),
            "milestones" => {
                judgement.milestones.iter().filter_map(|one| self.milestone(one)).collect()
            }
            "benchmarks" => self.benchmarks(),
            "open_sdg" => Value::from(self.open_sdg(judgement)),
            "days_overdue" => {
                let as_of = self.speaker.portal().as_of;
                let target = self.target()?;
                Value::from(days_overdue(&target.body, judgement, as_of))
            }
            _ => return None,
        })
    }

    fn enumerate(self: &Arc<Self>) -> Enumerator {
        Enumerator::Str(Self::NAMES)
    }

    fn is_true(self: &Arc<Self>) -> bool {
        self.judgement().is_some()
    }
}

/// What became of a figure that was looked at, and why if it was not used.
fn role_in_words(speaker: &Speaker, one: &Considered) -> String {
    let role = speaker.word(&format!("judged_role.{}", one.role.code()));
    match &one.role {
        Role::Differs(reason) => {
            format!("{role} ({})", reason.name(speaker.portal(), speaker.lang))
        }
        _ => role.to_owned(),
    }
}

/// The fields by which a figure is another than the target means, or is worth less than others:
/// who disagrees with what became of it must see them.
fn differences(target: &Target, figure: &Achievement) -> Vec<&'static str> {
    fn differ<T: Stored>(own: Option<&Ref<T>>, other: Option<&Ref<T>>) -> bool {
        own.is_some() && own.map(Ref::id) != other.map(Ref::id)
    }
    fn are_same(own: &[Ref<Level>], other: &[Ref<Level>]) -> bool {
        let has = |level: &Ref<Level>| other.iter().any(|one| one.id() == level.id());
        own.len() == other.len() && own.iter().all(has)
    }
    let other_levels = target.levels.as_deref().unwrap_or_default();
    let told = [
        ("area", differ(figure.area.as_ref(), Some(&target.area))),
        ("indicator", differ(figure.indicator.as_ref(), target.indicator.as_ref())),
        ("levels", figure.levels.as_ref().is_some_and(|own| !are_same(own, other_levels))),
        ("rank_of", figure.rank_of.is_some()),
        ("status", figure.status.0 != ObservationStatus::Normal),
    ];
    told.into_iter().filter_map(|(field, is_told)| is_told.then_some(field)).collect()
}

/// The same for a result under the target that it stands under.
pub(super) fn differences_of_result(speaker: &Speaker, achievement: u32) -> Vec<&'static str> {
    let records = &speaker.portal().records;
    let figure = records.achievements.get(achievement as usize);
    let target = figure.and_then(|figure| records.targets.get(figure.target()? as usize));
    let both = target.zip(figure);
    both.map(|(target, figure)| differences(&target.body, &figure.body)).unwrap_or_default()
}

/// What became of a result in the judgement of the target that it stands under.
pub(super) fn role_of_result(speaker: &Speaker, achievement: u32) -> Option<String> {
    let portal = speaker.portal();
    let record = portal.records.achievements.get(achievement as usize)?;
    let judgement = speaker.scene.derived.judgements.get(record.target()? as usize)?;
    let mut considered = judgement.considered.iter();
    let one = considered.find(|one| one.achievement == achievement)?;
    Some(role_in_words(speaker, one))
}

/// How many targets have each status, for templates: `status`, `title`, `count`, whether
/// something is known of them (`is_known`) and, if there is a list of just these targets, its
/// `href`.
pub(super) fn counts(speaker: &Speaker, told: impl Iterator<Item = (Status, u32)>) -> Value {
    told.map(|(status, count)| {
        let title = speaker.word(status.key());
        context! { status => status.code(), title, count, is_known => is_known(status), href => () }
    })
    .collect()
}

/// The same of all targets of the portal.
pub(super) fn counts_of_all(speaker: &Speaker) -> Value {
    let (scene, portal) = (&speaker.scene, speaker.portal());
    let href = |status: Status| {
        let slice = scene.plan.facets.find(portal, Kind::Target, "status", status.code())?;
        Some(speaker.href_of(Subject::Slice(slice, 1)))
    };
    let told = scene.derived.rollups.all.answered_and_told();
    told.map(|(status, count)| {
        let title = speaker.word(status.key());
        context! { status => status.code(), title, count, is_known => is_known(status), href => href(status) }
    })
    .collect()
}

/// What is known of a commitment, for templates: `code`, its place among all (`rank`), `title`,
/// `sentence`, `testable`.
pub(super) fn standing_view(
    speaker: &Speaker,
    commitment: &Record<Commitment>,
    standing: Standing,
) -> Value {
    let words = speaker.words();
    let checked = last_checked(&commitment.body, speaker.portal().as_of);
    let on = checked.map(|on| on.text(DateForm::Long, words));
    let sentence = match &on {
        Some(on) => {
            let places =
                commitment.body.checked.as_ref().and_then(|checked| checked.places.as_ref());
            let count = places.map_or(0, |places| places.len());
            let key = if count > 0 { "standing_checked_in" } else { "standing_checked" };
            let told = words.counted(key, count).ok();
            let count = count.to_string();
            told.map_or_else(String::new, |told| {
                told.fill(|gap| match gap {
                    "on" => Some(&**on),
                    "count" => Some(&count),
                    _ => None,
                })
            })
        }
        // Its title says that nobody looked for any.
        None if matches!(standing, Standing::NotLookedFor) => String::new(),
        None => words.mark("standing_unchecked").to_owned(),
    };
    let testable = match commitment.body.testable {
        Some(true) => speaker.word("standing_testable.yes"),
        Some(false) => speaker.word("standing_testable.no"),
        None => speaker.word("standing_testable.unknown"),
    };
    let title = speaker.word(standing.key());
    context! { code => standing.code(), rank => standing as usize, title, sentence, testable }
}
