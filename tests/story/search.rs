//! Searching the demonstration portal: its own script reads its own files, under node.

use super::support::{Site, repository, skipped};
use std::collections::BTreeMap;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::LazyLock;

/// The portal, built once for all these tests.
static PORTAL: LazyLock<Site> = LazyLock::new(|| {
    let site = Site::demonstration_without_pictures();
    let ran = site.run(&["build", "--quiet", "--base-url", "https://example.vn/cong"]);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    site
});

/// What a question of `ask.js` is answered, as JSON.
type Answer = serde_json::Value;

/// Asks the script of a portal; nothing where there is no node to run it.
fn ask(portal: &Path, questions: &[serde_json::Value]) -> Option<Vec<Answer>> {
    let script = repository().join("tests/search/ask.js");
    let node = Command::new("node")
        .arg(script)
        .arg(portal)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn();
    let Ok(mut node) = node else {
        skipped("there is no node to run the script of the search");
        return None;
    };
    let lines: String = questions.iter().map(|question| format!("{question}\n")).collect();
    let mut input = node.stdin.take().expect("its input");
    let writer = std::thread::spawn(move || input.write_all(lines.as_bytes()));
    let output = node.wait_with_output().expect("an answer");
    writer.join().expect("a thread").expect("questions");
    assert!(output.status.success());
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    let answers: Vec<Answer> =
        text.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    assert_eq!(answers.len(), questions.len());
    Some(answers)
}

fn public() -> std::path::PathBuf {
    PORTAL.path().join("public")
}

fn search(lang: &str, query: &str) -> serde_json::Value {
    serde_json::json!({"lang": lang, "query": query})
}

fn texts<'a>(answer: &'a Answer, field: &str) -> Vec<&'a str> {
    let values = answer[field].as_array().expect("a list");
    values.iter().map(|value| value.as_str().expect("a text")).collect()
}

/// The rows of a table of tests.
fn rows(name: &str) -> Vec<csv::StringRecord> {
    let path = repository().join("tests/data").join(name);
    let rows = csv::Reader::from_path(path).expect("a table").into_records();
    rows.map(|row| row.expect("a row")).collect()
}

#[test]
fn every_query_of_the_table_finds_its_page() {
    let rows = rows("queries.csv");
    assert!(rows.len() >= 50);
    let questions: Vec<_> = rows.iter().map(|row| search(&row[0], &row[1])).collect();
    let Some(answers) = ask(&public(), &questions) else { return };
    let mut missed = Vec::new();
    for (row, answer) in rows.iter().zip(&answers) {
        let within: usize = row[3].parse().expect("a number");
        let found = texts(answer, "found");
        let first = &found[..found.len().min(within)];
        if !first.contains(&&row[2]) {
            missed.push(format!("{}: {} is not among {first:?}", &row[1], &row[2]));
        }
    }
    assert!(missed.is_empty(), "{missed:#?}");
}

#[test]
fn every_result_leads_to_a_page() {
    let queries =
        ["tinh", "chuyen doi so", "13", "digital", "nguon", "trang", "du lieu", "xa", "dich vu"];
    let questions: Vec<_> =
        ["vi", "en"].iter().flat_map(|lang| queries.map(|query| search(lang, query))).collect();
    let Some(answers) = ask(&public(), &questions) else { return };
    let mut seen = 0;
    for path in answers.iter().flat_map(|answer| texts(answer, "found")) {
        let (page, anchor) = path.split_once('#').unwrap_or((path, ""));
        let file = public().join(&page[1..]).join("index.html");
        let html = std::fs::read_to_string(&file).unwrap_or_else(|_| panic!("{path}"));
        assert!(anchor.is_empty() || html.contains(&format!("id=\"{anchor}\"")), "{path}");
        seen += 1;
    }
    assert!(seen > 150, "only {seen}");
}

