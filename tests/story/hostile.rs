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

/// The largest file that anybody has: a province's targets with their results, in one piece.
#[test]
fn a_file_of_3000_records_passes() {
    let site = Site::small();
    let mut records = String::new();
    for record in 0..3000 {
        records.push_str(&format!(
            "- id: t{record}\n  area: quang-ngai\n  statement: {{vi: Chỉ tiêu, en: A target}}\n  quantity: {{value: {record}, unit: service}}\n  due: 2030\n  sources: [{{source: bao}}]\n  achievements:\n",
        ));
        for result in 0..12 {
            records.push_str(&format!(
                "    - {{id: t{record}-{result}, quantity: {{value: {result}, unit: service}}, period: 2024, sources: [{{source: bao}}]}}\n",
            ));
        }
    }
    site.write("data/targets/all.yaml", records);
    let ran = site.run(&["check", "--format", "short"]);
    assert_eq!(ran.code, Some(0), "{}", ran.out);
}

#[test]
fn the_deepest_limit_that_may_be_set_is_a_limit() {
    let site = Site::small();
    let settings = std::fs::read_to_string(site.path().join("site.yaml")).expect("settings");
    site.write("site.yaml", format!("{settings}limits: {{depth: 512}}\n"));
    site.write("data/targets/bad.yaml", "[".repeat(100_000));
    let out = site.run(&["--lang", "en", "check", "--format", "short"]).out;
    assert!(out.contains("bad.yaml:1:513: error[too-deep]"), "{out}");
    let human = site.run(&["--lang", "en", "check"]).out;
    assert!(human.contains("`limits.depth` cannot be raised further"), "{human}");
    // Deep, and allowed to be: told as what it is, without an end of the stack.
    site.write("data/targets/bad.yaml", "[".repeat(500) + &"]".repeat(500));
    site.write("words/vi.yaml", "{a: ".repeat(500) + &"}".repeat(500));
    let out = site.run(&["--lang", "en", "check", "--format", "short"]).out;
    assert!(out.contains("wrong-shape"), "{out}");
}

/// Citations that are called again and again: a file of 10 kB that would be 300,000 records'
/// worth of work, and as many messages.
#[test]
fn a_bomb_of_aliases_is_refused() {
    let empty = vec!["{}"; 1000].join(", ");
    let mut bomb = format!("- id: a\n  sources: &s [{empty}]\n");
    for record in 0..300 {
        bomb.push_str(&format!("- id: b{record}\n  sources: *s\n"));
    }
    let out = check(bomb);
    // Nobody reads more, and the rest is counted.
    assert!(out.lines().count() < 500, "{}", out.lines().count());
    assert!(out.contains("more problems in this file"), "{}", &out[..2000]);
}

