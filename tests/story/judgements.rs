//! The ladder of judgement, tried by somebody who wants it to fall: every status and every
//! reason, the days on which something turns, and figures that are worded so that a hasty
//! reader would conclude too much.

use super::support::Site;
use minhbach::config::Day;
use minhbach::derive::{Answer, Judgement, Reason, sentence};
use minhbach::model::Kind;
use minhbach::render::Scene;
use minhbach::{Wishes, survey};
use std::fmt::Write as _;
use std::sync::Arc;

/// A site with one target for each case, each of an indicator of its own.
struct Court {
    site: Site,
    cases: Vec<(String, String)>,
}

/// What is asked, in the words of a case.
#[derive(Clone, Copy)]
struct Asked<'c> {
    /// The indicator's direction, with more of its keys behind it on lines of their own.
    direction: &'c str,
    /// The figure as YAML; none if empty.
    quantity: &'c str,
    /// When it is due; not known if empty.
    due: &'c str,
    /// More lines of the target.
    more: &'c str,
}

/// A target of at least 80% by 2025, of which more is better.
const USUAL: Asked<'_> = Asked { direction: "up", quantity: "80%", due: "2025", more: "" };

impl Court {
    /// One province that nothing happens to, and one that became part of another on
    /// 1 July 2025.
    fn new() -> Self {
        let site = Site::small();
        site.write(
            "data/areas/all.yaml",
            "- id: yen
  name: {vi: Yên, en: Quiet}
  types: [{type: province}]
  unknown: {valid: not_stated}
- id: cu
  name: {vi: Cũ, en: Old}
  types: [{type: province}]
  valid: {to: 2025-07-01}
  unknown: {valid.from: not_stated}
- id: mat
  name: {vi: Mất, en: Lost}
  types: [{type: province}]
  valid: {to: 2025-07-01}
  unknown: {valid.from: not_stated}
- id: moi
  name: {vi: Mới, en: New}
  types: [{type: province}]
  valid: {from: 2025-07-01}
  predecessors: [cu]
  unknown: {valid.to: not_applicable}
",
        );
        Self { site, cases: Vec::new() }
    }

    /// More resolutions, each on the day on which it was issued, with more of its lines.
    fn resolution(&self, id: &str, issued: &str, more: &str) {
        let text = format!(
            "id: {id}
type: resolution
area: yen
title: {{vi: Văn bản {id}, en: Document {id}}}
issued: {issued}
sources: [{{source: bao}}]
unknown: {{number: not_stated, issuer: not_stated, effective: not_stated}}
{more}
"
        );
        self.site.write(&format!("data/resolutions/{id}.yaml"), text);
    }

    /// A target and its figures, each as period and wording; where the wording has keys, it is
    /// all that the achievement says but for its period.
    fn case(&mut self, id: &str, asked: Asked<'_>, figures: &[(&str, &str)], expected: &str) {
        let Asked { direction, quantity, due, more } = asked;
        let named = ["rank", "percent_change"];
        let named = named.into_iter().find(|unit| quantity.contains(&format!("unit: {unit}")));
        let unit = named.unwrap_or("percent");
        let indicator = format!(
            "id: i-{id}
name: {{vi: Chỉ số {id}, en: Indicator {id}}}
unit: {unit}
direction: {direction}
unknown: {{definition: not_stated}}
"
        );
        self.site.write(&format!("data/indicators/{id}.yaml"), indicator);
        let mut target = format!(
            "id: {id}
statement: {{vi: Việc {id}, en: Matter {id}}}
sources: [{{source: bao}}]
{more}
"
        );
        let mut line = |text: &str| writeln!(target, "{text}").expect("writing into a String");
        for (key, usual) in [("area: ", "yen"), ("indicator: ", &*format!("i-{id}"))] {
            if !more.contains(key) {
                line(&format!("{key}{usual}"));
            }
        }
        if !quantity.is_empty() {
            line(&format!("quantity: {quantity}"));
        }
        line(&if due.is_empty() {
            "unknown: {due: not_stated}".to_owned()
        } else {
            format!("due: {due}")
        });
        if !figures.is_empty() {
            line("achievements:");
        }
        for (number, (period, figure)) in figures.iter().enumerate() {
            let period = match *period {
                "" => "unknown: {period: not_stated}".to_owned(),
                period => format!("period: {period}"),
            };
            let figure = match figure.contains(": ") {
                true => (*figure).to_owned(),
                false => format!("quantity: \"{figure}\""),
            };
            line(&format!(
                "  - {{id: {id}-{number}, sources: [{{source: bao}}], {period}, {figure}}}"
            ));
        }
        self.site.write(&format!("data/targets/{id}.yaml"), target);
        self.cases.push((id.to_owned(), expected.to_owned()));
    }

    /// The portal on a day.
    fn on(&self, day: &str) -> Arc<Scene> {
        let wishes = Wishes { as_of: Day::parse(day), ..Wishes::default() };
        let survey = survey(self.site.path(), &wishes, &());
        assert!(!survey.is_stopped(false), "{}", self.site.run(&["check"]).out);
        survey.scene
    }