#[test]
fn a_former_province_says_what_it_became() {
    let questions = [search("vi", "bac lieu"), search("en", "bac lieu")];
    let Some(answers) = ask(&public(), &questions) else { return };
    let notes: Vec<&str> =
        answers.iter().flat_map(|answer| texts(answer, "notes")[..2].to_vec()).collect();
    assert_eq!(
        notes,
        [
            "Nay thuộc Cà Mau, từ 01/07/2025.",
            "Lập từ Bạc Liêu, Cà Mau (cũ), từ 01/07/2025.",
            "Part of Ca Mau since 1 July 2025.",
            "Made of Bac Lieu, the former Ca Mau on 1 July 2025.",
        ]
    );
}

#[test]
fn what_was_typed_is_marked_in_the_title() {
    let questions = [search("vi", "kinh te so"), search("vi", "tỉ trọng kinh tế số")];
    let Some(answers) = ask(&public(), &questions) else { return };
    assert_eq!(answers[0]["marks"][0], serde_json::json!(["kinh", "tế", "số"]));
    let marks = serde_json::json!(["Tỷ", "trọng", "kinh", "tế", "số"]);
    assert_eq!(answers[1]["marks"][0], marks);
}

#[test]
fn a_query_that_finds_nothing_whole_says_what_it_found_instead() {
    let questions = [
        search("vi", "chuyển đổi số"),
        search("vi", "chuyeen doi so"),
        search("vi", "kinh te so zzzzz"),
        search("vi", "zzzzz"),
        search("vi", ""),
    ];
    let Some(answers) = ask(&public(), &questions) else { return };
    let ways: Vec<&str> =
        answers.iter().map(|answer| answer["way"].as_str().expect("a way")).collect();
    assert_eq!(ways, ["all", "meant", "some", "none", "none"]);
    assert_eq!(texts(&answers[4], "found").len(), 0);
}

#[test]
fn the_browser_spells_as_the_program_does() {
    let rows = rows("spellings.csv");
    let questions: Vec<_> = rows.iter().map(|row| serde_json::json!({"spell": &row[0]})).collect();
    let Some(answers) = ask(&public(), &questions) else { return };
    for (row, answer) in rows.iter().zip(&answers) {
        assert_eq!(answer.as_str(), Some(&row[1]), "{}", &row[0]);
    }
}

/// Texts that nobody expects, the same each time.
fn strange_texts() -> Vec<String> {
    let mut state = 57u64;
    let mut next = move |limit: u32| {
        state =
            state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        u32::try_from(state >> 33).unwrap_or(0) % limit
    };
    let pools: [&[(u32, u32)]; 4] = [
        &[(0x20, 0x7f), (0x300, 0x370), (0x1ea0, 0x1efa)],
        &[(0, 0x300)],
        &[(0x61, 0x7b), (0x30, 0x3a), (0x2c, 0x2f), (0x110, 0x112)],
        &[(0, 0x11_0000)],
    ];
    let mut text = |pool: &[(u32, u32)]| -> String {
        let length = next(24);
        let mut letter = || {
            let (from, to) = pool[next(u32::try_from(pool.len()).expect("few")) as usize];
            char::from_u32(from + next(to - from))
        };
        (0..length).filter_map(|_| letter()).collect()
    };
    (0..1000).map(|number| text(pools[number % pools.len()])).collect()
}

#[test]
fn any_text_is_spelled_alike_and_can_be_searched() {
    let texts = strange_texts();
    let spell = texts.iter().map(|text| serde_json::json!({"spell": text}));
    let questions: Vec<_> = spell.chain(texts.iter().map(|text| search("vi", text))).collect();
    let Some(answers) = ask(&public(), &questions) else { return };
    for (text, answer) in texts.iter().zip(&answers) {
        let mut words = Vec::new();
        minhbach::text::each_spelling(text, |word| words.push(word.to_owned()));
        assert_eq!(answer.as_str(), Some(&*words.join(" ")), "{text:?}");
    }
}

/// Bytes of a file as a server sends them.
fn sent(path: &Path) -> usize {
    use std::process::Stdio;
    let file = std::fs::File::open(path).unwrap_or_else(|_| panic!("{}", path.display()));
    let gzip = Command::new("gzip").arg("-9c").stdin(Stdio::from(file)).output().expect("gzip");
    gzip.stdout.len()
}

