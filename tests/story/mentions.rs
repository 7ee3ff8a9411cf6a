//! Figures of records in prose: what becomes of them on pages and in downloads.

use super::support::{Site, read};
use std::fs;

const TARGET: &str = "\
id: ho-so
area: quang-ngai
statement: {vi: Hồ sơ & mạng, en: Files online}
quantity: {value: 4177.5, qualifier: more_than, unit: member}
due: 2025
baseline: {quantity: gần 12%, period: 2020}
sources: [{source: bao}]
achievements:
  - {id: ho-so-1, quantity: 5%, period: 2024, sources: [{source: bao}]}
";

fn page(site: &Site, path: &str) -> String {
    fs::read_to_string(site.path().join("public").join(path)).expect(path)
}

/// A site with a target and this text on a page in each language.
fn with_texts(vi: &str, en: &str) -> Site {
    let site = Site::small();
    site.write("data/targets/ho-so.yaml", TARGET);
    for (language, text) in [("vi", vi), ("en", en)] {
        site.write(&format!("content/a.{language}.md"), format!("---\ntitle: A\n---\n\n{text}\n"));
    }
    site
}

fn built(site: &Site) {
    let ran = site.run(&["build"]);
    assert_eq!(ran.code, Some(0), "{}{}", ran.out, ran.err);
}

/// What is told of a site with this text on its Vietnamese page.
fn told(text: &str) -> String {
    with_texts(text, "A.").run(&["--lang", "en", "check", "--format", "short"]).out
}

#[test]
fn a_figure_is_shown_in_the_language_of_its_page_and_leads_to_its_record() {
    let text =
        "{{ figure(\"ho-so\") }}, {{ figure(\"ho-so#baseline\") }}, {{ figure(\"ho-so-1\") }}";
    let site = with_texts(text, text);
    built(&site);
    let tag = |value: &str, qualifier: &str, unit: &str| {
        format!(
            "<data class=\"figure\" value=\"{value}\" data-value=\"{value}\" \
             data-qualifier=\"{qualifier}\" data-unit=\"{unit}\">"
        )
    };
    let shown = |href: &str, title: &str, figures: [&str; 3]| {
        let link = |tag: String, anchor: &str, figure: &str| {
            format!("{tag}<a href=\"{href}{anchor}\" title=\"{title}\">{figure}</a></data>")
        };
        let [first, second, third] = figures;
        let first = link(tag("4177.5", "more_than", "member"), "", first);
        let second = link(tag("12", "nearly", "percent"), "", second);
        let third = link(tag("5", "exact", "percent"), "#ho-so-1", third);
        format!("<p>{first}, {second}, {third}</p>")
    };
    let vietnamese = shown(
        "../chi-tieu/ho-so/index.html",
        "Hồ sơ &amp; mạng",
        ["hơn 4.177,5\u{a0}thành viên", "gần 12%", "5%"],
    );
    assert!(page(&site, "vi/a/index.html").contains(&vietnamese), "{vietnamese}");
    let english = shown(
        "../targets/ho-so/index.html",
        "Files online",
        ["more than 4,177.5\u{a0}members", "nearly 12%", "5%"],
    );
    let found = page(&site, "en/a/index.html");
    assert!(found.contains(&english), "{english}\n{found}");
}

/// The text is Vietnamese, and so are its figures and where they lead.
#[test]
fn a_page_without_a_translation_keeps_the_language_of_its_figures() {
    let site = with_texts("{{ figure(\"ho-so\") }} [hơn 4.177,5](figure:ho-so)", "");
    fs::remove_file(site.path().join("content/a.en.md")).expect("the page");
    built(&site);
    let english = page(&site, "en/a/index.html");
    assert!(english.contains("hơn 4.177,5\u{a0}thành viên"), "{english}");
    assert_eq!(english.matches("href=\"../../vi/chi-tieu/ho-so/index.html\"").count(), 2);
}

#[test]
fn a_claim_is_a_figure_in_words_of_its_own() {
    let site = with_texts(
        "## Có [vượt **4.177,5** thành viên](figure:ho-so)",
        "[Over 4,177.5 members](figure:targets/ho-so \"So it is\")",
    );
    built(&site);
    let vietnamese = page(&site, "vi/a/index.html");
    assert!(vietnamese.contains("<h2 id=\"co-vuot-4-177-5-thanh-vien\">"), "{vietnamese}");
    assert!(vietnamese.contains(">vượt <strong>4.177,5</strong> thành viên</a></data>"));
    let english = page(&site, "en/a/index.html");
    assert!(english.contains("title=\"So it is\">Over 4,177.5 members</a></data>"), "{english}");
}

/// `thứ 13` is no figure to who reads words one by one, but it is what the source says.
#[test]
fn the_words_of_the_source_are_a_claim_in_its_language() {
    let text = "Đứng [thứ 13](figure:hang), tức [hạng 13](figure:hang).";
    let site = with_texts(text, "It is [rank 13](figure:hang).");
    site.write(
        "data/achievements/hang.yaml",
        "id: hang\narea: quang-ngai\nstatement: {vi: Hạng, en: Rank}\ntype: rank\n\
         quantity: {value: 13, unit: rank, as_written: thứ 13}\nperiod: 2023\nsources: [{source: bao}]\n",
    );
    built(&site);
    site.write("content/a.en.md", "---\ntitle: A\n---\n\nIt is [thứ 13](figure:hang).\n");
    let out = site.run(&["check", "--format", "short"]).out;
    assert!(out.contains("content/a.en.md:5:8") && out.contains("claim-without-figure"), "{out}");
}

