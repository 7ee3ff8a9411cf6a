//! Themes: every one of them says the same of the same page, an editor changes from one to
//! another by one line, and what is wrong with one is told.

use super::preview::Preview;
use super::support::{Site, read, repository, skipped};
use minhbach::render::NAMES;
use std::collections::{BTreeMap, BTreeSet};
use std::io::Write as _;
use std::process::{Command, Stdio};
use std::sync::LazyLock;

/// The most bytes of a page of `don-gian` as a host sends it: what the first round trip of a
/// connection holds (ten segments of 1,460 bytes, RFC 6928), without what stands before a page.
const ROUND_TRIP: usize = 14_000;

type Files = BTreeMap<String, Vec<u8>>;

/// The demonstration portal in each theme that comes with the program. They differ in one
/// line of `site.yaml`.
static PORTALS: LazyLock<[(&str, Files); 2]> = LazyLock::new(|| {
    ["cong-khai", "don-gian"].map(|theme| {
        let site = Site::demonstration_without_pictures();
        let settings = std::fs::read_to_string(site.path().join("site.yaml")).expect("settings");
        let line = settings.lines().find(|line| line.starts_with("theme:")).expect("a theme");
        site.write("site.yaml", settings.replace(line, &format!("theme: {theme}")));
        let ran = site.run(&["build", "-o", "out", "--base-url", "https://a.vn"]);
        assert_eq!(ran.code, Some(0), "{}", ran.err);
        (theme, read(&site.path().join("out")))
    })
});

/// A tag: its name, its attributes, and where it ends.
struct Tag<'h> {
    name: &'h str,
    attributes: BTreeMap<&'h str, String>,
    end: usize,
}

/// The tags of a page, as our own templates write them: attributes in double quotes.
fn tags(html: &str) -> Vec<Tag<'_>> {
    let mut tags = Vec::new();
    let mut at = 0;
    while let Some(open) = html[at..].find('<').map(|open| at + open) {
        let mut end = open;
        let mut is_quoted = false;
        for (offset, c) in html[open..].char_indices() {
            end = open + offset + 1;
            match c {
                '"' => is_quoted = !is_quoted,
                '>' if !is_quoted => break,
                _ => {}
            }
        }
        let inner = &html[open + 1..end - 1];
        let (name, mut rest) = inner.split_once([' ', '\n']).unwrap_or((inner, ""));
        let mut attributes = BTreeMap::new();
        while let Some((key, value)) = rest.split_once("=\"") {
            let (value, behind) = value.split_once('"').expect("a closing quote");
            let key = key.rsplit([' ', '\n']).next().expect("a name");
            let value = value.replace("&amp;", "&").replace("&#39;", "'").replace("&quot;", "\"");
            attributes.insert(key, value);
            rest = behind;
        }
        tags.push(Tag { name, attributes, end });
        at = end;
    }
    tags
}

