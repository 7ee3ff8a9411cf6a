//! A judgement in one sentence, in the words of a language.

use super::Derived;
use super::judgement::{Change, Considered, Judgement, Reason, Role};
use super::observations::day_of_period;
use super::requirement::Relation;
use crate::config::Day;
use crate::model::{
    Achievement, Date, Kind, Number, Portal, Quantity, Record, Target, difference, figure,
};
use crate::text::{DateForm, Lang, Words, format_number};
use rust_decimal::Decimal;

/// The sentence that says how a target stands and why, with what it was judged by: the words
/// `judged.<reason>` of the language. Plain text; empty if there is no such target.
pub fn sentence(portal: &Portal, derived: &Derived, target: u32, lang: Lang) -> String {
    let at = target as usize;
    let Some((target, judgement)) = portal.records.targets.get(at).zip(derived.judgements.get(at))
    else {
        return String::new();
    };
    let teller = Teller { portal, derived, target, judgement, lang };
    let Some(reason) = judgement.reasons.first() else { return String::new() };
    let mut sentence = teller.fill(teller.key(reason), teller.change(reason));
    // That the area is no more is told with whatever else there is to say.
    let ended = teller.change(&Reason::TerritoryChanged);
    if let Some(ended) = ended.filter(|_| *reason != Reason::TerritoryChanged) {
        sentence.push(' ');
        let key = match teller.has_heirs(ended) {
            true => "judged.area_ended",
            false => "judged.area_ended_alone",
        };
        sentence.push_str(&teller.fill(key, Some(ended)));
    }
    sentence
}

fn rounded(number: Decimal) -> Decimal {
    number.round_dp(2).normalize()
}

/// The time, as it is written, of a figure that shows the pace: of the baseline or of an
/// achievement that was looked at.
pub fn period_of<'p>(
    portal: &'p Portal,
    target: &'p Record<Target>,
    judgement: &Judgement,
    (on, value): (Day, Decimal),
) -> Option<&'p Date> {
    let baseline = target.body.baseline.as_ref();
    let baseline = baseline.and_then(|one| Some((&one.quantity, one.period.given()?)));
    let achievement = |one: &Considered| {
        let record = portal.records.achievements.get(one.achievement as usize)?;
        Some((record.body.quantity.as_ref()?, record.body.period.given()?))
    };
    let mut known = judgement.considered.iter().filter_map(achievement).chain(baseline);
    let is_meant = |(quantity, period): &(&Quantity, &Date)| {
        day_of_period(period) == Some(on) && quantity.value.0 == value
    };
    known.find(is_meant).map(|(_, period)| period)
}

struct Teller<'t> {
    portal: &'t Portal,
    derived: &'t Derived,
    target: &'t Record<Target>,
    judgement: &'t Judgement,
    lang: Lang,
}

