//! What a text contains that can be linked to, and what it links to.

use super::{Dialect, events};
use crate::text::{normalise, slug};
use pulldown_cmark::{Event, LinkType, Tag, TagEnd};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// The headings, links and footnotes of a page's text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outline {
    /// The headings, in their order.
    pub headings: Vec<Heading>,
    /// The links and pictures, in their order.
    pub links: Vec<Link>,
    /// Marks of footnotes (`[^1]`) that have no text, with their bytes.
    pub dangling: Vec<(Box<str>, Range<usize>)>,
    /// Texts of footnotes that no mark asks for, with their bytes.
    pub unused: Vec<(Box<str>, Range<usize>)>,
}

/// A heading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heading {
    /// Its level on the page, where the page's title is the only one of level 1.
    pub level: u8,
    /// The name by which a link finds it: the one written as `{#name}`, else the slug of its
    /// text; unique on the page.
    pub id: Box<str>,
    /// Its text.
    pub text: Box<str>,
}

/// A link or a picture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// The address as it is written.
    pub address: Box<str>,
    /// Its bytes: those of the address if it stands there, else those of the whole link.
    pub bytes: Range<usize>,
    /// Whether a picture is asked for.
    pub is_picture: bool,
}

impl Outline {
    /// The outline of a page's text.
    pub fn of(text: &str) -> Self {
        let mut outline = Outline::default();
        let mut open: Option<(u8, Option<Box<str>>, String)> = None;
        let mut plain = Plain::default();
        let (mut asked, mut defined) = (BTreeSet::new(), BTreeMap::new());
        for (event, bytes) in events(text, Dialect::Page) {
            if let (Some((_, _, words)), Event::Text(part) | Event::Code(part)) =
                (&mut open, &event)
            {
                words.push_str(part);
            }
            plain.see(&event, &bytes, &mut outline.dangling);
            outline.links.extend(Link::of(&event, &bytes, text));
            match event {
                Event::Start(Tag::Heading { level, id, .. }) => {
                    open = Some((level as u8, id.map(|id| slug(&id).into()), String::new()));
                }
                Event::End(TagEnd::Heading(_)) => {
                    if let Some((level, id, words)) = open.take() {
                        let text = normalise(words.trim());
                        let id = id.unwrap_or_else(|| slug(&text).into());
                        outline.headings.push(Heading { level, id, text: text.into() });
                    }
                }
                Event::FootnoteReference(label) => {
                    asked.insert(label.to_string());
                }
                Event::Start(Tag::FootnoteDefinition(label)) => {
                    defined.entry(label.to_string()).or_insert(bytes);
                }
                _ => {}
            }
        }
        let unused = defined.into_iter().filter(|(label, _)| !asked.contains(label));
        outline.unused = unused.map(|(label, bytes)| (label.into(), bytes)).collect();
        outline.settle_headings();
        outline
    }

    /// Gives every heading a name of its own, and leaves level 1 to the page's title.
    fn settle_headings(&mut self) {
        let shift = u8::from(self.headings.iter().any(|heading| heading.level == 1));
        let mut taken = BTreeSet::new();
        for heading in &mut self.headings {
            heading.level = (heading.level + shift).min(6);
            // A text without Latin letters or digits has an empty slug.
            let name: &str = if heading.id.is_empty() { "section" } else { &heading.id };
            let mut numbers = 2u32..;
            let mut id = name.to_owned();
            while !taken.insert(id.clone()) {
                id = format!("{name}-{}", numbers.next().unwrap_or(u32::MAX));
            }
            heading.id = id.into();
        }
    }
}

impl Link {
    /// The links and pictures of a text.
    pub fn all(text: &str, dialect: Dialect) -> Vec<Self> {
        let events = events(text, dialect);
        events.filter_map(|(event, bytes)| Self::of(&event, &bytes, text)).collect()
    }

    fn of(event: &Event<'_>, bytes: &Range<usize>, text: &str) -> Option<Self> {
        match event {
            Event::Start(Tag::Link { link_type: LinkType::Email, dest_url, .. }) => {
                Some(Self::new(&format!("mailto:{dest_url}"), bytes.clone(), false, text))
            }
            Event::Start(Tag::Link { dest_url, .. }) => {
                Some(Self::new(dest_url, bytes.clone(), false, text))
            }
            Event::Start(Tag::Image { dest_url, .. }) => {
                Some(Self::new(dest_url, bytes.clone(), true, text))
            }
            _ => None,
        }
    }