    /// Holds every case against what was expected of it, on a day.
    fn judge(&self, day: &str) {
        let scene = self.on(day);
        let mut wrong = String::new();
        for (id, expected) in &self.cases {
            let found = verdict(&judgement(&scene, id).0);
            if found != *expected {
                writeln!(wrong, "{id}: {found}, not {expected}").expect("writing into a String");
            }
            let told = judgement(&scene, id).1;
            if told.iter().any(|told| told.is_empty() || told.contains(['…', '{'])) {
                writeln!(wrong, "{id}: {told:?}").expect("writing into a String");
            }
        }
        assert!(wrong.is_empty(), "on {day}\n{wrong}");
    }
}

/// The judgement of a target, and what is said of it in both languages.
fn judgement(scene: &Scene, id: &str) -> (Judgement, [String; 2]) {
    let at = scene.portal.records.position(Kind::Target, id).expect("the target");
    let say = |code| {
        let lang = scene.portal.site.languages.find(code).expect("a language");
        // A figure does not break from its unit, which nobody sees in a test.
        let at = u32::try_from(at).expect("a position");
        sentence(&scene.portal, &scene.derived, at, lang).replace('\u{a0}', " ")
    };
    (scene.derived.judgements[at].clone(), ["vi", "en"].map(say))
}

fn verdict(judgement: &Judgement) -> String {
    let reason = judgement.reasons.first().map_or("", |reason| reason.code());
    format!("{} {reason}", judgement.status.code())
}

#[test]
fn a_figure_is_held_against_the_threshold_as_both_are_worded() {
    let mut court = Court::new();
    let mut cases = |name: &str, direction, rows: &[(&str, &str, &str)]| {
        for (number, (quantity, figure, expected)) in rows.iter().enumerate() {
            let asked = Asked { direction, quantity, ..USUAL };
            court.case(&format!("{name}-{number}"), asked, &[("2025", figure)], expected);
        }
    };
    const MET: &str = "met reached";
    const MISSED: &str = "missed not_reached";
    const OPEN: &str = "uncertain wording_leaves_open";
    const WITHOUT: &str = "not_measurable no_direction";
    cases(
        "tang",
        "up",
        &[
            ("80%", "80%", MET),
            ("80%", "79,9%", MISSED),
            ("80%", "hơn 79%", OPEN),
            ("80%", "hơn 80%", MET),
            ("80%", "gần 80%", MISSED),
            ("80%", "gần 81%", OPEN),
            ("80%", "khoảng 95%", OPEN),
            ("80%", "ít nhất 80%", MET),
            ("80%", "tối đa 80%", OPEN),
            ("80%", "tối đa 79%", MISSED),
            ("80%", "dưới 80%", MISSED),
            ("80%", "từ 80 đến 90%", MET),
            ("80%", "từ 70 đến 80%", OPEN),
            ("80%", "từ 70 đến 79%", MISSED),
            ("hơn 80%", "80%", MISSED),
            ("hơn 80%", "hơn 80%", MET),
            ("hơn 80%", "ít nhất 80%", OPEN),
            ("hơn 80%", "gần 80%", MISSED),
            ("ít nhất 80%", "hơn 80%", MET),
            ("ít nhất 80%", "80%", MET),
            ("khoảng 20%", "19,8%", OPEN),
            ("khoảng 20%", "99%", OPEN),
            ("gần 80%", "80%", MET),
            ("gần 80%", "79%", OPEN),
            ("tối đa 80%", "81%", MISSED),
            ("dưới 80%", "80%", MISSED),
            ("từ 60 đến 80%", "60%", MET),
            ("từ 60 đến 80%", "81%", MISSED),
        ],
    );
    cases(
        "giam",
        "down",
        &[
            ("5%", "5%", MET),
            ("5%", "5,01%", MISSED),
            ("5%", "gần 5%", MET),
            ("5%", "hơn 5%", MISSED),
            ("5%", "hơn 4%", OPEN),
            ("dưới 5%", "5%", MISSED),
            ("dưới 5%", "dưới 5%", MET),
            ("dưới 5%", "gần 5%", MET),
            ("tối đa 5%", "5%", MET),
            ("gần 5%", "5%", MISSED),
            ("gần 5%", "4%", OPEN),
            ("hơn 5%", "5%", MISSED),
            ("từ 3 đến 5%", "2%", MISSED),
        ],
    );
    for (name, direction) in [("giu", "maintain"), ("trong", "range")] {
        cases(
            name,
            direction,
            &[
                ("80%", "80%", MET),
                ("80%", "80,00%", MET),
                ("80%", "81%", MISSED),
                ("80%", "79%", MISSED),
                ("80%", "từ 70 đến 90%", OPEN),
                ("80%", "hơn 80%", MISSED),
                ("80%", "ít nhất 80%", OPEN),
                ("khoảng 80%", "80%", OPEN),
                ("gần 80%", "80%", MISSED),
                ("ít nhất 80%", "90%", MET),
                ("tối đa 80%", "90%", MISSED),
                ("từ 60 đến 80%", "60%", MET),
                ("từ 60 đến 80%", "từ 70 đến 75%", MET),
                ("từ 60 đến 80%", "từ 70 đến 85%", OPEN),
                ("từ 60 đến 80%", "dưới 60%", MISSED),
            ],
        );
    }
    cases(
        "khong",
        "none",
        &[
            ("80%", "80%", WITHOUT),
            ("khoảng 80%", "80%", WITHOUT),
            ("gần 80%", "80%", WITHOUT),
            ("hơn 80%", "81%", MET),
            ("ít nhất 80%", "80%", MET),
            ("tối đa 80%", "81%", MISSED),
            ("dưới 80%", "79%", MET),
            ("từ 60 đến 80%", "61%", MET),
        ],
    );
    court.judge("2026-11-22");
}

