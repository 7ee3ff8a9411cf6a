//! Charts of every kind in every awkward state, as files that a person has looked at:
//! `tests/charts/<name>.svg`, and what they say in `tests/charts/said.txt`.
//!
//! `MINHBACH_BLESS=1 cargo test` writes them anew; look at them before you keep them.

use super::support::{Site, is_blessing, repository};
use minhbach::chart::{Chart, Drawing, Home, card, charts_at, draw, file};
use minhbach::model::{Kind, Quantity};
use minhbach::render::Scene;
use minhbach::table::{Cell, Facts};
use minhbach::text::Lang;
use minhbach::{Wishes, survey};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::sync::Arc;

/// A target, in the words of a case: its figure, its unit, the better direction, more lines of
/// the indicator, and its figures, each as period and YAML.
struct Case {
    id: &'static str,
    name: &'static str,
    quantity: &'static str,
    unit: &'static str,
    direction: &'static str,
    indicator: &'static str,
    more: &'static str,
    figures: &'static [(&'static str, &'static str)],
}

/// A share of which more is better, at least 70% by 2025.
const USUAL: Case = Case {
    id: "",
    name: "Tỷ lệ hồ sơ công việc cấp xã được xử lý trên môi trường mạng",
    quantity: "70%",
    unit: "percent",
    direction: "up",
    indicator: "",
    more: "",
    figures: &[],
};

const BENCHMARK: &str = "benchmarks:
  - {area: viet-nam, due: 2025, quantity: 60%, sources: [{source: bao}]}
";

const BULLETS: &[Case] = &[
    Case { id: "exact", figures: &[("2024", "64%")], ..USUAL },
    Case { id: "met", figures: &[("2024", "82,5%")], ..USUAL },
    Case { id: "near", figures: &[("2024", "69,5%")], ..USUAL },
    Case { id: "more-than", figures: &[("2024", "hơn 60%")], ..USUAL },
    Case { id: "nearly", figures: &[("2024", "gần 60%")], ..USUAL },
    Case { id: "about", quantity: "khoảng 20%", figures: &[("2024", "khoảng 19,8%")], ..USUAL },
    Case {
        id: "range", quantity: "từ 30 đến 40%", figures: &[("2024", "từ 32 đến 35%")], ..USUAL
    },
    Case { id: "none", indicator: BENCHMARK, ..USUAL },
    Case { id: "beside-benchmark", indicator: BENCHMARK, figures: &[("2024", "59%")], ..USUAL },
    Case { id: "ends", quantity: "100%", figures: &[("2024", "0%")], ..USUAL },
    Case { id: "other-ends", quantity: "\"1%\"", figures: &[("2024", "100%")], ..USUAL },
    Case {
        id: "beyond",
        quantity: "110%",
        unit: "percent_change",
        figures: &[("2024", "hơn 130%")],
        ..USUAL
    },
    Case {
        id: "below-zero",
        quantity: "5%",
        unit: "percent_change",
        figures: &[("2024", "-3")],
        ..USUAL
    },
    Case {
        id: "less-is-better",
        quantity: "tối đa 5%",
        direction: "down",
        figures: &[("2024", "7%")],
        ..USUAL
    },
    Case {
        id: "counted",
        quantity: "ít nhất 1.197",
        unit: "service",
        figures: &[("2024", "hơn 1.200")],
        ..USUAL
    },
    Case {
        id: "money",
        quantity: "5000000000",
        unit: "vnd",
        figures: &[("2024", "gần 4.750.000.000")],
        ..USUAL
    },
    Case {
        id: "rank",
        quantity: "{value: 5, qualifier: up_to}",
        unit: "rank",
        direction: "down",
        figures: &[("2024", "12")],
        ..USUAL
    },
    Case { id: "disagreeing", figures: &[("2024", "64%"), ("2024", "hơn 72%")], ..USUAL },
    Case {
        id: "long",
        name: "Tỷ lệ người dân và doanh nghiệp ở vùng sâu, vùng xa, biên giới và hải đảo sử dụng ít nhất một dịch vụ công trực tuyến toàn trình trong năm mà không phải đến trực tiếp cơ quan nào",
        quantity: "2500",
        unit: "long",
        figures: &[("2024-06-30", "hơn 1.850")],
        ..USUAL
    },
];