#[test]
fn thousands_of_mistakes_are_counted_and_not_listed() {
    // Each of these took from ten seconds to a minute before places were looked up by line
    // and file, and before the rest was counted. Nothing is timed here: whoever brings that
    // back waits for it.
    let keys: String = (0..60_000).map(|key| format!("k{key}: 1\n")).collect();
    assert!(check(keys).lines().count() < 500);
    let twice: String = (0..3000).map(|id| format!("- id: r{id}\n- id: r{id}\n")).collect();
    assert!(check(twice).lines().count() < 1000);
    let unknown: String =
        (0..20_000).map(|id| format!("- id: r{id}\n  area: quang-ngia\n")).collect();
    assert!(check(unknown).lines().count() < 500);
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
    // Nor can the words of a language.
    let site = Site::small();
    site.write("words/vi.yaml", "slug: {areas: ../../ngoai}\n");
    let ran = site.run(&["build"]);
    assert_eq!(ran.code, Some(1), "{}", ran.err);
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

/// Each of these would fill the memory or the stack before its steps were used up.
#[test]
fn a_template_that_grows_without_end_is_stopped() {
    let much = "{% set x = 'a' * 10000000 %}{% for i in range(10000) %}{{ x }}{% endfor %}";
    for (name, template) in [("home.html", much), ("parts/menu.html", "{{ part('menu') }}")] {
        let site = Site::small();
        site.write(&format!("themes/cong-khai/templates/{name}"), template);
        let ran = site.run(&["build"]);
        assert_eq!(ran.code, Some(1), "{}", ran.err);
        assert!(ran.err.contains("template-failed"), "{}", ran.err);
        assert!(!site.path().join("public").exists());
    }
}

/// What once took minutes: each of many looked through all before it.
#[test]
fn many_headings_footnotes_and_pictures_are_read_in_one_go() {
    let headings = "## A\n".repeat(20_000);
    let marks: String = (0..20_000).map(|n| format!("[^{n}] ")).collect();
    let texts: String = (0..20_000).map(|n| format!("[^{n}]: x\n\n")).collect();
    let depth = 20_000;
    let nested = format!("{}x{}\n\n[d]: /a.png\n", "![".repeat(depth), "][d]".repeat(depth));
    let site = Site::small();
    site.write("static/a.png", "x");
    for (page, text) in [("a", headings), ("b", format!("{marks}\n\n{texts}")), ("c", nested)] {
        for lang in ["vi", "en"] {
            site.write(&format!("content/{page}.{lang}.md"), format!("---\ntitle: T\n---\n{text}"));
        }
    }
    // Minutes would end in the harness; nothing is timed here.
    let ran = site.run(&["check"]);
    assert_eq!(ran.code, Some(0), "{}", ran.out.chars().take(2000).collect::<String>());
}

#[test]
fn html_in_a_record_is_text() {
    let site = Site::small();
    let record = "id: x\narea: quang-ngai\nstatement: {vi: '<script>alert(1)</script>', en: '<b>'}\ndue: 2025\n\
        note: {vi: '<img src=x onerror=alert(1)>', en: '<a href=\"javascript:alert(1)\">x</a>'}\nsources: [{source: bao}]\n";
    site.write("data/targets/x.yaml", record);
    let ran = site.run(&["build"]);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    for page in ["vi/chi-tieu/x/index.html", "en/targets/x/index.html"] {
        let html = std::fs::read_to_string(site.path().join("public").join(page)).expect("a page");
        for harm in ["<script>", "<img", "<a href=\"javascript", "<b>"] {
            assert!(!html.contains(harm), "{page} {harm}");
        }
    }
}

#[test]
fn a_link_that_a_browser_would_run_is_refused() {
    let site = Site::small();
    let record = "id: x\narea: quang-ngai\nstatement: {vi: a, en: b}\ndue: 2025\n\
        note: {vi: '[x](javascript:alert(1))', en: c}\nsources: [{source: bao}]\n";
    site.write("data/targets/x.yaml", record);
    let ran = site.run(&["build"]);
    assert_eq!(ran.code, Some(1), "{}", ran.err);
    assert!(ran.err.contains("unsafe-link"), "{}", ran.err);
}

/// What was set aside and what was mended after it are in different bytes; the ids of what
/// was set aside were looked for in the wrong ones, in the middle of a letter.
#[test]
fn a_record_set_aside_before_tabs_are_mended_is_found_again() {
    let text = "- id: mot\n  levels: [communal,\n    \t\t\t\t\t\tprovincial]\n- id: ộộộộộộ\n  area: \"quang-ngai\n- id: tab\n\tarea: quang-ngai\n";
    assert!(check(text).contains("error[tab]"));
    let lines = "  \tprovincial,\n".repeat(7);
    let text = format!(
        "- id: mot\n  levels: [communal,\n{lines}central]\n- id: ộộộộộộ\n  area: \"quang-ngai\n- id: tab\n\tarea: quang-ngai\n"
    );
    check(text);
}

/// A text from an old Mac, as some spreadsheets still write: told as one endless line before.
#[test]
fn lines_may_end_with_a_carriage_return() {
    let record = "id: a\rarea: quang-ngai\rstatement: {vi: Ạ, en: A}\rdue: hết năm\rsources: [{source: bao}]\r";
    let out = check(record);
    assert!(out.contains("bad.yaml:4:6: error[not-a-date]"), "{out}");
    let site = Site::small();
    site.write("data/targets/bad.yaml", record);
    let human = site.run(&["check"]).out;
    assert!(human.contains("4 | due: hết năm"), "{human}");
}

#[test]
fn what_a_record_cannot_do_without_is_not_excused() {
    for key in ["id", "area", "statement", "sources"] {
        let out = check(format!("- {key}:\n  unknown: {{{key}: not_stated}}\n"));
        assert!(out.contains("error[empty-value]"), "{out}");
    }
}

#[cfg(unix)]
#[test]
fn a_pipe_in_the_place_of_a_file_is_not_waited_for() {
    let site = Site::small();
    let status =
        std::process::Command::new("mkfifo").arg(site.path().join("data/areas/f.yaml")).status();
    if !status.is_ok_and(|status| status.success()) {
        super::support::skipped("mkfifo is not here");
        return;
    }
    let ran = site.run(&["check", "--format", "short"]);
    assert_eq!(ran.code, Some(1));
    assert!(ran.out.contains("not-a-file"), "{}", ran.out);
}

/// Found on reading: the byte behind the place of an error was taken for the end of a letter.
#[test]
fn a_mistake_at_a_long_letter_is_told_like_any_other() {
    for line in [
        "statement: {vi: \"a\" ộ, en: b}",
        "levels: [\"a\" ộ]",
        "levels: [\"a\"Ữ, b]",
        "statement: {vi: [b] ộ, en: d}",
        "levels: [[b] ộ]",
        "statement: {ộ ộ: ộ: ộ, en: \"b\" ộ}",
        "statement: \"a\" ộ",
        "statement: 'ộ' ộ: ộ",
    ] {
        check(format!("- id: a\n  {line}\n- id: ộ\n  clause: \"ộ\n- id: c\n\tclause: ộ\n"));
        check(format!("id: a\n{line}\n"));
    }
}

/// A portal that has been published and would be deleted by the next build, which fails: the
/// file looks like the list of a replacement that was cut off.
#[test]
fn a_file_of_the_site_cannot_pass_for_the_programs_own() {
    let site = Site::small();
    assert_eq!(site.run(&["build"]).code, Some(0));
    let before = super::support::read(&site.path().join("public"));
    for name in [".minhbach-moving/SHA256SUMS", ".minhbach/x", ".Minhbach-next/a.txt"] {
        site.write(&format!("static/{name}"), "0  nothing.html\n");
        let ran = site.run(&["--lang", "en", "check", "--format", "short"]);
        assert_eq!(ran.code, Some(1), "{name}: {}", ran.out);
        let told = format!("static/{name}:1:1: error[file-name]");
        assert!(ran.out.contains(&told), "{name}: {}", ran.out);
        assert_eq!(site.run(&["build"]).code, Some(1));
        assert!(super::support::read(&site.path().join("public")) == before, "{name}");
        std::fs::remove_dir_all(site.path().join("static")).expect("removed");
    }
    // Even where such a folder has come into the portal: it lacks the mark.
    site.write("public/.minhbach-moving/SHA256SUMS", "0  nothing.html\n");
    site.write("data/targets/bad.yaml", "id: x\n");
    assert_eq!(site.run(&["build"]).code, Some(1));
    assert!(site.path().join("public/index.html").exists());
    std::fs::remove_file(site.path().join("data/targets/bad.yaml")).expect("removed");
    let ran = site.run(&["build"]);
    assert_eq!(ran.code, Some(3), "{}", ran.err);
    assert!(ran.err.contains("foreign-files"), "{}", ran.err);
}

/// What would be met when half of the portal is written is told before, with its place.
#[test]
fn a_file_in_the_place_of_a_folder_is_told_where_it_comes_from() {
    let about = "content/about.vi.md";
    let page = |alias: &str| format!("---\ntitle: A\naliases: [{alias}]\n---\nA.\n");
    let long = "a".repeat(256);
    let deep = "a/".repeat(500);
    for (file, content, told) in [
        (about, page("/vi/index.html/cu/"), "about.vi.md:3:11: error[file-and-folder]".to_owned()),
        (about, page(&format!("/vi/{long}/")), "about.vi.md:3:11: error[file-name]".to_owned()),
        (about, page(&format!("/vi/{deep}")), "about.vi.md:3:11: error[file-name]".to_owned()),
        (about, page("/vi/con/"), "about.vi.md:3:11: error[file-name]".to_owned()),
        (about, page("/vi/About/"), "about.vi.md:3:11: warning[same-but-for-case]".to_owned()),
        ("static/vi", String::new(), "static/vi:1:1: error[file-and-folder]".to_owned()),
        (
            "static/robots.txt/x",
            String::new(),
            "robots.txt/x:1:1: error[file-and-folder]".to_owned(),
        ),
        (
            "static/Robots.txt",
            String::new(),
            "Robots.txt:1:1: warning[same-but-for-case]".to_owned(),
        ),
        ("static/VI", String::new(), "static/VI:1:1: warning[same-but-for-case]".to_owned()),
        (
            "static/vi/index.html",
            String::new(),
            "static/vi/index.html:1:1: error[same-address]".to_owned(),
        ),
    ] {
        let site = Site::small();
        site.write("content/a.vi.md", "---\ntitle: B\n---\nA.\n");
        site.write(file, &content);
        let ran = site.run(&["--lang", "en", "check", "--format", "short"]);
        assert!(ran.out.contains(&told), "{told}: {}", ran.out);
        let code = if told.contains("warning") { 0 } else { 1 };
        assert_eq!(ran.code, Some(code), "{told}: {}", ran.out);
        let told =
            ran.out.lines().filter(|line| line.contains("[file-") || line.contains("[same-"));
        assert_eq!(told.count(), 1, "{}", ran.out);
    }
    let site = Site::small();
    site.write("static/a.pdf", "a");
    site.write("static/A.pdf", "b");
    site.write("data/targets/nul.yaml", "id: nul\narea: quang-ngai\nstatement: {vi: a, en: b}\ndue: 2025\nsources: [{source: bao}]\n");
    let ran = site.run(&["--lang", "en", "check", "--format", "short"]);
    assert!(ran.out.contains("nul.yaml:1:5: error[file-name]"), "{}", ran.out);
    // Where the system itself takes both for one there is nothing to tell.
    if std::fs::read(site.path().join("static/a.pdf")).expect("a file") == b"a" {
        assert!(ran.out.contains("a.pdf:1:1: warning[same-but-for-case]"), "{}", ran.out);
    }
}

/// An alias that is another page's is the one to change, not the page.
#[test]
fn of_two_equal_addresses_the_alias_is_told() {
    let site = Site::small();
    site.write("content/b.vi.md", "---\ntitle: B\n---\nB.\n");
    site.write("content/a.vi.md", "---\ntitle: A\naliases: [/vi/b/]\n---\nA.\n");
    let ran = site.run(&["--lang", "en", "check", "--format", "short"]);
    assert!(ran.out.contains("content/a.vi.md:3:11: error[same-address]"), "{}", ran.out);
}

#[cfg(unix)]
#[test]
fn a_name_that_breaks_the_list_of_files_is_refused() {
    use std::os::unix::ffi::OsStrExt as _;
    let names: [&[u8]; 4] = [b"a\nb.txt", b"\x1b]0;x.txt", b"caf\xe9.txt", b"a\\b.txt"];
    for name in names {
        let site = Site::small();
        site.write("static/good.txt", "a");
        let file = site.path().join("static").join(std::ffi::OsStr::from_bytes(name));
        if std::fs::write(file, "b").is_err() {
            super::support::skipped("such a name cannot be written here");
            continue;
        }
        let ran = site.run(&["--lang", "en", "build"]);
        assert_eq!(ran.code, Some(1), "{}", ran.err);
        assert!(ran.err.contains("error[file-name]") && ran.err.contains("static/"), "{}", ran.err);
        assert!(!ran.err.contains('\u{1b}'), "{:?}", ran.err);
        assert!(!site.path().join("public").exists());
    }
}

/// Nothing of the machine is published because a name leads there.
#[cfg(unix)]
#[test]
fn a_folder_that_leads_out_of_the_portal_is_refused() {
    let outside = Site::empty();
    for folder in ["ssl", "cong-khai/assets", "targets"] {
        outside.write(&format!("{folder}/secret.yaml"), "the machine's own");
    }
    let settings = Site::small();
    let settings = std::fs::read_to_string(settings.path().join("site.yaml")).expect("settings");
    for key in ["data", "content", "static", "themes", "words"] {
        for path in ["ln", "ln/ssl"] {
            let site = Site::small();
            site.write("site.yaml", format!("{settings}paths: {{{key}: {path}}}\n"));
            let link = site.path().join("ln");
            std::os::unix::fs::symlink(outside.path(), link).expect("a link");
            let ran = site.run(&["--lang", "en", "build"]);
            assert_eq!(ran.code, Some(1), "{key} {path}: {}", ran.err);
            assert!(ran.err.contains("error[folder-outside]"), "{key} {path}: {}", ran.err);
            assert!(ran.err.contains(&format!("| paths: {{{key}: {path}}}")), "{}", ran.err);
        }
    }
    // A theme, and the words of a language, by their own names.
    let site = Site::small();
    site.write("themes/x", "");
    std::fs::remove_file(site.path().join("themes/x")).expect("removed");
    let theme = site.path().join("themes/cong-khai");
    std::os::unix::fs::symlink(outside.path().join("cong-khai"), theme).expect("a link");
    site.write("words/x", "");
    let words = site.path().join("words/vi.yaml");
    std::os::unix::fs::symlink(outside.path().join("ssl/secret.yaml"), words).expect("a link");
    let ran = site.run(&["--lang", "en", "build"]);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    assert_eq!(ran.err.matches("warning[symbolic-link]").count(), 2, "{}", ran.err);
    assert!(!site.path().join("public/assets/secret.yaml").exists());
}

#[cfg(unix)]
#[test]
fn a_folder_that_is_not_used_is_told() {
    let site = Site::small();
    site.write("real/a.txt", "a");
    std::os::unix::fs::symlink("real", site.path().join("static")).expect("a link");
    let ran = site.run(&["--lang", "en", "check"]);
    assert_eq!(ran.code, Some(0), "{}", ran.out);
    assert!(ran.out.contains("warning[linked-folder]"), "{}", ran.out);
    // Without records there is no portal.
    std::fs::rename(site.path().join("data"), site.path().join("records")).expect("moved");
    std::os::unix::fs::symlink("records", site.path().join("data")).expect("a link");
    let ran = site.run(&["--lang", "en", "check"]);
    assert_eq!(ran.code, Some(1), "{}", ran.out);
    assert!(ran.out.contains("error[no-data]"), "{}", ran.out);
    let site = Site::small();
    let settings = std::fs::read_to_string(site.path().join("site.yaml")).expect("settings");
    for key in ["content", "static", "themes", "words"] {
        site.write("site.yaml", format!("{settings}paths: {{{key}: Nowhere}}\n"));
        let ran = site.run(&["--lang", "en", "check"]);
        assert_eq!(ran.code, Some(1), "{key}: {}", ran.out);
        assert!(ran.out.contains("error[no-folder-there]"), "{key}: {}", ran.out);
    }
}

/// What the program says of a table of one's own with these columns and rows.
fn check_table(fields: &str, rows: &str) -> String {
    let site = Site::small();
    let record = format!("title: {{vi: a, en: a}}\nrows: r.csv\nfields: [{fields}]\n");
    site.write("data/datasets/bang/dataset.yaml", record);
    site.write("data/datasets/bang/r.csv", rows);
    site.run(&["--lang", "en", "check", "--format", "short"]).out
}

#[test]
fn wide_and_long_tables_are_read_in_one_go() {
    // A quarter of a minute, and half a one, before columns and values were looked up by name
    // and suggestions made only where they are told.
    let names: Vec<String> = (0..100_000).map(|name| format!("c{name}")).collect();
    let out = check_table("", &format!("{}\n", names.join(",")));
    assert!(!out.contains("error"), "{out}");
    let values: Vec<String> = (0..500).map(|value| format!("gia-tri-so-{value}")).collect();
    let fields =
        format!("{{name: a, type: string, constraints: {{enum: [{}]}}}}", values.join(", "));
    let out = check_table(&fields, &format!("a\n{}", "gia-trj-so-123\n".repeat(50_000)));
    assert!(out.contains("49800 more problems in this file"), "{out}");
    // Were reading to go on behind a quote that is not closed, each would be followed to the
    // end of the file.
    let out = check_table("", &format!("a\n{}\"x", "\"b\"\"c\n".repeat(500_000)));
    assert_eq!(out.matches("error[unclosed-quote]").count(), 1, "{out}");
}

#[test]
fn what_cannot_be_shown_is_refused_in_a_cell_with_its_place() {
    for (character, name) in [('\0', "U+0000"), ('\u{1b}', "U+001B"), ('\u{85}', "U+0085")] {
        for (fields, rows) in [
            ("", format!("a,b\n1,x{character}y\n")),
            ("{name: a, type: string}, {name: b, type: string}", format!("a,b\n1,x{character}y\n")),
        ] {
            let out = check_table(fields, &rows);
            let told = format!(
                "r.csv:2:4: error[control-character]: the cell has the control character `{name}`"
            );
            assert!(out.contains(&told), "{out}");
        }
    }
    let out = check_table("", "a\u{1}b\n1\n");
    assert!(out.contains("r.csv:1:2: error[control-character]"), "{out}");
    // Several lines and a tab are no harm.
    let out = check_table("", "a,b\r\n1,\"hai\r\ndòng\tx\"\r\n");
    assert!(!out.contains("error"), "{out}");
}
