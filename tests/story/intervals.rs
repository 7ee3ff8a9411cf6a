//! Laws of qualified figures: what is concluded from them holds for every pair of values that
//! they may stand for, and nothing is left open that they settle.

use minhbach::derive::{Answer, Interval};
use minhbach::model::{Number, Qualifier, Quantity};
use proptest::prelude::*;
use rust_decimal::Decimal;

fn quantity(value: Number, high: Option<Number>, qualifier: Qualifier) -> Quantity {
    Quantity::new(value, high, qualifier, None)
}

/// Figures on whole numbers from 0 to 6, so that every case of touching ends occurs.
fn figure() -> impl Strategy<Value = Quantity> {
    (0..Qualifier::CODES.len(), 0i64..=6, 0i64..=6).prop_map(|(qualifier, a, b)| {
        let qualifier = Qualifier::of_code(Qualifier::CODES[qualifier]).expect("a code");
        let number = |n: i64| Number(Decimal::from(n));
        let high = (qualifier == Qualifier::Range).then(|| number(a.max(b)));
        let value = if high.is_some() { number(a.min(b)) } else { number(a) };
        quantity(value, high, qualifier)
    })
}

/// The values on a grid of quarters, two whole steps beyond the figures on either side, that a figure
/// may stand for. This is written from the table of domain.md, not from the code.
fn meanings(figure: &Quantity) -> Vec<Decimal> {
    let (value, high) = (figure.value.0, figure.high().map(|high| high.0));
    let may_be = |x: &Decimal| match figure.qualifier {
        Qualifier::Exact => *x == value,
        Qualifier::Approx => true,
        Qualifier::Nearly | Qualifier::LessThan => *x < value,
        Qualifier::MoreThan => *x > value,
        Qualifier::AtLeast => *x >= value,
        Qualifier::UpTo => *x <= value,
        Qualifier::Range => *x >= value && high.is_none_or(|high| *x <= high),
    };
    (-8..=32).map(|quarters| Decimal::new(quarters * 25, 2)).filter(may_be).collect()
}

/// What the meanings of two figures say of a relation between them.
fn answer(a: &Quantity, b: &Quantity, holds: impl Fn(&Decimal, &Decimal) -> bool) -> Answer {
    let (a, b) = (meanings(a), meanings(b));
    let mut answers = a.iter().flat_map(|x| b.iter().map(move |y| (x, y)));
    let (mut some, mut all) = (false, true);
    answers.by_ref().for_each(|(x, y)| {
        let is_so = holds(x, y);
        some |= is_so;
        all &= is_so;
    });
    match (some, all) {
        (_, true) => Answer::Yes,
        (false, _) => Answer::No,
        _ => Answer::CannotTell,
    }
}

proptest! {
    #![proptest_config(super::properties::config())]

    #[test]
    fn a_comparison_says_what_every_meaning_says_and_no_more(a in figure(), b in figure()) {
        let (x, y) = (Interval::of(&a), Interval::of(&b));
        prop_assert_eq!(x.is_below(y), answer(&a, &b, |x, y| x < y));
        prop_assert_eq!(x.is_at_most(y), answer(&a, &b, |x, y| x <= y));
        prop_assert_eq!(x.equals(y), answer(&a, &b, |x, y| x == y));
    }

    #[test]
    fn equality_does_not_depend_on_the_order(a in figure(), b in figure()) {
        let (x, y) = (Interval::of(&a), Interval::of(&b));
        prop_assert_eq!(x.equals(y), y.equals(x));
        prop_assert_eq!(x.is_below(y), y.is_at_most(x).opposite());
    }

    #[test]
    fn exact_figures_are_compared_as_numbers(a in -1_000_000i64..1_000_000, b in -1_000_000i64..1_000_000, scale in 0u32..6) {
        let number = |n| Interval::exactly(Decimal::new(n, scale));
        let is = |truth| if truth { Answer::Yes } else { Answer::No };
        prop_assert_eq!(number(a).is_below(number(b)), is(a < b));
        prop_assert_eq!(number(a).is_at_most(number(b)), is(a <= b));
        prop_assert_eq!(number(a).equals(number(b)), is(a == b));
        let sum = number(a).plus(number(b)).and_then(Interval::exact);
        prop_assert_eq!(sum, Some(Decimal::new(a + b, scale)));
    }

    #[test]
    fn a_larger_figure_never_turns_a_no_into_a_yes(a in figure(), b in figure(), more in 1i64..4) {
        // Monotonic: what is raised is below others less often.
        let more = Decimal::from(more);
        let high = a.high().map(|high| Number(high.0 + more));
        let raised = quantity(Number(a.value.0 + more), high, a.qualifier);
        let rank = |answer| match answer { Answer::No => 0, Answer::CannotTell => 1, Answer::Yes => 2 };
        let (low, high, other) = (Interval::of(&a), Interval::of(&raised), Interval::of(&b));
        prop_assert!(rank(high.is_below(other)) <= rank(low.is_below(other)));
        prop_assert!(rank(other.is_below(high)) >= rank(other.is_below(low)));
    }

    #[test]
    fn a_sum_holds_every_sum_of_meanings_or_is_refused(a in figure(), b in figure()) {
        let (x, y) = (Interval::of(&a), Interval::of(&b));
        prop_assert_eq!(x.plus(y), y.plus(x));
        if let Some(sum) = x.plus(y) {
            for one in meanings(&a) {
                for other in meanings(&b) {
                    let point = Interval::exactly(one + other);
                    prop_assert!(sum.low.is_none_or(|low| low.at <= one + other));
                    prop_assert!(sum.high.is_none_or(|high| high.at >= one + other));
                    prop_assert_ne!(sum.equals(point), Answer::No);
                }
            }
        }
    }
}

#[test]
fn more_than_100_and_nearly_850_have_no_sum() {
    let figure = |value: i64, qualifier| {
        let value = Number(Decimal::from(value));
        Interval::of(&quantity(value, None, qualifier))
    };
    let (teams, others) = (figure(100, Qualifier::MoreThan), figure(850, Qualifier::Nearly));
    assert_eq!(teams.plus(others), None);
    assert_eq!(figure(64, Qualifier::Exact).plus(figure(20, Qualifier::Approx)), None);
    let least = teams.plus(figure(850, Qualifier::AtLeast)).expect("a sum");
    assert_eq!(least.low.map(|end| (end.at, end.is_included)), Some((950.into(), false)));
    assert_eq!(least.high, None);
}

#[test]
fn a_figure_that_contradicts_itself_says_nothing() {
    let (value, high) = (Number(Decimal::from(9)), Some(Number(Decimal::from(3))));
    let reversed = quantity(value, high, Qualifier::Range);
    assert_eq!(Interval::of(&reversed), Interval::default());
}
