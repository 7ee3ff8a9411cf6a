//! What changed last, as git knows it and the first page tells it.

use super::support::{Site, read};
use std::path::Path;
use std::process::Command;

/// Asks git for something in a folder, on a day, without what its user has set.
fn git(folder: &Path, day: &str, arguments: &[&str]) {
    let at = format!("{day}T10:00:00Z");
    let output = Command::new("git")
        .current_dir(folder)
        .args(["-c", "user.name=An", "-c", "user.email=an@example.vn"])
        .args(arguments)
        .env("GIT_AUTHOR_DATE", &at)
        .env("GIT_COMMITTER_DATE", &at)
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .env("GIT_CONFIG_SYSTEM", "/dev/null")
        .output()
        .expect("git");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

fn commit(site: &Site, day: &str) {
    git(site.path(), day, &["add", "."]);
    git(site.path(), day, &["commit", "--quiet", "--message", "Ghi"]);
}

/// The lines of the first page that tell what changed, without their tags.
fn told(folder: &Path, language: &str) -> Vec<String> {
    let out = tempfile::TempDir::new().expect("a folder");
    let to = out.path().join("public");
    let ran =
        super::support::run_in(folder, &["build", "-o", to.to_str().expect("a path of letters")]);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    let page = read(&to).remove(&format!("{language}/index.html")).expect("the first page");
    let page = String::from_utf8(page).expect("UTF-8");
    let Some((_, section)) = page.split_once("id=\"_changes\"") else { return Vec::new() };
    let (section, _) = section.split_once("</section>").expect("its end");
    let line = |item: &str| {
        let pieces = item.split('<').map(|piece| piece.split_once('>').map_or(piece, |(_, t)| t));
        pieces.collect::<String>().trim().to_owned()
    };
    section.split("<li>").skip(1).map(line).collect()
}

fn target(id: &str, value: u32, results: &str) -> String {
    format!(
        "- id: {id}\n  area: quang-ngai\n  statement: {{vi: Chỉ tiêu {id}, en: Target {id}}}\n  \
         quantity: {{value: {value}, unit: percent}}\n  due: 2025\n  resolution: nq-13\n  \
         sources: [{{source: bao}}]\n  levels: [provincial]\n{results}"
    )
}

#[test]
fn records_are_told_by_what_became_of_them_on_a_day() {
    let site = Site::small();
    assert!(told(site.path(), "vi").is_empty(), "there is no git");
    git(site.path(), "2026-11-01", &["init", "--quiet"]);
    site.write("data/targets/qn.yaml", target("mot", 10, "") + &target("hai", 20, ""));
    commit(&site, "2026-11-01");
    let first = "ngày 01 tháng 11 năm 2026: thêm 1 địa phương (Quảng Ngãi); thêm 1 văn bản \
                 (13-NQ/TU); thêm 2 chỉ tiêu (Chỉ tiêu hai; Chỉ tiêu mot); thêm 1 nguồn (Một bài báo).";
    assert_eq!(told(site.path(), "vi"), [first]);

    // What moves, is put in order or is commented says what it said.
    site.write("data/targets/khac.yaml", "# Ghi chú\n".to_owned() + &target("hai", 20, ""));
    site.write("data/targets/qn.yaml", target("mot", 10, ""));
    commit(&site, "2026-11-02");
    assert_eq!(told(site.path(), "vi"), [first]);

    // Of two commits of a day only what they did together is told.
    let result = "  achievements:\n    - id: mot-kq\n      quantity: {value: 5, unit: percent}\n      \
                  period: 2024\n      sources: [{source: bao}]\n";
    site.write("data/targets/qn.yaml", target("mot", 11, "") + &target("ba", 1, ""));
    commit(&site, "2026-11-03");
    site.write("data/targets/qn.yaml", target("mot", 10, result));
    site.write("data/targets/khac.yaml", target("hai", 21, ""));
    commit(&site, "2026-11-03");
    let third = "ngày 03 tháng 11 năm 2026: sửa 1 chỉ tiêu (Chỉ tiêu hai); thêm 1 kết quả \
                 (Chỉ tiêu mot).";
    assert_eq!(told(site.path(), "vi"), [third, first]);

    // What is not on a page any more is counted and not named.
    std::fs::remove_file(site.path().join("data/targets/khac.yaml")).expect("a file");
    commit(&site, "2026-11-04");
    assert_eq!(
        told(site.path(), "en"),
        [
            "4 November 2026: 1 target removed.",
            "3 November 2026: 1 target revised; 1 result added (Target mot).",
            "1 November 2026: 1 area added (Quang Ngai); 1 document added (13-NQ/TU); 2 targets \
             added (Target mot); 1 source added (Một bài báo)."
        ]
    );
}

#[test]
fn what_a_shallow_clone_does_not_know_is_not_told() {
    let site = Site::small();
    git(site.path(), "2026-11-01", &["init", "--quiet"]);
    commit(&site, "2026-11-01");
    site.write("data/targets/qn.yaml", target("mot", 10, ""));
    commit(&site, "2026-11-05");
    let clones = Site::empty();
    let whole = format!("file://{}", site.path().display());
    for depth in ["1", "2"] {
        let clone = clones.path().join(depth);
        let to = clone.to_str().expect("a path of letters");
        git(clones.path(), "2026-11-06", &["clone", "--quiet", "--depth", depth, &whole, to]);
    }
    assert!(told(&clones.path().join("1"), "vi").is_empty());
    let newest = "ngày 05 tháng 11 năm 2026: thêm 1 chỉ tiêu (Chỉ tiêu mot).";
    assert_eq!(told(&clones.path().join("2"), "vi"), [newest]);
}

#[test]
fn what_git_has_kept_does_no_harm() {
    let site = Site::small();
    git(site.path(), "2026-11-01", &["init", "--quiet"]);
    // Names that lead to names that lead to names, a file that is no text, one that is broken.
    let mut deep = "a0: &a0 [x]\n".to_owned();
    for level in 1..5_000 {
        deep += &format!("a{level}: &a{level} [*a{}, *a{}]\n", level - 1, level - 1);
    }
    site.write("data/targets/deep.yaml", format!("id: sau\n{deep}"));
    site.write("data/targets/bytes.yaml", [0xff, 0xfe, 0x00]);
    site.write("data/targets/broken.yaml", "- id: [\n");
    commit(&site, "2026-11-01");
    for name in ["deep", "bytes", "broken"] {
        std::fs::remove_file(site.path().join(format!("data/targets/{name}.yaml"))).expect("gone");
    }
    commit(&site, "2026-11-02");
    assert_eq!(told(site.path(), "vi").len(), 1, "{:?}", told(site.path(), "vi"));
}
