//! Rules about figures.

use super::View;
use super::value::Seen;
use crate::diagnostic::{Argument, Code, Diagnostic, Diagnostics, Hint, Said};
use crate::model::{Number, Qualifier, Quantity, Unit, Value, Wording, figure, read_wording};
use crate::text::Lang;

/// A figure lies in the range of its unit: a percent between 0 and 100. Units without bounds
/// say so by having none.
pub(super) fn in_range(view: View<'_>, seen: Seen<'_>, problems: &mut Diagnostics) {
    let Value::Quantity(quantity) = seen.value else { return };
    let unit = quantity.unit.as_ref().and_then(|unit| unit.of(&view.portal.records));
    let Some(unit) = unit else { return };
    let (minimum, maximum) = (unit.body.minimum, unit.body.maximum);
    let ends = [("value", Some(quantity.value)), ("high", quantity.high())];
    for (end, value) in ends.into_iter().filter_map(|(end, value)| Some((end, value?))) {
        let low = minimum.is_some_and(|minimum| value < minimum);
        let high = maximum.is_some_and(|maximum| value > maximum);
        let (code, bound) = match (minimum, maximum) {
            (Some(_), Some(_)) if low || high => (Code::OutOfRange, None),
            (Some(minimum), _) if low => (Code::BelowMinimum, Some(minimum)),
            (_, Some(maximum)) if high => (Code::AboveMaximum, Some(maximum)),
            _ => continue,
        };
        let say = |bound: Option<Number>| bound.map(Number::plain).unwrap_or_default();
        problems.push(
            Diagnostic::new(code, seen.place_of(end))
                .with("value", value.plain())
                .with("minimum", say(minimum))
                .with("maximum", say(maximum))
                .with("bound", say(bound))
                .with("unit", &*unit.id.0),
        );
    }
}

/// A figure of an indicator counts what the indicator counts.
pub(super) fn match_indicator(view: View<'_>, seen: Seen<'_>, problems: &mut Diagnostics) {
    let Value::Quantity(quantity) = seen.value else { return };
    let records = &view.portal.records;
    let Value::Reference(link) = seen.record.value("indicator") else { return };
    let indicator = link.index.and_then(|index| records.indicators.get(index as usize));
    let (Some(indicator), Some(unit)) = (indicator, &quantity.unit) else { return };
    let expected = indicator.body.unit.id();
    if !expected.is_empty() && unit.id() != expected {
        let place = seen.record.origin().place(&quantity.way_to_unit(&seen.way.to_string()));
        problems.push(
            Diagnostic::new(Code::UnitDiffers, place)
                .with("unit", unit.id())
                .with("expected", expected)
                .with("indicator", indicator.id.to_string())
                .related(indicator.origin.place("unit"), Said::UNIT_OF_INDICATOR),
        );
    }
}

/// An achievement says where, itself or by its target.
pub(super) fn have_areas(view: View<'_>, problems: &mut Diagnostics) {
    for achievement in &view.portal.records.achievements {
        let origin = &achievement.origin;
        if achievement.body.area.is_none() && !origin.is_damaged("area") {
            problems.push(Diagnostic::new(Code::MissingKey, origin.place("")).with("key", "area"));
        }
    }
}

/// A range has two ends, and nothing else has.
pub(super) fn range_has_ends(_view: View<'_>, seen: Seen<'_>, problems: &mut Diagnostics) {
    let Value::Quantity(quantity) = seen.value else { return };
    let is_range = quantity.qualifier == Qualifier::Range;
    if is_range != quantity.high().is_some() && !seen.is_damaged() {
        let place = seen.place_of("qualifier");
        problems.push(Diagnostic::new(Code::RangeEnds, place));
    }
}

/// The upper end of a range lies above the lower one.
pub(super) fn range_in_order(_view: View<'_>, seen: Seen<'_>, problems: &mut Diagnostics) {
    let Value::Quantity(quantity) = seen.value else { return };
    let Some(high) = quantity.high().filter(|high| *high <= quantity.value) else {
        return;
    };
    let place = seen.place_of("high");
    problems.push(
        Diagnostic::new(Code::RangeOrder, place)
            .with("high", high.plain())
            .with("value", quantity.value.plain()),
    );
}

