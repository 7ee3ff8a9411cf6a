//! Rules over what is linked, derived and planned: a file per family, and one table.
//!
//! A rule looks at the whole view and tells what is wrong; it never changes anything. What
//! could not be read has been told already, so a rule is silent about damaged fields.

mod addresses;
mod areas;
mod dates;
mod documents;
mod figures;
mod links;
mod proportions;
mod quantities;
mod sense;
mod settings;
mod succession;
mod translations;
mod usage;
mod value;
mod years;

use crate::derive::Derived;
use crate::diagnostic::{Code, Diagnostics};
use crate::model::Portal;
use crate::site::Plan;
use value::{Seen, check_values};

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
    run: Run,
}

/// What a rule looks at.
#[derive(Clone, Copy, Debug)]
enum Run {
    /// The whole portal at once.
    Portal(fn(View<'_>, &mut Diagnostics)),
    /// One value of a record after the other: neither a list nor a group, which it may be in,
    /// and never one that is not there.
    Value(fn(View<'_>, Seen<'_>, &mut Diagnostics)),
}

/// Every rule. A new one is a function in its family's file and a line here.
pub const RULES: &[Rule] = &[
    Rule { code: Code::UnusedSource, run: Run::Portal(usage::sources) },
    Rule { code: Code::UnusedTerm, run: Run::Portal(usage::terms) },
    Rule { code: Code::NamesItself, run: Run::Value(usage::not_itself) },
    Rule { code: Code::NoBaseUrl, run: Run::Portal(settings::base_url) },
    Rule { code: Code::UnknownReference, run: Run::Portal(settings::references) },
    Rule { code: Code::UnknownWord, run: Run::Portal(settings::sections) },
    Rule { code: Code::NotAnId, run: Run::Portal(settings::slugs) },
    Rule { code: Code::MissingTranslation, run: Run::Portal(settings::own_words) },
    Rule { code: Code::ReservedId, run: Run::Portal(addresses::reserved) },
    Rule { code: Code::SameAddress, run: Run::Portal(addresses::unique) },
    Rule { code: Code::FileName, run: Run::Portal(addresses::writable) },
    Rule { code: Code::FileAndFolder, run: Run::Portal(addresses::apart) },
    Rule { code: Code::MissingTranslation, run: Run::Value(translations::complete) },
    Rule { code: Code::DateOrder, run: Run::Portal(dates::in_order) },
    Rule { code: Code::AfterAsOf, run: Run::Portal(dates::known_by_then) },
    Rule { code: Code::OutOfRange, run: Run::Value(quantities::in_range) },
    Rule { code: Code::RangeOrder, run: Run::Value(quantities::range_in_order) },
    Rule { code: Code::NoUnit, run: Run::Value(quantities::have_units) },
    Rule { code: Code::AsWrittenDiffers, run: Run::Value(quantities::agree_with_wording) },
    Rule { code: Code::UnitDiffers, run: Run::Value(quantities::match_indicator) },
    Rule { code: Code::MissingKey, run: Run::Portal(quantities::have_areas) },
    Rule { code: Code::BaselineMet, run: Run::Portal(sense::baselines) },
    Rule { code: Code::MilestoneBeyond, run: Run::Portal(sense::milestones) },
    Rule { code: Code::AgainstDirection, run: Run::Portal(sense::qualifiers) },
    Rule { code: Code::WordsAgainstDirection, run: Run::Portal(sense::statements) },
    Rule { code: Code::ScaleJump, run: Run::Portal(proportions::scales) },
    Rule { code: Code::SumDiffers, run: Run::Portal(proportions::sums) },
    Rule { code: Code::RankBeyond, run: Run::Portal(proportions::ranks) },
    Rule { code: Code::CopiedYear, run: Run::Portal(years::of_targets) },
    Rule { code: Code::CopiedYear, run: Run::Portal(years::of_achievements) },
    Rule { code: Code::Cycle, run: Run::Portal(succession::no_cycle) },
    Rule { code: Code::SuccessionDates, run: Run::Portal(succession::dates_agree) },
    Rule { code: Code::SameTile, run: Run::Portal(areas::on_tiles) },
    Rule { code: Code::NumberForm, run: Run::Portal(documents::numbers) },
    Rule { code: Code::UnknownClause, run: Run::Portal(documents::clauses) },
    Rule { code: Code::LongDefinition, run: Run::Portal(documents::definitions) },
    Rule { code: Code::RangeEnds, run: Run::Value(quantities::range_has_ends) },
    Rule { code: Code::MissingTranslation, run: Run::Portal(links::versions) },
    Rule { code: Code::DanglingFootnote, run: Run::Portal(links::footnotes) },
    Rule { code: Code::BrokenLink, run: Run::Portal(links::of_pages) },
    Rule { code: Code::BrokenLink, run: Run::Value(links::of_records) },
    Rule { code: Code::ClaimDiffers, run: Run::Portal(figures::of_pages) },
    Rule { code: Code::ClaimDiffers, run: Run::Value(figures::of_records) },
];

/// Runs every rule: those of the whole portal, some of which ask what has been told before
/// them, beside those of values.
pub fn check(view: View<'_>, problems: &mut Diagnostics) {
    let of_portal = || {
        for rule in RULES {
            if let Run::Portal(run) = rule.run {
                run(view, problems);
            }
        }
    };
    let ((), of_values) = rayon::join(of_portal, || check_values(view));
    of_values.into_iter().for_each(|found| problems.append(found));
}
