//! The demonstration portal from end to end: what is published of it holds together.

use super::support::{Site, read};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

/// The portal as it would stand on the web, built once for all these tests.
static PORTAL: LazyLock<BTreeMap<String, Vec<u8>>> = LazyLock::new(|| {
    let site = Site::demonstration();
    let ran = site.run(&["build", "--strict", "--base-url", "https://example.vn/cong"]);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    assert!(ran.err.contains("0 lỗi, 0 cảnh báo, 0 lưu ý"), "{}", ran.err);
    read(&site.path().join("public"))
});

fn text(path: &str) -> &'static str {
    let bytes = PORTAL.get(path).unwrap_or_else(|| panic!("no {path}"));
    std::str::from_utf8(bytes).expect("UTF-8")
}

fn pages() -> impl Iterator<Item = (&'static str, &'static str)> {
    PORTAL.keys().filter(|path| path.ends_with(".html")).map(|path| (path.as_str(), text(path)))
}

/// The values of an attribute, in their order.
fn attributes<'p>(page: &'p str, name: &str) -> Vec<&'p str> {
    let opening = format!(" {name}=\"");
    let values = page.match_indices(&opening).map(|(at, _)| &page[at + opening.len()..]);
    values.map(|rest| &rest[..rest.find('"').expect("a closing quote")]).collect()
}

/// Where a relative link leads, from the file it stands in.
fn target(from: &str, link: &str) -> String {
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    for part in link.split('/') {
        match part {
            ".." => assert!(parts.pop().is_some(), "{from}: {link}"),
            part => parts.push(part),
        }
    }
    parts.join("/")
}

#[test]
fn every_link_leads_to_a_file_and_every_anchor_to_a_place() {
    let ids: BTreeMap<&str, BTreeSet<&str>> =
        pages().map(|(path, page)| (path, attributes(page, "id").into_iter().collect())).collect();
    let mut checked = 0;
    for (path, page) in pages().filter(|(path, _)| *path != "404.html") {
        for link in attributes(page, "href").into_iter().chain(attributes(page, "src")) {
            if link.starts_with("https://")
                || link.starts_with("http://")
                || link.starts_with("mailto:")
            {
                continue;
            }
            let (file, anchor) = link.split_once('#').unwrap_or((link, ""));
            let file = if file.is_empty() { path.to_owned() } else { target(path, file) };
            assert!(PORTAL.contains_key(&file), "{path}: {link} leads to no file");
            if !anchor.is_empty() {
                assert!(ids[file.as_str()].contains(anchor), "{path}: {link} leads to no place");
            }
            checked += 1;
        }
    }
    assert!(checked > 10_000, "only {checked} links");
}

#[test]
fn every_page_says_what_it_is_and_is_there_in_the_other_language() {
    for (path, page) in pages() {
        let ids = attributes(page, "id");
        let unique: BTreeSet<&str> = ids.iter().copied().collect();
        assert_eq!(ids.len(), unique.len(), "{path} uses an id twice");
        assert_eq!(page.matches("<h1").count(), 1, "{path}");
        assert!(!page.contains(" style="), "{path}");
        let Some(lang) =
            ["vi", "en"].into_iter().find(|lang| path.starts_with(&format!("{lang}/")))
        else {
            continue;
        };
        assert!(page.contains(&format!("<html lang=\"{lang}\">")), "{path}");
        let short = path.strip_suffix("index.html").expect("a folder");
        let canonical =
            format!("<link rel=\"canonical\" href=\"https://example.vn/cong/{short}\">");
        assert!(page.contains(&canonical), "{path}");
        for other in ["vi", "en"] {
            let alternate = format!("<link rel=\"alternate\" hreflang=\"{other}\" href=\"");
            let at = page.find(&alternate).unwrap_or_else(|| panic!("{path} lacks {other}"));
            let href = page[at + alternate.len()..].split('"').next().expect("an address");
            let file = href.strip_prefix("https://example.vn/cong/").expect("an address of ours");
            assert!(PORTAL.contains_key(&format!("{file}index.html")), "{path}: {href}");
        }
    }
}

