//! The house is as docs/architecture.md says: who imports whom, and which rooms are doors.

use super::support::repository;
use proc_macro2::{Delimiter, TokenStream, TokenTree};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

/// The content of a fenced block of the page on architecture.
fn block(name: &str) -> String {
    let page = fs::read_to_string(repository().join("docs/architecture.md")).expect("the page");
    let start = page.find(&format!("```{name}\n")).expect("the block") + name.len() + 4;
    let end = page[start..].find("```").expect("its end") + start;
    page[start..end].trim().to_owned()
}

/// The rank of each room; rooms joined by `=` have the same.
fn ranks() -> BTreeMap<String, usize> {
    let line = block("imports");
    let levels = line.split('<').enumerate();
    levels
        .flat_map(|(rank, level)| level.split('=').map(move |room| (room.trim().to_owned(), rank)))
        .collect()
}

/// Every source file with the room it belongs to and its module path below the crate.
fn files() -> Vec<(String, Vec<String>, String)> {
    let src = repository().join("src");
    let mut files = Vec::new();
    for entry in walkdir::WalkDir::new(&src).sort_by_file_name() {
        let entry = entry.expect("an entry");
        if entry.path().extension().is_some_and(|extension| extension == "rs") {
            let path = entry.path().strip_prefix(&src).expect("below src");
            let text = fs::read_to_string(entry.path()).expect("a source");
            let (room, module) = place(path);
            files.push((room, module, text));
        }
    }
    files
}

fn place(path: &Path) -> (String, Vec<String>) {
    let mut module: Vec<String> = path
        .with_extension("")
        .iter()
        .map(|part| part.to_str().expect("UTF-8").to_owned())
        .collect();
    let room = module[0].clone();
    if module.last().is_some_and(|last| last == "mod" || last == "lib" || last == "main") {
        module.pop();
    }
    (room, module)
}

/// The rooms that a stream of tokens names by `crate::` and `super::` paths.
fn named(tokens: TokenStream, module: &mut Vec<String>, rooms: &mut BTreeSet<String>) {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    let mut at = 0;
    while at < tokens.len() {
        match &tokens[at] {
            TokenTree::Ident(word) if word == "mod" => {
                // `mod name { … }`: inside of it, `super` is this module.
                if let (Some(TokenTree::Ident(name)), Some(TokenTree::Group(body))) =
                    (tokens.get(at + 1), tokens.get(at + 2))
                {
                    module.push(name.to_string());
                    named(body.stream(), module, rooms);
                    module.pop();
                    at += 3;
                    continue;
                }
            }
            TokenTree::Ident(word) if word == "crate" || word == "super" => {
                let mut base: Option<usize> = (word == "crate").then_some(0);
                let mut supers = usize::from(word == "super");
                let mut next = at + 1;
                while is_path(&tokens, next)
                    && matches!(tokens.get(next + 2), Some(TokenTree::Ident(word)) if word == "super")
                {
                    supers += 1;
                    next += 3;
                }
                if base.is_none() && supers == module.len() {
                    base = Some(0);
                }
                if base.is_some() && is_path(&tokens, next) {
                    collect(tokens.get(next + 2), rooms);
                }
                at = next;
                continue;
            }
            TokenTree::Group(group) => named(group.stream(), module, rooms),
            _ => {}
        }
        at += 1;
    }
}

fn is_path(tokens: &[TokenTree], at: usize) -> bool {
    let is_colon = |token: Option<&TokenTree>| matches!(token, Some(TokenTree::Punct(p)) if p.as_char() == ':');
    is_colon(tokens.get(at)) && is_colon(tokens.get(at + 1))
}

/// `crate::room` or `crate::{room::…, room::…}`.
fn collect(token: Option<&TokenTree>, rooms: &mut BTreeSet<String>) {
    match token {
        Some(TokenTree::Ident(room)) => {
            rooms.insert(room.to_string());
        }
        Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Brace => {
            let mut first = true;
            for token in group.stream() {
                match &token {
                    TokenTree::Ident(room) if first => {
                        rooms.insert(room.to_string());
                        first = false;
                    }
                    TokenTree::Punct(p) if p.as_char() == ',' => first = true,
                    _ => {}
                }
            }
        }
        _ => {}
    }
}

#[test]
fn a_room_imports_only_from_its_left() {
    let ranks = ranks();
    let mut wrong = Vec::new();
    for (room, mut module, text) in files() {
        let mut rooms = BTreeSet::new();
        named(text.parse().expect("Rust"), &mut module, &mut rooms);
        for other in rooms {
            // What is no room is an item of lib.rs.
            let other = if ranks.contains_key(&other) { other } else { "lib".to_owned() };
            let allowed = match (ranks.get(&room), ranks.get(&other)) {
                (Some(own), Some(others)) => others < own || other == room,
                (None, _) => room == "main",
                (Some(_), None) => false,
            };
            if !allowed {
                wrong.push(format!("{room} imports {other} ({})", module.join("::")));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn every_room_stands_in_the_line() {
    let ranks = ranks();
    let rooms: BTreeSet<String> = files().into_iter().map(|(room, ..)| room).collect();
    let listed: BTreeSet<String> = ranks.keys().cloned().chain(["main".to_owned()]).collect();
    assert_eq!(rooms, listed);
}

#[test]
fn what_is_hidden_is_seen_only_by_those_who_wire() {
    for line in block("hidden").lines() {
        let (hidden, seers) = line.split_once(':').expect("room: rooms");
        let seers: Vec<&str> = seers.split_whitespace().collect();
        for (room, mut module, text) in files() {
            let mut rooms = BTreeSet::new();
            named(text.parse().expect("Rust"), &mut module, &mut rooms);
            let sees = rooms.contains(hidden) && room != hidden;
            assert!(!sees || seers.contains(&room.as_str()), "{room} sees {hidden}");
        }
    }
}

#[test]
fn only_doors_lift_the_ban() {
    let doors: BTreeSet<String> = block("doors").split_whitespace().map(str::to_owned).collect();
    let lifted: BTreeSet<String> = files()
        .into_iter()
        .filter(|(_, _, text)| text.contains("clippy::disallowed"))
        .map(|(room, ..)| room)
        .collect();
    assert_eq!(lifted, doors);
}

/// The test would be worth nothing if it saw nothing.
#[test]
fn paths_are_seen_in_every_form() {
    let see = |text: &str, module: &[&str]| {
        let mut rooms = BTreeSet::new();
        let mut module = module.iter().map(|part| (*part).to_owned()).collect();
        named(text.parse().expect("Rust"), &mut module, &mut rooms);
        rooms.into_iter().collect::<Vec<_>>().join(" ")
    };
    assert_eq!(see("use crate::load::Sources;", &["model"]), "load");
    assert_eq!(see("use crate::{load::Sources, text};", &["model"]), "load text");
    assert_eq!(see("use super::load;", &["model"]), "load");
    assert_eq!(see("use super::super::load;", &["model", "date"]), "load");
    assert_eq!(see("use super::date;", &["model", "link"]), "");
    assert_eq!(see("mod tests { use super::super::load; }", &["model"]), "load");
    assert_eq!(see("macro_rules! m { () => { $crate::load::x() } }", &["model"]), "load");
    assert_eq!(see("fn f() { crate::load::x() }", &["model"]), "load");
}
