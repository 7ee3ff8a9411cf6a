//! Open SDG's method, held against figures computed by hand: growth is chosen such that its
//! root can be taken in the head (1.01² = 1.0201, 1.1² = 1.21).

use super::properties::config;
use minhbach::derive::open_sdg::{
    Assessment, Direction, Mean, Note, Observation, Observations, Series, Standing, Status,
    Thresholds, TwiceInAYear, assess, year,
};
use proptest::prelude::*;

/// Years and values as a series that is judged as Open SDG judges one that says no more than
/// which way is better.
fn series(observations: &[(i32, f64)], direction: Direction) -> Series {
    let observations = observations.iter().map(|(year, value)| (*year, Some(*value)));
    let observations = Observations::new(observations).expect("one value a year");
    Series { direction: Some(direction), ..Series::new(observations) }
}

fn up(observations: &[(i32, f64)]) -> Series {
    series(observations, Direction::Positive)
}

fn down(observations: &[(i32, f64)]) -> Series {
    series(observations, Direction::Negative)
}

/// From one value in 2015 to another two years later.
fn two_years(from: f64, to: f64) -> [(i32, f64); 2] {
    [(2015, from), (2017, to)]
}

#[track_caller]
fn comes_to(series: &Series, progress: f64, score: f64, status: Status) -> Assessment {
    let assessment = assess(series);
    let is_near = |is: Option<f64>, wanted: f64, by: f64| {
        is.is_some_and(|is| is == wanted || (is - wanted).abs() < by)
    };
    assert!(is_near(assessment.progress, progress, 1e-9), "{progress} {assessment:?}");
    assert!(is_near(assessment.score, score, 1e-6), "{score} {assessment:?}");
    assert_eq!(assessment.status, status, "{assessment:?}");
    assessment
}

#[track_caller]
fn comes_to_nothing(series: &Series, because: Note) {
    let assessment = assess(series);
    assert_eq!((assessment.progress, assessment.score), (None, None), "{assessment:?}");
    assert_eq!(assessment.status, Status::NotAvailable);
    assert!(assessment.notes.contains(&because), "{assessment:?}");
}

#[test]
fn without_a_target_growth_is_held_against_fixed_rates() {
    // √1.21 = 1.1: 10 % a year. 500 × 0.1 − 5 = 45, which is more than 5.
    comes_to(&up(&two_years(100.0, 121.0)), 0.1, 5.0, Status::Substantial);
    // √1.032256 = 1.016. 500 × 0.016 − 5 = 3.
    comes_to(&up(&two_years(1_000_000.0, 1_032_256.0)), 0.016, 3.0, Status::Substantial);
    // √1.0201 = 1.01. 250 × 0.01 − 1.25 = 1.25.
    comes_to(&up(&two_years(10_000.0, 10_201.0)), 0.01, 1.25, Status::Moderate);
    // √1.008016 = 1.004. 500 × 0.004 − 2.5 = −0.5.
    comes_to(&up(&two_years(1_000_000.0, 1_008_016.0)), 0.004, -0.5, Status::Limited);
    // Nothing moves: 500 × 0 − 2.5.
    comes_to(&up(&two_years(7.0, 7.0)), 0.0, -2.5, Status::Limited);
    // √0.9801 = 0.99. 125 × −0.01 − 2.5 = −3.75.
    comes_to(&up(&two_years(10_000.0, 9_801.0)), -0.01, -3.75, Status::Deterioration);
    // √0.81 = 0.9. 125 × −0.1 − 2.5 = −15, which is less than −5.
    comes_to(&up(&two_years(100.0, 81.0)), -0.1, -5.0, Status::Deterioration);
}