#[test]
fn what_is_not_measurable_says_what_lacks() {
    let mut court = Court::new();
    let without = Asked { quantity: "", ..USUAL };
    court.case("khong-muc", without, &[("2025", "80%")], "not_measurable no_threshold");
    court.case(
        "khong-gi",
        Asked { direction: "none", ..USUAL },
        &[],
        "not_measurable no_direction",
    );
    court.site.write(
        "data/targets/khong-chi-so.yaml",
        "id: khong-chi-so\narea: yen\nstatement: {vi: Việc, en: Matter}\nquantity: 80%\ndue: 2025\n\
         sources: [{source: bao}]\n",
    );
    court.cases.push(("khong-chi-so".into(), "not_measurable no_indicator".into()));
    court.judge("2026-11-22");
}

#[test]
fn time_turns_on_the_day_and_not_before() {
    let mut court = Court::new();
    let due_on = |due| Asked { due, ..USUAL };
    court.case("het-nam", USUAL, &[("2025", "70%")], "missed not_reached");
    court.case("nam-truoc", USUAL, &[("2024", "70%")], "uncertain none_for_due");
    court.case("dat-tu-truoc", USUAL, &[("2023", "80%")], "met reached");
    court.case("sau-han", USUAL, &[("2026-06", "90%")], "no_data period_mismatch");
    court.case(
        "truoc-va-sau-han",
        USUAL,
        &[("2024", "70%"), ("2026-03", "90%")],
        "uncertain none_for_due",
    );
    court.case("roi-khoi-muc", USUAL, &[("2023", "90%"), ("2025", "70%")], "missed not_reached");
    court.case("khong-ngay", USUAL, &[("", "90%")], "no_data source_undated");
    court.case("khong-nam", USUAL, &[("XXXX-03-14", "90%")], "no_data source_undated");
    court.case(
        "khong-ngay-va-sau",
        USUAL,
        &[("", "9%"), ("2026-01", "9%")],
        "no_data period_mismatch",
    );
    court.case("chua-het-nam", due_on("2026"), &[("2026", "90%")], "no_data period_not_over");
    court.case(
        "chua-den-han",
        due_on("2026"),
        &[("2025", "70%")],
        "insufficient_data too_few_points",
    );
    court.case("khong-ro-han", due_on(""), &[("2025", "70%")], "insufficient_data due_unknown");
    court.case("khong-ro-han-dat", due_on(""), &[("2025", "80%")], "met reached");
    court.case("khong-co-gi", USUAL, &[], "no_data none_found");
    // "Until the end of 2025" and "in the years 2021 to 2025" are due in 2025.
    court.case("den-2025", due_on("../2025"), &[("2025", "70%")], "missed not_reached");
    court.case("giai-doan", due_on("2021/2025"), &[("2025", "70%")], "missed not_reached");
    court.case("ca-giai-doan", due_on("2021/2025"), &[("2021/2025", "70%")], "missed not_reached");
    court.case("dau-giai-doan", due_on("2021/2025"), &[("2022", "70%")], "uncertain none_for_due");
    court.case(
        "tu-2025",
        due_on("2025/.."),
        &[("2025", "70%")],
        "insufficient_data too_few_points",
    );
    court.case("thieu", USUAL, &[("2025", "quantity: 90%, status: missing")], "no_data none_found");
    court.judge("2026-11-22");

    let mut court = Court::new();
    court.case("trong-han", USUAL, &[("2024", "70%")], "insufficient_data too_few_points");
    court.case("dung-ngay", USUAL, &[("2025", "70%")], "insufficient_data too_few_points");
    court.case("den-ngay", due_on("2025-12-30"), &[("2025-12-30", "70%")], "missed not_reached");
    court.judge("2025-12-31");
    let mut court = Court::new();
    court.case("mai-moi-het", USUAL, &[("2025", "80%")], "no_data period_not_over");
    court.case(
        "den-ngay",
        due_on("2025-12-30"),
        &[("2025-12-30", "70%")],
        "insufficient_data too_few_points",
    );
    court.judge("2025-12-30");
}

