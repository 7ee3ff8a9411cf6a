//! What pages tell of all records together, tried by somebody who wants them to say something
//! untrue: the ledger of commitments, disagreements, coverage, levels set elsewhere, refused
//! rankings, roll-ups, successions and the way towards a target.

use super::support::{Site, read, repository};
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// The pages of a portal as they are published.
struct Pages(BTreeMap<String, Vec<u8>>);

impl Pages {
    /// Publishes a site as it stood on a day.
    fn on(site: &Site, day: &str) -> Self {
        let ran = site.run(&["build", "--as-of", day]);
        assert_eq!(ran.code, Some(0), "{}{}", ran.out, ran.err);
        Self(read(&site.path().join("public")))
    }

    fn html(&self, path: &str) -> &str {
        let path = format!("{path}/index.html");
        let bytes = self.0.get(&path).unwrap_or_else(|| panic!("no {path}: {:?}", self.0.keys()));
        std::str::from_utf8(bytes).expect("UTF-8")
    }

    /// What a reader reads on a page below its menu, each tag a space, but for what is folded
    /// in under each result, how it is cited, and for charts, which have tests of their own.
    fn text(&self, path: &str) -> String {
        let html = without(self.html(path), "<details class=\"one-cite\">", "</details>");
        let html = without(&html, "<figure class=\"chart\"", "</figure>");
        text(html.split_once("<main").and_then(|(_, main)| main.split_once('>')).expect("main").1)
    }

    /// The part of a page that lies between two texts.
    fn between(&self, path: &str, from: &str, to: &str) -> String {
        between(&self.text(path), from, to)
    }
}

fn between(text: &str, from: &str, to: &str) -> String {
    let (_, rest) = text.split_once(from).unwrap_or_else(|| panic!("no {from:?} in {text}"));
    let (part, _) =
        rest.split_once(to).unwrap_or_else(|| panic!("no {to:?} after {from:?}: {rest}"));
    part.trim().to_owned()
}

/// HTML without the parts that lie between these two.
fn without(html: &str, from: &str, to: &str) -> String {
    let mut parts = html.split(from);
    let first = parts.next().unwrap_or_default().to_owned();
    let rest = parts.filter_map(|part| part.split_once(to));
    rest.fold(first, |all, (_, rest)| all + rest)
}