impl<'t> Teller<'t> {
    fn words(&self) -> &'t Words {
        self.portal.words(self.lang)
    }

    /// The key of the sentence for a reason, which may depend on what else is known.
    fn key(&self, reason: &Reason) -> &'static str {
        let has_gap = self.judgement.gap.is_some();
        let is_due = self.target.body.due.given().is_some();
        let change = self.change(reason);
        match reason {
            // Named by the document itself, or known by its status alone.
            Reason::Replaced => match change.and_then(|change| change.date) {
                Some(_) => "judged.replaced_on",
                None => "judged.replaced",
            },
            Reason::NoThreshold => "judged.no_threshold",
            Reason::NoIndicator => "judged.no_indicator",
            Reason::NoDirection => "judged.no_direction",
            Reason::LevelAbolished if !is_due => "judged.level_abolished_open",
            Reason::UnitsRedrawn if !is_due => "judged.units_redrawn_open",
            Reason::LevelAbolished => "judged.level_abolished",
            Reason::UnitsRedrawn => "judged.units_redrawn",
            Reason::NoneFound => "judged.none_found",
            Reason::SourceUndated => "judged.source_undated",
            Reason::PeriodMismatch => "judged.period_mismatch",
            Reason::PeriodNotOver => "judged.period_not_over",
            Reason::OnlyInexact => "judged.only_inexact",
            Reason::RankedPopulationChanged => "judged.ranked_population_changed",
            Reason::IndexVersionChanged => "judged.index_version_changed",
            Reason::LevelDiffers => "judged.level_differs",
            Reason::DenominatorDiffers => "judged.denominator_differs",
            Reason::TerritoryChanged if change.is_some_and(|change| self.has_heirs(change)) => {
                "judged.territory_changed"
            }
            Reason::TerritoryChanged if change.is_some() => "judged.territory_ended",
            Reason::TerritoryChanged => "judged.territory_differs",
            // Of the places of targets beside others, never of a judgement.
            Reason::PeriodDiffers | Reason::QualifierDiffers | Reason::Declared(_) => {
                "judged.declared"
            }
            Reason::Reached => "judged.reached",
            Reason::NotReached if has_gap => "judged.not_reached_by",
            Reason::NotReached => "judged.not_reached",
            Reason::WordingLeavesOpen => "judged.wording_leaves_open",
            Reason::SourcesDisagree => "judged.sources_disagree",
            Reason::NoneForDue => "judged.none_for_due",
            Reason::DueUnknown => "judged.due_unknown",
            Reason::TooFewPoints if has_gap => "judged.too_few_points_by",
            Reason::TooFewPoints => "judged.too_few_points",
            Reason::PaceSuffices => "judged.pace_suffices",
            // What is to stay at a level can also go past it.
            Reason::PaceTooSlow if self.asks_for_a_level() => "judged.pace_misses",
            Reason::PaceTooSlow => "judged.pace_too_slow",
        }
    }

    /// Whether the target asks for a level and not for more or less of something.
    fn asks_for_a_level(&self) -> bool {
        let relation = self.judgement.requirement.map(|requirement| requirement.relation);
        matches!(relation, Some(Relation::Equal | Relation::Within))
    }

    /// The change that stands behind a reason.
    fn change(&self, reason: &Reason) -> Option<&'t Change> {
        self.judgement.changes.iter().find(|change| change.reason == *reason)
    }

    fn fill(&self, key: &str, change: Option<&Change>) -> String {
        let words = self.words();
        let mut gaps: Vec<(String, String)> = Vec::new();
        // Only the gaps that the sentence has are worked out.
        if let Ok(message) = words.message(key) {
            for gap in message.gaps() {
                let filling = self.gap(gap, change).unwrap_or_else(|| "…".to_owned());
                gaps.push((gap.to_owned(), filling));
            }
        }
        words.fill(key, |name| {
            gaps.iter().find(|(gap, _)| gap == name).map(|(_, filling)| &**filling)
        })
    }

    fn gap(&self, name: &str, change: Option<&Change>) -> Option<String> {
        let (portal, lang, words) = (self.portal, self.lang, self.words());
        let body = &self.target.body;
        let quantity = body.quantity.as_ref();
        let unit = quantity.and_then(|quantity| quantity.unit.as_ref());
        let date = |date: &Date| date.text(DateForm::Long, words);
        let day = |day: Day| date(&Date::Point(day.parts()));
        let written = |quantity: &Quantity| {
            let number = |number: Number| format_number(&number.plain(), words);
            figure(quantity, portal, lang, words, number)
        };
        let number = |value: Decimal| {
            let mut quantity = Quantity::default();
            (quantity.value, quantity.unit) = (Number(rounded(value)), unit.cloned());
            written(&quantity)
        };
        let label = |kind: Kind, position: u32| {
            let record = portal.records.get(kind, position as usize)?;
            Some(portal.label(record, lang).1.to_owned())
        };
        let progress = self.judgement.progress.as_ref();
        match name {
            "threshold" => quantity.map(written),
            "due" => body.due.given().map(date),
            "figure" => written(self.observed()?.quantity.as_ref()?).into(),
            "period" => self.observed()?.period.given().map(date),
            "gap" => {
                let gap = Number(self.judgement.gap?.normalize());
                Some(difference(gap, unit, portal, lang, words))
            }
            "area" => {
                let area = body.area.index()?.position();
                label(Kind::Area, u32::try_from(area).ok()?)
            }
            "as_of" => Some(day(portal.as_of)),
            "on" => change?.date.as_ref().map(date),
            "what" => label(change?.subject.0, change?.subject.1),
            "heirs" => Some(self.heirs(change?.subject.1)),
            "reason" => Some(self.judgement.reasons.first()?.name(portal, lang).to_owned()),
            "first" => number(progress?.first.1).into(),
            "first_period" => date({
                let first = progress?.first;
                period_of(portal, self.target, self.judgement, first)?
            })
            .into(),
            "projected" => {
                let unit = unit.and_then(|unit| unit.of(&portal.records)).map(|unit| &unit.body);
                number(progress?.told_projection(unit)).into()
            }
            _ => None,
        }
    }

    /// The figure that the sentence speaks of: the decisive one, else the latest that was
    /// looked at.
    fn observed(&self) -> Option<&'t Achievement> {
        let considered = &self.judgement.considered;
        let decisive = considered.iter().find(|one| one.role == Role::Decisive);
        let spoken_of = decisive.or(considered.last())?;
        let record = self.portal.records.achievements.get(spoken_of.achievement as usize)?;
        Some(&record.body)
    }

    /// Whether the area that ended became part of another that the portal knows.
    fn has_heirs(&self, ended: &Change) -> bool {
        let area = ended.subject.1 as usize;
        !self.derived.succession.heirs_now(self.portal, area).is_empty()
    }

    /// The areas that an area became part of. One that kept the name is called new.
    fn heirs(&self, area: u32) -> String {
        let areas = &self.portal.records.areas;
        let label =
            |at: usize| areas.get(at).map_or("", |area| self.portal.label(area, self.lang).1);
        let own = label(area as usize);
        let name = |at: &usize| {
            let name = label(*at);
            let namesake = || self.words().fill("judged.namesake", |_| Some(name));
            if name == own { namesake() } else { name.to_owned() }
        };
        let heirs = self.derived.succession.heirs_now(self.portal, area as usize);
        heirs.iter().map(name).collect::<Vec<_>>().join(", ")
    }
}