#[test]
fn sources_that_disagree_are_not_chosen_between() {
    let mut court = Court::new();
    let same_day = |one, other| [("2025", one), ("2025-12-31", other)];
    court.case("khac", USUAL, &same_day("85%", "75%"), "uncertain sources_disagree");
    court.case("cung-dat", USUAL, &same_day("85%", "82%"), "met reached");
    court.case("cung-chua", USUAL, &same_day("75%", "70%"), "missed not_reached");
    court.case("mot-de-ngo", USUAL, &same_day("85%", "hơn 75%"), "uncertain wording_leaves_open");
    court.case("chua-va-ngo", USUAL, &same_day("75%", "hơn 75%"), "uncertain wording_leaves_open");
    let ahead = Asked { due: "2026", ..USUAL };
    let paces = |one, other| [("2023", "60%"), ("2024", one), ("2024-12", other)];
    court.case("hai-nhip", ahead, &paces("64%", "75%"), "uncertain sources_disagree");
    court.case("hai-nhip-nguoc", ahead, &paces("75%", "64%"), "uncertain sources_disagree");
    court.case("cung-nhip", ahead, &paces("75%", "74%"), "on_track pace_suffices");
    court.case("cung-cham", ahead, &paces("61%", "62%"), "behind pace_too_slow");
    let beginnings = [("2023", "60%"), ("2023-12", "70%"), ("2024", "72%")];
    court.case("hai-dau", ahead, &beginnings, "uncertain sources_disagree");
    court.judge("2026-01-01");
}

#[test]
fn a_pace_is_seen_in_exact_figures_of_one_series_alone() {
    let mut court = Court::new();
    let due = |due| Asked { due, ..USUAL };
    let baseline = |more| Asked { due: "2026", more, ..USUAL };
    const TRACK: &str = "on_track pace_suffices";
    const BEHIND: &str = "behind pace_too_slow";
    const FEW: &str = "insufficient_data too_few_points";
    const INEXACT: &str = "insufficient_data only_inexact";
    court.case("kip", due("2026"), &[("2023", "60%"), ("2024", "70%")], TRACK);
    court.case("cham", due("2026"), &[("2023", "60%"), ("2024", "64%")], BEHIND);
    court.case("di-lui", due("2026"), &[("2023", "70%"), ("2024", "60%")], BEHIND);
    court.case("dung-yen", due("2026"), &[("2023", "60%"), ("2024", "60%")], BEHIND);
    // Equal steps from year to year arrive exactly, leap years or not.
    court.case("vua-kip", due("2026"), &[("2023", "65%"), ("2024", "70%")], TRACK);
    court.case(
        "vua-kip-thang",
        due("2025-12"),
        &[("2024-12", "74%"), ("2025-02", "75%"), ("2025-04", "76%")],
        TRACK,
    );
    court.case("vua-kip-phan-ba", due("2027"), &[("2021", "60%"), ("2024", "70%")], TRACK);
    court.case("thieu-mot-chut", due("2026"), &[("2023", "65%"), ("2024", "69,99%")], BEHIND);
    court.case("mot-diem", due("2026"), &[("2024", "70%")], FEW);
    court.case("mot-diem-ngo", due("2026"), &[("2023", "hơn 60%"), ("2024", "70%")], INEXACT);
    court.case(
        "cuoi-ngo",
        due("2027"),
        &[("2021", "50%"), ("2022", "70%"), ("2024", "dưới 52%")],
        INEXACT,
    );
    court.case(
        "bo-qua-ngo",
        due("2026"),
        &[("2022", "60%"), ("2023", "gần 61%"), ("2024", "75%")],
        TRACK,
    );
    let low = baseline("baseline: {quantity: 60%, period: 2020}");
    court.case("moc-dau", low, &[("2024", "75%")], TRACK);
    court.case("moc-dau-cham", low, &[("2024", "61%")], BEHIND);
    court.case("chi-moc-dau", low, &[], "no_data none_found");
    let rough = baseline("baseline: {quantity: hơn 60%, period: 2020}");
    court.case("moc-dau-ngo", rough, &[("2024", "75%")], INEXACT);
    let undated = baseline("baseline: {quantity: 60%}\nunknown: {baseline.period: not_stated}");
    court.case("moc-dau-khong-ngay", undated, &[("2024", "75%")], FEW);
    // Of a year that is not over, the baseline is not known either.
    let later = baseline("baseline: {quantity: 79%, period: 2025}");
    court.case("moc-dau-sau", later, &[("2024", "75%")], FEW);
    let broken = |period, figure| [("2023", "20%"), (period, figure)];
    court.case("dut", due("2026"), &broken("2024", "quantity: 70%, status: break"), FEW);
    court.case("moc-dau-dut", low, &broken("2024", "quantity: 75%, status: break"), FEW);
    court.case(
        "sau-dut",
        due("2026"),
        &[("2021", "20%"), ("2022", "quantity: 70%, status: break"), ("2024", "71%")],
        BEHIND,
    );
    court.case(
        "giam-kip",
        Asked { direction: "down", quantity: "5%", due: "2026", more: "" },
        &[("2023", "20%"), ("2024", "15%")],
        TRACK,
    );
    court.case(
        "giam-cham",
        Asked { direction: "down", quantity: "5%", due: "2026", more: "" },
        &[("2023", "20%"), ("2024", "19%")],
        BEHIND,
    );
    court.judge("2025-06-30");
}