#[test]
fn where_less_is_better_growth_counts_the_other_way() {
    comes_to(&down(&two_years(10_000.0, 9_801.0)), 0.01, 1.25, Status::Moderate);
    comes_to(&down(&two_years(100.0, 121.0)), -0.1, -5.0, Status::Deterioration);
    // That is what is meant if nobody says which way is better, and it is said.
    let silent = Series { direction: None, ..down(&two_years(10_000.0, 9_801.0)) };
    let assessment = comes_to(&silent, 0.01, 1.25, Status::Moderate);
    assert_eq!(assessment.notes, [Note::LessTakenForBetter]);
}

/// From 100 in 2015 to 121 in 2017 takes 10 % a year; one year has gone by.
fn towards_121(latest: f64) -> Series {
    let reached = up(&[(2015, 100.0), (2016, latest)]);
    Series { target: Some(121.0), target_year: 2017, ..reached }
}

#[test]
fn with_a_target_growth_is_held_against_what_would_reach_it() {
    // 20 % of 10 % are 2. 7.1429 × 2 − 4.2857 = 10.0001, which is more than 5.
    comes_to(&towards_121(120.0), 2.0, 5.0, Status::Substantial);
    // 7.1429 × 1 − 4.2857 = 2.8572.
    comes_to(&towards_121(110.0), 1.0, 2.8572, Status::Substantial);
    // 7.1429 × 0.7 − 4.2857 = 5.00003 − 4.2857.
    comes_to(&towards_121(107.0), 0.7, 0.71433, Status::Moderate);
    // 4.1667 × 0.3 − 2.5 = 1.25001 − 2.5.
    comes_to(&towards_121(103.0), 0.3, -1.24999, Status::Limited);
    // 4.1667 × −0.5 − 2.5 = −2.08335 − 2.5.
    comes_to(&towards_121(95.0), -0.5, -4.58335, Status::Deterioration);
    // 4.1667 × −2 − 2.5 = −10.8334, which is less than −5.
    comes_to(&towards_121(80.0), -2.0, -5.0, Status::Deterioration);
}

#[test]
fn a_target_below_is_approached_from_above() {
    // From 100 to 81 in two years takes −10 % a year; −7 % are 0.7 of that.
    let falling =
        Series { target: Some(81.0), target_year: 2017, ..down(&[(2015, 100.0), (2016, 93.0)]) };
    comes_to(&falling, 0.7, 0.71433, Status::Moderate);
    // The base value was good enough, and now is not: away from the target is deterioration,
    // −20 % against a need of 10 % either way.
    let spoilt = Series { direction: Some(Direction::Positive), ..falling };
    let observations = up(&[(2015, 100.0), (2016, 80.0)]).observations;
    comes_to(&Series { observations, ..spoilt }, -2.0, -5.0, Status::Deterioration);
}

#[test]
fn a_target_is_achieved_at_its_value_and_beyond() {
    for latest in [121.0, 130.0] {
        let share = (latest - 100.0) / 10.0;
        comes_to(&towards_121(latest), share, 5.0, Status::TargetAchieved);
    }
    let fallen = |latest| Series { target: Some(81.0), ..down(&two_years(100.0, latest)) };
    for latest in [81.0, 80.0] {
        assert_eq!(assess(&fallen(latest)).status, Status::TargetAchieved);
    }
    assert_ne!(assess(&fallen(81.1)).status, Status::TargetAchieved);
    // However far it went the wrong way since the base year.
    let still = Series { target: Some(50.0), ..up(&[(2015, 100.0), (2016, 60.0)]) };
    let assessment = assess(&still);
    assert_eq!((assessment.score, assessment.status), (Some(5.0), Status::TargetAchieved));
    assert!(assessment.progress.is_some_and(|progress| progress < 0.0));
    // One observation is enough to have achieved it, and too little for progress.
    let once = Series { target: Some(50.0), ..up(&[(2015, 60.0)]) };
    let assessment = assess(&once);
    assert_eq!((assessment.progress, assessment.score), (None, Some(5.0)));
    assert_eq!(assessment.status, Status::TargetAchieved);
}

