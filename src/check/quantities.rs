//! Rules about figures.

use super::View;
use crate::diagnostic::{Argument, Code, Diagnostic, Diagnostics, Hint, Said};
use crate::model::{
    AnyRecord, Kind, Number, Qualifier, Quantity, Unit, Value, figure, read_wording,
};
use crate::text::Lang;

/// Calls `look` for every quantity of every record, with the field that it stands in.
fn each_quantity(view: View<'_>, mut look: impl FnMut(&dyn AnyRecord, &str, &Quantity)) {
    for kind in Kind::ALL.iter().copied() {
        for record in view.portal.records.of(kind) {
            for info in kind.fields() {
                walk(record, info.name, &record.value(info.name), &mut look);
            }
        }
    }
}

fn walk(
    record: &dyn AnyRecord,
    path: &str,
    value: &Value<'_>,
    look: &mut impl FnMut(&dyn AnyRecord, &str, &Quantity),
) {
    match value {
        Value::Quantity(quantity) => look(record, path, quantity),
        Value::Group(group) => {
            for info in group.fields() {
                walk(record, &format!("{path}.{}", info.name), &group.value(info.name), look);
            }
        }
        Value::List(values) => {
            for (index, value) in values.iter().enumerate() {
                walk(record, &format!("{path}.{index}"), value, look);
            }
        }
        _ => {}
    }
}

/// A figure lies in the range of its unit: a percent between 0 and 100. Units without bounds
/// say so by having none.
pub(super) fn in_range(view: View<'_>, problems: &mut Diagnostics) {
    each_quantity(view, |record, path, quantity| {
        let unit = quantity.unit.as_ref().and_then(|unit| unit.of(&view.portal.records));
        let Some(unit) = unit else { return };
        let (minimum, maximum) = (unit.body.minimum, unit.body.maximum);
        let ends = [("value", Some(quantity.value)), ("high", quantity.high)];
        for (end, value) in ends.into_iter().filter_map(|(end, value)| Some((end, value?))) {
            let low = minimum.is_some_and(|minimum| value < minimum);
            let high = maximum.is_some_and(|maximum| value > maximum);
            let place = record.origin().place(&format!("{path}.{end}"));
            let (code, bound) = match (minimum, maximum) {
                (Some(_), Some(_)) if low || high => (Code::OutOfRange, None),
                (Some(minimum), _) if low => (Code::BelowMinimum, Some(minimum)),
                (_, Some(maximum)) if high => (Code::AboveMaximum, Some(maximum)),
                _ => continue,
            };
            let say = |bound: Option<Number>| bound.map(Number::plain).unwrap_or_default();
            problems.push(
                Diagnostic::new(code, place)
                    .with("value", value.plain())
                    .with("minimum", say(minimum))
                    .with("maximum", say(maximum))
                    .with("bound", say(bound))
                    .with("unit", &*unit.id.0),
            );
        }
    });
}