#[test]
fn what_changed_under_a_target_counts_from_its_day_and_only_if_the_target_was_there() {
    let set = |more| Asked { more, ..USUAL };
    /// A target, its figures, and how it stands before and after the day.
    type Turn<'t> = (&'t str, Asked<'t>, &'t [(&'t str, &'t str)], &'t str, &'t str);
    let cases: &[Turn<'_>] = &[
        (
            "huyen",
            set("levels: [district]"),
            &[],
            "no_data none_found",
            "not_comparable level_abolished",
        ),
        (
            "xa",
            set("levels: [communal]"),
            &[("2024", "70%")],
            "insufficient_data too_few_points",
            "not_comparable units_redrawn",
        ),
        (
            "xa-dat",
            set("levels: [communal]"),
            &[("2024", "90%")],
            "met reached",
            "not_comparable units_redrawn",
        ),
        (
            "huyen-xa",
            set("levels: [district, communal]"),
            &[],
            "no_data none_found",
            "not_comparable level_abolished",
        ),
        (
            "tinh-xa",
            set("levels: [provincial, communal]"),
            &[],
            "no_data none_found",
            "no_data none_found",
        ),
        ("thon", set("levels: [hamlet]"), &[], "no_data none_found", "no_data none_found"),
        (
            "dia-gioi",
            set("area: cu"),
            &[("2024", "70%")],
            "insufficient_data too_few_points",
            "not_comparable territory_changed",
        ),
        ("dia-gioi-dat", set("area: cu"), &[("2024", "80%")], "met reached", "met reached"),
        ("dia-gioi-trong", set("area: cu"), &[], "no_data none_found", "no_data none_found"),
        (
            "truoc-do",
            Asked { due: "2025-06-30", more: "levels: [communal]\narea: cu", ..USUAL },
            &[("2025-06-30", "70%")],
            "insufficient_data too_few_points",
            "missed not_reached",
        ),
        (
            "dung-ngay",
            Asked { due: "2025-07-01", more: "levels: [communal]", ..USUAL },
            &[("2025-06-30", "70%")],
            "insufficient_data too_few_points",
            "not_comparable units_redrawn",
        ),
        (
            "khong-han",
            Asked { due: "", more: "levels: [communal]", ..USUAL },
            &[("2024", "70%")],
            "insufficient_data due_unknown",
            "not_comparable units_redrawn",
        ),
        (
            "dat-ra-sau",
            set("levels: [communal]\nresolution: sau"),
            &[("2025-06", "70%")],
            "insufficient_data too_few_points",
            "not_comparable units_redrawn",
        ),
        (
            "dat-ra-truoc",
            set("levels: [communal]\nresolution: truoc"),
            &[("2025-06", "70%")],
            "insufficient_data too_few_points",
            "not_comparable units_redrawn",
        ),
        (
            "tinh-moi",
            set("levels: [communal]\narea: moi"),
            &[],
            "no_data none_found",
            "no_data none_found",
        ),
    ];
    for (day, is_after) in [("2025-06-30", false), ("2025-07-01", true)] {
        let mut court = Court::new();
        court.resolution("truoc", "2025-06-30", "");
        court.resolution("sau", "2025-07-01", "");
        for (id, asked, figures, before, after) in cases {
            court.case(id, *asked, figures, if is_after { after } else { before });
        }
        court.judge(day);
    }
    let mut court = Court::new();
    // A target that was set for the units as they are is measured by figures of these alone.
    court.resolution("sau", "2025-07-01", "");
    let since = Asked { due: "2027", ..set("levels: [communal]\nresolution: sau") };
    court.case(
        "hai-doi",
        since,
        &[("2025-03", "20%"), ("2025-09", "70%")],
        "insufficient_data too_few_points",
    );
    court.site.write(
        "data/codes/levels.yaml",
        "- id: vung
  name: {vi: vùng, en: region}
  redrawn: [2023-01-01, 2025-07-01]
  broader: provincial
",
    );
    let twice = Asked { more: "levels: [vung]\nresolution: sau", ..since };
    court.case("hai-lan", twice, &[("2024", "90%")], "not_comparable units_redrawn");
    court.case("doi-moi", since, &[("2025-03", "90%"), ("2025-09", "80%")], "met reached");
    court.case("doi-cu", since, &[("2025-03", "90%")], "not_comparable units_redrawn");
    // Half a year of an area that then ended is no missed year.
    court.case(
        "nua-nam",
        set("area: cu"),
        &[("2025-06", "70%")],
        "not_comparable territory_changed",
    );
    // Who counted the old territory to the end of the year counted it.
    court.case("ca-nam", set("area: cu"), &[("2025", "70%")], "missed not_reached");
    court.case(
        "khoang",
        Asked { quantity: "khoảng 20%", ..set("area: cu") },
        &[("2025", "19,8%")],
        "uncertain wording_leaves_open",
    );
    court.case(
        "cua-tinh-moi",
        set("area: cu"),
        &[("2025", "area: moi, quantity: 90%")],
        "not_comparable territory_changed",
    );
    court.case(
        "cua-tinh-cu",
        set("area: moi"),
        &[("2025-06", "area: cu, quantity: 90%")],
        "not_comparable territory_changed",
    );
    court.case(
        "tinh-moi-khong-ngay",
        set("area: cu"),
        &[("", "area: moi, quantity: 90%")],
        "no_data none_found",
    );
    court.judge("2026-11-22");
}

