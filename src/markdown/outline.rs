//! What a text contains that can be linked to, and what it links to.

use super::figures::Mentions;
use super::{Dialect, Mention, Piece, events, pieces};
use crate::text::{normalise, slug};
use pulldown_cmark::{Event, LinkType, Tag, TagEnd};
use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::ops::Range;

/// The headings, links and footnotes of a page's text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outline {
    /// The headings, in their order.
    pub headings: Vec<Heading>,
    /// The links and pictures, in their order.
    pub links: Vec<Link>,
    /// The figures of records that are asked for or claimed.
    pub figures: Vec<Mention>,
    /// Marks of footnotes (`[^1]`) that have no text, with their bytes.
    pub dangling: Vec<(Box<str>, Range<usize>)>,
    /// Texts of footnotes that no mark asks for, with their bytes.
    pub unused: Vec<(Box<str>, Range<usize>)>,
    /// Further texts of footnotes that have one, which are not shown, with their bytes.
    pub repeated: Vec<(Box<str>, Range<usize>)>,
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
        let mut in_footnotes = 0usize;
        let (mut asked, mut defined) = (BTreeSet::new(), BTreeMap::new());
        let mut mentions = Mentions::default();
        for (piece, bytes) in pieces(text, Dialect::Page) {
            let link = match &piece {
                Piece::Event(event) => Link::of(event, &bytes, text),
                Piece::Braces(_) => None,
            };
            mentions.see(&piece, &bytes, link.as_ref());
            outline.links.extend(link);
            let event = match piece {
                Piece::Event(event) => event,
                Piece::Braces(braces) => Event::Text(braces.written.into_string().into()),
            };
            if let Some((_, _, words)) = &mut open {
                match &event {
                    Event::Text(part) | Event::Code(part) | Event::InlineHtml(part) => {
                        words.push_str(part);
                    }
                    Event::SoftBreak | Event::HardBreak => words.push(' '),
                    _ => {}
                }
            }
            plain.see(&event, &bytes, text, &mut outline.dangling);
            match event {
                // A footnote is shown where it is asked for, or not at all.
                Event::Start(Tag::Heading { level, id, .. }) if in_footnotes == 0 => {
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
                    asked.insert(footnote_name(&label));
                }
                Event::Start(Tag::FootnoteDefinition(label)) => {
                    in_footnotes += 1;
                    match defined.entry(footnote_name(&label)) {
                        Entry::Vacant(entry) => {
                            entry.insert((label.to_string(), bytes));
                        }
                        Entry::Occupied(_) => outline.repeated.push(((&*label).into(), bytes)),
                    }
                }
                Event::End(TagEnd::FootnoteDefinition) => {
                    in_footnotes = in_footnotes.saturating_sub(1);
                }
                _ => {}
            }
        }
        let unused = defined.into_iter().filter(|(name, _)| !asked.contains(name));
        outline.unused = unused.map(|(_, (label, bytes))| (label.into(), bytes)).collect();
        outline.figures = mentions.found;
        outline.settle_headings();
        outline
    }

    /// Gives every heading a name of its own, leaves level 1 to the page's title, and lets no
    /// heading skip a level.
    fn settle_headings(&mut self) {
        let shift = u8::from(self.headings.iter().any(|heading| heading.level == 1));
        let mut taken: HashSet<String> = HashSet::new();
        // From which number on a name was not tried yet: a thousand equal headings are not to
        // be counted anew each time.
        let mut next: HashMap<String, u32> = HashMap::new();
        let mut level = 1;
        for heading in &mut self.headings {
            level = (heading.level + shift).min(level + 1).min(6);
            heading.level = level;
            // A text without Latin letters or digits has an empty slug.
            let name: &str = if heading.id.is_empty() { "section" } else { &heading.id };
            let number = next.entry(name.to_owned()).or_insert(2);
            let mut id = name.to_owned();
            while !taken.insert(id.clone()) {
                id = format!("{name}-{number}");
                *number = number.saturating_add(1);
            }
            heading.id = id.into();
        }
    }

    /// The outline with every place moved, for a text that was changed before it was read.
    pub fn moved(mut self, to: impl Fn(&Range<usize>) -> Range<usize>) -> Self {
        let links = self.links.iter_mut().map(|link| &mut link.bytes);
        let footnotes = self.dangling.iter_mut().chain(&mut self.unused).chain(&mut self.repeated);
        let figures = self.figures.iter_mut();
        let figures = figures.flat_map(|it| [&mut it.place, &mut it.words_place]);
        for bytes in links.chain(figures).chain(footnotes.map(|(_, bytes)| bytes)) {
            *bytes = to(bytes);
        }
        self
    }
}