#[test]
fn resolution_13_lists_its_targets_in_both_languages() {
    for (page, section) in [
        ("vi/nghi-quyet/qn-13-nq-tu-2023/index.html", "chi-tieu"),
        ("en/resolutions/qn-13-nq-tu-2023/index.html", "targets"),
    ] {
        let link = format!("../../{section}/qn-20");
        let listed: BTreeSet<&str> = attributes(text(page), "href")
            .into_iter()
            .filter(|href| href.starts_with(&link))
            .collect();
        assert_eq!(listed.len(), 19, "{page}: {listed:?}");
    }
}

#[test]
fn the_tables_are_what_a_spreadsheet_and_a_program_expect() {
    let targets = text("data/targets.csv");
    assert!(
        targets.starts_with("\u{feff}id,area,indicator,levels,statement_vi,statement_en,value")
    );
    assert!(targets.contains("Hồ sơ công việc cấp xã được xử lý trên môi trường mạng"));
    let rows = csv::Reader::from_reader(targets.trim_start_matches('\u{feff}').as_bytes());
    let rows: Vec<csv::StringRecord> = rows.into_records().map(|row| row.expect("a row")).collect();
    assert_eq!(rows.len(), 34);
    let tables = PORTAL.keys().filter_map(|path| path.strip_prefix("data/")?.strip_suffix(".json"));
    let mut count = 0;
    for table in tables {
        let document = text(&format!("data/{table}.json"));
        let document: serde_json::Value = serde_json::from_str(document).expect(table);
        let records = document["records"].as_array().expect("records").len();
        let csv = text(&format!("data/{table}.csv")).trim_start_matches('\u{feff}').as_bytes();
        let rows = csv::Reader::from_reader(csv).into_records().count();
        assert_eq!(rows, records, "{table}");
        assert!(
            text("vi/du-lieu/index.html").contains(&format!("data/{table}.csv"))
                || PORTAL.contains_key(&format!("vi/du-lieu/{table}/index.html")),
            "{table}"
        );
        count += 1;
    }
    assert!(count >= 12, "only {count} tables");
}

#[test]
fn the_list_of_checksums_is_whole_and_right() {
    use sha2::Digest as _;
    let listed: BTreeMap<&str, &str> = text("SHA256SUMS")
        .lines()
        .map(|line| line.split_once("  ").expect("a checksum and a path"))
        .map(|(sum, path)| (path, sum))
        .collect();
    for (path, bytes) in
        PORTAL.iter().filter(|(path, _)| *path != "SHA256SUMS" && *path != ".minhbach")
    {
        let sum: String =
            sha2::Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(listed.get(path.as_str()), Some(&&*sum), "{path}");
    }
    assert_eq!(listed.len() + 2, PORTAL.len());
}

#[test]
fn the_sitemap_names_every_page_but_those_that_lead_on() {
    let map = text("sitemap.xml");
    for (path, page) in pages().filter(|(path, _)| path.contains('/')) {
        let address =
            format!("<loc>https://example.vn/cong/{}</loc>", path.trim_end_matches("index.html"));
        // What leads on is no page, and a chart by itself is part of another.
        let is_other = page.contains("http-equiv=\"refresh\"") || page.contains("\"noindex\"");
        assert_eq!(map.contains(&address), !is_other, "{path}");
    }
    assert!(text("robots.txt").contains("Sitemap: https://example.vn/cong/sitemap.xml"));
}

