//! The guide for editors, in `content/`: its examples hold, and what it quotes is what the
//! program says.
//!
//! A block ```` ```yaml data/targets/a.yaml ```` of a page is a file, written over the small
//! site in `tests/transcripts/base` together with the page's others. A picture cannot stand in
//! a text: a file `static/…` that a page names in its prose is there, and empty. A block
//! `markdown` is the text of a page. A message that a block `text` quotes is held against the
//! catalogue and, where it is quoted whole, against a transcript. What a table says of how an
//! example's target stands is held against the program's own table.

use super::support::{Ran, Site, repository};
use super::transcripts::{Block, blocks};
use super::verdicts::rows;
use super::words::catalogues;
use minhbach::derive::Status;
use minhbach::diagnostic::{Code, MessageLanguage, Severity};
use minhbach::markdown::{Dialect, events};
use minhbach::model::{Kind, Presence, Qualifier};
use minhbach::text::Message;
use pulldown_cmark::Event;
use std::collections::BTreeMap;
use std::fs;

const LANGUAGES: [(&str, MessageLanguage); 2] =
    [("vi", MessageLanguage::Vi), ("en", MessageLanguage::En)];

/// The pages in one language by their ids.
fn pages(language: &str) -> BTreeMap<String, String> {
    let mut pages = BTreeMap::new();
    for entry in fs::read_dir(repository().join("content")).expect("the folder of pages") {
        let path = entry.expect("an entry").path();
        let name = path.file_name().and_then(|name| name.to_str()).expect("a name");
        if let Some(id) = name.strip_suffix(&format!(".{language}.md")) {
            pages.insert(id.to_owned(), fs::read_to_string(&path).expect("a page"));
        }
    }
    assert!(!pages.is_empty());
    pages
}

/// The files that a page shows, by their paths.
fn files(page: &str) -> BTreeMap<&str, &str> {
    let mut files = BTreeMap::new();
    for block in blocks(page) {
        if let Some((_, path)) = block.info.split_once(' ') {
            assert!(files.insert(path, block.content).is_none(), "{path} is shown twice");
        }
    }
    files
}

/// The small site with the files that a page shows.
fn site_of(page: &str) -> Site {
    let site = Site::small();
    for (event, _) in events(page, Dialect::Page) {
        if let Event::Code(code) = event
            && code.starts_with("static/")
            && !code.ends_with('/')
        {
            site.write(&code, "");
        }
    }
    files(page).iter().for_each(|(path, content)| site.write(path, content));
    let texts = blocks(page).into_iter().filter(|block| block.info == "markdown");
    for (number, text) in texts.enumerate() {
        for (language, _) in LANGUAGES {
            let path = format!("content/text-{number}.{language}.md");
            site.write(&path, format!("---\ntitle: A\n---\n\n{}", text.content));
        }
    }
    site
}

/// What the program says to the files that a page shows.
fn check(page: &str) -> Ran {
    site_of(page).run(&["check", "--strict"])
}

#[test]
fn every_example_holds() {
    let mut examples = 0;
    for (language, _) in LANGUAGES {
        for (id, page) in pages(language) {
            let ran = check(&page);
            assert_eq!(ran.code, Some(0), "{id}.{language}.md: {}{}", ran.out, ran.err);
            examples += files(&page).len();
        }
    }
    assert!(examples > 20, "{examples}");
}

#[test]
fn an_example_that_does_not_hold_is_told() {
    let broken = "---\ntitle: A\n---\n\n```yaml data/targets/a.yaml\nid: a\ndeu: 2025\n```\n";
    let ran = check(broken);
    assert!(ran.code == Some(1) && ran.out.contains("unknown-key"), "{}", ran.out);
    let no_picture = "---\ntitle: A\n---\n\nPut it into `static/a.png`.\n\n\
        ```md content/a.vi.md\n---\ntitle: A\n---\n\n![B](/b.png)\n```\n";
    let ran = check(no_picture);
    assert!(ran.code == Some(1) && ran.out.contains("broken-link"), "{}", ran.out);
}

#[test]
fn every_example_is_the_same_in_both_languages() {
    let english = pages("en");
    for (id, page) in pages("vi") {
        let translated = files(english.get(&id).unwrap_or_else(|| panic!("{id}.en.md")));
        for (path, content) in files(&page) {
            if let Some(translated) = translated.get(path) {
                assert_eq!(content, *translated, "{id}: {path}");
            }
        }
    }
}

/// A row ``| `vi-du-…` | đạt | … |`` says how a target among the examples stands.
#[test]
fn every_example_stands_as_the_guide_says() {
    for (language, _) in LANGUAGES {
        let pages = pages(language);
        let page = pages.get("guide-status").expect("the page on statuses");
        let site = site_of(page);
        let ran = site.run(&["build"]);
        assert_eq!(ran.code, Some(0), "{}", ran.err);
        let table = fs::read(site.path().join("public/data/targets.csv")).expect("targets");
        let mut targets = rows(&table, "id");
        for line in page.lines() {
            let cells: Vec<&str> = line.split('|').map(str::trim).collect();
            let [_, name, status, _, _] = cells[..] else { continue };
            let id = name.trim_matches('`');
            if !id.starts_with("vi-du-") {
                continue;
            }
            let target = targets.remove(id).unwrap_or_else(|| panic!("{id} is no target"));
            assert_eq!(target[&format!("status_{language}")], status, "{id}");
        }
        let untold: Vec<_> = targets.keys().collect();
        assert!(untold.is_empty(), "the guide does not say how these stand: {untold:?}");
    }
}

