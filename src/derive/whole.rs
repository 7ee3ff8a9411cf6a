//! Of what figures are shares.

use crate::model::{Portal, Quantity};
use crate::text::{Lang, fold};

/// Of what a figure is a share, if it says so: in words without capitals and diacritics, by
/// which two are compared.
pub(super) fn whole_of(portal: &Portal, quantity: &Quantity) -> Option<String> {
    let found = quantity.denominator()?.closest(Lang::SOURCE, &portal.site.languages);
    found.map(|(_, text)| fold(text))
}

/// Whether two figures are known to be shares of different things.
pub(super) fn wholes_differ(portal: &Portal, one: &Quantity, other: &Quantity) -> bool {
    let both = whole_of(portal, one).zip(whole_of(portal, other));
    both.is_some_and(|(one, other)| one != other)
}