/// What a reader reads of a page, each tag a space.
fn told(path: &str) -> String {
    let pieces = text(path).split('<').map(|piece| piece.split_once('>').map_or("", |one| one.1));
    let told = pieces.collect::<Vec<_>>().join(" ").replace('\u{a0}', " ").replace("&quot;", "\"");
    told.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn two_of_four_provinces_promised_open_data_and_of_two_it_was_not_found() {
    for (page, names, none) in [
        (
            "vi/cam-ket/index.html",
            ["Bạc Liêu", "Quảng Ngãi (cũ)", "Bình Phước", "Cà Mau (cũ)"],
            "Không tìm thấy trong nguồn",
        ),
        (
            "en/commitments/index.html",
            ["Bac Lieu", "Quang Ngai (former)", "Binh Phuoc", "Ca Mau (former)"],
            "Not found in the sources",
        ),
    ] {
        {
            let (_, html) = text(page).split_once("class=\"plain open-data\"").expect("the ledger");
            let (html, _) = html.split_once("</ul>").expect("the end of a list");
            let places = names.map(|name| {
                html.find(&format!(">{name}</a></h3>")).unwrap_or_else(|| panic!("no {name}"))
            });
            assert!(places.is_sorted(), "{page}: {places:?}");
            assert_eq!(html.matches(none).count(), 2, "{page}");
            assert!(html.find(none).expect("a province without") > places[2], "{page}");
        }
    }
    // Every commitment says in the list what was found, and whether that can be tested.
    let list = told("vi/cam-ket/index.html");
    assert!(list.contains("54 cam kết"));
    let said = |told: &str| list.matches(told).count();
    // Two of them are told above the list as well.
    assert_eq!(said("Lần tìm bằng chứng gần nhất: ngày 22 tháng 11 năm 2026, trong "), 44 + 2);
    assert_eq!(said("Cổng chưa đi tìm bằng chứng."), 10);
}

#[test]
fn one_of_34_targets_is_measured_and_the_counts_agree() {
    for (page, headline) in [
        ("vi/do-phu/index.html", "1 trên 34 chỉ tiêu từng có số liệu."),
        ("en/coverage/index.html", "1 of 34 targets have ever had a figure reported."),
        ("vi/tinh-trang/index.html", "1 trên 34 chỉ tiêu từng có số liệu."),
        ("en/status/index.html", "1 of 34 targets have ever had a figure reported."),
    ] {
        assert!(told(page).contains(headline), "{page}");
    }
    assert!(told("en/coverage/index.html").contains("Name a figure 18 of 34"));
    let (_, all) = text("en/status/index.html").split_once("class=\"statuses\"").expect("counts");
    let (all, _) = all.split_once("</ul>").expect("the end of the counts");
    let counts = all.split("<b>").skip(1).map(|one| one.split('<').next().expect("a number"));
    assert_eq!(counts.map(|one| one.parse::<u32>().expect("a number")).sum::<u32>(), 34);
    let targets = pages().filter(|(path, _)| {
        let mut parts = path.split('/').skip(1);
        matches!(parts.next(), Some("chi-tieu" | "targets")) && parts.count() == 2
    });
    let statuses = targets.map(|(path, page)| {
        assert_eq!(page.matches("data-status=").count(), 1, "{path}");
        // What is shown large and what is shown last are the same answer.
        let judged = attributes(page, "class").into_iter().filter(|class| class.contains("st-"));
        assert_eq!(judged.collect::<BTreeSet<_>>().len(), 1, "{path}");
    });
    assert_eq!(statuses.count(), 68);
}

#[test]
fn former_provinces_lead_on_and_successors_list_what_they_took_over() {
    for (area, heir) in [
        ("bac-lieu", "Cà Mau"),
        ("ca-mau", "Cà Mau (mới)"),
        ("quang-ngai", "Quảng Ngãi (mới)"),
        ("kon-tum", "Quảng Ngãi"),
        ("binh-phuoc", "Đồng Nai"),
        ("dong-nai", "Đồng Nai (mới)"),
    ] {
        let page = told(&format!("vi/tinh/{area}/index.html")).replace(" .", ".");
        let banner = format!(
            "không còn là một đơn vị riêng từ ngày 01 tháng 7 năm 2025. Nay thuộc: {heir}. Căn cứ: 202/2025/QH15."
        );
        assert!(page.contains(&banner), "{area}: {page}");
        let page = told(&format!("en/provinces/{area}/index.html"));
        assert!(page.contains("has not been a unit of its own since 1 July 2025 . Now part of:"));
    }
    let heir = told("vi/tinh/ca-mau-2025/index.html");
    assert!(
        heir.contains("Từ trước khi sắp xếp: Bạc Liêu")
            && heir.contains("Từ trước khi sắp xếp: Cà Mau (cũ)")
    );
    // 450 and 572 teams are both listed, and nothing is made of them.
    assert!(heir.contains(": 450 tổ , 2022") && heir.contains(": 572 tổ"), "{heir}");
    assert!(!heir.contains("1.022 tổ") && !heir.contains("không còn là một đơn vị riêng"));
}

#[test]
fn a_province_stands_beside_the_nation_where_both_mean_the_same() {
    for (target, vi, en) in [
        ("qn-2025-ho-so-cap-xa", "cao hơn mục tiêu ấy", "above that level"),
        ("qn-2025-ho-so-cap-huyen", "bằng mục tiêu ấy", "the same level"),
    ] {
        for (page, position) in
            [(format!("vi/chi-tieu/{target}"), vi), (format!("en/targets/{target}"), en)]
        {
            let page = told(&format!("{page}/index.html"));
            assert!(page.contains(position), "{page}");
        }
    }
    // What the nation aims at is a share of another whole.
    let (_, shares) = pages()
        .find(|(path, _)| {
            path.starts_with("vi/chi-tieu/qn-") && path.ends_with("kinh-te-so/index.html")
        })
        .expect("the digital economy");
    assert!(shares.contains("không so sánh được (mẫu số khác nhau)"));
}

/// Every fact can be cited: with where it comes from, where it can be read, and as of when.
#[test]
fn every_record_is_cited_in_both_languages() {
    let mut cited = 0;
    for (path, page) in pages().filter(|(_, page)| page.contains("data-page=\"record-")) {
        let (_, own) =
            page.split_once("<section class=\"cite\"").unwrap_or_else(|| panic!("{path}"));
        let (own, _) = own.split_once("</section>").expect("its end");
        for told in [
            "Số liệu tính đến ngày 22 tháng 11 năm 2026. https://example.vn/cong/vi/",
            "As of 22 November 2026. https://example.vn/cong/en/",
        ] {
            assert!(own.contains(told), "{path}: {own}");
        }
        // Results inside a target are facts of their own.
        let results = page.matches("<tr id=\"").count();
        assert_eq!(page.matches("class=\"one-cite\"").count(), results, "{path}");
        cited += 1;
    }
    assert!(cited > 400, "{cited}");
}

/// On a scale from nothing, a fifth place would be little.
#[test]
fn a_rank_has_no_scale_and_says_which_way_is_better() {
    let page = text("vi/chi-tieu/bp-2030-dti-nhom-5/index.html");
    assert!(!page.contains("bullet"));
    assert!(page.contains("(hạng này hoặc hạng trước)"));
    assert!(text("vi/chi-tieu/bp-2030-ty-trong-kinh-te-so/index.html").contains("bullet.svg"));
}

#[test]
fn the_first_page_leads_to_the_targets_by_topic() {
    let (_, topics) = text("vi/index.html").split_once("id=\"_topics\"").expect("topics");
    let (topics, _) = topics.split_once("</section>").expect("their end");
    let mut seen = 0;
    for item in topics.split("<li>").skip(1) {
        let (_, href) = item.split_once("href=\"").expect("a link");
        let (href, rest) = href.split_once('"').expect("its end");
        let (_, count) = rest.split_once("</a> (").expect("a count");
        let (count, _) = count.split_once(')').expect("its end");
        let rows = text(&format!("vi/{href}")).matches("<tr data-area=").count();
        assert_eq!(rows.to_string(), count, "{href}");
        seen += 1;
    }
    // The topics of its targets, and what has none.
    assert_eq!(seen, 7);
}

#[test]
fn areas_of_one_name_are_told_apart_where_lists_are_narrowed() {
    let page = text("vi/ket-qua/index.html");
    assert!(page.contains(">Quảng Ngãi (cũ)</a>") && page.contains(">Quảng Ngãi (mới)</a>"));
    assert!(page.contains(">Bạc Liêu</a> ("));
}
