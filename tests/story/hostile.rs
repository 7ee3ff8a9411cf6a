//! What an attacker, or an accident, may put into a site.

use super::support::Site;

fn check(content: impl AsRef<[u8]>) -> String {
    let site = Site::small();
    site.write("data/targets/bad.yaml", content);
    let ran = site.run(&["--lang", "en", "check", "--format", "short"]);
    assert_eq!(ran.code, Some(1), "{} {}", ran.out, ran.err);
    ran.out
}

#[test]
fn a_hundred_thousand_brackets_are_too_deep() {
    assert!(check("[".repeat(100_000)).contains("bad.yaml:1:65: error[too-deep]"));
    assert!(check("{a: ".repeat(100_000)).contains("error[too-deep]"));
    assert!(check("- ".repeat(100_000)).contains("error[too-deep]"));
}

/// Nine lists of nine aliases each would be a billion values.
#[test]
fn a_bomb_of_aliases_is_refused() {
    let mut bomb = String::from("- id: a\n  levels: &l0 [x, x, x, x, x, x, x, x, x]\n");
    for level in 1..9 {
        let aliases = vec![format!("*l{}", level - 1); 9].join(", ");
        bomb.push_str(&format!("- id: b{level}\n  levels: &l{level} [{aliases}]\n"));
    }
    assert!(check(bomb).contains("error["));
}

/// A long text, a hundred bytes of which are called again and again.
#[test]
fn a_text_that_is_repeated_beyond_measure_is_refused() {
    let long = "x".repeat(100_000);
    let aliases = vec!["*t"; 20_000].join(", ");
    let bomb = format!("- id: a\n  note: &t {long}\n  topics: [{aliases}]\n");
    assert!(check(bomb).contains("error[aliases-too-large]"));
}

#[test]
fn a_value_that_holds_itself_is_refused() {
    assert!(check("- id: a\n  levels: &l [*l]\n").contains("error[endless-alias]"));
}

#[test]
fn what_is_no_text_is_refused_with_its_place() {
    let out = check(b"- id: a\n  clause: caf\xe9\n");
    assert!(out.contains("bad.yaml:2:14: error[not-utf8]"), "{out}");
}

#[test]
fn slugs_cannot_lead_out_of_the_portal() {
    let site = Site::small();
    let mut text = String::from_utf8(std::fs::read(site.path().join("site.yaml")).expect("a site"))
        .expect("UTF-8");
    text.push_str("slugs: {areas: {vi: ../../ngoai, en: provinces}}\n");
    site.write("site.yaml", text);
    let ran = site.run(&["build"]);
    assert_eq!(ran.code, Some(1));
    assert!(ran.err.contains("not-an-id"), "{}", ran.err);
}

#[test]
fn a_template_that_never_ends_is_stopped_and_nothing_is_published() {
    let site = Site::small();
    let endless = "{% for a in range(10000) %}{% for b in range(10000) %}{% for c in range(10000) %}x{% endfor %}{% endfor %}{% endfor %}";
    site.write("themes/cong-khai/templates/home.html", endless);
    let ran = site.run(&["build"]);
    assert_eq!(ran.code, Some(1), "{}", ran.err);
    assert!(ran.err.contains("template-failed"), "{}", ran.err);
    assert!(!site.path().join("public").exists());
}

#[test]
fn html_in_a_record_is_text() {
    let site = Site::small();
    let record = "id: x\narea: quang-ngai\nstatement: {vi: '<script>alert(1)</script>', en: '<b>'}\ndue: 2025\n\
        note: {vi: '<img src=x onerror=alert(1)>', en: '[x](javascript:alert(1))'}\nsources: [{source: bao}]\n";
    site.write("data/targets/x.yaml", record);
    let ran = site.run(&["build"]);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    for page in ["vi/chi-tieu/x/index.html", "en/targets/x/index.html"] {
        let html = std::fs::read_to_string(site.path().join("public").join(page)).expect("a page");
        for harm in ["<script", "<img", "href=\"javascript", "<b>"] {
            assert!(!html.contains(harm), "{page} {harm}");
        }
    }
}