#[test]
fn without_a_way_to_go_the_share_is_infinite() {
    // The base value is the target, so that the growth needed is 0.
    let away = Series { target: Some(100.0), ..up(&two_years(100.0, 99.0)) };
    let assessment = comes_to(&away, f64::NEG_INFINITY, -5.0, Status::Deterioration);
    assert_eq!(assessment.notes, [Note::Infinite]);
    // 0 of 0 is no number, but the target is achieved.
    let kept = Series { target: Some(100.0), ..up(&two_years(100.0, 100.0)) };
    let assessment = assess(&kept);
    assert_eq!((assessment.progress, assessment.score), (None, Some(5.0)));
}

#[test]
fn near_a_limit_less_growth_is_asked_for() {
    // C = 1 − 0.5^4.44 = 1 − 0.0460709130 = 0.9539290870, from 50 below a limit of 100 as from
    // 150 above it. 1 % a year: 250 × 0.01 ÷ C − 1.25 = 2.6207398791 − 1.25 = 1.3707398791.
    let near = |from: f64, direction| {
        let to = from * if direction == Direction::Positive { 1.0201 } else { 0.9801 };
        Series { limit: Some(100.0), ..series(&two_years(from, to), direction) }
    };
    comes_to(&near(50.0, Direction::Positive), 0.01, 1.370_739_879, Status::Moderate);
    comes_to(&near(150.0, Direction::Negative), 0.01, 1.370_739_879, Status::Moderate);
    // From twice the limit on nothing is different.
    comes_to(&near(200.0, Direction::Negative), 0.01, 1.25, Status::Moderate);
    comes_to(&near(300.0, Direction::Negative), 0.01, 1.25, Status::Moderate);
    // C = 1 − 0.99^4.44 = 0.0436403, so that 1 % a year is more than 1.5 % × C = 0.065 %.
    comes_to(&near(99.0, Direction::Positive), 0.01, 5.0, Status::Substantial);
    // A limit is as far from zero below it as above.
    let negative = Series { limit: Some(-100.0), ..up(&two_years(-150.0, -147.015)) };
    comes_to(&negative, 0.01, 1.370_739_879, Status::Moderate);
    // Deterioration is no less grave near a limit.
    let spoilt = Series { limit: Some(100.0), ..up(&two_years(50.0, 49.005)) };
    comes_to(&spoilt, -0.01, -3.75, Status::Deterioration);
}

#[test]
fn at_a_limit_it_is_enough_to_stay() {
    let at = |latest| Series { limit: Some(100.0), ..up(&two_years(100.0, latest)) };
    comes_to(&at(100.0), 0.0, 5.0, Status::Substantial);
    comes_to(&at(98.01), -0.01, -3.75, Status::Deterioration);
    // A limit of zero is twice itself, and nothing shrinks.
    let zero = Series { limit: Some(0.0), ..down(&two_years(10_000.0, 9_801.0)) };
    comes_to(&zero, 0.01, 1.25, Status::Moderate);
    // A base value of zero stands as far from the limit as can be: C = 1 − 0.
    let from_zero = Series { limit: Some(0.01), ..up(&two_years(0.0, 0.001_020_1)) };
    comes_to(&from_zero, 0.01, 1.25, Status::Moderate);
    // Beyond it: C = 1 − ((200 − 150) ÷ 100)^4.44 as above, and it is said.
    let beyond = Series { limit: Some(100.0), ..up(&two_years(150.0, 153.015)) };
    let beyond = comes_to(&beyond, 0.01, 1.370_739_879, Status::Moderate);
    assert_eq!(beyond.notes, [Note::BeyondLimit]);
}

#[test]
fn beside_a_target_a_limit_plays_no_part() {
    let limited = Series { limit: Some(100.0), ..towards_121(107.0) };
    let assessment = comes_to(&limited, 0.7, 0.71433, Status::Moderate);
    assert_eq!(assessment.notes, [Note::LimitIgnored]);
}