const SERIES: &[Case] = &[
    Case {
        id: "steady",
        indicator: BENCHMARK,
        figures: &[
            ("2020", "31%"),
            ("2021", "40%"),
            ("2022", "47,5%"),
            ("2023", "58%"),
            ("2024", "64%"),
        ],
        ..USUAL
    },
    Case {
        id: "with-baseline",
        more: "baseline: {quantity: 35%, period: 2019}",
        figures: &[("2024", "64%")],
        ..USUAL
    },
    Case {
        id: "broken",
        quantity: "1500",
        unit: "service",
        figures: &[
            ("2020", "420"),
            ("2021", "815"),
            ("2022", "1197"),
            ("2023", "{quantity: 640, status: break}"),
            ("2024", "1050"),
        ],
        ..USUAL
    },
    Case {
        id: "worded",
        figures: &[
            ("2020", "hơn 30%"),
            ("2021", "gần 60%"),
            ("2022", "khoảng 45%"),
            ("2023", "từ 50 đến 60%"),
            ("2024", "64%"),
        ],
        ..USUAL
    },
    Case {
        id: "many",
        figures: &[
            ("2024-01", "41%"),
            ("2024-02", "42,5%"),
            ("2024-03", "43%"),
            ("2024-04", "47%"),
            ("2024-05", "46%"),
            ("2024-06", "49%"),
            ("2024-07", "52%"),
            ("2024-08", "55%"),
            ("2024-09", "57,25%"),
            ("2024-10", "60%"),
            ("2024-11", "61%"),
            ("2024-12", "64%"),
        ],
        ..USUAL
    },
    Case {
        id: "apart",
        more: "levels: [communal]",
        figures: &[
            ("2023", "{quantity: 75%, levels: [district]}"),
            ("2024", "{quantity: 64%, levels: [communal]}"),
            ("2026", "{quantity: 71%, levels: [communal]}"),
            ("", "55%"),
        ],
        ..USUAL
    },
    Case {
        id: "twice",
        figures: &[("2022", "50%"), ("2023", "56%"), ("2023", "58%"), ("2024", "64%")],
        ..USUAL
    },
    Case {
        id: "ranks",
        quantity: "{value: 5, qualifier: up_to}",
        unit: "rank",
        direction: "down",
        figures: &[("2021", "31"), ("2022", "24"), ("2023", "12")],
        ..USUAL
    },
];

