//! What a target asks of a figure.

use super::{Answer, Interval};
use crate::model::{Direction, Qualifier, Quantity};

/// The condition that a figure must meet. The threshold itself may be known only so far, as
/// in "khoảng 20%".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Requirement {
    /// How the figure must lie to the threshold.
    pub relation: Relation,
    /// The threshold.
    pub threshold: Interval,
}

/// How a figure must lie to a threshold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Relation {
    /// At it or above.
    AtLeast,
    /// Above it.
    MoreThan,
    /// At it or below.
    AtMost,
    /// Below it.
    LessThan,
    /// At it.
    Equal,
    /// Between its ends.
    Within,
}

impl Relation {
    /// The key of its name in the words of a language; of a rank the smaller is the higher.
    pub fn key(self, is_rank: bool) -> String {
        let list = if is_rank { "relation_of_rank" } else { "relation" };
        format!("{list}.{}", self.code())
    }

    /// Its code.
    pub fn code(self) -> &'static str {
        match self {
            Relation::AtLeast => "at_least",
            Relation::MoreThan => "more_than",
            Relation::AtMost => "at_most",
            Relation::LessThan => "less_than",
            Relation::Equal => "equal",
            Relation::Within => "within",
        }
    }
}

impl Requirement {
    /// What the figure of a target asks. Where the source qualifies it, the qualifier says
    /// which way it is meant; a bare figure is meant in the direction that is better (80% of
    /// something of which more is better asks for at least 80%). `None` where neither says.
    pub fn of(quantity: &Quantity, direction: Option<Direction>) -> Option<Self> {
        let threshold = Interval::of(quantity);
        let stated = match quantity.qualifier {
            Qualifier::AtLeast => Some(Relation::AtLeast),
            Qualifier::MoreThan => Some(Relation::MoreThan),
            Qualifier::UpTo => Some(Relation::AtMost),
            Qualifier::LessThan => Some(Relation::LessThan),
            Qualifier::Range => Some(Relation::Within),
            Qualifier::Exact | Qualifier::Approx | Qualifier::Nearly => None,
        };
        if let Some(relation) = stated {
            // "more than 90" asks for more than 90: the threshold is the number itself.
            let threshold = match relation {
                Relation::Within => threshold,
                _ => Interval::exactly(quantity.value.0),
            };
            return Some(Self { relation, threshold });
        }
        let relation = match direction? {
            Direction::Up => Relation::AtLeast,
            Direction::Down => Relation::AtMost,
            Direction::Maintain | Direction::Range => Relation::Equal,
            Direction::None => return None,
        };
        Some(Self { relation, threshold })
    }

    /// Whether a figure meets it.
    pub fn is_met_by(self, figure: Interval) -> Answer {
        let threshold = self.threshold;
        match self.relation {
            Relation::AtLeast => threshold.is_at_most(figure),
            Relation::MoreThan => threshold.is_below(figure),
            Relation::AtMost => figure.is_at_most(threshold),
            Relation::LessThan => figure.is_below(threshold),
            Relation::Equal => figure.equals(threshold),
            Relation::Within => {
                let end = |end: Option<super::End>| end.map(|end| Interval::exactly(end.at));
                let (low, high) = (end(threshold.low), end(threshold.high));
                // A range without an end, or one that ends before it begins, asks nothing.
                match (low, high) {
                    (Some(low), Some(high)) => low.is_at_most(figure).and(figure.is_at_most(high)),
                    (Some(low), None) => low.is_at_most(figure),
                    _ => Answer::CannotTell,
                }
            }
        }
    }
}
