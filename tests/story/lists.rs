//! Lists that scale: by what they are narrowed, in which order, on how many pages.

use super::support::{Site, read, repository};
use minhbach::model::Kind;
use minhbach::site::{KnownFacet, count_of_listed};
use minhbach::{Wishes, survey};
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// The ids and names of some areas: neither the ids nor the numbers of the letters in Unicode
/// are in the order of the names, which is that of the dictionary.
const AREAS: &[(&str, &str)] = &[
    ("old-bac-lieu", "Bạc Liêu"),
    ("bac-ninh", "Bắc Ninh"),
    ("binh-phuoc", "Bình Phước"),
    ("ca-mau", "Cà Mau"),
    ("dong-nai", "Đồng Nai"),
    ("quang-ngai", "Quảng Ngãi"),
];

/// A site with two targets of each of [`AREAS`], due in three years and in none.
fn built(settings: &str) -> BTreeMap<String, String> {
    let site = Site::small();
    let title = "title: {vi: Cổng thử, en: A trial}\nbase_url: https://example.vn\n";
    site.write("site.yaml", format!("format: 1\n{title}as_of: 2026-11-22\n{settings}"));
    let dues = ["due: 2025", "due: 2026-06-30", "due: 2025/2030", "unknown: {due: not_stated}"];
    for (at, (id, name)) in AREAS.iter().enumerate() {
        if *id != "quang-ngai" {
            let area =
                format!("id: {id}\nname: {{vi: {name}, en: {id}}}\ntypes: [{{type: province}}]\n");
            site.write(&format!("data/areas/{id}.yaml"), area + "unknown: {valid: not_stated}\n");
        }
        let mut targets = String::new();
        for number in 0..2 {
            let due = dues[(2 * at + number) % dues.len()];
            let _ = write!(
                targets,
                "- id: t-{id}-{number}\n  area: {id}\n  statement: {{vi: Lời hứa {number} của {name}, en: Promise {number} of {id}}}\n  {due}\n  sources: [{{source: bao}}]\n",
            );
        }
        site.write(&format!("data/targets/{id}.yaml"), targets);
    }
    let ran = site.run(&["build", "-o", "out"]);
    assert_eq!(ran.code, Some(0), "{}{}", ran.out, ran.err);
    let files = read(&site.path().join("out"));
    let text = |bytes: Vec<u8>| String::from_utf8_lossy(&bytes).into_owned();
    files.into_iter().map(|(path, bytes)| (path, text(bytes))).collect()
}

/// What stands between two texts, as often as they are there.
fn between<'t>(text: &'t str, before: &str, after: &str) -> Vec<&'t str> {
    let found = text.match_indices(before).map(|(at, _)| &text[at + before.len()..]);
    found.filter_map(|rest| rest.split(after).next()).collect()
}

fn rows(page: &str) -> Vec<&str> {
    let table = page.split_once("<tbody>").map_or("", |(_, table)| table);
    let heads = between(table, "<th scope=\"row\">", "</th>");
    heads.into_iter().filter_map(|head| between(head, ">", "<").into_iter().next()).collect()
}

/// The links of one facet: the path below the list, the name, the count.
fn links<'p>(page: &'p str, facet: &str) -> Vec<(&'p str, &'p str, usize)> {
    let group = between(page, &format!("data-facet=\"{facet}\""), "</ul>");
    let link = |item: &'p str| {
        let (href, rest) = item.split_once("\" data-code=")?;
        let (_, rest) = rest.split_once('>')?;
        let (name, rest) = rest.split_once("</a> (")?;
        Some((href, name, rest.split_once(')')?.0.parse().ok()?))
    };
    between(group[0], "<li><a href=\"", "</li>").into_iter().filter_map(link).collect()
}