#[test]
fn thresholds_of_ones_own_change_the_status_and_not_the_score() {
    let own = |high, medium, low| Thresholds { high, medium, low };
    let judged = |thresholds| Series { thresholds, ..up(&two_years(10_000.0, 10_201.0)) };
    let easy = judged(own(Some(0.009), None, None));
    let assessment = comes_to(&easy, 0.01, 1.25, Status::Substantial);
    assert_eq!(assessment.notes, [Note::OwnThresholds]);
    let hard = judged(own(None, Some(0.012), None));
    comes_to(&hard, 0.01, 1.25, Status::Limited);
    let harder = judged(own(None, Some(0.014), Some(0.012)));
    comes_to(&harder, 0.01, 1.25, Status::Deterioration);
    // Where they change nothing there is nothing to say.
    assert_eq!(assess(&judged(own(Some(0.02), None, None))).notes, []);
    // With a target they are shares.
    let share = Series { thresholds: own(Some(0.65), None, None), ..towards_121(107.0) };
    comes_to(&share, 0.7, 0.71433, Status::Substantial);
    // Near a limit they shrink too: 1 % is less than 1.04 %, and more than C = 0.954 of it.
    let limit = Series {
        limit: Some(100.0),
        thresholds: own(Some(0.0104), None, None),
        ..up(&two_years(50.0, 51.005))
    };
    comes_to(&limit, 0.01, 1.370_739_879, Status::Substantial);
}

#[test]
fn below_zero_growth_leads_away_from_zero() {
    // −100 to −121 is growth of 10 % a year, downwards.
    comes_to(&down(&two_years(-100.0, -121.0)), 0.1, 5.0, Status::Substantial);
    comes_to(&up(&two_years(-100.0, -121.0)), -0.1, -5.0, Status::Deterioration);
    comes_to(&up(&two_years(-10_000.0, -9_801.0)), 0.01, 1.25, Status::Moderate);
    comes_to_nothing(&up(&two_years(-1.0, 1.0)), Note::AcrossZero);
    comes_to_nothing(&up(&two_years(1.0, -1.0)), Note::AcrossZero);
    // There is no rate from −100 to 100 either.
    let target = Series { target: Some(100.0), ..up(&two_years(-100.0, -81.0)) };
    comes_to_nothing(&target, Note::TargetAcrossZero);
}

#[test]
fn a_thousandth_stands_for_zero() {
    // From 0.001 to 0.00121.
    let base = comes_to(&up(&two_years(0.0, 0.001_21)), 0.1, 5.0, Status::Substantial);
    assert_eq!(base.notes, [Note::BaseIsZero]);
    // From 0.1 to 0.001 in two years is √0.01 − 1 = −90 % a year; −45 % are half of it.
    // 4.1667 × 0.5 − 2.5 = −0.41665.
    let observations = [(2015, 0.1), (2016, 0.055)];
    let target = Series { target: Some(0.0), target_year: 2017, ..down(&observations) };
    let target = comes_to(&target, 0.5, -0.416_65, Status::Limited);
    assert_eq!(target.notes, [Note::TargetIsZero]);
    // 0.001 is the target then, and is achieved.
    let near = Series { target: Some(0.0), ..down(&two_years(1.0, 0.001)) };
    assert_eq!(assess(&near).status, Status::TargetAchieved);
    // The latest value may be zero: 0 ÷ 100 − 1.
    comes_to(&down(&two_years(100.0, 0.0)), 1.0, 5.0, Status::Substantial);
    // Zero stands for a positive value, from which a negative one is across zero.
    comes_to_nothing(&down(&two_years(0.0, -1.0)), Note::AcrossZero);
}

