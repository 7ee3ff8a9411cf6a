//! What a reader finds on a page beside its facts: words explained where they are used, how to
//! cite it, and areas side by side.

use super::support::Site;
use std::fs;

fn built(site: &Site) {
    let ran = site.run(&["build", "--base-url", "https://example.vn/cong"]);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
}

fn page(site: &Site, path: &str) -> String {
    fs::read_to_string(site.path().join("public").join(path)).expect(path)
}

/// A site with a glossary of two words, one of them an abbreviation that is a common word in
/// small letters.
fn with_glossary() -> Site {
    let site = Site::small();
    site.write(
        "data/terms/tu.yaml",
        "- id: ai\n  name: {vi: trí tuệ nhân tạo, en: artificial intelligence}\n  alternatives: {vi: [AI], en: [AI]}\n  definition: {vi: Máy làm việc cần trí khôn., en: Machines at work that takes wits.}\n\
         - id: dvc\n  name: {vi: dịch vụ công, en: public service}\n  alternatives: {vi: [DVC, dịch vụ công trực tuyến], en: []}\n  definition: {vi: Việc cơ quan nhà nước làm cho dân., en: What the state does for people.}\n",
    );
    site
}

fn target(statement: &str, note: &str) -> String {
    format!(
        "id: viec\narea: quang-ngai\nresolution: nq-13\nstatement: {{vi: '{statement}', en: A matter}}\n\
         note: {{vi: '{note}', en: A note}}\ndue: 2025\nsources: [{{source: bao, locator: đoạn 2}}]\n"
    )
}

#[test]
fn a_word_is_explained_where_a_page_first_uses_it() {
    let site = with_glossary();
    let statement = "Dịch vụ công trực tuyến của tỉnh";
    site.write(
        "data/targets/viec.yaml",
        target(statement, "DVC lần nữa. Ai cũng dùng AI, AI <i>AI</i>."),
    );
    built(&site);
    let html = page(&site, "vi/chi-tieu/viec/index.html");
    // The longest spelling, as it is written, once; small letters are no abbreviation.
    assert_eq!(html.matches("id=\"_use-dvc\"").count(), 1);
    assert!(html.contains("<h1><a class=\"term\" id=\"_use-dvc\" href=\"#_term-dvc\">Dịch vụ công trực tuyến</a> của tỉnh</h1>"), "{html}");
    assert!(
        html.contains(
            "Ai cũng dùng <a class=\"term\" id=\"_use-ai\" href=\"#_term-ai\">AI</a>, AI"
        ),
        "{html}"
    );
    assert_eq!(html.matches("id=\"_use-ai\"").count(), 1);
    // Its meaning stands on the same page, and leads to the glossary.
    let (_, terms) = html.split_once("<aside class=\"terms\"").expect("the words of the page");
    assert!(terms.contains("id=\"_term-dvc\""));
    assert!(terms.contains("thuat-ngu/index.html#dvc"));
    assert!(terms.contains("Máy làm việc cần trí khôn."));
    // A citation is copied as it stands.
    let (_, cited) = html.split_once("class=\"cite\"").expect("a citation");
    assert!(!cited.split_once("</section>").expect("its end").0.contains("class=\"term\""));
    // Each word stands in the glossary, which explains no word by a note on itself.
    assert!(!page(&site, "vi/thuat-ngu/index.html").contains("class=\"term\""));
    // In English nothing of it is named.
    assert!(!page(&site, "en/targets/viec/index.html").contains("class=\"terms\""));
}

#[test]
fn html_stays_what_it_is_around_words() {
    let site = with_glossary();
    let wild = "a > b & \"DVC\" <img alt=\">\"> AI&amp;";
    site.write("data/targets/viec.yaml", target("x", "y").replace("'x'", &format!("'{wild}'")));
    built(&site);
    let html = page(&site, "vi/chi-tieu/viec/index.html");
    let (_, heading) = html.split_once("<h1>").expect("a heading");
    let (heading, _) = heading.split_once("</h1>").expect("its end");
    let plain = heading
        .replace("<a class=\"term\" id=\"_use-dvc\" href=\"#_term-dvc\">", "")
        .replace("<a class=\"term\" id=\"_use-ai\" href=\"#_term-ai\">", "")
        .replace("</a>", "");
    assert_eq!(
        plain,
        "a &gt; b &amp; &quot;DVC&quot; &lt;img alt=&quot;&gt;&quot;&gt; AI&amp;amp;"
    );
}