/// HTML as a reader reads it.
fn text(html: &str) -> String {
    let mut told = String::new();
    for piece in html.split('<') {
        told.push(' ');
        told.push_str(piece.split_once('>').map_or(piece, |(_, text)| text));
    }
    for (written, meant) in [
        ("&nbsp;", " "),
        ("\u{a0}", " "),
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#39;", "'"),
        ("&amp;", "&"),
    ] {
        told = told.replace(written, meant);
    }
    told.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Nothing that a page must never say.
fn is_sound(pages: &Pages) {
    for (path, bytes) in pages.0.iter().filter(|(path, _)| path.ends_with(".html")) {
        let html = std::str::from_utf8(bytes).expect("UTF-8");
        // What programs read is made of braces.
        let shown = html
            .split("<pre data-file")
            .map(|part| part.split_once("</pre>").map_or(part, |(_, rest)| rest));
        let told = text(&shown.collect::<String>())
            .replace("none was found", "")
            .replace("there is none", "");
        for wrong in ["none", "undefined", "…", "{", "NaN", "()"] {
            assert!(!told.contains(wrong), "{path} says {wrong:?}: {told}");
        }
        for empty in [
            "<h1></h1>",
            "<h2></h2>",
            "<h3></h3>",
            "<li></li>",
            "<td></td>",
            "<th scope=\"row\"></th>",
        ] {
            assert!(!html.contains(empty), "{path} has {empty}");
        }
    }
}

/// Two provinces without a past, an indicator and the nation.
fn provinces() -> Site {
    let site = Site::small();
    site.write(
        "data/areas/all.yaml",
        "- id: yen
  name: {vi: Yên, en: Quiet}
  types: [{type: province}]
  unknown: {valid: not_stated}
- id: viet-nam
  name: {vi: Việt Nam, en: Viet Nam}
  types: [{type: nation}]
  unknown: {valid: not_stated}
",
    );
    indicator(&site, "muc", "up", "");
    site
}

fn indicator(site: &Site, id: &str, direction: &str, more: &str) {
    let text = format!(
        "id: {id}
name: {{vi: Chỉ số {id}, en: Indicator {id}}}
unit: percent
direction: {direction}
unknown: {{definition: not_stated}}
{more}
"
    );
    site.write(&format!("data/indicators/{id}.yaml"), text);
}

/// A target; what it says beside its words and its source.
fn target(site: &Site, id: &str, more: &str) {
    let due = if more.contains("due") { "" } else { "due: 2025" };
    let area = if more.contains("area:") { "" } else { "area: quang-ngai" };
    let text = format!(
        "id: {id}
statement: {{vi: Việc {id}, en: Matter {id}}}
sources: [{{source: bao}}]
{area}
{due}
{more}
"
    );
    site.write(&format!("data/targets/{id}.yaml"), text);
}

/// Figures, each with what it says beside its words and its source.
fn figures(site: &Site, name: &str, all: &[(&str, &str)]) {
    let mut file = String::new();
    for (id, more) in all {
        let area = if more.contains("area:") { "" } else { ", area: quang-ngai" };
        let indicator = if more.contains("indicator:") { "" } else { ", indicator: muc" };
        writeln!(
            file,
            "- {{id: {id}, statement: {{vi: Kết quả {id}, en: Result {id}}}, sources: [{{source: bao}}]{area}{indicator}, {more}}}"
        )
        .expect("writing into a String");
    }
    site.write(&format!("data/achievements/{name}.yaml"), file);
}

fn commitment(site: &Site, id: &str, more: &str) {
    let area =
        if more.contains("area:") || more.contains("no area") { "" } else { "area: quang-ngai" };
    let kind = if more.contains("type: open_data") { "" } else { "type: other" };
    let text = format!(
        "id: {id}
statement: {{vi: Hứa {id}, en: Promise {id}}}
sources: [{{source: bao}}]
unknown: {{due: not_stated, responsible: not_stated}}
{area}
{kind}
{more}
"
    );
    site.write(&format!("data/commitments/{id}.yaml"), text);
}

fn standing(pages: &Pages, id: &str) -> String {
    let html = pages.html(&format!("en/commitments/{id}"));
    let code = html.split_once("data-standing=\"").expect("a standing").1;
    code.split('"').next().expect("a code").to_owned()
}

#[test]
fn a_commitment_stands_as_the_evidence_that_was_known_says() {
    let site = provinces();
    let evidence = |kinds: &[&str], date: &str| {
        let one = |kind: &&str| format!("  - {{type: {kind}, source: bao{date}}}\n");
        format!("evidence:\n{}", kinds.iter().map(one).collect::<String>())
    };
    let cases: [(&str, &[&str], &str); 7] = [
        ("thuan", &["supports"], "supported"),
        ("phan", &["partial"], "partial"),
        ("thuan-phan", &["supports", "partial"], "partial"),
        ("trai", &["contradicts"], "contradicted"),
        ("thuan-trai", &["supports", "contradicts"], "mixed"),
        ("phan-trai", &["partial", "contradicts"], "mixed"),
        ("ca-ba", &["contradicts", "supports", "partial"], "mixed"),
    ];
    for (id, kinds, _) in cases {
        commitment(&site, id, &evidence(kinds, ", date: 2026-03-14"));
    }
    commitment(&site, "khong-ngay", &evidence(&["supports"], ""));
    commitment(
        &site,
        "da-tim",
        "checked: {on: 2026-03-14, where: [Công báo tỉnh]}\ntestable: true",
    );
    commitment(&site, "chua-tim", "testable: false");
    commitment(&site, "khong-noi", "# no area");
    let before = Pages::on(&site, "2026-03-13");
    let after = Pages::on(&site, "2026-03-14");
    for pages in [&before, &after] {
        is_sound(pages);
        assert_eq!(standing(pages, "khong-ngay"), "supported");
        assert_eq!(standing(pages, "chua-tim"), "not_looked_for");
        assert_eq!(standing(pages, "khong-noi"), "not_looked_for");
    }
    for (id, _, expected) in cases {
        assert_eq!(standing(&before, id), "not_looked_for", "{id}");
        assert_eq!(standing(&after, id), expected, "{id}");
    }
    assert_eq!(standing(&before, "da-tim"), "not_looked_for");
    assert_eq!(standing(&after, "da-tim"), "none_found");
    let said = |pages: &Pages| pages.between("en/commitments/da-tim", "Promise da-tim", "Source:");
    assert_eq!(
        said(&after),
        "No evidence found Evidence was last looked for on 14 March 2026, in 1 document. This commitment can be tested."
    );
    // Who looks at an earlier day is not told of a search that was still to come.
    assert!(!said(&before).contains("14 March"), "{}", said(&before));
    assert!(after.text("en/commitments/da-tim").contains("Công báo tỉnh"));
    // The list tells the state of every commitment: standing, testable or not, and the search.
    let list = after.text("en/commitments");
    for told in [
        "Promise da-tim",
        "No evidence found",
        "14 March 2026",
        "This commitment can be tested",
        "cannot be tested",
    ] {
        assert!(list.to_lowercase().contains(&told.to_lowercase()), "{told}: {list}");
    }
}

#[test]
fn who_promised_open_data_stands_first_and_who_did_not_was_looked_for() {
    let site = provinces();
    site.write("data/sources/hai.yaml", "id: hai\ntitle: Bài hai\ntype: article\nsearched_for: [open_data]\nunknown: {publisher: not_stated, published: not_stated}\n");
    site.write("data/areas/ba.yaml", "id: ba\nname: {vi: Ba, en: Three}\ntypes: [{type: province}]\nunknown: {valid: not_stated}\n");
    site.write("data/areas/im.yaml", "id: im\nname: {vi: Im, en: Silent}\ntypes: [{type: province}]\nunknown: {valid: not_stated}\n");
    // A source that tells of an area, and was not read to its end for commitments.
    site.write("data/sources/luot.yaml", "id: luot\ntitle: Bài đọc lướt\ntype: article\nunknown: {publisher: not_stated, published: not_stated}\n");
    site.write("data/areas/ven.yaml", "id: ven\nname: {vi: Ven, en: Edge}\ntypes: [{type: province}]\nunknown: {valid: not_stated}\n");
    site.write("data/targets/ven.yaml", "id: viec-ven\narea: ven\nstatement: {vi: Việc ven, en: Matter edge}\nsources: [{source: luot}]\nunknown: {due: not_stated}\n");
    site.write("data/sources/bao.yaml", "id: bao\ntitle: Một bài báo\ntype: article\nsearched_for: [open_data]\nunknown: {publisher: not_stated, published: not_stated}\n");
    commitment(&site, "mo", "type: open_data\narea: yen");
    commitment(&site, "mo-nua", "type: open_data\narea: yen");
    commitment(&site, "nuoc", "type: open_data\narea: viet-nam");
    target(&site, "viec", "");
    site.write("data/targets/ba.yaml", "id: ba\narea: ba\nstatement: {vi: Việc ba, en: Matter three}\nsources: [{source: hai}]\nunknown: {due: not_stated}\n");
    figures(&site, "hai", &[("so", "quantity: 7%, period: 2024")]);
    site.write("data/achievements/khac.yaml", "id: khac\narea: quang-ngai\ntype: finding\nstatement: {vi: Nhận xét, en: Finding}\nsources: [{source: hai}]\nunknown: {period: not_stated}\n");
    let ran = site.run(&["check"]);
    let pages = Pages::on(&site, "2026-11-22");
    is_sound(&pages);
    for (lang, list, title, to) in [
        ("vi", "vi/cam-ket", "Cam kết về dữ liệu mở của từng địa phương", "Nơi nào không có"),
        ("en", "en/commitments", "Who promised open data", "Where the sources"),
    ] {
        // The home page tells it in short.
        let home = pages.between(lang, title, to).to_lowercase();
        let none = if lang == "vi" {
            "không tìm thấy trong nguồn"
        } else {
            "not found in the sources"
        };
        assert_eq!(home.matches(none).count(), 2, "{home}");
        let told = pages.between(list, title, to);
        let at = |name: &str| told.find(name).unwrap_or_else(|| panic!("no {name} in {told}"));
        let (first, none) = if lang == "vi" {
            ("Yên", "Không tìm thấy trong nguồn")
        } else {
            ("Quiet", "Not found in the sources")
        };
        assert!(at(first) < at(none), "{told}");
        assert_eq!(told.matches(none).count(), 2, "{told}");
        assert!(!told.contains("Viet Nam") && !told.contains("Việt Nam"), "{told}");
        assert!(!told.contains("Silent") && !told.contains("Im "), "{told}");
        // Every source that speaks of the area, each once.
        let (ba, own) =
            if lang == "vi" { ("Ba ", "Quảng Ngãi") } else { ("Three", "Quang Ngai") };
        let searched = |from: &str, to: &str| {
            let told = between(&format!("{told}$"), from, to);
            told.split_once(": ").expect("a list").1.to_owned()
        };
        assert_eq!(searched(ba, own), "Bài hai .");
        let (ven, unknown) = if lang == "vi" {
            ("Ven ", "Chưa rõ Chưa ghi lại là đã tìm trong nguồn nào.")
        } else {
            ("Edge ", "Not known No search of a source is on record.")
        };
        assert_eq!(searched(own, ven), "Bài hai ; Một bài báo .");
        assert!(told.ends_with(&format!("{ven}{unknown}")), "{told}");
    }
    assert_eq!(ran.code, Some(0), "{}", ran.err);
}

/// The groups of figures on the page of disagreements: their headings with what they rest on,
/// and the names of the figures in each.
fn conflicts(pages: &Pages) -> Vec<(String, Vec<String>)> {
    let html = pages.html("en/conflicts");
    let (_, main) = html.split_once("<main").expect("main");
    let groups = main.split("<section>").skip(1).map(|section| {
        let (head, table) = section.split_once("<table").expect("a table");
        let rows = table.split("<tr>").skip(2).map(text);
        let name = |row: String| {
            let at = row.find("Result ").unwrap_or_else(|| panic!("no name in {row}"));
            row[at + 7..].split(' ').next().expect("a name").to_owned()
        };
        (text(head), rows.map(name).collect())
    });
    groups.collect()
}

#[test]
fn sources_disagree_where_figures_cannot_all_be_true_and_nowhere_else() {
    let site = provinces();
    let names = ["cung", "trung", "bac-cau", "cap", "mau", "hang", "chu", "khai", "sau", "ba"];
    for name in names {
        indicator(&site, &format!("i-{name}"), "up", "");
    }
    let of = |name: &str, all: &[(&str, &str)]| {
        let all: Vec<(String, String)> = all
            .iter()
            .map(|(id, more)| ((*id).to_owned(), format!("indicator: i-{name}, {more}")))
            .collect();
        let all: Vec<(&str, &str)> = all.iter().map(|(id, more)| (&**id, &**more)).collect();
        figures(&site, name, &all);
    };
    // Of the very same time; a third that agrees with one of them is of the matter too.
    of(
        "cung",
        &[
            ("cung-a", "quantity: 70%, period: 2024"),
            ("cung-b", "quantity: 75%, period: 2024"),
            ("cung-c", "quantity: 75%, period: 2024"),
            ("cung-khac-noi", "quantity: 9%, period: 2024, area: yen"),
            ("cung-khac-nam", "quantity: 10%, period: 2023"),
            ("cung-thieu", "quantity: 11%, period: 2024, status: missing"),
        ],
    );
    of(
        "trung",
        &[
            ("trung-a", "quantity: 70%, period: 2023/2024"),
            ("trung-b", "quantity: 75%, period: 2024/2025"),
            ("trung-c", "quantity: 99%, period: 2026-01"),
        ],
    );
    // Two pairs that a last figure ties into one.
    of(
        "bac-cau",
        &[
            ("cau-a", "quantity: từ 10 đến 20%, period: 2024"),
            ("cau-b", "quantity: ít nhất 12%, period: 2024"),
            ("cau-c", "quantity: dưới 12%, period: 2024"),
            ("cau-d", "quantity: 25%, period: 2024"),
        ],
    );
    of(
        "cap",
        &[
            ("cap-a", "quantity: 70%, period: 2024, levels: [provincial]"),
            ("cap-b", "quantity: 75%, period: 2024, levels: [communal]"),
        ],
    );
    of(
        "mau",
        &[
            (
                "mau-a",
                "quantity: {value: 70, unit: percent, denominator: {vi: hộ, en: households}}, period: 2024",
            ),
            (
                "mau-b",
                "quantity: {value: 75, unit: percent, denominator: {vi: người, en: people}}, period: 2024",
            ),
        ],
    );
    of(
        "hang",
        &[
            ("hang-a", "type: rank, rank_of: 63, quantity: 7%, period: 2024"),
            ("hang-b", "type: rank, rank_of: 34, quantity: 9%, period: 2024"),
        ],
    );
    // What can hold together as it is worded.
    of(
        "chu",
        &[
            ("chu-a", "quantity: hơn 70%, period: 2024"),
            ("chu-b", "quantity: gần 75%, period: 2024"),
            ("chu-c", "quantity: khoảng 20%, period: 2024"),
            ("chu-d", "quantity: 72%, period: 2024"),
        ],
    );
    // Declared, between indicators and without a time, from one side or from both.
    of(
        "khai",
        &[
            (
                "khai-a",
                "quantity: 7%, conflicts_with: [{achievement: khai-b, reason: {code: period_unknown, text: {vi: Một bên tính cả năm, en: One side counts the whole year}}}], unknown: {period: not_stated}",
            ),
            (
                "khai-b",
                "quantity: 8%, conflicts_with: [{achievement: khai-a, reason: period_unknown}], unknown: {period: not_stated}",
            ),
            (
                "khai-c",
                "quantity: 9%, conflicts_with: [{achievement: khai-b}], unknown: {period: not_stated}",
            ),
        ],
    );
    // What was not known yet on the day of judgement.
    of(
        "sau",
        &[
            ("sau-a", "quantity: 7%, period: 2025"),
            (
                "sau-b",
                "quantity: 8%, period: 2025, conflicts_with: [{achievement: sau-c, reason: period_differs}]",
            ),
            ("sau-c", "quantity: 9%, period: 2026-05"),
        ],
    );
    of(
        "ba",
        &[
            ("ba-a", "quantity: 7%, period: 2021"),
            ("ba-b", "quantity: 8%, period: 2021"),
            (
                "ba-c",
                "quantity: 9%, period: 2021-06, conflicts_with: [{achievement: cung-khac-nam, reason: index_version_changed}]",
            ),
        ],
    );
    // Words without a figure, a place or a matter.
    site.write(
        "data/achievements/loi.yaml",
        "- {id: loi-a, type: finding, area: yen, statement: {vi: Lời a, en: Result loi-a}, sources: [{source: bao}], unknown: {period: not_stated}, conflicts_with: [{achievement: loi-b}]}
- {id: loi-b, type: finding, area: yen, statement: {vi: Lời b, en: Result loi-b}, sources: [{source: bao}], unknown: {period: not_stated}}
",
    );
    let pages = Pages::on(&site, "2026-11-22");
    is_sound(&pages);
    let told = conflicts(&pages);
    let group = |name: &str| {
        let mut with = told.iter().filter(|(_, names)| names.iter().any(|one| one == name));
        let found = with.next().unwrap_or_else(|| panic!("no {name}: {told:#?}"));
        assert!(with.next().is_none(), "{name} stands in two groups: {told:#?}");
        found.clone()
    };
    let names = |name: &str| group(name).1.join(" ");
    const SAME: &str = "Figures of the same time that cannot all be true";
    const OVERLAPPING: &str = "Figures of times that overlap";
    const DECLARED: &str = "This portal notes";
    assert_eq!(names("cung-a"), "cung-a cung-b cung-c");
    assert!(group("cung-a").0.contains(SAME), "{:?}", group("cung-a"));
    assert!(group("cung-a").0.starts_with("Indicator i-cung · Quang Ngai"));
    assert_eq!(names("trung-a"), "trung-a trung-b");
    assert!(group("trung-a").0.contains(OVERLAPPING));
    assert_eq!(names("cau-a"), "cau-a cau-b cau-c cau-d");
    assert_eq!(names("khai-a"), "khai-a khai-b khai-c");
    assert!(group("khai-a").0.contains(DECLARED));
    assert!(group("khai-a").0.contains("the period is not known (One side counts the whole year)"));
    assert_eq!(names("sau-a"), "sau-a sau-b sau-c");
    assert_eq!(names("ba-a"), "ba-a ba-b ba-c cung-khac-nam");
    assert_eq!(names("loi-a"), "loi-a loi-b");
    assert!(group("loi-a").0.starts_with("Matters without an indicator · Quiet"));
    assert_eq!(told.len(), 7, "{told:#?}");
    assert!(!pages.text("en/conflicts").contains("This page shows"));
    // The same on a day on which the last figure was not there.
    let earlier = Pages::on(&site, "2025-12-31");
    let told = conflicts(&earlier);
    let sau = told.iter().find(|(_, names)| names[0] == "sau-a").expect("the group");
    assert_eq!(
        (sau.1.join(" "), sau.0.contains("Reasons")),
        ("sau-a sau-b".into(), false),
        "{told:#?}"
    );
    assert!(pages.text("vi/nguon-khac-nhau").contains("không rõ thời kỳ (Một bên tính cả năm)"));
}

#[test]
fn a_page_shows_a_hundred_disagreements_and_says_how_many_there_are() {
    let site = provinces();
    let years: Vec<(String, String)> = (1..=101)
        .flat_map(|year| {
            [1, 2].map(|side| {
                (
                    format!("nam-{year:03}-{side}"),
                    format!("quantity: {side}%, period: {}", 1900 + year),
                )
            })
        })
        .collect();
    let years: Vec<(&str, &str)> = years.iter().map(|(id, more)| (&**id, &**more)).collect();
    figures(&site, "nhieu", &years);
    let pages = Pages::on(&site, "2026-11-22");
    is_sound(&pages);
    assert_eq!(conflicts(&pages).len(), 100);
    assert!(pages.text("en/conflicts").contains("This page shows 100 of 101 disagreements"));
    assert!(pages.text("vi/nguon-khac-nhau").contains("Trang này nêu 100 trong 101 chỗ khác nhau"));
}

#[test]
fn a_disagreement_of_a_great_many_sources_does_not_fill_the_page() {
    let site = provinces();
    let many: Vec<(String, String)> = (0..150)
        .map(|at| (format!("so-{at:04}"), format!("quantity: \"0,{at:04}1%\", period: 2024")))
        .collect();
    let many: Vec<(&str, &str)> = many.iter().map(|(id, more)| (&**id, &**more)).collect();
    figures(&site, "nhieu", &many);
    let pages = Pages::on(&site, "2026-11-22");
    let told = conflicts(&pages);
    assert_eq!((told.len(), told[0].1.len()), (1, 100));
    assert!(pages.text("en/conflicts").contains("These are 100 of 150 figures"));
    assert!(pages.text("vi/nguon-khac-nhau").contains("Ở đây nêu 100 trong 150 số liệu"));
}

#[test]
fn how_much_is_known_is_counted_as_a_hand_would() {
    let site = provinces();
    let source = |id: &str, published: &str| {
        let text = format!("id: {id}\ntitle: Bài {id}\ntype: article\n{published}\n");
        site.write(&format!("data/sources/{id}.yaml"), text);
    };
    source("ngay", "published: 2024-05-01\nunknown: {publisher: not_stated}");
    source("khong-nam", "published: XXXX-05-01\nunknown: {publisher: not_stated}");
    source("la", "published: 2024\nunknown: {publisher: not_stated}");
    site.write("data/resolutions/hai.yaml", "id: hai\ntype: resolution\narea: yen\ntitle: {vi: Văn bản hai, en: Document two}\nsources: [{source: la}]\nunknown: {number: not_stated, issued: not_stated, issuer: not_stated, effective: not_stated}\n");
    // Met, past due and not met, past due and in words alone, due today, and without a due date.
    target(
        &site,
        "dat",
        "indicator: muc\nquantity: 60%\ndue: 2024\nresolution: nq-13\nachievements: [{id: dat-so, quantity: 70%, period: 2023, sources: [{source: ngay}]}]",
    );
    indicator(&site, "khac", "up", "");
    target(&site, "hut", "indicator: khac\nquantity: 60%\ndue: 2026-11-12\nresolution: nq-13");
    target(&site, "loi", "due: 2024-11-22\nresolution: hai\narea: yen");
    target(&site, "hom-nay", "due: 2026-11-22");
    target(&site, "khong-han", "unknown: {due: not_stated}");
    // A figure of the same matter is one, though its time is not known; one of elsewhere is none.
    figures(
        &site,
        "so",
        &[
            ("so-khac-noi", "area: yen, indicator: khac, quantity: 3%, period: 2024"),
            ("so-khong-ngay", "quantity: 3%, unknown: {period: not_stated}"),
        ],
    );
    site.write("data/achievements/nam.yaml", "id: nam\narea: quang-ngai\ntype: finding\nstatement: {vi: Nhận xét}\nsources: [{source: khong-nam}]\nunknown: {period: not_stated}\n");
    let pages = Pages::on(&site, "2026-11-22");
    is_sound(&pages);
    let told = pages.between("en/coverage", "How much is known", "As of");
    assert!(told.contains("1 of 5 targets have ever had a figure reported."), "{told}");
    for figure in [
        "Name a figure 2 of 5",
        "Measured at all 1 of 5",
        "Past due, and not known whether met 2 of 5",
        // From 22 November 2024 to 22 November 2026.
        "Longest past due (days) 730",
        // bao and khong-nam of bao, ngay and khong-nam; `la` is cited by no target and no figure.
        "Sources without a date 2 of 3",
        "Quang Ngai 4 2 1 1 10 2 of 3",
        "Quiet 1 0 0 1 730 1 of 1",
        "13-NQ/TU 2 2 1 1 10 1 of 1",
        "Document two 1 0 0 1 730 1 of 1",
    ] {
        assert!(told.contains(figure), "{figure}: {told}");
    }
    assert!(pages.text("en/targets/hut").contains("10 days past due"));
    assert!(!pages.text("en/targets/dat").contains("past due"));
    assert!(!pages.text("en/targets/hom-nay").contains("past due"));
    // Texts are counted once each, in whichever language they are missing.
    let texts = |pages: &Pages| {
        let told = pages.between("en/coverage", "Translations", "As of");
        let numbers = told.split(' ').filter_map(|word| word.replace(',', "").parse::<u32>().ok());
        numbers.collect::<Vec<u32>>()
    };
    let [vi, none, en, one] = texts(&pages)[..] else { panic!("{:?}", texts(&pages)) };
    assert_eq!((vi, none, one), (en, 0, 1));
    site.write("data/achievements/them.yaml", "id: them\narea: quang-ngai\nindicator: muc\nstatement: {vi: Thêm}\nquantity: {value: 3, unit: percent, denominator: {vi: hộ}}\nperiod: 2022\nsources: [{source: bao, note: {vi: Ghi, en: A note}}]\n");
    let [more, none, _, three] = texts(&Pages::on(&site, "2026-11-22"))[..] else { panic!() };
    assert_eq!((more, none, three), (vi + 3, 0, 3));
}

/// The line of a target's page that lays it beside a level set elsewhere.
fn crossing(pages: &Pages, id: &str) -> String {
    let html = pages.html(&format!("en/targets/{id}"));
    let cell = html.split_once("<td data-label=\"This target\">").expect("a benchmark").1;
    text(cell.split_once("</td>").expect("the end of a cell").0)
}

#[test]
fn a_target_lies_above_or_below_the_level_set_elsewhere_or_it_is_said_why_not() {
    let site = provinces();
    const ABOVE: &str = "above that level";
    const EQUAL: &str = "the same level";
    const BELOW: &str = "below that level";
    const OPEN: &str = "the wording leaves open which is higher";
    const WHOLES: &str = "cannot be compared (the denominators differ)";
    const LEVELS: &str = "cannot be compared (the levels of administration differ)";
    const YEARS: &str = "cannot be compared (the periods differ)";
    const SIDES: &str = "cannot be compared (the levels are worded in different ways)";
    let of =
        |what: &str| format!("{{value: 60, unit: percent, denominator: {{vi: {what}, en: x}}}}");
    let (households, people) = (of("hộ"), of("người"));
    let plain = "due: 2025, quantity: 60%";
    let cases: &[(&str, &str, &str, &str)] = &[
        ("up", "quantity: 70%", plain, ABOVE),
        ("up", "quantity: 60%", plain, EQUAL),
        ("up", "quantity: 60%", "due: 2025-12-31, quantity: ít nhất 60%", EQUAL),
        ("up", "quantity: 50%", plain, BELOW),
        ("up", "quantity: hơn 60%", plain, ABOVE),
        ("up", "quantity: 60%", "due: 2025, quantity: hơn 60%", BELOW),
        ("up", "quantity: khoảng 60%", plain, OPEN),
        ("up", "quantity: 60%", "due: 2025, quantity: khoảng 60%", OPEN),
        ("up", "quantity: gần 60%", plain, BELOW),
        ("up", "quantity: gần 60%", "due: 2025, quantity: gần 60%", OPEN),
        ("up", "quantity: gần 70%", plain, OPEN),
        ("up", "quantity: từ 60 đến 70%", "due: 2025, quantity: từ 60 đến 70%", EQUAL),
        ("up", "quantity: từ 60 đến 70%", "due: 2025, quantity: từ 40 đến 50%", ABOVE),
        ("up", "quantity: từ 60 đến 70%", plain, SIDES),
        ("up", "quantity: tối đa 60%", plain, SIDES),
        ("down", "quantity: 5%", "due: 2025, quantity: 6%", BELOW),
        ("down", "quantity: dưới 6%", "due: 2025, quantity: 6%", BELOW),
        ("down", "quantity: tối đa 6%", "due: 2025, quantity: 6%", EQUAL),
        ("down", "quantity: ít nhất 6%", "due: 2025, quantity: 6%", SIDES),
        ("maintain", "quantity: 70%", plain, ABOVE),
        ("none", "quantity: 70%", plain, "cannot be compared (it is not said which way is better)"),
        ("up", "quantity: 70%\ndue: 2026", plain, YEARS),
        (
            "up",
            "quantity: 70%\nunknown: {due: not_stated}",
            plain,
            "cannot be compared (the due date is not known)",
        ),
        (
            "up",
            "quantity: 70%\nunknown: {due: not_stated}",
            "due: 2025/.., quantity: 60%",
            "cannot be compared (the due date is not known)",
        ),
        (
            "up",
            "quantity: 70%\nlevels: [communal]",
            "due: 2025, quantity: 60%, levels: [provincial]",
            LEVELS,
        ),
        (
            "up",
            "quantity: 70%\nlevels: [communal]",
            "due: 2025, quantity: 60%, levels: [provincial, communal]",
            ABOVE,
        ),
        (
            "up",
            &format!("quantity: {households}"),
            &format!("due: 2025, quantity: {people}"),
            WHOLES,
        ),
        (
            "up",
            &format!("quantity: {households}"),
            &format!("due: 2025, quantity: {households}"),
            EQUAL,
        ),
        ("up", &format!("quantity: {households}"), plain, EQUAL),
    ];
    for (number, (direction, own, other, _)) in cases.iter().enumerate() {
        let more = format!(
            "benchmarks: [{{area: viet-nam, {other}, sources: [{{source: bao}}], note: {{vi: Ghi thêm, en: Noted}}}}]"
        );
        indicator(&site, &format!("ngang-{number:02}"), direction, &more);
        target(
            &site,
            &format!("ngang-{number:02}"),
            &format!("indicator: ngang-{number:02}\n{own}"),
        );
    }
    // Levels that nobody here aims at, and a target in words beside them.
    indicator(
        &site,
        "rieng",
        "up",
        "benchmarks: [{area: viet-nam, due: 2025, quantity: 60%, sources: [{source: bao}], resolution: nq-13}]",
    );
    target(&site, "loi", "indicator: rieng");
    let pages = Pages::on(&site, "2026-11-22");
    is_sound(&pages);
    let mut wrong = String::new();
    for (number, (direction, own, other, expected)) in cases.iter().enumerate() {
        let found = crossing(&pages, &format!("ngang-{number:02}"));
        if found != *expected {
            writeln!(wrong, "{direction}, {own} beside {other}: {found}, not {expected}")
                .expect("a String");
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
    let own = pages.text("en/indicators/rieng");
    assert!(own.contains("Viet Nam , 13-NQ/TU 60% Source: Một bài báo"), "{own}");
    assert!(
        !pages.text("en/targets/loi").contains("Compared with"),
        "{}",
        pages.text("en/targets/loi")
    );
}

/// Found while the memory of large builds was looked at: a page of three megabytes laid the
/// promises on a hundred indicators side by side, and was silent of the others.
#[test]
fn a_page_compares_what_it_has_room_for_and_leads_to_the_rest() {
    let site = provinces();
    for (id, each) in [("dau", 50), ("hai", 26), ("ba", 2)] {
        indicator(&site, id, "up", "");
        for number in 1..=each {
            let own = format!("indicator: {id}\nquantity: {number}%");
            target(&site, &format!("{id}-{number}"), &own);
            target(&site, &format!("{id}-yen-{number}"), &format!("{own}\narea: yen"));
        }
    }
    let pages = Pages::on(&site, "2026-11-22");
    is_sound(&pages);
    // In the order of their ids: 4 targets, then a hundred, for which there is no room, then 52.
    let told = pages.text("vi/so-sanh");
    let rest = "Những chỉ số khác mà nhiều địa phương cùng hứa";
    let (shown, rest) = told.split_once(rest).unwrap_or_else(|| panic!("{told}"));
    assert!(shown.contains("Việc ba-2") && shown.contains("Việc ba-yen-1"), "{shown}");
    assert!(shown.contains("Việc hai-26") && !shown.contains("Việc dau-1"), "{shown}");
    assert!(rest.contains("Chỉ số dau 100 chỉ tiêu") && !rest.contains("Chỉ số hai"), "{rest}");
    // Where they lead everything is.
    let all = pages.text("en/indicators/dau");
    assert!(all.contains("Matter dau-1 ") && all.contains("Matter dau-yen-50"), "{all}");
}

#[test]
fn areas_are_not_ranked_by_what_cannot_be_ranked() {
    let site = provinces();
    site.write("data/areas/cu.yaml", "id: cu\nname: {vi: Cũ, en: Old}\ntypes: [{type: province}]\nvalid: {to: 2025-07-01}\nunknown: {valid.from: not_stated}\n");
    let cases: &[(&str, &str, &str, &str)] = &[
        ("nhu-nhau", "quantity: 60%", "quantity: 70%", ""),
        ("han", "quantity: 60%", "quantity: 70%\ndue: 2030", "the periods differ"),
        (
            "khong-han",
            "quantity: 60%",
            "quantity: 70%\nunknown: {due: not_stated}",
            "the due date is not known",
        ),
        (
            "mau",
            "quantity: {value: 6, unit: percent, denominator: {vi: hộ, en: x}}",
            "quantity: {value: 7, unit: percent, denominator: {vi: người, en: y}}",
            "the denominators differ",
        ),
        ("chu", "quantity: hơn 60%", "quantity: 70%", "the levels are worded in different ways"),
        (
            "cap",
            "quantity: 60%\nlevels: [communal]",
            "quantity: 70%\nlevels: [provincial]",
            "the levels of administration differ",
        ),
        ("cap-mot", "quantity: 60%", "quantity: 70%\nlevels: [provincial]", ""),
        ("het", "quantity: 60%", "quantity: 70%\narea: cu", "the territory has changed"),
        (
            "tat-ca",
            "quantity: 60%",
            "quantity: hơn 70%\ndue: 2030\narea: cu",
            "the periods differ; the levels are worded in different ways; the territory has changed",
        ),
    ];
    for (id, one, other, _) in cases {
        indicator(&site, id, "up", "");
        target(&site, &format!("{id}-mot"), &format!("indicator: {id}\n{one}"));
        let area = if other.contains("area:") { "" } else { "area: yen" };
        target(&site, &format!("{id}-hai"), &format!("indicator: {id}\n{other}\n{area}"));
    }
    // One area alone is ranked with nobody.
    target(&site, "muc-mot", "indicator: muc\nquantity: 60%");
    target(&site, "muc-hai", "indicator: muc\nquantity: 60%\ndue: 2030");
    let pages = Pages::on(&site, "2026-11-22");
    is_sound(&pages);
    for (id, _, _, expected) in cases.iter().chain(&[("muc", "", "", "")]) {
        let told = pages.text(&format!("en/indicators/{id}"));
        let refused =
            told.contains("Areas are not ranked").then(|| between(&told, "because: ", "."));
        assert_eq!(refused.as_deref().unwrap_or_default(), *expected, "{id}: {told}");
    }
    // Before the day on which it ended it was an area like the others.
    let earlier = Pages::on(&site, "2025-06-30");
    assert!(!earlier.text("en/indicators/het").contains("not ranked"));
}

/// The rows of a table on the page of all statuses: name, total, and the sum of its counts.
fn rollup(pages: &Pages, title: &str) -> Vec<(String, u32, u32)> {
    let html = pages.html("en/status");
    let (_, rest) = html.split_once(&format!("<h2>{title}</h2>")).expect("the group");
    let (table, _) = rest.split_once("</table>").expect("a table");
    let number = |told: &str| {
        told.split_whitespace().next().expect("a number").parse::<u32>().expect("a number")
    };
    let row = |row: &str| {
        let cells: Vec<String> = row
            .split("<td")
            .skip(1)
            .map(|cell| text(cell.split_once('>').expect("a cell").1))
            .collect();
        let counts = row.split("<b>").skip(1).map(number_of).sum();
        (
            text(row.split("<td").next().expect("a name").split_once('>').expect("a tag").1),
            number(&cells[0]),
            counts,
        )
    };
    table.split("<tr>").skip(2).map(row).collect()
}

fn number_of(told: &str) -> u32 {
    told.split('<').next().expect("a number").parse().expect("a number")
}

#[test]
fn targets_are_counted_where_they_belong_and_nothing_is_averaged() {
    let site = provinces();
    target(
        &site,
        "mot",
        "indicator: muc\nquantity: 60%\nlevels: [communal, provincial]\ntopics: [digital-government, digital-society]\nresolution: nq-13",
    );
    target(&site, "hai", "levels: [communal]\ntopics: [digital-government]\narea: yen");
    target(
        &site,
        "lap",
        "levels: [communal, communal]\ntopics: [digital-society, digital-society]",
    );
    let pages = Pages::on(&site, "2026-11-22");
    is_sound(&pages);
    let told = |title: &str| {
        rollup(&pages, title)
            .into_iter()
            .map(|(name, total, sum)| {
                assert_eq!(total, sum, "{name}");
                format!("{name} {total}")
            })
            .collect::<Vec<String>>()
            .join(", ")
    };
    assert_eq!(told("By area"), "Quang Ngai 2, Quiet 1");
    assert_eq!(told("By document"), "13-NQ/TU 1");
    assert_eq!(told("By level of administration"), "commune level 3, provincial level 1");
    assert_eq!(told("By topic"), "digital government 2, digital society 2");
    for page in ["en/status", "vi/tinh-trang", "en", "vi", "en/provinces/quang-ngai"] {
        let told = pages.text(page);
        assert!(
            !told.contains("66") && !told.contains("50%") && !told.contains("33"),
            "{page}: {told}"
        );
    }
    assert!(pages.text("en/status").contains("There is no average, no score and no ranking."));
    // Every list of targets has the status of each, and its page says it once.
    for (page, status) in [
        ("en/targets", "no data yet"),
        ("vi/chi-tieu", "chưa có số liệu"),
        ("en/indicators/muc", "no data yet"),
        ("en/resolutions/nq-13", "no data yet"),
    ] {
        let html = pages.html(page);
        // By its mark, and by its name in letters.
        let (_, html) = html.split_once("<table").expect("a table");
        let (_, told) = html.split_once("class=\"status st-no_data\">").expect("a status");
        let (told, _) = told.split_once("</td>").expect("the end of a cell");
        assert_eq!(text(told).to_lowercase(), status, "{page}");
    }
    for id in ["mot", "hai", "lap"] {
        for page in [format!("en/targets/{id}"), format!("vi/chi-tieu/{id}")] {
            assert_eq!(pages.html(&page).matches("data-status=").count(), 1, "{page}");
        }
    }
}

/// A site in which one area became another, and that one a third; with one that is cut off
/// from an area that goes on, and one of which it is not known when it ended.
fn successions() -> Site {
    let site = provinces();
    for (id, issued) in [("lap", 1991), ("gop", 2025), ("gop-nua", 2026)] {
        let text = format!(
            "id: {id}\ntype: resolution\narea: viet-nam\ntitle: {{vi: Văn bản {id}, en: Document {id}}}\nissued: {issued}\nsources: [{{source: bao}}]\nunknown: {{number: not_stated, issuer: not_stated, effective: not_stated}}\n"
        );
        site.write(&format!("data/resolutions/{id}.yaml"), text);
    }
    site.write(
        "data/areas/doi.yaml",
        "- id: song
  name: {vi: Sông, en: River}
  types: [{type: province}]
  valid: {from: 1991, to: 2025-07-01}
  codes: {nso: \"96\"}
  legal_basis: [lap, gop]
- id: nui
  name: {vi: Núi, en: Mountain}
  types: [{type: province}]
  valid: {to: 2025-07-01}
  legal_basis: [lap]
  unknown: {valid.from: not_stated}
- id: song-2025
  name: {vi: Sông, en: River}
  types: [{type: province}]
  valid: {from: 2025-07-01, to: 2026-04-30}
  codes: {nso: \"96\"}
  predecessors: [nui, song]
  legal_basis: [gop]
- id: bien
  name: {vi: Biển, en: Sea}
  types: [{type: city}]
  valid: {from: 2026-04-30}
  predecessors: [song-2025]
  legal_basis: [gop-nua]
  unknown: {valid.to: not_applicable}
- id: dao
  name: {vi: Đảo, en: Island}
  types: [{type: province}]
  valid: {from: 2024-01-01}
  predecessors: [yen-cu, mat]
  unknown: {valid.to: not_applicable}
- id: yen-cu
  name: {vi: Vẫn còn, en: Still there}
  types: [{type: province}]
  valid: {from: 1991}
  unknown: {valid.to: not_applicable}
- id: mat
  name: {vi: Mất, en: Lost}
  types: [{type: province}]
  unknown: {valid: not_found}
- id: bo
  name: {vi: Bỏ, en: Given up}
  types: [{type: province}]
  valid: {from: 1991, to: 2025-07-01}
- id: trung-ma
  name: {vi: Trùng mã, en: Same code}
  types: [{type: province}]
  codes: {nso: \"96\"}
  unknown: {valid: not_stated}
",
    );
    for area in ["song", "nui", "song-2025", "bo"] {
        target(
            &site,
            &format!("viec-{area}"),
            &format!("area: {area}\nindicator: muc\nquantity: 60%\ndue: 2030"),
        );
    }
    commitment(&site, "hua-nui", "area: nui");
    figures(
        &site,
        "so",
        &[
            ("so-song", "area: song, quantity: 45%, period: 2022"),
            ("so-nui", "area: nui, quantity: 12%, period: 2022"),
            ("so-trung-ma", "area: trung-ma, quantity: 90%, period: 2022"),
        ],
    );
    site
}

/// The banner of an area; empty if it has none.
fn banner(pages: &Pages, path: &str) -> String {
    let html = pages.html(path);
    html.split_once("<div class=\"banner\">").map_or_else(String::new, |(_, rest)| {
        text(rest.split_once("</div>").expect("the end of a section").0)
    })
}

#[test]
fn the_page_of_a_former_area_names_what_it_became_and_by_what() {
    let site = successions();
    let pages = Pages::on(&site, "2026-11-22");
    is_sound(&pages);
    for (area, vi, en) in [
        (
            "song",
            "Sông không còn là một đơn vị riêng từ ngày 01 tháng 7 năm 2025 . Nay thuộc: Sông (mới) → Biển . Căn cứ: Văn bản gop .",
            "River has not been a unit of its own since 1 July 2025 . Now part of: the new River → Sea . Legal basis: Document gop .",
        ),
        // The document that made it did not end it.
        (
            "nui",
            "Núi không còn là một đơn vị riêng từ ngày 01 tháng 7 năm 2025 . Nay thuộc: Sông → Biển . Căn cứ: Văn bản gop .",
            "Mountain has not been a unit of its own since 1 July 2025 . Now part of: River → Sea . Legal basis: Document gop .",
        ),
        (
            "song-2025",
            "Sông không còn là một đơn vị riêng từ ngày 30 tháng 4 năm 2026 . Nay thuộc: Biển . Căn cứ: Văn bản gop-nua .",
            "River has not been a unit of its own since 30 April 2026 . Now part of: Sea . Legal basis: Document gop-nua .",
        ),
        (
            "mat",
            "Mất không còn là một đơn vị riêng; không rõ từ ngày nào. Nay thuộc: Đảo .",
            "Lost is no longer a unit of its own; it is not known since when. Now part of: Island .",
        ),
        (
            "bo",
            "Bỏ không còn là một đơn vị riêng từ ngày 01 tháng 7 năm 2025 .",
            "Given up has not been a unit of its own since 1 July 2025 .",
        ),
        ("yen-cu", "", ""),
        ("bien", "", ""),
        ("trung-ma", "", ""),
    ] {
        assert_eq!(banner(&pages, &format!("vi/tinh/{area}")), vi, "{area}");
        assert_eq!(banner(&pages, &format!("en/provinces/{area}")), en, "{area}");
    }
    // On an earlier day it was still there, and what came later was not.
    let earlier = Pages::on(&site, "2025-06-30");
    is_sound(&earlier);
    assert_eq!(banner(&earlier, "en/provinces/song"), "");
    assert!(!earlier.text("en/provinces/song-2025").contains("Taken over"));
    let between = Pages::on(&site, "2026-04-29");
    assert!(banner(&between, "en/provinces/nui").contains("Now part of: River . Legal"));
    // What a target's area became is what it belongs to now.
    let said = |pages: &Pages, id: &str| pages.text(&format!("en/targets/{id}"));
    assert!(
        said(&pages, "viec-nui").contains("it is now part of Sea, a different territory"),
        "{}",
        said(&pages, "viec-nui")
    );
    assert!(said(&between, "viec-nui").contains("it is now part of River, a different territory"));
    let alone = said(&pages, "viec-bo");
    assert!(
        alone.contains("The area that set this target ceased to exist on 1 July 2025. How"),
        "{alone}"
    );
    assert!(pages.text("vi/chi-tieu/viec-bo").contains(
        "Từ ngày 01 tháng 7 năm 2025, địa phương đặt ra chỉ tiêu không còn là một đơn vị riêng."
    ));
}

#[test]
fn a_successor_lists_what_it_took_over_and_adds_nothing_up() {
    let site = successions();
    let pages = Pages::on(&site, "2026-11-22");
    let headings = |path: &str| -> Vec<String> {
        let html = pages.html(path);
        let all =
            html.split("<h2>").skip(1).map(|rest| text(rest.split("</h2>").next().expect("h2")));
        all.filter(|told| told.starts_with("From before") || told.starts_with("Từ trước")).collect()
    };
    assert_eq!(
        headings("en/provinces/song-2025"),
        ["From before the merger: Mountain", "From before the merger: the former River"]
    );
    assert_eq!(
        headings("vi/tinh/song-2025"),
        ["Từ trước khi sắp xếp: Núi", "Từ trước khi sắp xếp: Sông (cũ)"]
    );
    // The nearest first, then what that was made of.
    assert_eq!(
        headings("en/provinces/bien"),
        [
            "From before the merger: River",
            "From before the merger: Mountain",
            "From before the merger: River"
        ]
    );
    assert_eq!(headings("en/provinces/trung-ma").len(), 0);
    assert_eq!(headings("en/provinces/song").len(), 0);
    let told = pages.text("en/provinces/song-2025");
    for one in [
        "Matter viec-song : 60% , by the end of 2030 (cannot be compared)",
        "Matter viec-nui : 60% , by the end of 2030 (cannot be compared)",
        "Promise hua-nui",
        "Result so-song : 45% , 2022",
        "Result so-nui : 12% , 2022",
    ] {
        assert!(told.contains(one), "{one}: {told}");
    }
    assert!(!told.contains("57%") && !told.contains("so-trung-ma"), "{told}");
    // Its own counts are those of its own targets.
    assert!(told.contains("0 of 1 targets"), "{told}");
}

#[test]
fn areas_that_lead_in_circles_are_told_and_hang_nothing() {
    let site = provinces();
    let ring: String = (0..40)
        .map(|at| format!("- {{id: vong-{at}, name: {{vi: Vòng {at}, en: Ring {at}}}, types: [{{type: province}}], valid: {{to: 2025-07-01}}, predecessors: [vong-{}, vong-{}], unknown: {{valid.from: not_stated}}}}\n", (at + 1) % 40, (at + 7) % 40))
        .collect();
    site.write("data/areas/vong.yaml", ring);
    target(&site, "viec", "area: vong-3\nindicator: muc\nquantity: 60%\ndue: 2030");
    let ran = site.run(&["check"]);
    assert_eq!(ran.code, Some(1));
    assert!(ran.out.contains("cycle"), "{}{}", ran.out, ran.err);
}

#[test]
fn the_way_towards_a_target_is_shown_with_all_that_it_was_worked_out_from() {
    let site = provinces();
    let method = "method: {kind: open-sdg, base_year: 2020}";
    for (id, direction, more) in [
        ("len", "up", method),
        ("xuong", "down", ""),
        ("giu", "maintain", method),
        ("gay", "up", method),
        ("hai-lan", "up", method),
        ("mot", "up", method),
        ("nguoc", "up", method),
        ("uoc", "up", method),
        ("khac-mau", "up", method),
    ] {
        indicator(&site, id, direction, more);
    }
    let result =
        |id: &str, more: &str| format!("\n  - {{id: {id}, sources: [{{source: bao}}], {more}}}");
    let set = |id: &str, more: &str, results: &[&str]| {
        let results: String = results
            .iter()
            .enumerate()
            .map(|(at, more)| result(&format!("{id}-so-{at}"), more))
            .collect();
        target(
            &site,
            &format!("viec-{id}"),
            &format!("indicator: {id}\n{more}\nachievements:{results}"),
        );
    };
    set(
        "len",
        "quantity: 80%\ndue: 2030\nbaseline: {quantity: 40%, period: 2020}
milestones: [{due: 2022, quantity: 50%}, {due: 2024, quantity: 65%}, {due: 2025, quantity: 62%}, {due: 2028, quantity: 75%}]",
        &["quantity: 50%, period: 2022", "quantity: 60%, period: 2024"],
    );
    set(
        "xuong",
        "quantity: 5%\ndue: 2030",
        &["quantity: 25%, period: 2022", "quantity: 20%, period: 2024"],
    );
    set(
        "giu",
        "quantity: 50%\ndue: 2030",
        &["quantity: 40%, period: 2022", "quantity: 45%, period: 2024"],
    );
    set(
        "gay",
        "quantity: 80%\ndue: 2030\nbaseline: {quantity: 10%, period: 2020}",
        &[
            "quantity: 20%, period: 2021",
            "quantity: 50%, period: 2022, status: break",
            "quantity: 60%, period: 2024",
        ],
    );
    set(
        "hai-lan",
        "quantity: 80%\ndue: 2030",
        &["quantity: 20%, period: 2024-03", "quantity: 30%, period: 2024-09"],
    );
    set(
        "nguoc",
        "quantity: tối đa 80%\ndue: 2030",
        &["quantity: 85%, period: 2022", "quantity: 84%, period: 2024"],
    );
    set(
        "uoc",
        "quantity: khoảng 80%\ndue: 2030",
        &["quantity: 20%, period: 2022", "quantity: 60%, period: 2024"],
    );
    set(
        "khac-mau",
        "quantity: {value: 80, unit: percent, denominator: {vi: hộ, en: households}}\ndue: 2030",
        &[
            "quantity: {value: 90, unit: percent, denominator: {vi: người, en: people}}, period: 2024",
        ],
    );
    set(
        "mot",
        "quantity: 80%\ndue: 2030",
        &["quantity: khoảng 20%, period: 2022", "quantity: 60%, period: 2024"],
    );
    let pages = Pages::on(&site, "2026-11-22");
    is_sound(&pages);
    let told = |id: &str| {
        pages.between(&format!("en/targets/viec-{id}"), "How this was judged No", "All facts")
    };
    let vi = |id: &str| {
        pages.between(
            &format!("vi/chi-tieu/viec-{id}"),
            "Cách đánh giá Cổng này chưa",
            "Toàn bộ thông tin",
        )
    };
    // From the baseline: 20 in four years, 40 to go in ten, 20 left in four years and a bit.
    for said in [
        "Change each year so far: 5 percentage points (40%, 2020 → 60%, 2024 )",
        "Needed each year from the start: 4 percentage points",
        "Needed each year from now: 4.87 percentage points",
        "At this pace, when due, about: 90%",
        "2022 : 50% (reached) 2024 : 65% (missed) 2025 : 62% (not known yet) 2028 : 75% (not known yet)",
        "By the method of Open SDG Substantial progress. Score 5.00 on a scale from −5 to 5; progress 1.5773, from 2022 to 2024.",
    ] {
        assert!(told("len").contains(said), "{said}: {}", told("len"));
    }
    for said in [
        "Đã thay đổi mỗi năm: 5 điểm phần trăm (40%, 2020 → 60%, 2024 )",
        "Cần mỗi năm kể từ nay: 4,87 điểm phần trăm",
        "năm 2022 : 50% (đã đạt) năm 2024 : 65% (không đạt) năm 2025 : 62% (chưa rõ)",
        "Theo phương pháp Open SDG Tiến bộ đáng kể. Điểm 5,00 trên thang từ −5 đến 5; tiến độ 1,5773, tính từ 2022 đến 2024.",
    ] {
        assert!(vi("len").contains(said), "{said}: {}", vi("len"));
    }
    // The figures stand in the table of results, each with what became of it.
    let results = |id: &str| {
        let path = format!("en/targets/viec-{id}");
        pages.between(&path, "Evidence Time", "How this was judged").replace("Một bài báo (published by: not stated in the source , date of publication: not stated in the source )", "·")
    };
    assert!(
        results("len")
            .ends_with("2022 50% of an earlier time · 2024 60% held against the target ·"),
        "{}",
        results("len")
    );
    // The baseline is a fact of the page too.
    assert!(
        pages.text("en/targets/viec-len").contains("Starting point Figure 40% Period 2020"),
        "{}",
        pages.text("en/targets/viec-len")
    );
    assert!(
        told("xuong")
            .contains("Change each year so far: -2.5 percentage points (25%, 2022 → 20%, 2024 )")
    );
    assert!(!told("xuong").contains("Open SDG"), "it was not asked for");
    // What is to stay can go past its level, and Open SDG knows more and less alone.
    assert!(
        told("giu").contains("it will be at about 60% when due, off the target of 50%."),
        "{}",
        told("giu")
    );
    assert!(
        told("giu").contains("Open SDG Cannot be computed: this method knows more and less"),
        "{}",
        told("giu")
    );
    assert!(vi("giu").contains("đến hạn ở khoảng 60%, lệch với mức đề ra là 50%."));
    // A break parts figures, the baseline from before it included, for either method.
    assert!(
        told("gay")
            .contains("Change each year so far: 5 percentage points (50%, 2022 → 60%, 2024 )")
    );
    assert!(
        told("gay")
            .contains("Change each year so far: 5 percentage points (50%, 2022 → 60%, 2024 )")
    );
    assert!(
        results("gay").ends_with("2021 20% counted in the former way, not used · 2022 50% Status: break in series of an earlier time · 2024 60% held against the target ·"),
        "{}",
        results("gay")
    );
    assert!(
        told("hai-lan")
            .contains("Open SDG Cannot be computed: there are two figures for one year.")
    );
    assert!(vi("hai-lan").contains("Open SDG Không tính được: có hai số liệu của cùng một năm."));
    assert!(!told("mot").contains("Pace"), "{}", told("mot"));
    assert!(told("nguoc").contains("this method knows more and less"), "{}", told("nguoc"));
    assert!(
        told("uoc")
            .contains("Open SDG Cannot be computed: the level to be reached is no exact number."),
        "{}",
        told("uoc")
    );
    assert!(
        told("khac-mau").contains(
            "Open SDG Cannot be computed: there is no figure that measures what the target means."
        ),
        "{}",
        told("khac-mau")
    );
}

#[test]
fn a_portal_names_its_reports_as_it_likes_and_nothing_takes_their_place() {
    let site = provinces();
    target(&site, "viec", "indicator: muc\nquantity: 60%");
    let settings = std::fs::read_to_string(site.path().join("site.yaml")).expect("site.yaml");
    let with = |more: &str| site.write("site.yaml", format!("{settings}{more}"));
    with(
        "menu: [conflicts, progress, targets, coverage]\nslugs: {progress: {vi: da-lam-gi, en: kept}, conflicts: {en: disagreements}}\n",
    );
    let pages = Pages::on(&site, "2026-11-22");
    is_sound(&pages);
    for (page, menu) in [
        (
            "en",
            [
                "disagreements/index.html",
                "kept/index.html",
                "targets/index.html",
                "coverage/index.html",
            ],
        ),
        (
            "vi",
            [
                "nguon-khac-nhau/index.html",
                "da-lam-gi/index.html",
                "chi-tieu/index.html",
                "do-phu/index.html",
            ],
        ),
    ] {
        let html = pages.html(page);
        let (_, nav) = html.split_once("<nav").expect("a menu");
        let places = menu.map(|link| {
            nav.find(&format!("href=\"{link}\"")).unwrap_or_else(|| panic!("no {link}: {nav}"))
        });
        assert!(places.is_sorted(), "{page}: {places:?}");
    }
    assert!(pages.text("en/kept").contains("How the targets stand"));
    assert!(!pages.0.contains_key("en/status/index.html"));
    // A page of the owner's own, and a kind, at the address of a report.
    with("");
    site.write("content/status.en.md", "---\ntitle: Status\n---\n\nWords.\n");
    site.write("content/status.vi.md", "---\ntitle: Tình trạng\n---\n\nLời.\n");
    let ran = site.run(&["check"]);
    assert_eq!(ran.code, Some(1), "{}", ran.out);
    assert!(ran.out.contains("content/status.en.md"), "{}", ran.out);
    std::fs::remove_file(site.path().join("content/status.en.md")).expect("a file");
    std::fs::remove_file(site.path().join("content/status.vi.md")).expect("a file");
    with("slugs: {coverage: {en: targets}}\n");
    let ran = site.run(&["check"]);
    assert_eq!(ran.code, Some(1), "{}", ran.out);
    with("menu: [conflict]\n");
    let ran = site.run(&["check"]);
    assert!(ran.out.contains("`conflicts`"), "{}", ran.out);
}

#[test]
fn a_third_language_has_every_page_and_no_word_too_few() {
    let site = successions();
    let settings = std::fs::read_to_string(site.path().join("site.yaml")).expect("site.yaml");
    site.write("site.yaml", format!("{settings}languages: [vi, en, fr]\n"));
    // The words of an owner, written before the program had all that it says today.
    let words =
        std::fs::read_to_string(repository().join("src/text/words/en.yaml")).expect("words");
    let dropped = |line: &&str| {
        let key = line.trim_start();
        ![
            "no_longer_undated:",
            "former:",
            "before_break:",
            "pace_misses:",
            "twice_in_a_year:",
            "standing_checked",
        ]
        .iter()
        .any(|gone| key.starts_with(gone))
    };
    let older: Vec<&str> = words.lines().filter(dropped).collect();
    site.write("words/fr.yaml", older.join("\n") + "\n");
    let ran = site.run(&["check"]);
    assert!(ran.out.contains("`fr` thiếu 7 từ"), "{}", ran.out);
    site.write("words/fr.yaml", &words);
    commitment(&site, "mo", "type: open_data\nchecked: {on: 2026-03-14}\ntestable: true");
    indicator(
        &site,
        "ngang",
        "up",
        "method: {kind: open-sdg}\nbenchmarks: [{area: viet-nam, due: 2030, quantity: 60%, sources: [{source: bao}]}]",
    );
    target(
        &site,
        "viec",
        "indicator: ngang\nquantity: 60%\ndue: 2030\nbaseline: {quantity: 40%, period: 2020}\nmilestones: [{due: 2025, quantity: 50%}]\nachievements: [{id: viec-so, quantity: 50%, period: 2024, sources: [{source: bao}]}]",
    );
    figures(
        &site,
        "khac",
        &[("a", "quantity: 7%, period: 2024"), ("b", "quantity: 8%, period: 2024")],
    );
    let ran = site.run(&["build", "--as-of", "2026-11-22"]);
    assert_eq!(ran.code, Some(0), "{}{}", ran.out, ran.err);
    let pages = Pages(read(&site.path().join("public")));
    let count =
        |lang: &str| pages.0.keys().filter(|path| path.starts_with(&format!("{lang}/"))).count();
    assert_eq!(count("fr"), count("en"));
    for (path, bytes) in
        pages.0.iter().filter(|(path, _)| path.starts_with("fr/") && path.ends_with(".html"))
    {
        let html = std::str::from_utf8(bytes).expect("UTF-8");
        for empty in ["<h1></h1>", "<h2></h2>", "<h3></h3>", "<dt></dt>", "<th scope=\"col\"></th>"]
        {
            assert!(!html.contains(empty), "{path} has {empty}");
        }
    }
}

#[test]
fn records_that_say_little_make_pages_that_say_so() {
    let site = provinces();
    site.write(
        "data/areas/trong.yaml",
        "id: trong\nname: {vi: Trống}\nunknown: {valid: not_found, types: not_found}\n",
    );
    site.write(
        "data/indicators/trong.yaml",
        "id: i-trong\nname: {vi: Chỉ số trống}\nunit: percent\n",
    );
    // Words without any of what a verdict needs, figures without any of what a target needs.
    site.write(
        "data/targets/trong.yaml",
        "- {id: t-loi, area: trong, statement: {vi: Lời}, sources: [{source: bao}]}
- {id: t-so, area: trong, statement: {vi: Số}, quantity: 3%, sources: [{source: bao}], unknown: {due: not_found}}
- {id: t-huong, area: trong, indicator: i-trong, statement: {vi: Không hướng}, quantity: 3%, due: XXXX-06, sources: [{source: bao}]}
- {id: t-mo, area: quang-ngai, indicator: muc, statement: {vi: Mở}, quantity: 60%, due: ../2025, sources: [{source: bao}], baseline: {quantity: khoảng 3%}, milestones: [{due: XXXX-06, quantity: 7%}, {due: 2025/.., quantity: gần 8%}]}
- {id: t-ket-qua, area: quang-ngai, indicator: muc, statement: {vi: Kết quả}, quantity: 60%, due: 2024/.., sources: [{source: bao}], achievements: [{id: kq-1, type: finding, sources: [{source: bao}]}, {id: kq-2, type: award, statement: {vi: Giải}, sources: [{source: bao}], period: 2024}, {id: kq-3, quantity: 5%, sources: [{source: bao}], period: ../2024}, {id: kq-4, quantity: 6%, sources: [{source: bao}], period: 2023/..}, {id: kq-5, quantity: 7%, sources: [{source: bao}], period: XXXX-06-07}]}
",
    );
    site.write(
        "data/achievements/trong.yaml",
        "- {id: a-trong, area: quang-ngai, sources: [{source: bao}]}
- {id: a-mot, area: trong, indicator: i-trong, quantity: 3%, sources: [{source: bao}], conflicts_with: [{achievement: a-trong}, {achievement: kq-1, reason: period_unknown}]}
- {id: a-xa, area: quang-ngai, indicator: muc, quantity: từ 3% trở lên, period: ../2020, sources: [{source: bao}]}
- {id: a-hang, area: quang-ngai, indicator: muc, type: rank, quantity: 3%, rank_of: 4, period: 2023, sources: [{source: bao}]}
",
    );
    commitment(
        &site,
        "trong",
        "# no area\nevidence: [{type: partial, source: bao, date: ../2027}, {type: supports, source: bao, date: XXXX-05}]\nchecked: {on: XXXX-05}",
    );
    let ran = site.run(&["build", "--as-of", "2026-11-22"]);
    println!("{}", ran.out);
    assert_eq!(ran.code, Some(0), "{}{}", ran.out, ran.err);
    is_sound(&Pages(read(&site.path().join("public"))));
}

#[test]
fn whoever_disagrees_sees_by_what_a_figure_was_told_apart() {
    let site = successions();
    indicator(&site, "cap", "up", "");
    indicator(
        &site,
        "khac",
        "up",
        "not_comparable_with: [{indicator: cap, reason: classification_changed}]",
    );
    target(
        &site,
        "viec",
        "indicator: cap\nquantity: 60%\nlevels: [provincial]\ndue: 2030\nachievements:
  - {id: viec-cap, quantity: 70%, period: 2024, levels: [communal], sources: [{source: bao}]}
  - {id: viec-uoc, quantity: 50%, period: 2025, status: estimated, sources: [{source: bao}]}",
    );
    target(&site, "phan-loai", "area: yen\nindicator: cap\nquantity: 60%\ndue: 2030");
    figures(&site, "khac", &[("khac", "area: yen, indicator: khac, quantity: 90%, period: 2024")]);
    let pages = Pages::on(&site, "2026-11-22");
    is_sound(&pages);
    let looked_at = |id: &str| {
        let told = pages.text(&format!("en/targets/{id}"));
        told.split_once("Figures that were looked at").expect("what was looked at").1.to_owned()
    };
    let told = pages.text("en/targets/viec");
    assert!(
        told.contains("70% Levels of administration: commune level cannot be compared (the levels of administration differ)"),
        "{told}"
    );
    assert!(told.contains("50% Status: estimated held against the target"), "{told}");
    let told = pages.text("vi/chi-tieu/viec");
    assert!(
        told.contains("70% Cấp hành chính: cấp xã không so sánh được (cấp hành chính khác nhau)"),
        "{told}"
    );
    // What is of another area or of another indicator says of which.
    let told = looked_at("viec-song-2025");
    assert!(
        told.contains("12% Area: Mountain cannot be compared (the territory has changed)"),
        "{told}"
    );
    let told = looked_at("phan-loai");
    assert!(
        told.contains(
            "90% Indicator: Indicator khac cannot be compared (the classification has changed)"
        ),
        "{told}"
    );
}

#[test]
fn words_of_records_stay_words_wherever_they_are_told() {
    let site = provinces();
    let wild = "<script>alert(1)</script> & \\\"{{ x }}";
    site.write(
        "data/areas/la.yaml",
        format!(
            "- id: la-cu
  name: {{vi: \"{wild}\", en: \"{wild}\"}}
  types: [{{type: province}}]
  valid: {{to: 2025-07-01}}
- id: la-moi
  name: {{vi: \"{wild}\", en: \"{wild}\"}}
  types: [{{type: province}}]
  valid: {{from: 2025-07-01}}
  predecessors: [la-cu]
"
        ),
    );
    target(&site, "viec", "area: la-cu\nindicator: muc\nquantity: 60%\ndue: 2030");
    commitment(&site, "hua", "area: la-cu\ntype: open_data");
    figures(
        &site,
        "so",
        &[
            (
                "a",
                &format!(
                    "area: la-cu, quantity: 7%, period: 2024, conflicts_with: [{{achievement: b, reason: {{code: period_unknown, text: {{vi: \"{wild}\", en: \"{wild}\"}}}}}}]"
                ),
            ),
            ("b", "area: la-cu, quantity: 8%, period: 2024"),
        ],
    );
    let pages = Pages::on(&site, "2026-11-22");
    for (path, bytes) in pages.0.iter().filter(|(path, _)| path.ends_with(".html")) {
        let html = std::str::from_utf8(bytes).expect("UTF-8");
        assert!(!html.contains("<script>alert"), "{path}");
        assert!(!html.contains("&amp;lt;"), "{path} escapes twice");
    }
    assert!(banner(&pages, "en/provinces/la-cu").contains("Now part of: the new <script>"));
}