#[test]
fn growth_is_counted_from_the_base_year_or_the_next_with_an_observation() {
    let observations = [(2013, 1.0), (2016, 100.0), (2017, 7.0), (2018, 121.0)];
    let assessment = comes_to(&up(&observations), 0.1, 5.0, Status::Substantial);
    assert_eq!(assessment.notes, [Note::CountedFrom(2016)]);
    let at = |year, value| Observation { year, value };
    assert_eq!(assessment.span, Some((at(2016, 100.0), at(2018, 121.0))));
    // 2013 to 2018: 121^(1/5) − 1.
    let earlier = Series { base_year: 2013, ..up(&observations) };
    comes_to(&earlier, 121_f64.powf(0.2) - 1.0, 5.0, Status::Substantial);
    let late = Series { base_year: 2019, ..up(&observations) };
    comes_to_nothing(&late, Note::NothingSinceBaseYear);
    comes_to_nothing(&up(&[(2015, 100.0)]), Note::LessThanAYear);
    comes_to_nothing(&up(&[(2014, 100.0), (2015, 100.0)]), Note::LessThanAYear);
    comes_to_nothing(&up(&[]), Note::NothingObserved);
    let no_time = Series { target_year: 2015, ..towards_121(107.0) };
    comes_to_nothing(&no_time, Note::NoTimeForTarget);
}

#[test]
fn a_year_has_one_value_and_empty_ones_do_not_count() {
    let empty = [(2015, Some(1.0)), (2015, None), (2016, Some(f64::NAN)), (2016, Some(2.0))];
    assert!(Observations::new(empty).is_ok());
    let twice = [(2016, Some(1.0)), (2015, Some(1.0)), (2016, Some(1.0))];
    assert_eq!(Observations::new(twice), Err(TwiceInAYear(2016)));
}

#[test]
fn of_a_year_the_first_four_characters_are_read() {
    assert_eq!(year("2015"), Some(2015));
    assert_eq!(year("2015/16"), Some(2015));
    assert_eq!(year("2015-2016"), Some(2015));
    assert_eq!(year("2015.0"), Some(2015));
    assert_eq!(year("99999999"), Some(9999));
    assert_eq!(year(" 2015 "), Some(2015));
    assert_eq!(year("987"), Some(987));
    assert_eq!(year("Quý I/2015"), None);
    assert_eq!(year("năm"), None);
    assert_eq!(year(""), None);
}

fn standing(score: f64, is_achieved: bool) -> Option<Standing> {
    Some(Standing { score, is_achieved })
}

#[track_caller]
fn mean_is(mean: Mean, score: f64, status: Status) {
    let standing = mean.standing().expect("a score");
    assert!((standing.score - score).abs() < 1e-12, "{standing:?}");
    assert_eq!(standing.status(), status, "{standing:?}");
}

#[test]
fn an_indicator_is_the_mean_of_its_series() {
    // Statistics Canada's 9-c-1, as published: (0.5456 + 5 + 5) ÷ 3 = 10.5456 ÷ 3 = 3.5152.
    let scores = [standing(0.5456, false), standing(5.0, true), standing(5.0, true)];
    mean_is(scores.into_iter().collect(), 3.5152, Status::Substantial);
    mean_is([standing(5.0, true); 3].into_iter().collect(), 5.0, Status::TargetAchieved);
    mean_is([standing(2.5, false)].into_iter().collect(), 2.5, Status::Substantial);
    mean_is([standing(2.4, false)].into_iter().collect(), 2.4, Status::Moderate);
    mean_is([standing(0.0, false)].into_iter().collect(), 0.0, Status::Moderate);
    mean_is([standing(-2.5, false)].into_iter().collect(), -2.5, Status::Limited);
    mean_is([standing(-2.6, false)].into_iter().collect(), -2.6, Status::Deterioration);
    // What has no score plays no part, not even in whether all are achieved.
    let half: Mean = [standing(5.0, true), None].into_iter().collect();
    assert_eq!((half.count(), half.left_out()), (1, 1));
    mean_is(half, 5.0, Status::TargetAchieved);
    assert_eq!([None, None].into_iter().collect::<Mean>().standing(), None);
}