#[test]
fn figures_of_something_else_are_told_apart() {
    let mut court = Court::new();
    let set = |more| Asked { more, ..USUAL };
    let share = "{value: 80, unit: percent, denominator: {vi: hộ dân, en: households}}";
    let of = |what| {
        format!("quantity: {{value: 90, unit: percent, denominator: {{vi: {what}, en: x}}}}")
    };
    let shares = Asked { quantity: share, ..USUAL };
    court.case(
        "mau-so",
        shares,
        &[("2025", &of("thuê bao"))],
        "not_comparable denominator_differs",
    );
    court.case("cung-mau-so", shares, &[("2025", &of("Hộ dân"))], "met reached");
    court.case("khong-mau-so", shares, &[("2025", "90%")], "met reached");
    court.case(
        "cap",
        set("levels: [provincial]"),
        &[("2025", "levels: [communal], quantity: 90%")],
        "not_comparable level_differs",
    );
    court.case(
        "cung-cap",
        set("levels: [provincial, communal]"),
        &[("2025", "levels: [communal, provincial], quantity: 90%")],
        "met reached",
    );
    // Found on rereading: a level that is named twice was another level.
    court.case(
        "cap-hai-lan",
        set("levels: [provincial]"),
        &[("2025", "levels: [provincial, provincial], quantity: 90%")],
        "met reached",
    );
    court.case(
        "nhan-xet",
        USUAL,
        &[("2025", "type: finding, quantity: 90%")],
        "no_data none_found",
    );
    // Comparing is the same from either side.
    court.site.write(
        "data/indicators/cac-phan-loai.yaml",
        "- id: muc-do-4
  name: {vi: Mức độ 4, en: Level 4}
  unit: percent
  direction: up
  unknown: {definition: not_stated}
- id: toan-trinh
  name: {vi: Toàn trình, en: Full process}
  unit: percent
  direction: up
  not_comparable_with: [{indicator: muc-do-4, reason: classification_changed}]
  unknown: {definition: not_stated}
",
    );
    let classified = |indicator| Asked { more: indicator, ..USUAL };
    court.case(
        "phan-loai",
        classified("indicator: toan-trinh"),
        &[("2025", "indicator: muc-do-4, quantity: 90%")],
        "not_comparable classification_changed",
    );
    court.site.write(
        "data/indicators/cac-phan-loai-nguoc.yaml",
        "- id: muc-do-3
  name: {vi: Mức độ 3, en: Level 3}
  unit: percent
  direction: up
  unknown: {definition: not_stated}
- id: mot-phan
  name: {vi: Một phần, en: Partial}
  unit: percent
  direction: up
  not_comparable_with: [{indicator: muc-do-3, reason: classification_changed}]
  unknown: {definition: not_stated}
",
    );
    court.case(
        "phan-loai-nguoc",
        classified("indicator: muc-do-3"),
        &[("2025", "indicator: mot-phan, quantity: 90%")],
        "not_comparable classification_changed",
    );
    court.judge("2026-11-22");
}

#[test]
fn a_place_is_worth_nothing_among_others_than_before() {
    let mut court = Court::new();
    court.site.write(
        "data/codes/versions.yaml",
        "- id: bo-2022
  name: {vi: Bộ 2022, en: Set of 2022}
- id: bo-2025
  name: {vi: Bộ 2025, en: Set of 2025}
  published: 2025-10-21
  replaces: [bo-2022]
",
    );
    let rank = Asked {
        direction: "down\nversion: bo-2022",
        quantity: "{value: 5, qualifier: up_to, unit: rank}",
        due: "2030",
        more: "levels: [provincial]",
    };
    let place = "type: rank, rank_of: 63, quantity: {value: 13, unit: rank}";
    court.case("hang", rank, &[("2023", place)], "insufficient_data too_few_points");
    court.judge("2025-06-30");
    let (judged, [vi, en]) = judgement(&court.on("2025-06-30"), "hang");
    assert_eq!(judged.gap.map(|gap| gap.to_string()).as_deref(), Some("8"));
    assert_eq!(
        vi,
        "Chưa đủ số liệu: mới có hạng 13 (năm 2023), mức đề ra là trong nhóm 5 hạng đầu, còn cách 8 bậc; một con số chưa cho thấy tiến độ."
    );
    assert_eq!(
        en,
        "Not enough data: the only figure is rank 13 (2023), the target is in the top 5, a gap of 8 places; one figure shows no pace."
    );
    court.cases.clear();
    court.case("hang", rank, &[("2023", place)], "not_comparable ranked_population_changed");
    let score = "quantity: {value: 13, unit: rank}";
    let index = Asked { more: "", ..rank };
    court.case("chi-so-cu", index, &[("2023", score)], "not_comparable index_version_changed");
    court.case("chi-so-moi", index, &[("2025", score)], "insufficient_data too_few_points");
    // A baseline of the index as it was shows no pace of the index as it is.
    let baseline = "baseline: {quantity: {value: 20, unit: rank}, period: 2020}";
    court.case(
        "moc-dau",
        Asked { more: baseline, ..rank },
        &[("2025", score)],
        "insufficient_data too_few_points",
    );
    // Third of 63 says nothing of a target that was set for 34.
    court.resolution("sau", "2026-01-01", "");
    let new = Asked { more: "levels: [provincial]\nresolution: sau", ..rank };
    let third = "type: rank, quantity: {value: 3, unit: rank}";
    court.case("hang-cu", new, &[("2024", third)], "not_comparable ranked_population_changed");
    court.case("hang-moi", new, &[("2025", third)], "met reached");
    court.judge("2026-11-22");
    let reasons = judgement(&court.on("2026-11-22"), "hang").0.reasons;
    let reasons: Vec<&str> = reasons.iter().map(Reason::code).collect();
    assert_eq!(reasons, ["ranked_population_changed", "index_version_changed"]);
}

