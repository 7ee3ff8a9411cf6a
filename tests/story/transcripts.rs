//! Mistakes and what is said about them: each file of `tests/transcripts` holds files of a
//! site and the diagnostics that they get, in Markdown that a person can read.
//!
//! A block ```` ```yaml data/targets/a.yaml ```` is a file, written over the small site in
//! `tests/transcripts/base`; the blocks `vi`, `en` and `json` are what is said.
//! `MINHBACH_BLESS=1 cargo test` writes what is said anew.

use super::support::{Site, is_blessing, repository};
use std::fs;
use std::path::{Path, PathBuf};

/// A fenced block: what stands behind the fence, and the lines up to the next fence.
struct Block<'t> {
    info: &'t str,
    content: &'t str,
}

fn blocks(page: &str) -> Vec<Block<'_>> {
    let mut blocks = Vec::new();
    let mut rest = page;
    while let Some(open) = rest.find("\n```").map(|at| at + 4) {
        let line_end = rest[open..].find('\n').expect("a line") + open;
        let close = rest[line_end..].find("\n```\n").expect("a closing fence") + line_end;
        let content = if close > line_end { &rest[line_end + 1..=close] } else { "" };
        blocks.push(Block { info: rest[open..line_end].trim(), content });
        rest = &rest[close + 4..];
    }
    blocks
}

fn said(site: &Site, language: &str) -> String {
    let ran = match language {
        "json" => site.run(&["check", "--format", "json"]),
        language => site.run(&["--lang", language, "check"]),
    };
    assert!(ran.code == Some(0) || ran.code == Some(1), "{}", ran.err);
    ran.out
}

/// The site of a transcript: the small one with the transcript's files.
pub(crate) fn site_of(page: &str) -> Site {
    let site = Site::small();
    for block in blocks(page) {
        if let Some((_, file)) = block.info.split_once(' ') {
            site.write(file, block.content);
        }
    }
    site
}

/// Every transcript, in order.
pub(crate) fn paths() -> Vec<PathBuf> {
    let folder = repository().join("tests/transcripts");
    let mut paths: Vec<_> = fs::read_dir(folder)
        .expect("the folder of transcripts")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "md"))
        .collect();
    paths.sort();
    assert!(!paths.is_empty());
    paths
}

fn check(path: &Path) {
    let page = fs::read_to_string(path).expect("a transcript");
    let site = site_of(&page);
    let mut told = page.clone();
    let mut languages = 0;
    for block in blocks(&page).iter().filter(|block| !block.info.contains(' ')) {
        languages += 1;
        let expected = format!("\n```{}\n{}```\n", block.info, block.content);
        let said = said(&site, block.info);
        let found = format!("\n```{}\n{}```\n", block.info, said);
        told = told.replace(&expected, &found);
        if !is_blessing() {
            assert_eq!(said, block.content, "{} {}", path.display(), block.info);
        }
    }
    assert!(languages > 0, "{} expects nothing", path.display());
    if is_blessing() {
        fs::write(path, told).expect("the transcript");
    }
}

#[test]
fn every_mistake_gets_its_message() {
    for path in paths() {
        check(&path);
    }
}