#[test]
fn every_record_of_a_list_has_a_value_of_each_facet_and_of_topics_several() {
    let scene = survey(&repository(), &Wishes::default(), &()).scene;
    let (portal, facets) = (&scene.portal, &scene.plan.facets);
    let mut seen = 0;
    for kind in Kind::ALL.iter().copied() {
        for facet in facets.of_kind(kind) {
            let positions = facet.values.iter().flat_map(|value| value.positions.clone());
            let mut positions: Vec<u32> = positions.collect();
            positions.sort_unstable();
            if facet.name == "topics" {
                let all = positions.len();
                positions.dedup();
                assert!(positions.len() < all, "no target speaks of several");
            }
            let outer = (0u32..).zip(portal.records.of(kind));
            let outer = outer.filter(|(_, record)| record.parent().is_none());
            let listed: Vec<u32> = outer.map(|(at, _)| at).collect();
            assert_eq!(positions, listed, "{} by {}", kind.name(), facet.name);
            for value in &facet.values {
                for at in &value.positions {
                    let own = KnownFacet::all_of(portal, &scene.derived, kind, facet.name, *at);
                    assert!(own.contains(&value.known), "{} {at}", kind.name());
                    assert!(own.len() == 1 || facet.name == "topics", "{} {at}", kind.name());
                }
            }
            seen += 1;
        }
        // A short list is seen at a glance.
        assert!(count_of_listed(portal, kind) > 10 || facets.of_kind(kind).is_empty());
    }
    assert!(seen >= 15, "only {seen} facets");
    let standing = |status: &str| facets.find(portal, Kind::Target, "status", status);
    let of = |status: &str| facets.get(standing(status).expect(status)).expect("a slice").1;
    let counts = scene.derived.rollups.all;
    for (status, count) in counts.told() {
        assert_eq!(of(status.code()).positions.len(), count as usize, "{}", status.code());
    }
}

#[test]
fn a_list_leads_to_its_parts_in_the_order_of_the_dictionary_and_each_has_what_it_says() {
    let files = built("");
    let list = &files["vi/chi-tieu/index.html"];
    let areas = links(list, "area");
    let names: Vec<&str> = areas.iter().map(|(_, name, _)| *name).collect();
    let sorted = ["Bạc Liêu", "Bắc Ninh", "Bình Phước", "Cà Mau", "Đồng Nai", "Quảng Ngãi"];
    assert_eq!(names, sorted);
    let english: Vec<&str> =
        links(&files["en/targets/index.html"], "area").iter().map(|(_, name, _)| *name).collect();
    assert_eq!(
        english,
        ["bac-ninh", "binh-phuoc", "ca-mau", "dong-nai", "old-bac-lieu", "Quang Ngai"]
    );
    // The last year first; what is not known is offered too, at the end.
    let years: Vec<&str> = links(list, "due").iter().map(|(_, name, _)| *name).collect();
    assert_eq!(years, ["2030", "2026", "2025", "chưa ghi hoặc không rõ"]);
    for facet in ["area", "due"] {
        let mut all = 0;
        for (href, name, count) in links(list, facet) {
            let page = &files[&format!("vi/chi-tieu/{href}")];
            assert_eq!(rows(page).len(), count, "{name}");
            assert!(page.contains(&format!(": <span>{name}</span></span></h1>")), "{name}");
            assert!(page.contains(&format!("{count} chỉ tiêu.")), "{name}");
            all += count;
        }
        assert_eq!(all, 12, "{facet}");
    }
    assert_eq!(
        rows(&files["vi/chi-tieu/theo-dia-phuong/dong-nai/index.html"]),
        ["Lời hứa 0 của Đồng Nai", "Lời hứa 1 của Đồng Nai"]
    );
    // All targets stand alike: that narrows nothing.
    assert!(!list.contains("data-facet=\"status\""));
    // Six areas are seen at a glance.
    assert!(!files["vi/tinh/index.html"].contains("data-facet"));
}

