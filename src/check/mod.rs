//! Rules over what is linked, derived and planned: a file per family, and one table.
//!
//! A rule looks at the whole view and tells what is wrong; it never changes anything. What
//! could not be read has been told already, so a rule is silent about damaged fields.

mod addresses;
mod dates;
mod documents;
mod links;
mod quantities;
mod settings;
mod succession;
mod translations;
mod usage;

use crate::derive::Derived;
use crate::diagnostic::{Code, Diagnostics};
use crate::model::Portal;
use crate::site::Plan;

/// What rules look at.
#[derive(Clone, Copy, Debug)]
pub struct View<'v> {
    /// The records.
    pub portal: &'v Portal,
    /// What follows from them.
    pub derived: &'v Derived,
    /// The pages and files.
    pub plan: &'v Plan,
}

/// A rule.
#[derive(Clone, Copy, Debug)]
pub struct Rule {
    /// The problem that it tells.
    pub code: Code,
    run: fn(View<'_>, &mut Diagnostics),
}

/// Every rule. A new one is a function in its family's file and a line here.
pub const RULES: &[Rule] = &[
    Rule { code: Code::UnusedSource, run: usage::sources },
    Rule { code: Code::NamesItself, run: usage::not_itself },
    Rule { code: Code::NoBaseUrl, run: settings::base_url },
    Rule { code: Code::UnknownReference, run: settings::references },
    Rule { code: Code::UnknownWord, run: settings::sections },
    Rule { code: Code::NotAnId, run: settings::slugs },
    Rule { code: Code::MissingTranslation, run: settings::own_words },
    Rule { code: Code::ReservedId, run: addresses::reserved },
    Rule { code: Code::SameAddress, run: addresses::unique },
    Rule { code: Code::MissingTranslation, run: translations::complete },
    Rule { code: Code::DateOrder, run: dates::in_order },
    Rule { code: Code::AfterAsOf, run: dates::known_by_then },
    Rule { code: Code::OutOfRange, run: quantities::in_range },
    Rule { code: Code::RangeOrder, run: quantities::range_in_order },
    Rule { code: Code::NoUnit, run: quantities::have_units },
    Rule { code: Code::AsWrittenDiffers, run: quantities::agree_with_wording },
    Rule { code: Code::UnitDiffers, run: quantities::match_indicator },
    Rule { code: Code::MissingKey, run: quantities::have_areas },
    Rule { code: Code::Cycle, run: succession::no_cycle },
    Rule { code: Code::SuccessionDates, run: succession::dates_agree },
    Rule { code: Code::NumberForm, run: documents::numbers },
    Rule { code: Code::UnknownClause, run: documents::clauses },
    Rule { code: Code::LongDefinition, run: documents::definitions },
    Rule { code: Code::RangeEnds, run: quantities::range_has_ends },
    Rule { code: Code::MissingTranslation, run: links::versions },
    Rule { code: Code::DanglingFootnote, run: links::footnotes },
    Rule { code: Code::BrokenLink, run: links::of_pages },
    Rule { code: Code::BrokenLink, run: links::of_records },
];

/// Runs every rule.
pub fn check(view: View<'_>, problems: &mut Diagnostics) {
    for rule in RULES {
        (rule.run)(view, problems);
    }
}