#[test]
fn a_document_that_takes_the_place_of_another_does_so_from_its_day() {
    for (day, expected) in
        [("2024-05-31", "insufficient_data too_few_points"), ("2024-06-01", "superseded replaced")]
    {
        let mut court = Court::new();
        court.resolution("cu", "2021-01-01", "");
        court.resolution("moi", "2024-06-01", "replaces: [cu]");
        court.case("thay", Asked { more: "resolution: cu", ..USUAL }, &[("2023", "70%")], expected);
        court.case(
            "khong-do",
            Asked { quantity: "", more: "resolution: cu", ..USUAL },
            &[],
            if expected.starts_with('s') { expected } else { "not_measurable no_threshold" },
        );
        court.judge(day);
    }
    // Every term has a new resolution: how a target ended before it stays as it was.
    let mut court = Court::new();
    court.resolution("cu", "2021-01-01", "status: superseded");
    court.resolution("moi", "2026-03-01", "replaces: [cu]");
    let old = Asked { due: "2025", more: "resolution: cu", ..USUAL };
    court.case("da-lo", old, &[("2025", "70%")], "missed not_reached");
    court.case("da-dat", old, &[("2025", "90%")], "met reached");
    court.case("con-han", Asked { due: "2030", ..old }, &[("2025", "70%")], "superseded replaced");
    court.judge("2026-11-22");
    let mut court = Court::new();
    court.resolution("het", "2021-01-01", "status: superseded");
    court.resolution("chi-nam", "2021-01-01", "");
    court.resolution("sau", "2024", "replaces: [chi-nam]");
    court.case(
        "het",
        Asked { more: "resolution: het", ..USUAL },
        &[("2025", "90%")],
        "superseded replaced",
    );
    court.case(
        "chi-nam",
        Asked { more: "resolution: chi-nam", ..USUAL },
        &[],
        "superseded replaced",
    );
    court.judge("2026-11-22");
    let scene = court.on("2026-11-22");
    let (_, [vi, en]) = judgement(&scene, "het");
    assert_eq!(vi, "Đã được thay thế: văn bản đặt ra chỉ tiêu đã được văn bản khác thay thế.");
    assert_eq!(
        en,
        "Superseded: another document has taken the place of the one that set this target."
    );
    // No day is made of a year.
    let (_, [vi, en]) = judgement(&scene, "chi-nam");
    assert!(!vi.contains("01") && !en.contains("January"), "{vi}\n{en}");
}

#[test]
fn milestones_are_judged_when_they_are_due() {
    let mut court = Court::new();
    let more = "milestones:
  - {due: 2022, quantity: 50%}
  - {due: 2023, quantity: 60%}
  - {due: 2024, quantity: 70%}
  - {due: 2026, quantity: 75%}
  - {due: 2021/2024, quantity: 70%}";
    let figures = [("2022", "50%"), ("2023", "gần 60%"), ("2024", "hơn 65%")];
    court.case(
        "chang",
        Asked { due: "2030", more, ..USUAL },
        &figures,
        "uncertain wording_leaves_open",
    );
    let (judged, _) = judgement(&court.on("2025-06-30"), "chang");
    let reached: Vec<_> = judged.milestones.iter().map(|one| one.reached).collect();
    assert_eq!(
        reached,
        [Answer::Yes, Answer::No, Answer::CannotTell, Answer::CannotTell, Answer::CannotTell]
            .map(Some)
    );
}

#[test]
fn no_number_and_no_year_is_too_large() {
    let mut court = Court::new();
    let huge = "79228162514264337593543950335";
    let thin = "0.0000000000000000000000000001";
    let asked = |quantity| Asked { direction: "up", quantity, due: "9999", more: "" };
    let court_unit = format!("{{value: {huge}, unit: percent_change}}");
    let quantity = |value: &str| format!("quantity: {{value: {value}, unit: percent_change}}");
    let minus = quantity(&format!("-{huge}"));
    court.case(
        "lon",
        asked(&court_unit),
        &[("0001", &minus), ("2024", &minus)],
        "behind pace_too_slow",
    );
    let small = format!("{{value: {thin}, unit: percent_change}}");
    court.case(
        "nho",
        asked(&small),
        &[("0001", &quantity("0")), ("2024", &quantity("0"))],
        "behind pace_too_slow",
    );
    court.case(
        "nam-0001",
        Asked { due: "0001", ..USUAL },
        &[("0001", "70%")],
        "missed not_reached",
    );
    let minus_one = quantity(thin);
    court.case(
        "am",
        asked(&court_unit),
        &[("0001", &minus), ("9999", &minus_one)],
        "insufficient_data too_few_points",
    );
    let far = Asked {
        direction: "down",
        quantity: "{value: 0, unit: percent_change}",
        due: "9999",
        more: "",
    };
    let figures = [("2022", &*minus), ("2024", &*quantity(huge))];
    court.case("xa-nhau", far, &figures, "insufficient_data too_few_points");
    court.judge("2025-06-30");
    for day in ["0001-01-01", "9999-12-31"] {
        court.on(day);
    }
}