/// The text of the first element of this name that begins behind `from`.
fn text_of(html: &str, tag: &Tag<'_>) -> String {
    let end = html[tag.end..].find(&format!("</{}>", tag.name)).expect("its end") + tag.end;
    let mut text = String::new();
    let mut is_text = true;
    for c in html[tag.end..end].chars() {
        match c {
            '<' => is_text = false,
            '>' => is_text = true,
            c if is_text => text.push(c),
            _ => {}
        }
    }
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The file that a link on a page leads to and the place in it; `None` for a link elsewhere.
fn followed(page: &str, href: &str) -> Option<(String, Option<String>)> {
    if href.contains("://") || href.starts_with("mailto:") || href.starts_with("data:") {
        return None;
    }
    let (path, anchor) = match href.split_once('#') {
        Some((path, anchor)) => (path, Some(anchor.to_owned())),
        None => (href, None),
    };
    let path = path.split('?').next().unwrap_or_default();
    if path.is_empty() {
        return Some((page.to_owned(), anchor));
    }
    let mut parts: Vec<&str> = page.split('/').collect();
    parts.pop();
    for part in path.split('/') {
        match part {
            ".." => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    let path = parts.join("/");
    let path = percent_encoding::percent_decode_str(&path).decode_utf8().expect("UTF-8");
    Some((path.into_owned(), anchor))
}

/// What a reader must be told by a page, whatever it looks like.
#[derive(Debug, Default, PartialEq, Eq)]
struct Told {
    lang: String,
    kind: String,
    h1: Vec<String>,
    policy: String,
    /// The same page in other languages, as search engines are told and as readers are.
    alternates: BTreeSet<(String, String)>,
    /// Figures with their qualifiers and units, on pages about one target.
    figures: BTreeSet<[String; 3]>,
    status: BTreeSet<String>,
    /// Where records that are cited can be read.
    sources: BTreeSet<String>,
    /// Where a reader reports what is wrong.
    reports: BTreeSet<String>,
    words_of_the_source: BTreeSet<String>,
}

fn told(path: &str, html: &str) -> Told {
    let tags = tags(html);
    let mut told = Told::default();
    let of = |tag: &Tag<'_>, name: &str| tag.attributes.get(name).cloned().unwrap_or_default();
    for tag in &tags {
        match tag.name {
            "html" => told.lang = of(tag, "lang"),
            "body" => told.kind = of(tag, "data-page"),
            "h1" => told.h1.push(text_of(html, tag)),
            "meta" if of(tag, "http-equiv") == "Content-Security-Policy" => {
                told.policy = of(tag, "content");
            }
            "link" | "a" if of(tag, "rel") == "alternate" || of(tag, "rel") == "canonical" => {
                told.alternates.insert((of(tag, "hreflang"), of(tag, "href")));
            }
            _ => {}
        }
    }
    let is_one = ["record-targets", "record-commitments", "record-resolutions"];
    for tag in tags.iter().filter(|_| is_one.contains(&&*told.kind)) {
        if tag.attributes.contains_key("data-value") && told.kind == "record-targets" {
            let figure = ["data-value", "data-qualifier", "data-unit"].map(|name| of(tag, name));
            told.figures.insert(figure);
        }
        told.status.extend(tag.attributes.get("data-status").cloned());
        let href = of(tag, "href");
        if href.starts_with("mailto:") && href.contains("subject=") {
            told.reports.insert(href);
        } else if let Some((path, _)) = followed(path, &href)
            && (path.starts_with("vi/nguon/") || path.starts_with("en/sources/"))
        {
            told.sources.insert(path);
        }
    }
    if told.kind == "record-targets" {
        let quoted = html.split('“').skip(1).filter_map(|rest| rest.split_once('”'));
        told.words_of_the_source = quoted
            .filter(|(words, _)| words.starts_with("<span lang="))
            .map(|(words, _)| words.to_owned())
            .collect();
    }
    told
}

fn pages(files: &Files) -> BTreeMap<&str, &str> {
    let pages = files.iter().filter(|(path, _)| path.ends_with(".html"));
    pages.map(|(path, html)| (&**path, std::str::from_utf8(html).expect("UTF-8"))).collect()
}

/// Whether this is a later page of a list: how many there are is a theme's own.
fn is_later_page(path: &str) -> bool {
    let folder = path.strip_suffix("/index.html").and_then(|folder| folder.rsplit('/').next());
    folder.is_some_and(|folder| folder.bytes().all(|byte| byte.is_ascii_digit()))
}

#[test]
fn every_theme_says_the_same_of_the_same_page() {
    let [(_, first), (theme, second)] = &*PORTALS;
    let (first, second) = (pages(first), pages(second));
    let names = |pages: &BTreeMap<&str, &str>| -> BTreeSet<String> {
        pages.keys().filter(|path| !is_later_page(path)).map(|path| (*path).to_owned()).collect()
    };
    assert_eq!(names(&first), names(&second));
    let mut figures = 0;
    for path in names(&first) {
        let (one, other) = (told(&path, first[&*path]), told(&path, second[&*path]));
        assert_eq!(one, other, "{theme}: {path}");
        assert_eq!(one.h1.len(), 1, "{path}");
        assert!(!one.h1[0].is_empty() && !one.kind.is_empty() && !one.policy.is_empty(), "{path}");
        figures += one.figures.len();
    }
    assert!(figures > 50, "{figures}");
}

#[test]
fn every_page_of_every_theme_has_a_title_and_links_that_lead_somewhere() {
    for (theme, files) in &*PORTALS {
        let pages = pages(files);
        let ids: BTreeMap<&str, BTreeSet<String>> = pages
            .iter()
            .map(|(path, html)| {
                let ids =
                    tags(html).into_iter().filter_map(|tag| tag.attributes.get("id").cloned());
                (*path, ids.collect())
            })
            .collect();
        for (path, html) in &pages {
            let tags = tags(html);
            let title = tags.iter().find(|tag| tag.name == "title").expect("a title");
            assert!(!text_of(html, title).is_empty(), "{theme}: {path}");
            for href in tags.iter().filter_map(|tag| tag.attributes.get("href")) {
                let Some((file, anchor)) = followed(path, href) else { continue };
                assert!(files.contains_key(&file), "{theme}: {path}: {href}");
                if let Some(anchor) = anchor {
                    assert!(ids[&*file].contains(&anchor), "{theme}: {path}: {href}");
                }
            }
        }
    }
}

/// Downloads are no theme's business.
#[test]
fn what_is_no_page_is_the_same_in_every_theme() {
    let [(_, first), (_, second)] = &*PORTALS;
    let files = |files: &Files| -> Files {
        let own = |path: &str| {
            path.ends_with(".html")
                || path.starts_with("assets/")
                // Charts and cards look as their theme does.
                || [".svg", ".png"].iter().any(|end| path.ends_with(end))
                || matches!(path, "SHA256SUMS" | "sitemap.xml")
        };
        files.iter().filter(|(path, _)| !own(path)).map(|(p, b)| (p.clone(), b.clone())).collect()
    };
    let (first, second) = (files(first), files(second));
    assert!(first.len() > 20);
    assert!(first == second);
}

#[test]
fn a_plain_page_is_one_round_trip_and_needs_nothing_else() {
    if Command::new("gzip").arg("--version").output().is_err() {
        return skipped("no gzip to pack pages as hosts do");
    }
    let [_, (_, files)] = &*PORTALS;
    let sizes: Vec<(usize, &str)> =
        pages(files).into_iter().map(|(path, html)| (packed(html.as_bytes()), path)).collect();
    let (largest, path) = sizes.iter().max().expect("a page");
    assert!(*largest <= ROUND_TRIP, "{path}: {largest} bytes");
    let style = files.get("assets/style.css").expect("a stylesheet");
    assert!(packed(style) <= 2_000, "{}", style.len());
    for (path, html) in pages(files) {
        for tag in tags(html) {
            let is_extra = ["script", "img", "svg", "style", "iframe", "object", "picture"];
            assert!(!is_extra.contains(&tag.name), "{path}: <{}>", tag.name);
            assert!(!tag.attributes.contains_key("style"), "{path}");
        }
    }
    let assets: Vec<_> = files.keys().filter(|path| path.starts_with("assets/")).collect();
    assert_eq!(assets, ["assets/style.css"]);
}

/// How many bytes gzip makes of it, as hosts send pages.
fn packed(bytes: &[u8]) -> usize {
    let mut gzip = Command::new("gzip")
        .args(["-6", "-c"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("gzip");
    // Pages are smaller than what a pipe holds, so that neither end waits for the other.
    assert!(bytes.len() <= 64 << 10, "{}", bytes.len());
    gzip.stdin.take().expect("its input").write_all(bytes).expect("written");
    gzip.wait_with_output().expect("packed").stdout.len()
}

/// A theme that writes one thing on every page of prose, in this engine.
fn theme_of(engine: &str, page: &str) -> Site {
    let site = Site::small();
    let settings = std::fs::read_to_string(site.path().join("site.yaml")).expect("settings");
    let settings: String = settings
        .lines()
        .filter(|line| !line.starts_with("theme:"))
        .map(|l| format!("{l}\n"))
        .collect();
    site.write("site.yaml", format!("{settings}theme: thu\n"));
    site.write("themes/thu/theme.yaml", format!("engine: {engine}\n"));
    for name in [
        "welcome",
        "not-found",
        "home",
        "list",
        "record",
        "table",
        "page",
        "moved",
        "search",
        "index-az",
    ] {
        site.write(&format!("themes/thu/templates/{name}.html"), "x");
    }
    for name in ["progress", "coverage", "conflicts", "comparison"] {
        site.write(&format!("themes/thu/templates/reports/{name}.html"), "x");
    }
    site.write("themes/thu/templates/home.html", page);
    site
}

#[test]
fn a_template_in_tera_that_never_ends_is_stopped_and_nothing_is_published() {
    let deep = "{% for a in range(end=9999) %}{% for b in range(end=9999) %}{% for c in range(end=9999) %}{% endfor %}{% endfor %}{% endfor %}";
    let listed =
        "{{ [[1 for b in range(end=9999) if false] | length for a in range(end=9999)] | length }}";
    let calling = "{% component c(n) %}{% if n > 0 %}{{ <c n={n - 1} /> }}{{ <c n={n - 1} /> }}{{ <c n={n - 1} /> }}{{ <c n={n - 1} /> }}{% endif %}{% endcomponent c %}{{ <c n={18} /> }}";
    let numbered = "{% for a in range(end=9999) %}{{ range(end=99999) | length }}{% endfor %}";
    for endless in [deep, listed, calling, numbered] {
        let site = theme_of("tera", endless);
        let ran = site.run(&["--lang", "en", "build"]);
        assert_eq!(ran.code, Some(1), "{}", ran.err);
        assert!(ran.err.contains("template-failed"), "{}", ran.err);
        assert!(ran.err.contains("`home.html:1`"), "{}", ran.err);
        assert!(ran.err.contains("it has not ended after 1000000 steps"), "{}", ran.err);
        assert!(!site.path().join("public").exists());
    }
    let much = "{% set x = 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa' %}{% for i in range(end=99999) %}{{ x }}{{ x }}{{ x }}{{ x }}{{ x }}{{ x }}{{ x }}{{ x }}{% endfor %}";
    let ran = theme_of("tera", much).run(&["--lang", "en", "build"]);
    assert!(ran.code == Some(1) && ran.err.contains("larger than 64 MiB"), "{}", ran.err);
}

#[test]
fn the_preview_tells_of_a_template_that_never_ends_and_goes_on() {
    let endless =
        "{% for a in range(end=9999) %}{% for b in range(end=9999) %}{% endfor %}{% endfor %}";
    let site = theme_of("tera", endless);
    let preview = Preview::of(&site);
    let page = preview.get("/vi/");
    assert!(page.starts_with("HTTP/1.1 500") && page.contains("template-failed"), "{page}");
    site.write("themes/thu/templates/home.html", "<h1>{{ site.title }}</h1>");
    preview.wait_for("/vi/", "<h1>");
}

/// What templates in both engines make of the same.
#[test]
fn what_templates_can_call_says_the_same_in_both_engines() {
    let jinja = "{{ t('page.as_of', date=site.as_of) }}|{{ t('page.licence', licence='<b>') }}|{{ counted('page.rows', 1200) }}|{{ asset('a.css') }}|{{ mark('no') }}|{{ explain('<p>x</p>' | safe).html }}|{{ page.canonical or '-' }}|{{ sections[0].list.count }}|{{ site.contact.email or '-' }}|{{ reports[0].coverage.targets }}";
    let tera = jinja
        .replace("t('page", "t(key='page")
        .replace("counted('page.rows', 1200)", "counted(key='page.rows', count=1200)")
        .replace("asset('", "asset(name='")
        .replace("mark('", "mark(name='")
        .replace(
            "explain('<p>x</p>' | safe).html",
            "explain(html='<p>x</p>' | safe) | get(key='html')",
        );
    let made = [("minijinja", jinja), ("tera", &*tera)].map(|(engine, home)| {
        let site = theme_of(engine, home);
        let ran = site.run(&["build"]);
        assert_eq!(ran.code, Some(0), "{}", ran.err);
        std::fs::read_to_string(site.path().join("public/vi/index.html")).expect("a page")
    });
    assert_eq!(made[0], made[1]);
    assert!(made[0].contains("<time") && made[0].contains("&lt;b&gt;"), "{}", made[0]);
}

#[test]
fn the_page_size_is_the_settings_else_the_themes() {
    let site = theme_of("tera", "x");
    let pages = |site: &Site| {
        let ran = site.run(&["build"]);
        assert_eq!(ran.code, Some(0), "{}", ran.err);
        let lists = read(&site.path().join("public"));
        lists.keys().filter(|path| path.starts_with("vi/tinh/") && is_later_page(path)).count()
    };
    for area in ["a", "b", "c", "d"] {
        let record = format!(
            "id: tinh-{area}\nname: {{vi: Tỉnh {area}, en: Area {area}}}\ntypes: [{{type: province}}]\nunknown: {{valid: not_stated}}\n"
        );
        site.write(&format!("data/areas/tinh-{area}.yaml"), record);
    }
    let areas = read(&site.path().join("data/areas")).len();
    assert_eq!(pages(&site), 0);
    site.write("themes/thu/theme.yaml", "engine: tera\npage_size: 2\n");
    assert_eq!(pages(&site), areas.div_ceil(2) - 1);
    let settings = std::fs::read_to_string(site.path().join("site.yaml")).expect("settings");
    site.write("site.yaml", format!("{settings}page_size: 1\n"));
    assert_eq!(pages(&site), areas - 1);
}

/// What an engine without objects is given is what the objects are asked for.
#[test]
fn every_name_that_templates_can_ask_for_is_told_of() {
    let files =
        ["page", "record", "value", "list", "judgement", "citation", "chart", "report", "table"];
    for ((view, names), file) in NAMES.iter().zip(files) {
        let path = repository().join(format!("src/render/{file}.rs"));
        let code = std::fs::read_to_string(path).expect("the code");
        let object = match *view {
            "page" => "PageView",
            "record" => "RecordView",
            "field" => "FieldView",
            "list" => "ListView",
            "judgement" => "JudgementView",
            "citation" => "CitationView",
            "chart" => "ChartView",
            "report" => "ReportView",
            _ => "TableView",
        };
        let (_, code) = code.split_once(&format!("impl Object for {object} {{")).expect(object);
        let (_, code) = code.split_once("fn get_value").expect(object);
        let (code, _) = code.split_once("\n}\n").expect("its end");
        let arms = code.lines().map(str::trim).filter(|line| line.starts_with('"'));
        let asked = arms.filter_map(|line| line.split_once("=>")).flat_map(|(names, _)| {
            names.split('"').skip(1).step_by(2).map(str::to_owned).collect::<Vec<_>>()
        });
        for name in asked.filter(|name| !["view", "speaker"].contains(&&**name)) {
            assert!(names.contains(&&*name), "{view}.{name}");
        }
    }
}

/// Whoever adds a name adds it to the guide.
#[test]
fn every_name_is_in_the_guide() {
    for language in ["vi", "en"] {
        let path = repository().join(format!("content/guide-themes.{language}.md"));
        let page = std::fs::read_to_string(path).expect("the guide");
        for (view, names) in NAMES {
            let head = format!("`{view}`");
            let section = page
                .split("\n### ")
                .find(|section| section.lines().next().is_some_and(|line| line.contains(&head)));
            let section = section.unwrap_or_else(|| panic!("{language}: {view}"));
            let missing: Vec<_> =
                names.iter().filter(|name| !section.contains(&format!("`{name}`"))).collect();
            assert!(missing.is_empty(), "{language}: {view}: {missing:?}");
        }
    }
}