/// The records around the cases.
fn surroundings(site: &Site) {
    site.write(
        "data/areas/all.yaml",
        "- {id: viet-nam, name: {vi: Việt Nam, en: Vietnam}, types: [{type: nation}], unknown: {valid: not_stated}}
- {id: da-nang, name: {vi: Đà Nẵng, en: Da Nang}, types: [{type: city}], tile: [1, 2], unknown: {valid: not_stated}}
- {id: ho-chi-minh, name: {vi: Thành phố Hồ Chí Minh, en: Ho Chi Minh City}, types: [{type: city}], tile: [2, 1], unknown: {valid: not_stated}}
",
    );
    site.write(
        "data/areas/quang-ngai.yaml",
        "id: quang-ngai
name: {vi: Quảng Ngãi, en: Quang Ngai}
types: [{type: province}]
tile: [2, 2]
unknown: {valid: not_stated}
",
    );
    site.write(
        "data/codes/units.yaml",
        "- id: long
  name: {vi: hộ gia đình và cơ sở kinh doanh cá thể ở địa bàn khó khăn, en: households and family businesses in difficult areas}
",
    );
    site.write(
        "data/sources/mot.yaml",
        "id: bao
title: Một bài báo <về> chuyển đổi số & dữ liệu \"mở\"
type: article
publisher: bao
published: 2025-01-15
",
    );
    site.write("data/organisations/bao.yaml", "id: bao\nname: {vi: Báo Thử & Nghiệm, en: The Trial}\ntype: press\nunknown: {area: not_stated}\n");
    fs::remove_file(site.path().join("data/sources/bao.yaml")).expect("the usual source");
    for (id, issued, more) in [
        ("ct-19", "2022-05-18", ""),
        ("nq-old", "XXXX-03-14", ""),
        ("nq-later", "2026-02-01", "implements: [nq-13]"),
    ] {
        let text = format!(
            "id: {id}\ntype: directive\nnumber: {id}\narea: quang-ngai\ntitle: {{vi: Văn bản {id}, en: Document {id}}}\nissued: {issued}\nsources: [{{source: bao}}]\nunknown: {{issuer: not_stated, effective: not_stated}}\n{more}\n"
        );
        site.write(&format!("data/resolutions/{id}.yaml"), text);
    }
    site.write(
        "data/resolutions/nq.yaml",
        "id: nq-13\ntype: resolution\nnumber: 13-NQ/TU\narea: quang-ngai\ntitle: {vi: Chuyển đổi số, en: Digital transformation}\nissued: 2023-09-06\neffective: 2023-10-01\nimplements: [ct-19]\nreplaces: [nq-old]\nsources: [{source: bao}]\nunknown: {issuer: not_stated}\n",
    );
}

fn write(site: &Site, case: &Case) {
    let Case { id, name, quantity, unit, direction, indicator, more, figures } = case;
    site.write(
        &format!("data/indicators/{id}.yaml"),
        format!("id: i-{id}\nname: {{vi: \"{name}\", en: \"{name}\"}}\nunit: {unit}\ndirection: {direction}\nunknown: {{definition: not_stated}}\n{indicator}"),
    );
    let beside = |quantity: &str| match quantity.contains('%') || quantity.contains("unit") {
        _ if quantity.starts_with('{') => quantity.replacen('{', &format!("{{unit: {unit}, "), 1),
        true if *unit == "percent" => quantity.to_owned(),
        _ => format!("{}\n    unit: {unit}", quantity.trim_end_matches('%')),
    };
    let mut target = format!(
        "id: {id}\nstatement: {{vi: \"{name}\", en: \"{name}\"}}\narea: quang-ngai\nindicator: i-{id}\nresolution: nq-13\ndue: 2025\nsources: [{{source: bao, locator: trang 2}}]\nquantity: {}\n{more}\n",
        beside(quantity).replace("\n    ", "\n"),
    );
    for (number, (period, figure)) in figures.iter().enumerate() {
        if number == 0 {
            target.push_str("achievements:\n");
        }
        let (figure, rest) = match figure.strip_prefix("{quantity: ") {
            Some(rest) => rest.trim_end_matches('}').split_once(", ").expect("more of it"),
            None => (*figure, ""),
        };
        let period = match *period {
            "" => "unknown: {period: not_stated}".to_owned(),
            period => format!("period: {period}"),
        };
        writeln!(
            target,
            "  - id: {id}-{number}\n    sources: [{{source: bao}}]\n    {period}\n    quantity: {}",
            beside(figure)
        )
        .expect("a String");
        for line in rest.split(", ").filter(|line| !line.is_empty()) {
            writeln!(target, "    {line}").expect("a String");
        }
    }
    site.write(&format!("data/targets/{id}.yaml"), target);
}

fn scene(cases: &[&[Case]]) -> Arc<Scene> {
    let site = Site::small();
    surroundings(&site);
    cases.iter().copied().flatten().for_each(|case| write(&site, case));
    let survey = survey(site.path(), &Wishes::default(), &());
    assert!(!survey.is_stopped(false), "{}", site.run(&["check"]).out);
    survey.scene
}

