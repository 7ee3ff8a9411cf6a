//! Figures on the pages: as a source words them, and as each language does.

use super::support::Site;
use std::fs;

fn page(site: &Site, path: &str) -> String {
    let html = fs::read_to_string(site.path().join("public").join(path)).expect(path);
    // Qualifiers are in bold.
    html.replace("<b>", "").replace("</b>", "")
}

fn target(quantity: &str, source: &str) -> String {
    format!(
        "id: thu\narea: quang-ngai\nstatement: {{vi: Thử, en: Trial}}\nquantity: {quantity}\n\
         due: 2025\nsources: [{{source: {source}}}]\n"
    )
}

const GAZETTE: &str = "id: gazette\ntitle: {vi: An article, en: An article}\ntype: article\n\
                       language: en\nunknown: {publisher: not_stated, published: not_stated}\n";

#[test]
fn the_words_of_an_english_source_are_english_on_every_page() {
    let site = Site::small();
    site.write("data/sources/gazette.yaml", GAZETTE);
    let quantity = "{value: 1105, unit: service, as_written: \"1,105 services\"}";
    site.write("data/targets/thu.yaml", target(quantity, "gazette"));
    let ran = site.run(&["build", "--strict"]);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    let html = page(&site, "vi/chi-tieu/thu/index.html");
    assert!(html.contains("Nguồn viết: “<span lang=\"en\">1,105 services</span>”"), "{html}");
}

/// The words of English come with the program, whether or not a portal speaks it.
#[test]
fn a_portal_in_vietnamese_alone_reads_an_english_source_as_english() {
    let site = Site::empty();
    site.write("site.yaml", "format: 1\ntitle: Cổng thử\nlanguages: [vi]\nas_of: 2026-11-22\n");
    site.write(
        "data/areas/a.yaml",
        "id: quang-ngai\nname: Quảng Ngãi\ntypes: [{type: province}]\n",
    );
    site.write(
        "data/sources/gazette.yaml",
        GAZETTE.replace("{vi: An article, en: An article}", "Bài"),
    );
    for (written, code) in [("\"1,105\"", 0), ("more than 1,105", 1), ("\"1.105\"", 1)] {
        let quantity = format!("{{value: 1105, unit: service, as_written: {written}}}");
        site.write(
            "data/targets/thu.yaml",
            target(&quantity, "gazette").replace(", en: Trial", ""),
        );
        let ran = site.run(&["check"]);
        assert_eq!(ran.code, Some(code), "{written}: {}", ran.out);
        assert_eq!(ran.out.contains("as-written-differs"), code == 1, "{written}: {}", ran.out);
    }
}

/// The first rank is the smallest number: what is "at most 5" for other figures is the top 5.
#[test]
fn a_rank_is_not_at_most_five() {
    let site = Site::small();
    for (qualifier, vi, en) in [
        ("up_to", "trong nhóm 5 hạng đầu", "in the top 5"),
        ("less_than", "trên hạng 5", "above rank 5"),
        ("at_least", "từ hạng 5 trở xuống", "rank 5 or lower"),
        ("more_than", "dưới hạng 5", "below rank 5"),
        ("exact", "hạng 5", "rank 5"),
        ("approx", "khoảng hạng 5", "about rank 5"),
    ] {
        let quantity = format!("{{value: 5, qualifier: {qualifier}, unit: rank}}");
        site.write("data/targets/thu.yaml", target(&quantity, "bao"));
        let ran = site.run(&["build", "--strict"]);
        assert_eq!(ran.code, Some(0), "{}", ran.err);
        for (path, said) in [("vi/chi-tieu", vi), ("en/targets", en)] {
            let html = page(&site, &format!("{path}/thu/index.html"));
            assert!(html.contains(&format!(">{said}</data>")), "{said}: {html}");
        }
    }
}

/// A site may have units of its own that are written in their own way.
#[test]
fn a_unit_of_the_site_has_words_for_a_qualifier() {
    let site = Site::small();
    let star = "id: star\nname: {vi: sao, en: star}\nplural: {en: stars}\npatterns:\n  \
                - {qualifier: range, pattern: {vi: \"{value} đến {high} sao\", en: \"{value} to {high} stars\"}}\n";
    site.write("data/codes/units.yaml", star);
    site.write("data/targets/thu.yaml", target("{value: 3, high: 4, unit: star}", "bao"));
    let ran = site.run(&["build", "--strict"]);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    assert!(page(&site, "vi/chi-tieu/thu/index.html").contains(">3 đến 4 sao</data>"));
    assert!(page(&site, "en/targets/thu/index.html").contains(">3 to 4 stars</data>"));
}

/// Under a target its results stand as they came, whatever order they are written in; one
/// without a time does not come between them.
#[test]
fn results_stand_in_the_order_of_their_periods() {
    let site = Site::small();
    let result = |id: &str, rest: &str| {
        format!(
            "  - {{id: {id}, quantity: {{value: 1, unit: service}}, {rest}, sources: [{{source: bao}}]}}\n"
        )
    };
    let results = [
        result("undated", "unknown: {period: not_stated}"),
        result("term", "period: 2021/2025"),
        result("second", "period: 2024, statement: {vi: Lời riêng, en: Own words}"),
        result("first", "period: 2023-06"),
    ];
    let written =
        target("{value: 5, unit: service}", "bao") + "achievements:\n" + &results.concat();
    site.write("data/targets/thu.yaml", &written);
    let built = || {
        let ran = site.run(&["build", "--strict"]);
        assert_eq!(ran.code, Some(0), "{}", ran.out);
        page(&site, "vi/chi-tieu/thu/index.html")
    };
    let html = built();
    let rows: Vec<&str> = html.split("<tr id=\"").skip(1).collect();
    let ids = rows.iter().filter_map(|row| row.split('"').next());
    assert_eq!(ids.collect::<Vec<_>>(), ["first", "second", "term", "undated"]);
    // The words of the target are not said again; those of a result are.
    assert!(rows[1].contains("Lời riêng"), "{html}");
    assert!(!rows.iter().any(|row| row.contains("<td data-label=\"Nội dung\">Thử")), "{html}");
    // Where none has words of its own there is no column for them.
    let written = written.replace(", statement: {vi: Lời riêng, en: Own words}", "");
    site.write("data/targets/thu.yaml", written);
    assert!(!built().contains("data-label=\"Nội dung\""));
}