/// A figure says what it counts.
pub(super) fn have_units(_view: View<'_>, seen: Seen<'_>, problems: &mut Diagnostics) {
    let Value::Quantity(quantity) = seen.value else { return };
    if quantity.unit.is_none() && !seen.is_damaged() {
        let problem = Diagnostic::new(Code::NoUnit, seen.place());
        problems.push(problem.hint(Hint::GiveUnit));
    }
}

/// The source's wording and the recorded figure say the same. A wording that is not
/// understood whole, such as one without a number, is left to the reader.
pub(super) fn agree_with_wording(view: View<'_>, seen: Seen<'_>, problems: &mut Diagnostics) {
    let Value::Quantity(quantity) = seen.value else { return };
    let Some(written) = quantity.as_written() else { return };
    if seen.is_damaged() {
        return;
    }
    let code = view.portal.language_of_source(seen.record);
    let Some(wording) = worded(view, quantity, code, written) else { return };
    let same = wording.value.0 == quantity.value.0
        && wording.high.map(|high| high.0) == quantity.high().map(|high| high.0)
        && wording.qualifier == quantity.qualifier
        && (!wording.is_percent || is_percent(view, quantity));
    if !same {
        let problem = Diagnostic::new(Code::AsWrittenDiffers, seen.place_of("as_written"));
        let recorded = recorded(view, quantity);
        problems.push(problem.with("written", written).with("recorded", recorded));
    }
}

/// What a wording in this language says of a figure.
pub(super) fn worded(
    view: View<'_>,
    quantity: &Quantity,
    code: &str,
    text: &str,
) -> Option<Wording> {
    let words = view.portal.vocabulary.named(code);
    let words = words.unwrap_or_else(|| view.portal.words(Lang::SOURCE));
    read_wording(text, words, &names_of_unit(view, quantity, code))
}

/// What a source in this language may call the unit of a figure, in lower case.
pub(super) fn names_of_unit(view: View<'_>, quantity: &Quantity, code: &str) -> Vec<String> {
    let unit = quantity.unit.as_ref().and_then(|unit| unit.of(&view.portal.records));
    let Some((unit, lang)) = unit.zip(view.portal.site.languages.find(code)) else {
        return Vec::new();
    };
    let Unit { name, plural, symbol, .. } = &unit.body;
    let names = [Some(name), plural.as_ref(), symbol.as_ref()].into_iter().flatten();
    names.filter_map(|name| name.get(lang)).map(|name| name.to_lowercase()).collect()
}

/// Whether a figure is counted in percent of some kind.
pub(super) fn is_percent(view: View<'_>, quantity: &Quantity) -> bool {
    // A unit that is not known has been told.
    let unit = quantity.unit.as_ref().and_then(|unit| unit.of(&view.portal.records));
    unit.is_none_or(|unit| {
        let symbol = unit.body.symbol.as_ref().and_then(|symbol| symbol.get(Lang::SOURCE));
        symbol.is_some_and(|symbol| **symbol == *"%")
    })
}

/// What the record says, in words for an editor; the numbers as they stand in the file.
pub(super) fn recorded(view: View<'_>, quantity: &Quantity) -> Argument {
    let [vi, en] = ["vi", "en"].map(|language| recorded_in(view, quantity, language));
    Argument::Both { vi, en }
}

fn recorded_in(view: View<'_>, quantity: &Quantity, language: &str) -> String {
    let lang = view.portal.site.languages.find(language).unwrap_or(Lang::SOURCE);
    // Both languages of messages come with the program.
    let words = view.portal.vocabulary.named(language);
    let words = words.unwrap_or_else(|| view.portal.words(lang));
    let figure = figure(quantity, view.portal, lang, words, Number::plain);
    // A terminal needs no help to keep a number with its unit, and a search is for a space.
    figure.replace('\u{a0}', " ")
}
