//! A figure as people read it: the words for its qualifier, the number, its unit.

use super::{Number, Portal, Qualifier, Quantity, Ref, Unit};
use crate::text::{Lang, Text, Words, fill, format_number};
use std::borrow::Cow;

/// A line break must not part a number from its unit.
const NO_BREAK_SPACE: char = '\u{a0}';

impl Portal {
    /// A figure as a reader of a language reads it.
    pub fn figure_in(&self, lang: Lang, quantity: &Quantity) -> String {
        let words = self.words(lang);
        let number = |number: Number| format_number(&number.plain(), words);
        figure(quantity, self, lang, words, number)
    }
}

/// The figure in the words of a language; `number` writes its numbers.
pub fn figure(
    quantity: &Quantity,
    portal: &Portal,
    lang: Lang,
    words: &Words,
    number: impl Fn(Number) -> String,
) -> String {
    let unit = quantity.unit.as_ref().and_then(|unit| unit.of(&portal.records));
    let unit = unit.map(|unit| &unit.body);
    let closest = |text| closest(text, lang, portal);
    let (value, high) = (number(quantity.value), quantity.high().map(number));
    let own = unit.and_then(|unit| unit.patterns.as_ref()).and_then(|patterns| {
        let own = patterns.iter().find(|own| own.qualifier == quantity.qualifier)?;
        closest(&own.pattern)
    });
    if let Some(own) = own {
        return fill(own, |gap| match gap {
            "value" => Some(&value),
            "high" => high.as_deref(),
            _ => None,
        });
    }
    let pattern = unit.and_then(|unit| unit.pattern.as_ref()).and_then(closest);
    let around = |number: String| match pattern {
        Some(pattern) => fill(pattern, |gap| (gap == "value").then_some(&*number)),
        None => number,
    };
    let behind = match unit.filter(|_| pattern.is_none()) {
        Some(unit) => match unit.symbol.as_ref().and_then(closest) {
            Some("%") => Cow::Borrowed("%"),
            Some(symbol) => Cow::Owned(format!("{NO_BREAK_SPACE}{symbol}")),
            None => Cow::Owned(format!("{NO_BREAK_SPACE}{}", name(unit, quantity, lang, portal))),
        },
        None => Cow::Borrowed(""),
    };
    let (value, high) = (around(value), high.map(around));
    words.fill(key_of(quantity.qualifier), |gap| match gap {
        "value" => Some(&value),
        "high" => high.as_deref(),
        "unit" => Some(&behind),
        _ => None,
    })
}

/// The text in a language or, failing that, in the nearest.
fn closest<'t>(text: &'t Text, lang: Lang, portal: &Portal) -> Option<&'t str> {
    text.closest(lang, &portal.site.languages).map(|(_, text)| &**text)
}

/// What stands before the number of such a figure and leaves it open, as "gần" does; empty for an
/// exact one, and where the language says it behind the number.
pub fn qualifier_before(qualifier: Qualifier, words: &Words) -> &str {
    let pattern = words.mark(key_of(qualifier));
    pattern.split_once('{').map_or("", |(before, _)| before.trim())
}

/// The words for a qualifier. Pages have thousands of figures: no text is put together to find
/// them.
fn key_of(qualifier: Qualifier) -> &'static str {
    match qualifier {
        Qualifier::Exact => "quantity.exact",
        Qualifier::Approx => "quantity.approx",
        Qualifier::Nearly => "quantity.nearly",
        Qualifier::MoreThan => "quantity.more_than",
        Qualifier::AtLeast => "quantity.at_least",
        Qualifier::LessThan => "quantity.less_than",
        Qualifier::UpTo => "quantity.up_to",
        Qualifier::Range => "quantity.range",
    }
}

/// The distance between two figures of a unit.
pub fn difference(
    distance: Number,
    unit: Option<&Ref<Unit>>,
    portal: &Portal,
    lang: Lang,
    words: &Words,
) -> String {
    let record = unit.and_then(|unit| unit.of(&portal.records));
    let own = record.and_then(|record| {
        let pattern = record.body.difference.as_ref()?;
        closest(pattern, lang, portal)
    });
    let number = |number: Number| format_number(&number.plain(), words);
    match own {
        Some(own) => {
            let number = number(distance);
            fill(own, |gap| (gap == "value").then_some(&*number))
        }
        None => {
            let quantity = Quantity::new(distance, None, Qualifier::Exact, unit.cloned());
            figure(&quantity, portal, lang, words, number)
        }
    }
}

/// The name of a unit behind a number: in the plural where the language has one, else in the
/// nearest language that has a name.
fn name<'u>(unit: &'u Unit, quantity: &Quantity, lang: Lang, portal: &Portal) -> &'u str {
    let is_one = quantity.high().is_none() && quantity.value.plain() == "1";
    let plural = unit.plural.as_ref().filter(|_| !is_one).and_then(|text| text.get(lang));
    let name = || Some(unit.name.closest(lang, &portal.site.languages)?.1);
    plural.or_else(name).map_or("", |name| name)
}
