//! Rules about targets that contradict themselves.

use super::View;
use super::quantities::recorded;
use crate::derive::{Answer, Interval, Relation, Requirement};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Hint, Said};
use crate::model::{Direction, Indicator, Qualifier, Quantity, Record, Ref, Target};
use crate::text::Words;

/// A target with a figure, and the indicator that it is a figure of.
#[derive(Clone, Copy)]
struct Promise<'p> {
    target: &'p Record<Target>,
    quantity: &'p Quantity,
    indicator: &'p Record<Indicator>,
}

/// The promises of a portal, as far as they could be read.
fn promises(view: View<'_>) -> impl Iterator<Item = Promise<'_>> {
    let records = &view.portal.records;
    records.targets.iter().filter_map(|target| {
        let quantity = target.body.quantity.as_ref()?;
        let indicator = target.body.indicator.as_ref()?.of(records)?;
        let is_damaged =
            target.origin.is_damaged("quantity") || indicator.origin.is_damaged("direction");
        (!is_damaged).then_some(Promise { target, quantity, indicator })
    })
}

impl<'p> Promise<'p> {
    /// What it asks, if that is to get somewhere: who is to stay is there from the beginning.
    fn way(self) -> Option<Requirement> {
        let direction = self.indicator.body.direction;
        if matches!(direction, Some(Direction::Maintain | Direction::Range)) {
            return None;
        }
        let requirement = Requirement::of(self.quantity, direction)?;
        let is_way = !matches!(requirement.relation, Relation::Equal | Relation::Within);
        is_way.then_some(requirement)
    }

    /// Whether another figure counts the same.
    fn has_unit_of(self, other: &Quantity) -> bool {
        let unit = self.quantity.unit.as_ref().map(Ref::id);
        unit == other.unit.as_ref().map(Ref::id)
    }

    /// The key of the words that contradict the direction, where that can be said.
    fn opposite(self) -> Option<&'static str> {
        let unit = self.quantity.unit.as_ref()?.id();
        let is_change = matches!(unit, "percent_change" | "percentage_point");
        let is_plain = !is_change && !self.quantity.is_rank();
        match self.indicator.body.direction {
            Some(Direction::Up) if is_plain => Some("sense.decrease"),
            Some(Direction::Down) if is_plain => Some("sense.increase"),
            _ => None,
        }
    }

    fn problem(self, view: View<'_>, code: Code, field: &str) -> Diagnostic {
        Diagnostic::new(code, self.target.origin.place(field))
            .with("threshold", recorded(view, self.quantity))
            .with("indicator", self.indicator.id.to_string())
    }

    /// Says that something contradicts the direction of the indicator.
    fn contradicts(self, problem: Diagnostic) -> Diagnostic {
        let is_up = self.indicator.body.direction == Some(Direction::Up);
        let better = if is_up { Said::MORE_IS_BETTER } else { Said::LESS_IS_BETTER };
        let place = self.indicator.origin.place("direction");
        problem.with("better", better).related(place, Said::DIRECTION_OF_INDICATOR)
    }
}

/// What is promised is not there at the beginning.
pub(super) fn baselines(view: View<'_>, problems: &mut Diagnostics) {
    for promise in promises(view) {
        let Some(baseline) = &promise.target.body.baseline else { continue };
        let Some(requirement) = promise.way() else { continue };
        let is_met = requirement.is_met_by(Interval::of(&baseline.quantity)) == Answer::Yes;
        if is_met && promise.has_unit_of(&baseline.quantity) {
            let problem = promise.problem(view, Code::BaselineMet, "baseline.quantity");
            let problem = problem.with("baseline", recorded(view, &baseline.quantity));
            let place = promise.target.origin.place("quantity");
            problems.push(problem.related(place, Said::PROMISED_FIGURE).hint(Hint::CheckDirection));
        }
    }
}

/// A step on the way does not lead beyond the end.
pub(super) fn milestones(view: View<'_>, problems: &mut Diagnostics) {
    for promise in promises(view) {
        let Some(milestones) = &promise.target.body.milestones else { continue };
        let Some(requirement) = promise.way() else { continue };
        for (index, milestone) in milestones.iter().enumerate() {
            let (step, end) = (Interval::of(&milestone.quantity), requirement.threshold);
            let is_beyond = match requirement.relation {
                Relation::AtLeast | Relation::MoreThan => end.is_below(step),
                _ => step.is_below(end),
            };
            if is_beyond == Answer::Yes && promise.has_unit_of(&milestone.quantity) {
                let field = format!("milestones.{index}.quantity");
                let problem = promise.problem(view, Code::MilestoneBeyond, &field);
                let problem = problem.with("milestone", recorded(view, &milestone.quantity));
                let place = promise.target.origin.place("quantity");
                let problem = problem.related(place, Said::PROMISED_FIGURE);
                problems.push(problem.hint(Hint::CheckDirection));
            }
        }
    }
}

/// "At most" is not said where more is better, nor "at least" where less is.
pub(super) fn qualifiers(view: View<'_>, problems: &mut Diagnostics) {
    for promise in promises(view) {
        let is_against = matches!(
            (promise.quantity.qualifier, promise.indicator.body.direction),
            (Qualifier::UpTo | Qualifier::LessThan, Some(Direction::Up))
                | (Qualifier::AtLeast | Qualifier::MoreThan, Some(Direction::Down))
        );
        if is_against {
            let problem = promise.problem(view, Code::AgainstDirection, "quantity.qualifier");
            problems.push(promise.contradicts(problem).hint(Hint::CheckDirection));
        }
    }
}

/// Who says "reduce" means that less is better, and who says "increase" that more is. Of a
/// rank the one is the other, and an indicator may measure the change itself.
pub(super) fn statements(view: View<'_>, problems: &mut Diagnostics) {
    let languages = &view.portal.site.languages;
    for promise in promises(view) {
        let Some(opposite) = promise.opposite() else { continue };
        let found = languages.all().find_map(|lang| {
            let words = view.portal.words(lang);
            let statement = promise.target.body.statement.get(lang)?;
            let word = beginning(statement, words, opposite)?;
            let name = promise.indicator.body.name.get(lang).map(|name| name.to_lowercase());
            let measures_change = name.is_some_and(|name| name.contains(word));
            (!measures_change).then_some((languages.code(lang), word))
        });
        if let Some((language, word)) = found {
            let field = format!("statement.{language}");
            let problem = promise.problem(view, Code::WordsAgainstDirection, &field);
            let problem = promise.contradicts(problem.with("word", word));
            problems.push(problem.hint(Hint::CheckWords));
        }
    }
}

/// The word of a list with which a text begins, unless it only looks like it.
fn beginning<'w>(text: &str, words: &'w Words, key: &str) -> Option<&'w str> {
    let text = text.trim_start().to_lowercase();
    let begins = |phrase: &&str| {
        let rest = text.strip_prefix(*phrase);
        rest.is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
    };
    if words.phrases("sense.neither").any(|phrase| begins(&phrase)) {
        return None;
    }
    words.phrases(key).find(begins)
}