    fn new(address: &str, bytes: Range<usize>, is_picture: bool, text: &str) -> Self {
        let written = text.get(bytes.clone()).and_then(|link| link.rfind(address));
        let bytes = match written.filter(|_| !address.is_empty()) {
            Some(at) => bytes.start + at..bytes.start + at + address.len(),
            None => bytes,
        };
        Self { address: address.into(), bytes, is_picture }
    }
}

/// Runs of plain text, in which a mark of a footnote without a text is left as it is written:
/// the parser cuts it into its brackets and what is between.
#[derive(Default)]
struct Plain {
    text: String,
    begins: usize,
    ends: usize,
    /// Whether a block of code is open, in which everything is meant as it stands.
    in_code: bool,
}

impl Plain {
    fn see(
        &mut self,
        event: &Event<'_>,
        bytes: &Range<usize>,
        dangling: &mut Vec<(Box<str>, Range<usize>)>,
    ) {
        match event {
            Event::Text(_) if self.in_code => {}
            Event::Text(part) if self.ends == bytes.start && !self.text.is_empty() => {
                self.text.push_str(part);
                self.ends = bytes.end;
            }
            event => {
                self.tell(dangling);
                match event {
                    Event::Text(part) => {
                        (self.begins, self.ends) = (bytes.start, bytes.end);
                        self.text.push_str(part);
                    }
                    Event::Start(Tag::CodeBlock(_)) => self.in_code = true,
                    Event::End(TagEnd::CodeBlock) => self.in_code = false,
                    _ => {}
                }
            }
        }
    }

    fn tell(&mut self, dangling: &mut Vec<(Box<str>, Range<usize>)>) {
        let mut from = 0;
        while let Some(at) = self.text[from..].find("[^").map(|at| from + at) {
            let Some(length) = self.text[at..].find(']') else { break };
            let label = &self.text[at + 2..at + length];
            if !label.is_empty() && !label.contains(char::is_whitespace) {
                let start = self.begins + at;
                dangling.push((label.into(), start..start + length + 1));
            }
            from = at + length;
        }
        self.text.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::Outline;

    fn ids(text: &str) -> Vec<String> {
        Outline::of(text).headings.iter().map(|h| format!("{} {}", h.level, h.id)).collect()
    }

    #[test]
    fn headings_have_names_of_their_own_below_the_title_of_the_page() {
        assert_eq!(ids("## Chỉ tiêu\n### Đến năm 2025\n"), ["2 chi-tieu", "3 den-nam-2025"]);
        assert_eq!(ids("# A\n## B\n"), ["2 a", "3 b"]);
        assert_eq!(ids("## A\n## A\n## A-2\n"), ["2 a", "2 a-2", "2 a-2-2"]);
        assert_eq!(
            ids("## Nguồn {#sources}\n## 中\n## 文\n"),
            ["2 sources", "2 section", "2 section-2"]
        );
    }

    #[test]
    fn links_are_found_with_their_addresses() {
        let text = "Xem [một](a.md#b), ![hai](c.png) và <https://example.vn>.\n\n[d]: e\n[d]";
        let links = Outline::of(text).links;
        let found: Vec<_> = links.iter().map(|l| (&*l.address, &text[l.bytes.clone()])).collect();
        assert_eq!(
            found,
            [
                ("a.md#b", "a.md#b"),
                ("c.png", "c.png"),
                ("https://example.vn", "https://example.vn"),
                ("e", "[d]"),
            ]
        );
        assert!(links[1].is_picture);
    }

    #[test]
    fn footnotes_without_a_text_and_texts_without_a_mark_are_found() {
        let text = "Một[^1], hai[^2] và `[^3]`.\n\n[^1]: Có.\n\n[^4]: Thừa.\n\n```\n[^5]\n```\n";
        let outline = Outline::of(text);
        let dangling: Vec<_> = outline.dangling.iter().map(|(_, at)| &text[at.clone()]).collect();
        assert_eq!(dangling, ["[^2]"]);
        assert_eq!(outline.unused.iter().map(|(label, _)| &**label).collect::<Vec<_>>(), ["4"]);
    }
}