/// Whoever adds a status, or calls one by another name, tells in the method what it means.
#[test]
fn every_status_is_in_the_method() {
    for (language, words) in catalogues() {
        let pages = pages(&language);
        let page = pages.get("method").expect("the method");
        for status in Status::ALL {
            let row = page.lines().find(|line| line.ends_with(&format!("| `{}` |", status.code())));
            let row = row.unwrap_or_else(|| panic!("method.{language}.md: {}", status.code()));
            let name = words.mark(status.key());
            assert!(row.starts_with(&format!("| {name} |")), "{name}: {row}");
        }
    }
}

/// Whether a line is a message whose gaps are filled somehow.
fn is_said_by(message: &str, line: &str) -> bool {
    const GAP: &str = "\0";
    let message = Message::new(message).fill(|_| Some(GAP));
    let mut pieces = message.split(GAP);
    let Some(mut rest) = pieces.next().and_then(|first| line.strip_prefix(first)) else {
        return false;
    };
    let mut pieces: Vec<&str> = pieces.collect();
    let Some(last) = pieces.pop() else { return rest.is_empty() };
    for piece in pieces {
        let Some(at) = rest.find(piece) else { return false };
        rest = &rest[at + piece.len()..];
    }
    rest.ends_with(last)
}

/// The messages that a page quotes: the word for how grave it is, code, sentence.
fn quoted(page: &str, language: MessageLanguage) -> Vec<(Severity, &str, &str)> {
    let mut quoted = Vec::new();
    for block in blocks(page).iter().filter(|block| block.info == "text") {
        for line in block.content.lines() {
            let severities = [Severity::Error, Severity::Warning, Severity::Hint];
            let found = severities.iter().find_map(|severity| {
                let word = severity.name().in_language(language);
                let (code, message) =
                    line.strip_prefix(word)?.strip_prefix('[')?.split_once("]: ")?;
                Some((*severity, code, message))
            });
            let is_heading = line.split_once("]: ").is_some_and(|(head, _)| head.contains('['));
            assert_eq!(found.is_some(), is_heading, "no message in the page's language: {line}");
            quoted.extend(found);
        }
    }
    quoted
}

#[test]
fn every_message_that_is_quoted_is_what_the_program_says() {
    let mut messages = 0;
    for (language, message_language) in LANGUAGES {
        for (id, page) in pages(language) {
            for (severity, name, line) in quoted(&page, message_language) {
                let code = Code::ALL.iter().find(|code| code.name() == name);
                let code = code.unwrap_or_else(|| panic!("{id}.{language}.md: no code {name}"));
                assert_eq!(severity, code.severity(), "{id}.{language}.md: {name}");
                let message = code.message().in_language(message_language);
                assert!(is_said_by(message, line), "{id}.{language}.md: {line}\n{message}");
                messages += 1;
            }
        }
    }
    assert!(messages > 5, "{messages}");
}

/// A message with its excerpt has many lines that may grow old; the transcript's do not.
#[test]
fn every_message_that_is_quoted_whole_stands_in_the_transcript() {
    let transcript = repository().join("tests/transcripts/what-the-guide-quotes.md");
    let transcript = fs::read_to_string(transcript).expect("the transcript");
    let mut whole = 0;
    for (language, _) in LANGUAGES {
        let said = blocks(&transcript).into_iter().find(|block| block.info == language);
        let said = said.expect("what is said in the language").content;
        for (id, page) in pages(language) {
            let is_whole =
                |block: &&Block<'_>| block.info == "text" && block.content.contains("--> ");
            for block in blocks(&page).iter().filter(is_whole) {
                assert!(said.contains(block.content), "{id}.{language}.md: {}", block.content);
                whole += 1;
            }
        }
    }
    assert!(whole > 5, "{whole}");
}

#[test]
fn a_message_is_known_by_what_stands_between_its_gaps() {
    let message = "`{value}` is outside of {minimum} to {maximum}";
    assert!(is_said_by(message, "`120` is outside of 0 to 100"));
    assert!(!is_said_by(message, "`120` is not 0 to 100"));
    assert!(!is_said_by("the file is empty", "the file is empty!"));
}

/// Whoever adds a kind or a qualifier adds it to the guide.
#[test]
fn every_folder_and_every_qualifier_is_in_the_guide() {
    for (language, _) in LANGUAGES {
        let pages = pages(language);
        let names = |id: &str, names: Vec<String>| {
            let page = pages.get(id).unwrap_or_else(|| panic!("{id}.{language}.md"));
            let missing: Vec<_> = names.iter().filter(|name| !page.contains(&***name)).collect();
            assert!(missing.is_empty(), "{id}.{language}.md: {missing:?}");
        };
        let kinds = Kind::ALL.iter().filter(|kind| kind.presence() != Presence::Codes);
        names("guide-records", kinds.map(|kind| format!("`data/{}/`", kind.group())).collect());
        let qualifiers = Qualifier::CODES.iter();
        names("guide-quantities", qualifiers.map(|code| format!("`{code}`")).collect());
    }
}
