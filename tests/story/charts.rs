//! Charts of the made-up portal in `samples/`, which the page of components shows too, in every
//! awkward state: `tests/charts/<name>.svg`, and what they say in `tests/charts/said.txt`.
//!
//! `MINHBACH_BLESS=1 cargo test` writes them anew; look at them before you keep them.

use super::support::{Site, copy, is_blessing, repository};
use minhbach::chart::{Chart, Drawing, Home, card, charts_at, draw, file};
use minhbach::model::{AnyRecord as _, Kind, Quantity};
use minhbach::render::{Scene, sample_charts};
use minhbach::table::{Cell, Facts};
use minhbach::text::Lang;
use minhbach::{Wishes, survey};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::sync::Arc;

fn samples() -> Site {
    let site = Site::empty();
    copy(&repository().join("samples"), site.path());
    site
}

fn scene() -> Arc<Scene> {
    let site = samples();
    let survey = survey(site.path(), &Wishes::default(), &());
    assert!(!survey.is_stopped(true), "{}", site.run(&["check"]).out);
    survey.scene
}

fn facts(scene: &Scene) -> Facts<'_> {
    Facts { portal: &scene.portal, derived: &scene.derived }
}

fn position(scene: &Scene, kind: Kind, id: &str) -> u32 {
    let found = scene.portal.records.position(kind, id);
    found.and_then(|at| u32::try_from(at).ok()).unwrap_or_else(|| panic!("{id}"))
}

/// Every chart of the samples with its name, in the first language, and some in the other.
fn drawn(scene: &Scene) -> Vec<(String, Lang, Drawing)> {
    let mut languages = scene.portal.site.languages.all();
    let (first, other) = (languages.next().expect("one"), languages.next().expect("another"));
    let samples = sample_charts(scene);
    let in_other = ["bullet-more-than", "series-broken", "statuses-mau"].map(|name| {
        let (_, chart) = samples.iter().find(|(one, _)| one == name).expect(name);
        (format!("{name}-en"), *chart, other)
    });
    let in_first = samples.iter().map(|(name, chart)| (name.clone(), *chart, first));
    let draw = |(name, chart, lang): (String, Chart, Lang)| {
        let drawing = draw(facts(scene), chart, lang).unwrap_or_else(|| panic!("{name}"));
        (name, lang, drawing)
    };
    in_first.chain(in_other).map(draw).collect()
}

/// Cards of everything that has one, with a name for each.
fn cards(scene: &Scene) -> Vec<(&'static str, Home, Lang)> {
    let languages: Vec<Lang> = scene.portal.site.languages.all().collect();
    let of = |kind: Kind, id: &str| Home::Record(kind, position(scene, kind, id));
    vec![
        ("portal", Home::Portal, languages[0]),
        ("area", of(Kind::Area, "mau"), languages[0]),
        ("area-without", of(Kind::Area, "ban-ben"), languages[1]),
        ("document", of(Kind::Resolution, "chuyen-doi-so"), languages[0]),
        ("target", of(Kind::Target, "more-than"), languages[0]),
        ("target-en", of(Kind::Target, "counted"), languages[1]),
        ("target-long", of(Kind::Target, "long"), languages[0]),
        ("target-money", of(Kind::Target, "money"), languages[0]),
        ("target-rank", of(Kind::Target, "rank"), languages[0]),
    ]
}

/// What a chart says in words and in its table.
fn said(drawing: &Drawing) -> String {
    let mut text = format!("{}\n{}\n", drawing.caption.title, drawing.description);
    drawing.caption.notes.iter().for_each(|note| writeln!(text, "{note}").expect("a String"));
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
    let scene = scene();
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
    let scene = scene();
    let mut series = 0;
    for (name, _, drawing) in drawn(&scene) {
        let Some(id) = name.strip_prefix("series-").filter(|id| !id.ends_with("-en")) else {
            continue;
        };
        series += 1;
        let column = |name: &str| {
            drawing.table.columns.iter().position(|one| one.name == name).expect("a column")
        };
        let (value, record) = (column("value"), column("record"));
        let mut shown_ids = Vec::new();
        for row in &drawing.table.rows {
            let id = shown(&row.cells[record]).expect("an id");
            let Some((Kind::Achievement, at)) = row.record else { continue };
            let achievement = &scene.portal.records.achievements[at as usize];
            let figure: &Quantity = achievement.body.quantity.as_ref().expect("a figure");
            assert_eq!(row.cells[value], Cell::Number(figure.value.0), "{id}");
            assert_eq!(achievement.id.to_string(), id);
            shown_ids.push(id);
        }
        let target = position(&scene, Kind::Target, id);
        let of_target = scene.portal.records.achievements.iter();
        let mut ids: Vec<String> = of_target
            .filter(|one| one.target() == Some(target))
            .map(|one| one.id.to_string())
            .collect();
        ids.sort();
        shown_ids.sort();
        assert_eq!(shown_ids, ids, "{name}");
    }
    assert!(series >= 8, "{series}");
}

/// The program brings every file of the samples, and the page of components shows each chart.
#[test]
fn the_page_of_components_shows_every_state() {
    let site = Site::small();
    let wishes = Wishes { is_preview: true, ..Wishes::default() };
    let survey = survey(site.path(), &wishes, &());
    let names = |scene: &Scene| -> Vec<String> {
        sample_charts(scene).into_iter().map(|(name, _)| name).collect()
    };
    let expected = names(&scene());
    for lang in ["vi", "en"] {
        let path = format!("{lang}/kieu-mau/index.html");
        let entry = survey.scene.plan.find(&path).expect("the page of components");
        let page = minhbach::produce(&survey, entry, &[]).expect("a page");
        let page = String::from_utf8(page).expect("UTF-8");
        for name in &expected {
            assert!(page.contains(&format!("<code>{name}</code>")), "{name}");
        }
    }
    let built_in = survey.scene.samples.get().expect("samples, once the page was asked for");
    assert_eq!(names(built_in), expected);
}

/// A chart that there is can be drawn in every language, and one that there is not is not
/// offered.
#[test]
fn what_is_offered_can_be_drawn() {
    let scene = scene();
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
