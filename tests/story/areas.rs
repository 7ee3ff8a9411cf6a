//! The provincial units of today: all of them are there, and of most nothing was collected.

use super::support::{Site, repository};
use minhbach::derive::Succession;
use minhbach::{Wishes, survey};
use std::collections::BTreeSet;

#[test]
fn the_34_provincial_units_are_there_each_with_its_code_and_its_tile() {
    let survey = survey(&repository(), &Wishes::default(), &());
    let portal = &survey.scene.portal;
    let units: Vec<_> = (0..portal.records.areas.len())
        .filter(|at| Succession::is_there(portal, *at))
        .map(|at| &portal.records.areas[at])
        .filter(|area| &*area.id.0 != "viet-nam")
        .collect();
    assert_eq!(units.len(), 34);
    let codes = units.iter().map(|area| {
        let code = area.body.codes.as_ref().and_then(|codes| codes.nso.as_deref());
        code.unwrap_or_else(|| panic!("{} has no code", &*area.id.0))
    });
    let codes: BTreeSet<&str> = codes.collect();
    assert_eq!(codes.len(), 34);
    assert!(codes.iter().all(|code| code.len() == 2 && code.parse::<u32>().is_ok()), "{codes:?}");
    let tiles: BTreeSet<_> = units.iter().filter_map(|area| area.body.tile).collect();
    assert_eq!(tiles.len(), 34);
    let ends = tiles.iter().map(|tile| (tile.row, tile.column));
    assert_eq!(ends.fold((0, 0), |a, b| (a.0.max(b.0), a.1.max(b.1))), (15, 5));
    let collected = &survey.scene.derived.collected;
    assert_eq!((collected.there, collected.covered), (34, 3));
}

/// Resolutions of the 16th National Assembly made cities of three of them one after the other.
#[test]
fn how_many_of_them_are_cities_depends_on_the_day() {
    let site = Site::demonstration_without_pictures();
    for (as_of, cities) in
        [("2025-07-01", 6), ("2026-04-30", 7), ("2026-09-01", 8), ("2026-11-22", 9)]
    {
        let ran = site.run(&["build", "--as-of", as_of, "-o", as_of]);
        assert_eq!(ran.code, Some(0), "{}", ran.err);
        let list = site.path().join(as_of).join("en/provinces/index.html");
        let list = std::fs::read_to_string(list).expect("the list of areas");
        let (now, _) = list.split_once("<h2>Former units</h2>").expect("the former units");
        // The first of them is explained, in a link.
        let count = |word: &str| {
            let plain = now.matches(&format!("\">{word}</td>")).count();
            plain + now.matches(&format!("\">{word}</a></td>")).count()
        };
        assert_eq!(count("city under the central government"), cities, "{as_of}");
        assert_eq!(count("province"), 34 - cities, "{as_of}");
    }
}

#[test]
fn an_area_without_documents_says_so_of_the_portal_and_not_of_itself() {
    let site = Site::demonstration_without_pictures();
    let ran = site.run(&["build", "-o", "out"]);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    let read = |path: &str| {
        let path = site.path().join("out").join(path);
        std::fs::read_to_string(path).expect("a page")
    };
    let gap = "chưa thu thập văn bản nào";
    for area in ["lai-chau", "lao-cai-2025", "kon-tum"] {
        let page = read(&format!("vi/tinh/{area}/index.html"));
        assert!(page.contains(gap), "{area}");
        assert!(!page.contains("không có văn bản"), "{area}");
    }
    for area in ["ca-mau", "ca-mau-2025", "viet-nam"] {
        assert!(!read(&format!("vi/tinh/{area}/index.html")).contains(gap), "{area}");
    }
    for page in ["tinh", "cam-ket", "do-phu"] {
        let page = read(&format!("vi/{page}/index.html"));
        assert!(page.contains("tài liệu của 3 trong 34 tỉnh, thành phố"));
    }
}