#[test]
fn a_part_of_a_list_is_a_page_of_its_own_in_every_language() {
    let files = built("");
    let page = &files["vi/chi-tieu/theo-thoi-han/unknown/index.html"];
    let own = "https://example.vn/vi/chi-tieu/theo-thoi-han/unknown/";
    let other = "https://example.vn/en/targets/by-due-year/unknown/";
    assert!(page.contains(&format!("<link rel=\"canonical\" href=\"{own}\">")));
    assert!(page.contains(&format!("hreflang=\"en\" href=\"{other}\"")));
    assert!(page.contains("<title>Chỉ tiêu · Thời hạn: chưa ghi hoặc không rõ · Cổng thử</title>"));
    assert!(page.contains("<a href=\"../../index.html\">Xem cả danh sách (12 mục)</a>"));
    assert!(page.contains("aria-current=\"page\">chưa ghi hoặc không rõ</a>"));
    assert!(files["en/targets/by-due-year/unknown/index.html"].contains("not recorded"));
    for address in [own, other] {
        assert!(files["sitemap.xml"].contains(&format!("<loc>{address}</loc>")), "{address}");
    }
}

#[test]
fn long_lists_and_long_parts_of_them_have_pages_of_which_some_are_named() {
    let files = built("page_size: 1\n");
    let numbers = |path: &str| -> Vec<String> {
        let page = &files[path];
        let Some(nav) = between(page, "<nav class=\"pages\"", "</nav>").into_iter().next() else {
            return Vec::new();
        };
        let texts = between(nav, "<li>", "</li>").into_iter();
        texts.map(|item| between(item, ">", "<")[0].to_owned()).collect()
    };
    assert_eq!(
        numbers("vi/chi-tieu/6/index.html"),
        ["Trang trước", "1", "…", "4", "5", "6", "7", "8", "…", "12", "Trang sau"]
    );
    assert_eq!(
        numbers("vi/chi-tieu/4/index.html"),
        ["Trang trước", "1", "2", "3", "4", "5", "6", "…", "12", "Trang sau"]
    );
    assert_eq!(numbers("vi/chi-tieu/index.html"), ["1", "2", "3", "…", "12", "Trang sau"]);
    let part = "vi/chi-tieu/theo-dia-phuong/ca-mau";
    assert_eq!(numbers(&format!("{part}/index.html")), ["1", "2", "Trang sau"]);
    assert_eq!(rows(&files[&format!("{part}/2/index.html")]), ["Lời hứa 1 của Cà Mau"]);
    assert!(!files.contains_key(&format!("{part}/3/index.html")));
    assert!(files[&format!("{part}/2/index.html")].contains("· trang 2 · Cổng thử</title>"));
    // Every row is on one page of the list, in its order.
    let all = (1..=12).flat_map(|number| {
        let path = if number == 1 { String::new() } else { format!("{number}/") };
        rows(&files[&format!("vi/chi-tieu/{path}index.html")]).into_iter()
    });
    let named = AREAS.iter().flat_map(|(_, name)| (0..2).map(move |at| (at, *name)));
    let mut expected: Vec<String> =
        named.map(|(at, name)| format!("Lời hứa {at} của {name}")).collect();
    expected.sort_by_key(|name| name.contains("Lời hứa 1"));
    assert_eq!(all.collect::<Vec<_>>(), expected);
}

#[test]
fn counts_of_statuses_lead_to_the_targets_that_they_count() {
    let site = Site::demonstration_without_pictures();
    let ran = site.run(&["build", "-o", "out"]);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    let files = read(&site.path().join("out"));
    let text = |path: &str| String::from_utf8_lossy(&files[path]).into_owned();
    for (path, folder) in [
        ("vi/index.html", "chi-tieu/"),
        ("vi/chi-tieu/index.html", ""),
        ("vi/tinh-trang/index.html", "../chi-tieu/"),
    ] {
        let page = text(path);
        let counts = between(&page, "<ul class=\"statuses\">", "</ul>")[0].to_owned();
        let mut seen = 0;
        for item in between(&counts, "<li>", "</li>") {
            let count: usize = between(item, "<b>", "</b>")[0].parse().expect("a count");
            let link = between(item, "<a href=\"", "\"");
            assert_eq!(link.is_empty(), count == 0, "{path}: {item}");
            let Some(link) = link.first() else { continue };
            let part = link.strip_prefix(folder).expect("a path below the list");
            assert_eq!(rows(&text(&format!("vi/chi-tieu/{part}"))).len(), count, "{path}: {link}");
            seen += 1;
        }
        assert!(seen > 2, "{path}");
    }
}
