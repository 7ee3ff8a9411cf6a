//! The two READMEs say the same, each in its language.

use super::support::repository;
use std::fs;

/// The headings' levels, the links' targets and the blocks of code of a page, without what is
/// in a language: titles, comments in code, and which of a page's versions is linked to.
fn bones(name: &str) -> Vec<String> {
    let page = fs::read_to_string(repository().join(name)).expect("a README");
    let mut in_code = false;
    let mut bones = Vec::new();
    for line in page.lines() {
        in_code ^= line.starts_with("```");
        if in_code || line.starts_with("```") {
            bones.push(line.split(" #").next().unwrap_or_default().trim_end().to_owned());
        } else if line.starts_with('#') {
            bones.push(line.chars().take_while(|c| *c == '#').collect());
        } else {
            let targets = line.split("](").skip(1).filter_map(|rest| rest.split(')').next());
            let targets = targets.filter(|to| !to.starts_with("README"));
            bones.extend(targets.map(|to| to.replace(".vi.", ".").replace(".en.", ".")));
        }
    }
    bones
}

#[test]
fn both_readmes_have_the_same_bones() {
    let english = bones("README.md");
    assert!(english.len() > 40, "{english:#?}");
    assert_eq!(english, bones("README.vi.md"));
}

#[test]
fn what_web_hosts_are_told_is_what_the_portal_asks_for() {
    let hosting =
        fs::read_to_string(repository().join("docs/hosting.md")).expect("docs/hosting.md");
    for (name, value) in minhbach::site::HEADERS.iter().chain([&minhbach::site::SHARING]) {
        for line in
            [format!("add_header {name} \"{value}\" always;"), format!("set {name} \"{value}\"")]
        {
            assert!(hosting.contains(&line), "{line}");
        }
    }
    assert_eq!(hosting.matches("add_header").count(), minhbach::site::HEADERS.len() + 1);
}
