//! Mistakes and what is said about them: each file of `tests/transcripts` holds files of a
//! site and the diagnostics that they get, in Markdown that a person can read.
//!
//! A block ```` ```yaml data/targets/a.yaml ```` is a file, written over the small site in
//! `tests/transcripts/base`; the blocks `vi`, `en` and `json` are what is said.
//! `MINHBACH_BLESS=1 cargo test` writes what is said anew.
//!
//! The files of `tests/transcripts/program` hold the program's own manners: a block `console`
//! is a command line behind `$`, what it prints to standard output and, behind a line `!`, to
//! standard error, and how it ends. What differs from one run or machine to the next is
//! written `…`.

use super::support::{Site, is_blessing, repository};
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

/// A fenced block: what stands behind the fence, and the lines up to the next fence.
pub(crate) struct Block<'t> {
    pub(crate) fence: &'t str,
    pub(crate) info: &'t str,
    pub(crate) content: &'t str,
}

pub(crate) fn blocks(page: &str) -> Vec<Block<'_>> {
    let mut blocks = Vec::new();
    let mut rest = page;
    while let Some(open) = rest.find("\n```").map(|at| at + 1) {
        // A longer fence holds a text that has fences itself.
        let ticks = rest[open..].find(|c| c != '`').expect("what stands behind the fence");
        let fence = &rest[open..open + ticks];
        let line_end = rest[open..].find('\n').expect("a line") + open;
        let close = rest[line_end..].find(&format!("\n{fence}\n")).expect("a closing fence");
        let close = close + line_end;
        let content = if close > line_end { &rest[line_end + 1..=close] } else { "" };
        let info = rest[open + ticks..line_end].trim();
        blocks.push(Block { fence, info, content });
        rest = &rest[close + 1 + ticks..];
    }
    blocks
}

fn said(site: &Site, block: &Block<'_>) -> String {
    if block.info == "console" {
        return console(site, block.content);
    }
    let ran = match block.info {
        "json" => site.run(&["check", "--format", "json"]),
        language => site.run(&["--lang", language, "check"]),
    };
    assert!(ran.code == Some(0) || ran.code == Some(1), "{}", ran.err);
    ran.out
}

/// The site of a transcript: the small one with the transcript's files.
pub(crate) fn site_of(page: &str) -> Site {
    let site = Site::small();
    blocks(page).iter().for_each(|block| prepare(&site, block));
    site
}

/// Makes what a block says is there, if it says so.
fn prepare(site: &Site, block: &Block<'_>) {
    match block.info.split_once(' ') {
        Some(("folder", path)) => fs::create_dir_all(site.path().join(path)).expect("a folder"),
        Some(("without", path)) => fs::remove_file(site.path().join(path)).expect("a file"),
        Some((_, file)) => site.write(file, block.content),
        None => {}
    }
}

/// Every transcript of a folder, in order.
pub(crate) fn paths(folder: &str) -> Vec<PathBuf> {
    let mut paths: Vec<_> = fs::read_dir(repository().join(folder))
        .expect("the folder of transcripts")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "md"))
        .collect();
    paths.sort();
    assert!(!paths.is_empty());
    paths
}

/// The content of a block that begins with this command line, as it should be.
fn console(site: &Site, content: &str) -> String {
    let line = content.lines().next().expect("a command line");
    let typed = line.strip_prefix("$ minhbach").expect("a command line");
    let ran = site.run(&typed.split_whitespace().collect::<Vec<_>>());
    let mut shown = format!("{line}\n{}", masked(site, &ran.out));
    if !ran.err.is_empty() {
        write!(shown, "!\n{}", masked(site, &ran.err)).expect("writing into a String");
    }
    let code = ran.code.expect("an exit code");
    shown + &format!("[{code}]\n")
}

/// What was printed, without what differs: the directory, times and sizes.
fn masked(site: &Site, text: &str) -> String {
    let text = text.replace(site.path().to_str().expect("UTF-8"), "…");
    let is_figure = |word: &str| {
        word.starts_with(|c: char| c.is_ascii_digit())
            && word.chars().all(|c| c.is_ascii_digit() || c == '.' || c == ',')
    };
    let mask = |line: &str| {
        let mut words: Vec<&str> = line.split(' ').collect();
        for at in 1..words.len() {
            let figure = words[at - 1].trim_start_matches('(');
            if matches!(words[at].trim_end_matches([',', ';']), "s" | "giây" | "seconds" | "kB")
                && is_figure(figure)
            {
                words[at - 1] = if words[at - 1].starts_with('(') { "(…" } else { "…" };
            }
        }
        words.join(" ")
    };
    text.lines().map(|line| mask(line).trim_end().to_owned() + "\n").collect()
}

fn check(path: &Path) {
    let page = fs::read_to_string(path).expect("a transcript");
    let site = Site::small();
    let mut told = page.clone();
    let mut expected = 0;
    for block in blocks(&page) {
        prepare(&site, &block);
        if block.info.contains(' ') {
            continue;
        }
        expected += 1;
        let (fence, info) = (block.fence, block.info);
        let written = |content: &str| format!("\n{fence}{info}\n{content}{fence}\n");
        let said = said(&site, &block);
        told = told.replacen(&written(block.content), &written(&said), 1);
        if !is_blessing() {
            assert_eq!(said, block.content, "{} {}", path.display(), block.info);
        }
    }
    assert!(expected > 0, "{} expects nothing", path.display());
    if is_blessing() {
        fs::write(path, told).expect("the transcript");
    }
}

fn check_all(folder: &str) {
    for path in paths(folder) {
        check(&path);
    }
}

#[test]
fn every_mistake_gets_its_message() {
    check_all("tests/transcripts");
}

#[test]
fn the_program_says_what_it_did_and_how_it_ended() {
    check_all("tests/transcripts/program");
}