#[test]
fn a_group_counts_as_one() {
    // (1 + (3 + 5) ÷ 2) ÷ 2 = 2.5, where the mean of all three is 3.
    let group: Mean = [standing(3.0, false), standing(5.0, true)].into_iter().collect();
    let indicator = [standing(1.0, false), group.standing()];
    mean_is(indicator.into_iter().collect(), 2.5, Status::Substantial);
    // Achieved only if every member is.
    let indicator = [standing(5.0, true), group.standing()];
    mean_is(indicator.into_iter().collect(), 4.5, Status::Substantial);
}

/// Values of every size, and those where the formulas break.
fn value() -> impl Strategy<Value = f64> {
    let odd = [0.0, -0.0, 1.0, -1.0, 100.0, 1e308, -1e308, 5e-324, f64::NAN, f64::INFINITY];
    prop_oneof![-200.0..200.0, any::<f64>(), prop::sample::select(odd.to_vec())]
}

prop_compose! {
    fn any_series()(
        observations in prop::collection::btree_map(
            prop_oneof![2010..2035, any::<i32>()], value().prop_map(Some), 0..8,
        ),
        base_year in prop_oneof![Just(2015), any::<i32>()],
        target_year in prop_oneof![2010..2035, any::<i32>()],
        target in prop::option::of(value()),
        limit in prop::option::of(value()),
        direction in prop::option::of(prop_oneof![
            Just(Direction::Positive), Just(Direction::Negative),
        ]),
        thresholds in [prop::option::of(value()), prop::option::of(value()), prop::option::of(value())],
    ) -> Series {
        let observations = Observations::new(observations).expect("one value a year");
        let [high, medium, low] = thresholds;
        let thresholds = Thresholds { high, medium, low };
        Series { observations, base_year, target_year, target, limit, direction, thresholds }
    }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn every_series_has_an_answer_within_bounds(series in any_series()) {
        let assessment = assess(&series);
        prop_assert!(assessment.score.is_none_or(|score| (-5.0..=5.0).contains(&score)));
        prop_assert!(assessment.progress.is_none_or(|progress| !progress.is_nan()));
        let has_status = assessment.status != Status::NotAvailable;
        prop_assert_eq!(assessment.score.is_some(), has_status, "{:?}", assessment);
    }

    #[test]
    fn the_status_agrees_with_progress_and_score(
        from in 1.0..200.0, to in 1.0..200.0, is_up: bool, target in prop::option::of(1.0..200.0),
    ) {
        let direction = if is_up { Direction::Positive } else { Direction::Negative };
        let series = Series { target, ..series(&two_years(from, to), direction) };
        let Assessment { progress, score, status, .. } = assess(&series);
        let (progress, score) = (progress.expect("progress"), score.expect("a score"));
        let (high, medium) = if target.is_some() { (0.95, 0.6) } else { (0.015, 0.005) };
        prop_assert_eq!(status, match progress {
            _ if target.is_some_and(|target| if is_up { to >= target } else { to <= target }) => {
                Status::TargetAchieved
            }
            _ if progress >= high => Status::Substantial,
            _ if progress >= medium => Status::Moderate,
            _ if progress >= 0.0 => Status::Limited,
            _ => Status::Deterioration,
        });
        // Four decimals of a slope are not enough for the last digits at a bound.
        let by_score = Standing { score, is_achieved: status == Status::TargetAchieved }.status();
        let is_at_a_bound = [high, medium, 0.0].iter().any(|at| (progress - at).abs() < 1e-3);
        prop_assert!(by_score == status || is_at_a_bound, "{} {}", progress, score);
    }

    #[test]
    fn a_year_is_read_from_any_text(text in any::<String>()) {
        if let Some(year) = year(&text) {
            prop_assert!((-999..=9999).contains(&year));
        }
    }
}
