//! A page for each kind of problem: what it means, why it matters, how to mend it.

use super::{Code, MessageLanguage};

const VIETNAMESE: &str = include_str!("pages.vi.md");
const ENGLISH: &str = include_str!("pages.en.md");

/// The page of a kind of problem, as Markdown without its heading.
pub fn explanation(code: Code, language: MessageLanguage) -> &'static str {
    let pages = language.pick(VIETNAMESE, ENGLISH);
    sections(pages).find(|(name, _)| *name == code.name()).map_or("", |(_, text)| text)
}

/// The sections of a file of pages: name and text.
fn sections(pages: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    pages.split("\n## ").skip(1).map(|section| {
        let (name, text) = section.split_once('\n').unwrap_or((section, ""));
        (name.trim(), text.trim())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_has_a_page_in_both_languages_and_every_page_a_code() {
        let codes: Vec<&str> = Code::ALL.iter().map(|code| code.name()).collect();
        for pages in [VIETNAMESE, ENGLISH] {
            for (name, text) in sections(pages) {
                assert!(codes.contains(&name), "a page for {name}, which is no code");
                assert!(text.len() > 40, "{name} says nothing");
            }
            for code in &codes {
                assert!(sections(pages).any(|(name, _)| name == *code), "no page for {code}");
            }
        }
    }
}