#[test]
fn a_page_says_how_it_is_cited() {
    let site = Site::small();
    site.write("data/targets/viec.yaml", target("70% hồ sơ {của} xã", "y"));
    built(&site);
    let html = page(&site, "vi/chi-tieu/viec/index.html");
    let sentence = "“70% hồ sơ {của} xã”, Quảng Ngãi, đến hết năm 2025. Nguồn: “Một bài báo” \
        (đơn vị xuất bản: nguồn không nêu, ngày đăng: nguồn không nêu), đoạn 2. \
        Số liệu tính đến ngày 22 tháng 11 năm 2026. https://example.vn/cong/vi/chi-tieu/viec/";
    assert!(html.contains(sentence), "{html}");
    // In the other language it leads to the page in that language.
    assert!(html.contains("“A matter”, Quang Ngai, by the end of 2025. Source: “Một bài báo”"));
    assert!(html.contains("As of 22 November 2026. https://example.vn/cong/en/targets/viec/"));
    // What is a command in BibTeX, or ends a field, is none here.
    assert!(html.contains("  title = {{70\\% hồ sơ  của  xã (Quảng Ngãi)}},"), "{html}");
    assert!(html.contains("TY  - ELEC\nID  - viec\n"));
    assert!(
        html.contains("UR  - https://example.vn/cong/vi/chi-tieu/viec/\nY2  - 2026/11/22\nER  - ")
    );
    let (_, json) = html.split_once("data-file=\"viec.json\">").expect("CSL-JSON");
    let json = json.split_once("</pre>").expect("its end").0.replace("&quot;", "\"");
    let json: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    assert_eq!(json[0]["title"], "70% hồ sơ {của} xã (Quảng Ngãi)");
    // A source is cited itself, and what the portal put together needs none.
    let source = page(&site, "vi/nguon/bao/index.html");
    assert!(source.contains("“Một bài báo”. Nguồn: “Một bài báo” (đơn vị"), "{source}");
    let area = page(&site, "vi/tinh/quang-ngai/index.html");
    assert!(area.contains(": “Quảng Ngãi”. Số liệu tính đến"), "{area}");
    assert!(area.contains("N1  - Số liệu tính đến"), "{area}");
    assert_eq!(json[0]["issued"]["date-parts"][0], serde_json::json!([2026, 11, 22]));
}

#[test]
fn a_portal_without_an_address_cites_none() {
    let site = Site::small();
    site.write("data/targets/viec.yaml", target("Việc", "y"));
    let settings = fs::read_to_string(site.path().join("site.yaml")).expect("site.yaml");
    let without: String = settings
        .lines()
        .filter(|line| !line.starts_with("base_url"))
        .fold(String::new(), |all, line| all + line + "\n");
    site.write("site.yaml", without);
    assert_eq!(site.run(&["build"]).code, Some(0));
    let html = page(&site, "vi/chi-tieu/viec/index.html");
    assert!(html.contains("Số liệu tính đến ngày 22 tháng 11 năm 2026.</blockquote>"), "{html}");
    assert!(!html.contains("UR  - "));
}

#[test]
fn areas_stand_side_by_side_and_are_not_ranked() {
    let site = Site::small();
    site.write("data/areas/ba.yaml", "id: ba\nname: {vi: Ba, en: Three}\ntypes: [{type: province}]\nunknown: {valid: not_stated}\n");
    site.write("data/indicators/i.yaml", "id: i\nname: {vi: Chỉ số, en: Indicator}\ndefinition: {vi: Một điều, en: A thing}\nunit: percent\ndirection: up\n");
    for (id, area, due) in [("mot", "quang-ngai", "2025"), ("hai", "ba", "2030")] {
        site.write(
            &format!("data/targets/{id}.yaml"),
            format!("id: {id}\narea: {area}\nindicator: i\nstatement: {{vi: Việc {id}, en: Matter {id}}}\nquantity: 70%\ndue: {due}\nsources: [{{source: bao}}]\n"),
        );
    }
    built(&site);
    let html = page(&site, "vi/so-sanh/index.html");
    for told in [
        "data-area=\"quang-ngai\"",
        "data-area=\"ba\"",
        "đến hết năm 2030",
        "Không xếp hạng các địa phương theo chỉ số này, vì:",
    ] {
        assert!(html.contains(told), "{told}: {html}");
    }
    // Without a script every row is there, and nothing that does nothing.
    assert!(html.contains("<form class=\"choice\" data-choice>"));
}

#[test]
fn a_short_name_and_a_headline_are_used_where_they_belong() {
    let site = Site::small();
    let settings = fs::read_to_string(site.path().join("site.yaml")).expect("site.yaml");
    site.write(
        "site.yaml",
        settings
            + "short_title: {vi: Ngắn, en: Short}\nheadline: {vi: Hỏi gì?, en: What is asked?}\n",
    );
    built(&site);
    let html = page(&site, "vi/index.html");
    assert!(html.contains(">Ngắn</a>") && html.contains("<h1>Hỏi gì?</h1>"), "{html}");
    assert!(page(&site, "en/index.html").contains("<h1>What is asked?</h1>"));
}

/// What is looked at by who works on a theme is not published.
#[test]
fn the_page_of_components_is_not_published() {
    let site = Site::small();
    built(&site);
    assert!(!site.path().join("public/vi/kieu-mau").exists());
}
