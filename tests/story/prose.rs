//! Pages of prose: what becomes of them beyond what the golden folder shows.

use super::support::Site;
use std::fs;

fn page(site: &Site, path: &str) -> String {
    fs::read_to_string(site.path().join("public").join(path)).expect(path)
}

/// A site with one page, in the source language alone.
fn with_page(text: &str) -> Site {
    let site = Site::small();
    site.write("content/about.vi.md", text);
    site
}

#[test]
fn a_page_without_a_translation_shows_the_original_and_says_so() {
    let site =
        with_page("---\ntitle: Giới thiệu\n---\n\n[Danh mục](../nguon/)\n\n> [!TIP]\n> Mẹo.\n");
    let ran = site.run(&["build"]);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    assert!(ran.err.contains("content/about.en.md"), "{}", ran.err);
    let english = page(&site, "en/about/index.html");
    assert!(english.contains("not there in English yet"), "{english}");
    assert!(english.contains("<article lang=\"vi\">"), "{english}");
    // The text is Vietnamese, and so is where its links lead and what it is framed by.
    assert!(english.contains("href=\"../../vi/nguon/index.html\""), "{english}");
    assert!(english.contains("<p class=\"alert-title\">Mẹo</p>"), "{english}");
    assert!(!page(&site, "vi/about/index.html").contains("untranslated"));
}

#[test]
fn a_result_inside_a_target_can_be_linked_to() {
    let site =
        with_page("---\ntitle: T\n---\n\n[a](/vi/chi-tieu/x/#x-1)\n[b](/vi/chi-tieu/x/#x-2)\n");
    let target = "id: x\narea: quang-ngai\nstatement: {vi: a, en: b}\ndue: 2025\n\
        sources: [{source: bao}]\n\
        achievements: [{id: x-1, quantity: 5%, period: 2024, sources: [{source: bao}]}]\n";
    site.write("data/targets/x.yaml", target);
    let ran = site.run(&["check", "--format", "short"]);
    assert_eq!(ran.out.matches("broken-anchor").count(), 1, "{}", ran.out);
    assert!(ran.out.contains("about.vi.md:6:5") && ran.out.contains("x-1"), "{}", ran.out);
}

#[test]
fn an_old_path_leads_to_the_page() {
    let site = with_page("---\ntitle: Giới thiệu\naliases: [/vi/cu/, /gt.html]\n---\nA.\n");
    let ran = site.run(&["build"]);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    assert!(page(&site, "vi/cu/index.html").contains("url=../about/index.html"));
    assert!(page(&site, "gt.html").contains("url=vi/about/index.html"));
    assert!(!page(&site, "sitemap.xml").contains("/vi/cu/"));
}

#[test]
fn an_old_path_that_is_somebody_elses_is_refused() {
    let site = with_page("---\ntitle: Giới thiệu\naliases: [/vi/nguon/]\n---\nA.\n");
    let ran = site.run(&["check", "--format", "short"]);
    assert_eq!(ran.code, Some(1), "{}", ran.out);
    let told = "content/about.vi.md:3:11: ";
    assert!(ran.out.contains(told) && ran.out.contains("same-address"), "{}", ran.out);
}

#[test]
fn letters_typed_in_two_ways_are_one_text_and_one_name() {
    use unicode_normalization::UnicodeNormalization as _;
    let text = "---\ntitle: Giới thiệu\n---\n\n## Quảng Ngãi\n\n[mục](#quang-ngai) Ðề\u{a0}án\n";
    let site = with_page(&text.nfd().collect::<String>());
    let ran = site.run(&["build"]);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    let html = page(&site, "vi/about/index.html");
    assert!(html.contains("<h2 id=\"quang-ngai\">Quảng Ngãi</h2>"), "{html}");
    assert!(html.contains("Đề án"), "{html}");
}