fn facts(scene: &Scene) -> Facts<'_> {
    Facts { portal: &scene.portal, derived: &scene.derived }
}

fn position(scene: &Scene, kind: Kind, id: &str) -> u32 {
    let found = scene.portal.records.position(kind, id);
    found.and_then(|at| u32::try_from(at).ok()).unwrap_or_else(|| panic!("{id}"))
}

/// Every chart of the cases with its name, and in which language it is drawn.
fn drawn(scene: &Scene) -> Vec<(String, Lang, Drawing)> {
    let languages: Vec<Lang> = scene.portal.site.languages.all().collect();
    let mut all: Vec<(String, Chart, usize)> = Vec::new();
    for case in BULLETS {
        all.push((
            format!("bullet-{}", case.id),
            Chart::Bullet(position(scene, Kind::Target, case.id)),
            0,
        ));
    }
    for case in SERIES {
        all.push((
            format!("series-{}", case.id),
            Chart::Series(position(scene, Kind::Target, case.id)),
            0,
        ));
    }
    let steady = position(scene, Kind::Target, "steady");
    let document = position(scene, Kind::Resolution, "nq-13");
    all.extend([
        (
            "bullet-more-than-en".to_owned(),
            Chart::Bullet(position(scene, Kind::Target, "more-than")),
            1,
        ),
        ("series-broken-en".to_owned(), Chart::Series(position(scene, Kind::Target, "broken")), 1),
        ("timeline-target".to_owned(), Chart::Timeline(Kind::Target, steady), 0),
        ("timeline-document".to_owned(), Chart::Timeline(Kind::Resolution, document), 0),
        ("statuses-all".to_owned(), Chart::Statuses(None), 0),
        (
            "statuses-area-en".to_owned(),
            Chart::Statuses(Some((Kind::Area, position(scene, Kind::Area, "quang-ngai")))),
            1,
        ),
        ("tiles".to_owned(), Chart::Tiles, 0),
    ]);
    let draw = |(name, chart, lang): (String, Chart, usize)| {
        let lang = languages[lang];
        let drawing = draw(facts(scene), chart, lang).unwrap_or_else(|| panic!("{name}"));
        (name, lang, drawing)
    };
    all.into_iter().map(draw).collect()
}

/// Cards of everything that has one, with a name for each.
fn cards(scene: &Scene) -> Vec<(&'static str, Home, Lang)> {
    let languages: Vec<Lang> = scene.portal.site.languages.all().collect();
    let of = |kind: Kind, id: &str| Home::Record(kind, position(scene, kind, id));
    vec![
        ("portal", Home::Portal, languages[0]),
        ("area", of(Kind::Area, "quang-ngai"), languages[0]),
        ("area-without", of(Kind::Area, "da-nang"), languages[1]),
        ("document", of(Kind::Resolution, "nq-13"), languages[0]),
        ("target", of(Kind::Target, "more-than"), languages[0]),
        ("target-en", of(Kind::Target, "counted"), languages[1]),
        ("target-long", of(Kind::Target, "long"), languages[0]),
        ("target-money", of(Kind::Target, "money"), languages[0]),
        ("target-rank", of(Kind::Target, "rank"), languages[0]),
    ]
}

/// What a chart says in words and in its table.
fn said(drawing: &Drawing) -> String {
    let mut text = format!("{}\n{}\n", drawing.title, drawing.description);
    drawing.notes.iter().for_each(|note| writeln!(text, "{note}").expect("a String"));
    for row in &drawing.table.rows {
        let cells = drawing.table.columns.iter().zip(&row.cells);
        let cells =
            cells.filter_map(|(column, cell)| Some(format!("{}: {}", column.name, shown(cell)?)));
        writeln!(text, "  {}", cells.collect::<Vec<_>>().join(" | ")).expect("a String");
    }
    text.replace('\u{a0}', " ")
}

