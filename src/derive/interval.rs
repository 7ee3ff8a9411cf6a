//! What a qualified figure says of the true value, and what may be concluded from it.
//!
//! "gần 3.000" says that the value lies below 3,000 and not how far; "khoảng 20%" gives no
//! bound at all. No width is invented for either (domain.md, "Qualifier semantics"), so that
//! a comparison has three answers.

use crate::model::{Qualifier, Quantity};
use rust_decimal::Decimal;

/// The answer to a question about figures of which not everything is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// It is so, whatever the true values are.
    Yes,
    /// It is not so, whatever the true values are.
    No,
    /// The figures do not say.
    CannotTell,
}

impl Answer {
    /// The answer to the opposite question.
    #[must_use]
    pub fn opposite(self) -> Self {
        match self {
            Answer::Yes => Answer::No,
            Answer::No => Answer::Yes,
            Answer::CannotTell => Answer::CannotTell,
        }
    }

    /// Whether both are so.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        match (self, other) {
            (Answer::No, _) | (_, Answer::No) => Answer::No,
            (Answer::Yes, Answer::Yes) => Answer::Yes,
            _ => Answer::CannotTell,
        }
    }
}

/// An end of an interval.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct End {
    /// Where it is.
    pub at: Decimal,
    /// Whether the value may be there itself.
    pub is_included: bool,
}

impl End {
    fn included(at: Decimal) -> Option<Self> {
        Some(Self { at, is_included: true })
    }

    fn excluded(at: Decimal) -> Option<Self> {
        Some(Self { at, is_included: false })
    }

    fn plus(self, other: Self) -> Option<Self> {
        let at = self.at.checked_add(other.at)?;
        Some(Self { at, is_included: self.is_included && other.is_included })
    }
}

/// Between which ends a value lies; an end that is not known is `None`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Interval {
    /// Its lower end.
    pub low: Option<End>,
    /// Its upper end.
    pub high: Option<End>,
}

impl Interval {
    /// The one value.
    pub fn exactly(value: Decimal) -> Self {
        Self { low: End::included(value), high: End::included(value) }
    }

    /// What a figure says. One that contradicts itself, a range that ends before it begins,
    /// says nothing.
    pub fn of(quantity: &Quantity) -> Self {
        let value = quantity.value.0;
        let (low, high) = match quantity.qualifier {
            Qualifier::Exact => (End::included(value), End::included(value)),
            Qualifier::Approx => (None, None),
            Qualifier::Nearly | Qualifier::LessThan => (None, End::excluded(value)),
            Qualifier::MoreThan => (End::excluded(value), None),
            Qualifier::AtLeast => (End::included(value), None),
            Qualifier::UpTo => (None, End::included(value)),
            Qualifier::Range => match quantity.high() {
                Some(high) if high.0 < value => (None, None),
                Some(high) => (End::included(value), End::included(high.0)),
                None => (End::included(value), None),
            },
        };
        Self { low, high }
    }

    /// The value, if it is known exactly.
    pub fn exact(self) -> Option<Decimal> {
        let (low, high) = self.low.zip(self.high)?;
        (low == high && low.is_included).then_some(low.at)
    }

    /// Whether a value of this one lies below any value of the other.
    pub fn is_below(self, other: Self) -> Answer {
        if self.ends_before(other) {
            Answer::Yes
        } else if other.ends_by(self) {
            Answer::No
        } else {
            Answer::CannotTell
        }
    }

    /// Whether a value of this one is at most as large as any value of the other.
    pub fn is_at_most(self, other: Self) -> Answer {
        other.is_below(self).opposite()
    }

    /// Whether both are the same value.
    pub fn equals(self, other: Self) -> Answer {
        if let (Some(one), Some(other)) = (self.exact(), other.exact()) {
            return if one == other { Answer::Yes } else { Answer::No };
        }
        if self.ends_before(other) || other.ends_before(self) {
            Answer::No
        } else {
            Answer::CannotTell
        }
    }

    /// Where the sum of a value of each lies; `None` if nothing can be said of it, as of
    /// "hơn 100" and "gần 850" together, or if it has more digits than can be kept.
    pub fn plus(self, other: Self) -> Option<Self> {
        let end = |one: Option<End>, other: Option<End>| match (one, other) {
            (Some(one), Some(other)) => one.plus(other).map(Some),
            _ => Some(None),
        };
        let sum = Self { low: end(self.low, other.low)?, high: end(self.high, other.high)? };
        (sum != Self::default()).then_some(sum)
    }

    /// Whether every value of this one is smaller than every value of the other.
    fn ends_before(self, other: Self) -> bool {
        self.high.zip(other.low).is_some_and(|(high, low)| {
            high.at < low.at || high.at == low.at && !(high.is_included && low.is_included)
        })
    }

    /// Whether no value of this one is larger than any value of the other.
    fn ends_by(self, other: Self) -> bool {
        self.high.zip(other.low).is_some_and(|(high, low)| high.at <= low.at)
    }
}