/// The text is read as it is shown: clean. What a keyboard of a Mac puts behind `##` is not
/// to part the headings from their names, nor an invisible character a link from its check.
#[test]
fn what_is_checked_is_what_is_shown() {
    let site = with_page("---\ntitle: T\n---\n\n##\u{a0}Mục tiêu\n\n## Hai\n\n## Ba\n");
    let ran = site.run(&["build"]);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    let html = page(&site, "vi/about/index.html");
    for heading in ["<h2 id=\"muc-tieu\">Mục tiêu</h2>", "<h2 id=\"hai\">Hai</h2>"] {
        assert!(html.contains(heading), "{html}");
    }
    let site = with_page("---\ntitle: T\n---\n\nNa\u{303}o [a]\u{200b}(khong-co.md)\n");
    let ran = site.run(&["check", "--format", "short"]);
    let place = "content/about.vi.md:5:11: ";
    assert!(ran.out.contains(place) && ran.out.contains("broken-link"), "{}", ran.out);
}

#[test]
fn a_file_may_begin_with_a_byte_order_mark() {
    let site = with_page("\u{feff}---\r\ntitle: T\r\n---\r\n\r\nA.\r\n");
    let ran = site.run(&["build"]);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
}

/// A page that cannot be read is there all the same: nobody says that it is missing.
#[test]
fn a_mistake_in_the_front_matter_is_told_once() {
    let site = with_page("---\ntitle: T\n---\n\n[b](b.vi.md)\n");
    site.write("content/about.en.md", "---\ntitle: T\n---\n");
    site.write("content/b.vi.md", "---\ntitel: T\n---\n");
    site.write("content/b.en.md", "no front matter\n");
    let ran = site.run(&["check", "--format", "short"]);
    assert_eq!(ran.out.lines().count(), 2, "{}", ran.out);
}

#[test]
fn a_part_of_a_page_elsewhere_links_from_there() {
    let site = with_page("---\ntitle: Giới thiệu\naliases: [/en/cu/, /x/y/z/]\n---\nA.\n");
    let template = "{% extends \"base.html\" %}{% block content %}{% endblock %}";
    site.write("themes/cong-khai/templates/moved.html", template);
    let ran = site.run(&["build"]);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    assert!(page(&site, "en/cu/index.html").contains("href=\"../../vi/nguon/index.html\""));
    assert!(page(&site, "x/y/z/index.html").contains("href=\"../../../vi/nguon/index.html\""));
}

#[test]
fn files_of_the_site_are_published_as_they_are_and_links_out_of_it_are_not_followed() {
    let site = Site::small();
    site.write("static/.well-known/security.txt", "Contact: mailto:a@example.vn\n");
    site.write("static/tai-lieu/so.csv", "a,b\r\n");
    let ran = site.run(&["build"]);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    assert_eq!(page(&site, "tai-lieu/so.csv"), "a,b\r\n");
    assert!(page(&site, ".well-known/security.txt").starts_with("Contact"));
    assert!(page(&site, "SHA256SUMS").contains("  tai-lieu/so.csv"));
    site.write("static/vi/index.html", "mine");
    let ran = site.run(&["check"]);
    assert!(ran.out.contains("same-address"), "{}", ran.out);
}

#[cfg(unix)]
#[test]
fn a_symbolic_link_among_the_files_of_the_site_is_not_followed() {
    let site = Site::small();
    site.write("static/a.txt", "a");
    std::os::unix::fs::symlink("/etc/hostname", site.path().join("static/b.txt")).expect("a link");
    let ran = site.run(&["build"]);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    assert!(ran.err.contains("symbolic-link"), "{}", ran.err);
    assert!(!site.path().join("public/b.txt").exists());
}