fn shown(cell: &Cell<'_>) -> Option<String> {
    match cell {
        Cell::Empty => None,
        Cell::Text(text) => Some(text.to_string()),
        Cell::Number(number) => Some(number.to_string()),
        Cell::Flag(flag) => Some(flag.to_string()),
        Cell::List(items) => Some(items.join(";")),
    }
}

#[test]
fn every_chart_is_drawn_as_a_person_has_seen_it() {
    let scene = scene(&[BULLETS, SERIES]);
    let folder = repository().join("tests/charts");
    let mut texts = String::new();
    let mut files = BTreeMap::new();
    for (name, lang, drawing) in drawn(&scene) {
        writeln!(texts, "## {name}\n{}", said(&drawing)).expect("a String");
        files.insert(format!("{name}.svg"), file(facts(&scene), &scene.look, &drawing, lang));
    }
    for (name, home, lang) in cards(&scene) {
        files.insert(format!("card-{name}.svg"), card(facts(&scene), &scene.look, home, lang));
    }
    files.insert("said.txt".to_owned(), texts);
    if is_blessing() {
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).expect("the folder");
        files.iter().for_each(|(name, text)| fs::write(folder.join(name), text).expect("a file"));
    }
    let known: Vec<String> = fs::read_dir(&folder)
        .expect("the folder")
        .map(|entry| entry.expect("an entry").file_name().into_string().expect("UTF-8"))
        .collect();
    assert_eq!(known.len(), files.len());
    for (name, text) in files {
        let expected = fs::read_to_string(folder.join(&name)).unwrap_or_default();
        assert!(text == expected, "{name} is drawn otherwise");
    }
}

/// The numbers of a table are those of the records, and none is left out.
#[test]
fn tables_have_the_numbers_of_the_records() {
    let scene = scene(&[BULLETS, SERIES]);
    for case in SERIES {
        let at = position(&scene, Kind::Target, case.id);
        let drawing = draw(facts(&scene), Chart::Series(at), Lang::SOURCE).expect("a series");
        let value =
            drawing.table.columns.iter().position(|one| one.name == "value").expect("values");
        let record =
            drawing.table.columns.iter().position(|one| one.name == "record").expect("records");
        let mut achievements = 0;
        for row in &drawing.table.rows {
            let id = shown(&row.cells[record]).expect("an id");
            let Some((Kind::Achievement, at)) = row.record else { continue };
            let figure: &Quantity = scene.portal.records.achievements[at as usize]
                .body
                .quantity
                .as_ref()
                .expect("a figure");
            assert_eq!(row.cells[value], Cell::Number(figure.value.0), "{id}");
            assert_eq!(scene.portal.records.achievements[at as usize].id.to_string(), id);
            achievements += 1;
        }
        assert_eq!(achievements, case.figures.len(), "{}", case.id);
    }
}

/// A chart that there is can be drawn in every language, and one that there is not is not
/// offered.
#[test]
fn what_is_offered_can_be_drawn() {
    let scene = scene(&[BULLETS, SERIES]);
    let homes =
        (0..scene.portal.records.targets.len()).map(|at| Home::Record(Kind::Target, at as u32));
    let mut count = 0;
    for home in homes.chain([Home::Portal]) {
        let offered = charts_at(facts(&scene), home);
        for chart in &offered {
            for lang in scene.portal.site.languages.all() {
                assert!(draw(facts(&scene), *chart, lang).is_some(), "{chart:?}");
                count += 1;
            }
        }
        if let Home::Record(_, at) = home {
            let series = Chart::Series(at);
            assert_eq!(
                offered.contains(&series),
                draw(facts(&scene), series, Lang::SOURCE).is_some()
            );
        }
    }
    assert!(count > 100);
}