#[test]
fn what_was_judged_is_told_in_either_language() {
    let mut court = Court::new();
    let due = |due| Asked { due, ..USUAL };
    court.case("nhip", due("2027"), &[("2024", "60%"), ("2025", "64%")], "behind pace_too_slow");
    court.case(
        "moc",
        Asked { more: "baseline: {quantity: 60%, period: 2024-06}", ..due("2027") },
        &[("2025", "75%")],
        "on_track pace_suffices",
    );
    court.case("truoc", USUAL, &[("2024", "70%")], "uncertain none_for_due");
    court.case("khac", USUAL, &[("2025", "85%"), ("2025-12", "70%")], "uncertain sources_disagree");
    court.case("hut", USUAL, &[("2025", "70,5%")], "missed not_reached");
    let old = Asked { more: "area: cu", ..USUAL };
    court.case("cu", old, &[("2024", "70%")], "not_comparable territory_changed");
    // Nobody knows what this area became.
    let lost = Asked { more: "area: mat", ..USUAL };
    court.case("mat", lost, &[("2024", "70%")], "not_comparable territory_changed");
    court.case("mat-khong", lost, &[], "no_data none_found");
    court.case("cu-khong", old, &[], "no_data none_found");
    court.judge("2026-11-22");
    let scene = court.on("2026-11-22");
    for (id, vi, en) in [
        (
            "nhip",
            "Chậm tiến độ: từ 60% (năm 2024) đến 64% (năm 2025); với đà này, đến hạn mới ở khoảng 72%; mức đề ra là 80%.",
            "Behind: from 60% (2024) to 64% (2025); at this pace it will still be at about 72% when due; the target is 80%.",
        ),
        (
            "moc",
            "Đúng tiến độ: từ 60% (tháng 6 năm 2024) đến 75% (năm 2025); với đà này, đến hạn sẽ ở khoảng 95%; mức đề ra là 80%.",
            "On track: from 60% (June 2024) to 75% (2025); at this pace it will be at about 95% when due; the target is 80%.",
        ),
        (
            "truoc",
            "Chưa kết luận được: số liệu gần nhất là 70% (năm 2024), khi đó chưa đạt; mức đề ra là 80%, và không có số liệu năm 2025.",
            "Cannot tell: the latest figure is 70% (2024), not there yet; the target is 80%, and there is no figure for 2025.",
        ),
        (
            "khac",
            "Chưa kết luận được: các nguồn nêu số liệu khác nhau của cùng thời gian, và mỗi số dẫn đến một kết luận khác.",
            "Cannot tell: sources give different figures for the same time, which lead to different conclusions.",
        ),
        (
            "hut",
            "Không đạt: số liệu năm 2025 là 70,5%, mức đề ra là 80%, còn thiếu 9,5 điểm phần trăm.",
            "Missed: the figure for 2025 is 70.5%, the target is 80%, a gap of 9.5 percentage points.",
        ),
        (
            "cu",
            "Chưa đánh giá được: từ ngày 01 tháng 7 năm 2025, trước hạn, địa phương đặt ra chỉ tiêu không còn là một đơn vị riêng, nay thuộc Mới, với địa giới khác.",
            "Cannot be judged: the area that set this target ceased to exist on 1 July 2025, before the due date; it is now part of New, a different territory.",
        ),
        (
            "mat",
            "Chưa đánh giá được: từ ngày 01 tháng 7 năm 2025, trước hạn, địa phương đặt ra chỉ tiêu không còn là một đơn vị riêng.",
            "Cannot be judged: the area that set this target ceased to exist on 1 July 2025, before the due date.",
        ),
        (
            "mat-khong",
            "Chưa có số liệu: tính đến ngày 22 tháng 11 năm 2026, cổng này chưa tìm thấy số liệu nào của Mất về chỉ số này. Từ ngày 01 tháng 7 năm 2025, địa phương đặt ra chỉ tiêu không còn là một đơn vị riêng.",
            "No data: as of 22 November 2026 this portal has found no figure on this indicator for Lost. The area that set this target ceased to exist on 1 July 2025.",
        ),
        (
            "cu-khong",
            "Chưa có số liệu: tính đến ngày 22 tháng 11 năm 2026, cổng này chưa tìm thấy số liệu nào của Cũ về chỉ số này. Từ ngày 01 tháng 7 năm 2025, địa phương đặt ra chỉ tiêu không còn là một đơn vị riêng, nay thuộc Mới.",
            "No data: as of 22 November 2026 this portal has found no figure on this indicator for Old. The area that set this target ceased to exist on 1 July 2025 and is now part of New.",
        ),
    ] {
        assert_eq!(judgement(&scene, id).1, [vi, en], "{id}");
    }
}