/// The first search of a visitor with an empty cache: page, style with its fonts, scripts, and
/// the files of the index, each with its headers.
#[test]
fn a_first_search_of_the_demonstration_portal_sends_at_most_60_kilobytes() {
    let rows = rows("queries.csv");
    let questions: Vec<_> = rows.iter().map(|row| search(&row[0], &row[1])).collect();
    let Some(answers) = ask(&public(), &questions) else { return };
    let portal = public();
    // As Chromium counted them, with those that `_headers` asks for.
    const HEADERS: usize = 470;
    let mut fixed = HEADERS + sent(&portal.join("vi/tim-kiem/index.html"));
    for asset in walkdir::WalkDir::new(portal.join("assets")) {
        let asset = asset.expect("an entry");
        // Lists have a script of their own; a font is compressed already.
        let name = asset.file_name().to_string_lossy().into_owned();
        let size = match asset.path().extension().and_then(|extension| extension.to_str()) {
            Some("js" | "css" | "svg") if name != "list.js" => sent(asset.path()),
            Some("woff2") => {
                usize::try_from(asset.metadata().expect("a size").len()).expect("a size")
            }
            _ => continue,
        };
        fixed += HEADERS + size;
    }
    let mut sizes = BTreeMap::new();
    for (row, answer) in rows.iter().zip(&answers) {
        let mut size = fixed;
        for file in texts(answer, "files") {
            let path = portal.join("search").join(format!("{file}.js"));
            size += HEADERS + *sizes.entry(path.clone()).or_insert_with(|| sent(&path));
        }
        assert!(size <= 60_000, "{}: {size}", &row[1]);
    }
    assert!(sent(&portal.join("assets/search.js")) <= 15_000);
}

/// All pages of the A–Z index, one behind the other.
fn whole_index(lang: &str) -> String {
    let folder = public().join(lang).join("a-z");
    let page = |number: usize| {
        let name =
            if number > 1 { format!("{number}/index.html") } else { "index.html".to_owned() };
        std::fs::read_to_string(folder.join(name)).ok()
    };
    (1..).map_while(page).collect()
}

#[test]
fn without_scripts_the_index_has_everything() {
    for (lang, folder) in [("vi", "tim-kiem"), ("en", "search")] {
        let page = |path: &str| {
            std::fs::read_to_string(public().join(lang).join(path))
                .unwrap_or_else(|_| panic!("{path}"))
        };
        let search = page(&format!("{folder}/index.html"));
        assert!(search.contains("<noscript>") && search.contains("../a-z/index.html"));
        let index = whole_index(lang);
        let entries = index.matches("<li><a href=\"").count();
        assert!(entries > 300, "{entries}");
        assert!(index.contains("Bạc Liêu") || index.contains("Bac Lieu"));
    }
    let index = whole_index("vi");
    let place = |heading: &str| {
        index.find(&format!(">{heading}</h2>")).unwrap_or_else(|| panic!("{heading}"))
    };
    let letters = ["0–9", "B", "C", "D", "Đ", "H", "K", "Ư"];
    assert!(letters.windows(2).all(|pair| place(pair[0]) < place(pair[1])));
}

/// A title that would end the script, and one with separators that end a line in old browsers.
#[test]
fn titles_do_no_harm_in_the_files_of_the_search() {
    let site = Site::small();
    site.write(
        "data/terms/hostile.yaml",
        "id: hostile\nname: {vi: \"</script><img src=x onerror=alert(1)>\\u2028\\\"\", en: \"'); alert(1)//\"}\n\
         definition: {vi: Không., en: No.}\n",
    );
    let ran = site.run(&["build", "--quiet"]);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    let portal = site.path().join("public");
    for entry in walkdir::WalkDir::new(portal.join("search")) {
        let entry = entry.expect("an entry");
        if entry.file_type().is_file() {
            let text = std::fs::read_to_string(entry.path()).expect("UTF-8");
            assert!(
                !text.contains('<') && !text.contains('\u{2028}'),
                "{}",
                entry.path().display()
            );
        }
    }
    let Some(answers) = ask(&portal, &[search("vi", "onerror"), search("en", "alert")]) else {
        return;
    };
    for answer in answers {
        assert!(texts(&answer, "found")[0].ends_with("#hostile"));
    }
}