#[test]
fn a_note_of_a_record_has_figures_and_its_downloads_have_them_in_words() {
    let site = with_texts("A.", "A.");
    let note = "note:\n  vi: Xem {{ figure(\"ho-so\") }}.\n  en: >-\n    See [{{ figure(\"ho-so\") }}](/en/targets/) and\n    `{{ figure(x) }}`.\n";
    site.write("data/targets/ho-so.yaml", TARGET.to_owned() + note);
    built(&site);
    let record = page(&site, "vi/chi-tieu/ho-so/index.html");
    assert!(record.contains(">hơn 4.177,5\u{a0}thành viên</a></data>.</p>"), "{record}");
    let record = page(&site, "en/targets/ho-so/index.html");
    let linked = "data-unit=\"member\">more than 4,177.5\u{a0}members</data></a>";
    assert!(record.contains(linked), "{record}");
    for table in ["data/targets.csv", "data/targets.json"] {
        let table = page(&site, table);
        for words in [
            "Xem [hơn 4.177,5 thành viên](figure:ho-so).",
            "See [more than 4,177.5 members](/en/targets/) and `{{ figure(x) }}`.",
        ] {
            assert!(table.contains(words), "{words}: {table}");
        }
    }
}

#[test]
fn what_could_not_be_read_is_told_once() {
    let site =
        with_texts("{{ figure(\"ho-so\") }} [3](figure:ho-so#baseline) {{ figure(\"b\") }}", "A.");
    let damaged = TARGET.replace("value: 4177.5", "value: many").replace("gần 12%", "few");
    site.write("data/targets/ho-so.yaml", damaged);
    site.write("data/targets/b.yaml", "id: b\nstatement: {vi: \"a, en: b}\n");
    let ran = site.run(&["check", "--format", "short"]);
    assert!(ran.code == Some(1) && !ran.out.contains("figure"), "{}", ran.out);
}

#[test]
fn every_mistake_is_told_at_its_place() {
    let out = told("Một\n{{ figure(\"ho-s\") }}\nhai [gần 3.000](figure:ho-so) ba {{ figure(x) }}");
    for line in [
        "content/a.vi.md:6:12: error[unknown-figure]",
        "content/a.vi.md:7:6: error[claim-differs]",
        "content/a.vi.md:7:34: error[figure-form]",
    ] {
        assert!(out.contains(line), "{line}: {out}");
    }
    // A text that was cleaned before it was read is pointed at as it was written.
    let out = told("Na\u{303}o\u{200b} {{ figure(\"ho-s\") }} [3](figure:ho-so)");
    assert!(out.contains("content/a.vi.md:5:18: error[unknown-figure]"), "{out}");
    assert!(out.contains("content/a.vi.md:5:29: error[claim-differs]"), "{out}");
}

#[test]
fn figures_in_tables_lists_footnotes_and_links_are_shown_and_checked() {
    let text = "| a |\n|---|\n| {{ figure(\"ho-so\") }} |\n\n- {{ figure(\"ho-so\") }}[^1]\n\n\
        > [{{ figure(\"ho-so\") }}](/vi/nguon/)\n\n[^1]: {{ figure(\"ho-so\") }}\n\n\
        ![{{ figure(\"ho-so\") }}](/a.png)";
    let site = with_texts(text, "A.");
    site.write("static/a.png", "");
    built(&site);
    let shown = page(&site, "vi/a/index.html");
    assert_eq!(shown.matches(">hơn 4.177,5\u{a0}thành viên</").count(), 4, "{shown}");
    assert!(shown.contains("alt=\"hơn 4.177,5\u{a0}thành viên\""), "{shown}");
    let out = told(&text.replace("ho-so", "ho-s").replace("a.png", "a.svg"));
    assert_eq!(out.matches("unknown-figure").count(), 5, "{out}");
}

#[test]
fn hostile_texts_are_told_in_bounded_time_and_words() {
    let many = 100_000;
    for text in [
        "{{".repeat(many),
        "{{ figure(\"ho-s\") }} ".repeat(many),
        "{{ {{ figure( }} [1](figure:ho-s) ".repeat(many / 10),
        // In letters that are put together first, so that each place is looked for.
        format!("a\u{303} {}\n", "[5%](figure:ho-so-1) ".repeat(150)).repeat(many / 5000),
        format!("{{{{ figure(\"{}\") }}}}", "a".repeat(many)),
        format!("[{}](figure:{})", "1".repeat(many), "ho-so"),
        format!("{}1{}", "![".repeat(many / 10), "](figure:ho-so)".repeat(many / 10)),
        format!("{}1", "> ".repeat(100)) + "{{ figure(\"ho-so\") }}",
    ] {
        let began = std::time::Instant::now();
        let out = told(&text);
        assert!(began.elapsed().as_secs() < 60, "{}", &text[..20]);
        assert!(out.len() < 200_000, "{} {}", &text[..20], out.len());
    }
}

#[test]
fn figures_are_the_same_in_every_build() {
    let text = "{{ figure(\"ho-so\") }} [5%](figure:ho-so-1)";
    let site = with_texts(text, text);
    let build = |folder: &str| {
        let ran = site.run(&["build", "-o", folder]);
        assert_eq!(ran.code, Some(0), "{}", ran.err);
        read(&site.path().join(folder))
    };
    assert_eq!(build("one"), build("two"));
}
