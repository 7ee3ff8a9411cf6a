//! A figure as people read it: the words for its qualifier, the number, its unit.

use super::{Number, Portal, Quantity, Ref, Unit};
use crate::text::{Lang, Message, Text, Words, format_number};

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
    let closest = |text: &Text| {
        let found = text.closest(lang, &portal.site.languages);
        found.map(|(_, text)| text.to_string())
    };
    let (value, high) = (number(quantity.value), quantity.high.map(number));
    let own = unit.and_then(|unit| unit.patterns.as_ref()).and_then(|patterns| {
        let own = patterns.iter().find(|own| own.qualifier == quantity.qualifier)?;
        closest(&own.pattern)
    });
    if let Some(own) = own {
        return Message::new(&own).fill(|gap| match gap {
            "value" => Some(&value),
            "high" => high.as_deref(),
            _ => None,
        });
    }
    let pattern = unit.and_then(|unit| unit.pattern.as_ref()).and_then(closest);
    let around = |number: String| match &pattern {
        Some(pattern) => Message::new(pattern).fill(|gap| (gap == "value").then_some(&*number)),
        None => number,
    };
    let behind = match unit.filter(|_| pattern.is_none()) {
        Some(unit) => match unit.symbol.as_ref().and_then(closest) {
            Some(symbol) if symbol == "%" => symbol,
            Some(symbol) => format!("{NO_BREAK_SPACE}{symbol}"),
            None => format!("{NO_BREAK_SPACE}{}", name(unit, quantity, lang, portal)),
        },
        None => String::new(),
    };
    let (value, high) = (around(value), high.map(around));
    words.fill(&format!("quantity.{}", quantity.qualifier.code()), |gap| match gap {
        "value" => Some(&value),
        "high" => high.as_deref(),
        "unit" => Some(&behind),
        _ => None,
    })
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
        Some(pattern.closest(lang, &portal.site.languages)?.1)
    });
    let number = |number: Number| format_number(&number.plain(), words);
    match own {
        Some(own) => {
            let number = number(distance);
            Message::new(own).fill(|gap| (gap == "value").then_some(&*number))
        }
        None => {
            let quantity = Quantity { value: distance, unit: unit.cloned(), ..Quantity::default() };
            figure(&quantity, portal, lang, words, number)
        }
    }
}

/// The name of a unit behind a number: in the plural where the language has one, else in the
/// nearest language that has a name.
fn name<'u>(unit: &'u Unit, quantity: &Quantity, lang: Lang, portal: &Portal) -> &'u str {
    let is_one = quantity.high.is_none() && quantity.value.plain() == "1";
    let plural = unit.plural.as_ref().filter(|_| !is_one).and_then(|text| text.get(lang));
    let name = || Some(unit.name.closest(lang, &portal.site.languages)?.1);
    plural.or_else(name).map_or("", |name| name)
}
