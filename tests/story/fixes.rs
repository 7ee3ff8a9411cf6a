//! A fix that is offered is a promise: whoever lets a program make it has the problem no more.

use super::support::Site;
use super::transcripts;
use serde_json::Value;
use std::fs;

fn problems(site: &Site) -> Vec<Value> {
    let report: Value = serde_json::from_str(&site.run(&["check", "--format", "json"]).out)
        .expect("a report as JSON");
    report["diagnostics"].as_array().expect("problems").clone()
}

/// What a problem says, wherever it stands.
fn said(problem: &Value) -> (&Value, &Value, &Value) {
    (&problem["code"], &problem["file"], &problem["message"])
}

/// The byte of a line and a column, both counted from 1, the column in characters.
fn byte_of(text: &str, line: &Value, column: &Value) -> usize {
    let number = |value: &Value| usize::try_from(value.as_u64().expect("a number")).expect("small");
    let start: usize = text.split_inclusive('\n').take(number(line) - 1).map(str::len).sum();
    let characters = text[start..].chars().filter(|c| *c != '\u{feff}');
    start + characters.take(number(column) - 1).map(char::len_utf8).sum::<usize>()
}

/// Problems of form, which no fix may bring: what a date says once it is read may well
/// contradict another, and that was hidden before.
const FORM: &[&str] = &[
    "broken-link",
    "character",
    "colon-in-text",
    "comma-in-number",
    "comma-in-text",
    "cut-by-comment",
    "duplicate-key",
    "empty-value",
    "indentation",
    "no-colon",
    "tab",
    "text-after-quote",
    "unclosed-bracket",
    "unclosed-quote",
    "unknown-key",
    "unknown-word",
    "wrong-shape",
    "yaml",
];

fn make(site: &Site, fix: &Value) {
    // From the last to the first, so that no edit moves another.
    for edit in fix["edits"].as_array().expect("edits").iter().rev() {
        let path = edit["file"].as_str().expect("a file");
        let mut text = fs::read_to_string(site.path().join(path)).expect("the file");
        let from = byte_of(&text, &edit["line"], &edit["column"]);
        let to = byte_of(&text, &edit["end_line"], &edit["end_column"]);
        text.replace_range(from..to, edit["replacement"].as_str().expect("a text"));
        site.write(path, text);
    }
}

#[test]
fn every_fix_that_is_offered_mends_its_problem_and_brings_no_other() {
    let mut made = 0;
    for path in transcripts::paths("tests/transcripts") {
        let page = fs::read_to_string(&path).expect("a transcript");
        let before = problems(&transcripts::site_of(&page));
        for problem in &before {
            for fix in problem["fixes"].as_array().expect("fixes") {
                let site = transcripts::site_of(&page);
                make(&site, fix);
                let after = problems(&site);
                let count = |problems: &[Value]| {
                    problems.iter().filter(|other| said(other) == said(problem)).count()
                };
                let context = format!("{} {problem:#} {fix:#}", path.display());
                assert!(count(&after) < count(&before), "not mended: {context}");
                let edits = fix["edits"].as_array().expect("edits");
                let is_brought = |other: &&Value| {
                    let touches = |edit: &Value| {
                        (&edit["file"], &edit["line"]) == (&other["file"], &other["line"])
                    };
                    FORM.iter().any(|code| other["code"] == **code)
                        && edits.iter().any(touches)
                        && !before.iter().any(|old| said(old) == said(other))
                };
                let brought = after.iter().find(is_brought);
                assert!(brought.is_none(), "brought {brought:#?}: {context}");
                made += 1;
            }
        }
    }
    assert!(made > 50, "only {made} fixes are offered");
}