/// A figure of an indicator counts what the indicator counts.
pub(super) fn match_indicator(view: View<'_>, problems: &mut Diagnostics) {
    let records = &view.portal.records;
    each_quantity(view, |record, path, quantity| {
        let Value::Reference(link) = record.value("indicator") else { return };
        let indicator = link.index.and_then(|index| records.indicators.get(index as usize));
        let (Some(indicator), Some(unit)) = (indicator, &quantity.unit) else { return };
        let expected = indicator.body.unit.id();
        if !expected.is_empty() && unit.id() != expected {
            let place = record.origin().place(&quantity.way_to_unit(path));
            problems.push(
                Diagnostic::new(Code::UnitDiffers, place)
                    .with("unit", unit.id())
                    .with("expected", expected)
                    .with("indicator", indicator.id.to_string())
                    .related(indicator.origin.place("unit"), Said::UNIT_OF_INDICATOR),
            );
        }
    });
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
pub(super) fn range_has_ends(view: View<'_>, problems: &mut Diagnostics) {
    each_quantity(view, |record, path, quantity| {
        let field = path.split('.').next().unwrap_or_default();
        let is_range = quantity.qualifier == Qualifier::Range;
        if is_range != quantity.high.is_some() && !record.origin().is_damaged(field) {
            let place = record.origin().place(&format!("{path}.qualifier"));
            problems.push(Diagnostic::new(Code::RangeEnds, place));
        }
    });
}

/// The upper end of a range lies above the lower one.
pub(super) fn range_in_order(view: View<'_>, problems: &mut Diagnostics) {
    each_quantity(view, |record, path, quantity| {
        let Some(high) = quantity.high.filter(|high| *high <= quantity.value) else {
            return;
        };
        let place = record.origin().place(&format!("{path}.high"));
        problems.push(
            Diagnostic::new(Code::RangeOrder, place)
                .with("high", high.plain())
                .with("value", quantity.value.plain()),
        );
    });
}

/// A figure says what it counts.
pub(super) fn have_units(view: View<'_>, problems: &mut Diagnostics) {
    each_quantity(view, |record, path, quantity| {
        let field = path.split('.').next().unwrap_or_default();
        if quantity.unit.is_none() && !record.origin().is_damaged(field) {
            let problem = Diagnostic::new(Code::NoUnit, record.origin().place(path));
            problems.push(problem.hint(Hint::GiveUnit));
        }
    });
}

/// The source's wording and the recorded figure say the same. A wording that is not
/// understood whole, such as one without a number, is left to the reader.
pub(super) fn agree_with_wording(view: View<'_>, problems: &mut Diagnostics) {
    each_quantity(view, |record, path, quantity| {
        let field = path.split('.').next().unwrap_or_default();
        let Some(written) = &quantity.as_written else { return };
        if record.origin().is_damaged(field) {
            return;
        }
        let code = view.portal.language_of_source(record);
        let words = view.portal.vocabulary.named(code);
        let words = words.unwrap_or_else(|| view.portal.words(Lang::SOURCE));
        let Some(wording) = read_wording(written, words, &names_of_unit(view, quantity, code))
        else {
            return;
        };
        let same = wording.value.0 == quantity.value.0
            && wording.high.map(|high| high.0) == quantity.high.map(|high| high.0)
            && wording.qualifier == quantity.qualifier
            && (!wording.is_percent || is_percent(view, quantity));
        if !same {
            let place = record.origin().place(&format!("{path}.as_written"));
            let problem = Diagnostic::new(Code::AsWrittenDiffers, place);
            let recorded = Argument::Both {
                vi: recorded(view, quantity, "vi"),
                en: recorded(view, quantity, "en"),
            };
            problems.push(problem.with("written", &**written).with("recorded", recorded));
        }
    });
}

/// What a source in this language may call the unit of a figure, in lower case.
fn names_of_unit(view: View<'_>, quantity: &Quantity, code: &str) -> Vec<String> {
    let unit = quantity.unit.as_ref().and_then(|unit| unit.of(&view.portal.records));
    let Some((unit, lang)) = unit.zip(view.portal.site.languages.find(code)) else {
        return Vec::new();
    };
    let Unit { name, plural, symbol, .. } = &unit.body;
    let names = [Some(name), plural.as_ref(), symbol.as_ref()].into_iter().flatten();
    names.filter_map(|name| name.get(lang)).map(|name| name.to_lowercase()).collect()
}

/// Whether a figure is counted in percent of some kind.
fn is_percent(view: View<'_>, quantity: &Quantity) -> bool {
    // A unit that is not known has been told.
    let unit = quantity.unit.as_ref().and_then(|unit| unit.of(&view.portal.records));
    unit.is_none_or(|unit| {
        let symbol = unit.body.symbol.as_ref().and_then(|symbol| symbol.get(Lang::SOURCE));
        symbol.is_some_and(|symbol| **symbol == *"%")
    })
}

/// What the record says, in words for an editor; the numbers as they stand in the file.
fn recorded(view: View<'_>, quantity: &Quantity, language: &str) -> String {
    let lang = view.portal.site.languages.find(language).unwrap_or(Lang::SOURCE);
    // Both languages of messages come with the program.
    let words = view.portal.vocabulary.named(language);
    let words = words.unwrap_or_else(|| view.portal.words(lang));
    let figure = figure(quantity, view.portal, lang, words, Number::plain);
    // A terminal needs no help to keep a number with its unit, and a search is for a space.
    figure.replace('\u{a0}', " ")
}