/// By what a footnote is found: its label, whatever the case of its letters.
pub fn footnote_name(label: &str) -> String {
    label.to_lowercase()
}

impl Link {
    /// The links and pictures of a text.
    pub fn all(text: &str, dialect: Dialect) -> Vec<Self> {
        let events = events(text, dialect);
        events.filter_map(|(event, bytes)| Self::of(&event, &bytes, text)).collect()
    }

    pub(super) fn of(event: &Event<'_>, bytes: &Range<usize>, text: &str) -> Option<Self> {
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
        let place = Self::address_in(address, &bytes, text);
        Self { address: address.into(), bytes: place.unwrap_or(bytes), is_picture }
    }

    /// Where the address stands in a link, if it is written there as it is.
    fn address_in(address: &str, bytes: &Range<usize>, text: &str) -> Option<Range<usize>> {
        /// It stands near the end, and a link may hold a whole page of others.
        const NEAR: usize = 4096;
        if address.is_empty() {
            return None;
        }
        let from = text.ceil_char_boundary(bytes.start.max(bytes.end.saturating_sub(NEAR)));
        let tail = text.get(from..bytes.end)?;
        let begins = |at: usize| tail[at..].starts_with(address).then_some(at);
        // `[text](address "title")`, `[text](<address>)`, and `<address>` by itself.
        let behind = |opening: &str| {
            let mut places = tail.rmatch_indices(opening).map(|(at, _)| at + opening.len());
            places.find_map(|at| begins(at).or_else(|| begins(at + 1)))
        };
        let at = behind("](").or_else(|| (from == bytes.start).then(|| begins(1)).flatten())?;
        Some(from + at..from + at + address.len())
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
        whole: &str,
        dangling: &mut Vec<(Box<str>, Range<usize>)>,
    ) {
        // `&amp;` stands for something shorter, and `\[` is meant as a bracket.
        let is_as_written = |part: &str| part.len() == bytes.len();
        let is_escaped = || whole[..bytes.start].ends_with('\\');
        match event {
            Event::Text(_) if self.in_code => {}
            Event::Text(part)
                if self.ends == bytes.start && !self.text.is_empty() && is_as_written(part) =>
            {
                self.text.push_str(part);
                self.ends = bytes.end;
            }
            event => {
                self.tell(dangling);
                match event {
                    Event::Text(part) if is_as_written(part) && !is_escaped() => {
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
        assert_eq!(ids("## A\n###### B\n## C\n"), ["2 a", "3 b", "2 c"]);
        assert_eq!(ids("Chỉ tiêu\nđến năm\n---\n"), ["2 chi-tieu-den-nam"]);
        assert_eq!(ids("## A\n\n[^1]: x\n\n    ## B\n"), ["2 a"]);
        assert_eq!(
            ids("## Nguồn {#sources}\n## 中\n## 文\n"),
            ["2 sources", "2 section", "2 section-2"]
        );
    }

    #[test]
    fn links_are_found_with_their_addresses() {
        let text =
            "Xem [một](a.md#b \"a.md#b\"), ![hai](<c.png>) và <https://example.vn>.\n\n[d]: e\n[d]";
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
        let text = "&amp;ở Một[^N], hai[^2] và `[^3]`, \\[^6].\n\n[^n]: Có.\n\n[^4]: Thừa.\n\n```\n[^5]\n```\n";
        let outline = Outline::of(text);
        let dangling: Vec<_> = outline.dangling.iter().map(|(_, at)| &text[at.clone()]).collect();
        assert_eq!(dangling, ["[^2]"]);
        assert_eq!(outline.unused.iter().map(|(label, _)| &**label).collect::<Vec<_>>(), ["4"]);
    }
}