/// Names as people give them: spaces, diacritics (taken apart, as macOS does), and what means
/// something in an address.
#[test]
fn files_are_linked_whatever_their_names_are() {
    use unicode_normalization::UnicodeNormalization as _;
    let apart: String = "Báo cáo.pdf".nfd().collect();
    for (name, link, href) in [
        (&*apart, "</Báo cáo.pdf>", "../../B%C3%A1o%20c%C3%A1o.pdf"),
        (&*apart, "/B%C3%A1o%20c%C3%A1o.pdf", "../../B%C3%A1o%20c%C3%A1o.pdf"),
        ("100%.pdf", "/100%25.pdf", "../../100%25.pdf"),
        ("100%.pdf", "/100%.pdf", "../../100%25.pdf"),
        ("a#1.pdf", "/a%231.pdf#page=2", "../../a%231.pdf#page=2"),
        ("a?b.pdf", "/a%3fb.pdf?x=1", "../../a%3Fb.pdf?x=1"),
        ("a&'b.pdf", "/a&'b.pdf", "../../a&amp;&#x27;b.pdf"),
        ("vi/about/javascript:alert(1)", "<./javascript:alert(1)>", "javascript%3Aalert(1)"),
        ("a%20b.pdf", "/a%2520b.pdf", "../../a%2520b.pdf"),
    ] {
        if cfg!(windows) && name.contains(['?', ':']) {
            continue;
        }
        let site = with_page(&format!("---\ntitle: A\n---\n\n[x]({link})\n"));
        site.write(&format!("static/{name}"), "");
        let ran = site.run(&["build"]);
        assert_eq!(ran.code, Some(0), "{link}: {}", ran.err);
        let html = page(&site, "vi/about/index.html");
        assert!(html.contains(&format!("<a href=\"{href}\">x</a>")), "{link}: {html}");
    }
    // A picture too, and the file of another page in a folder of pages.
    let site = with_page("---\ntitle: A\n---\n\n![x](</a:b c.png>) [y](<Hướng dẫn/b.vi.md>)\n");
    if !cfg!(windows) {
        site.write("static/a:b c.png", "");
    }
    let folder: String = "Hướng dẫn".nfd().collect();
    site.write(&format!("content/{folder}/b.vi.md"), "---\ntitle: B\n---\nB.\n");
    let ran = site.run(&["build"]);
    if !cfg!(windows) {
        assert_eq!(ran.code, Some(0), "{}", ran.err);
        let html = page(&site, "vi/about/index.html");
        assert!(html.contains("src=\"../../a%3Ab%20c.png\""), "{html}");
        assert!(html.contains("href=\"../b/index.html\""), "{html}");
    }
}

#[test]
fn a_link_that_is_no_text_leads_nowhere() {
    let site = with_page("---\ntitle: A\n---\n\n[x](/%ff%00.pdf) [y](/%2e%2e/%2e%2e/etc/passwd)\n");
    let ran = site.run(&["check", "--format", "short"]);
    assert_eq!(ran.code, Some(1), "{}", ran.out);
    assert_eq!(ran.out.matches("broken-link").count(), 2, "{}", ran.out);
}

#[test]
fn hidden_files_of_the_site_are_published_and_litter_is_not() {
    let site = Site::small();
    let meant = [".nojekyll", ".htaccess", ".well-known/security.txt", "a/.b/c.txt"];
    let litter = [
        ".DS_Store",
        "a/Thumbs.db",
        "desktop.ini",
        "a.txt~",
        ".a.txt.swp",
        ".git/config",
        "a/.git",
        ".gitkeep",
        "~$bao-cao.docx",
        ".~lock.a.odt#",
        "._a.txt",
    ];
    meant.iter().chain(&litter).for_each(|name| site.write(&format!("static/{name}"), "x"));
    let ran = site.run(&["build"]);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    let sums = page(&site, "SHA256SUMS");
    for (names, is_there) in [(&meant[..], true), (&litter[..], false)] {
        for name in names {
            assert_eq!(site.path().join("public").join(name).exists(), is_there, "{name}");
            assert_eq!(sums.contains(&format!("  {name}\n")), is_there, "{name}");
        }
    }
    assert_eq!(site.run(&["build"]).code, Some(0));
}
