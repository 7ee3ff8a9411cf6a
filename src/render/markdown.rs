//! Markdown becomes HTML that can do no harm: raw HTML is shown as text, links lead to the
//! web, to a mailbox or within the portal, and nothing carries a style of its own.

use super::escape::escape;
use super::page::Speaker;
use crate::markdown::{Dialect, Heading, Outline, events, footnote_name};
use crate::site::Standpoint;
use crate::text::Lang;
use pulldown_cmark::html::push_html;
use pulldown_cmark::{
    Alignment, BlockQuoteKind, CowStr, Event, HeadingLevel, LinkType, Tag, TagEnd,
};
use std::collections::{BTreeMap, HashMap};

/// The HTML of a text inside a record.
pub(super) fn note(text: &str, speaker: &Speaker) -> String {
    let href = |address: &str| speaker.href_of_link(Standpoint::Record, address);
    Writer {
        dialect: Dialect::Note,
        headings: &[],
        href: &href,
        word: &|key| speaker.word(key).to_owned(),
    }
    .html(text)
}

/// The HTML of the text of a page. What is added to it is in the text's language, which is
/// not the page's where a translation is missing.
pub(super) fn page(
    text: &str,
    outline: &Outline,
    from: Standpoint<'_>,
    lang: Lang,
    speaker: &Speaker,
) -> String {
    let href = |address: &str| speaker.href_of_link(from, address);
    let headings = &outline.headings;
    let word = |key: &str| speaker.portal().words(lang).mark(key).to_owned();
    Writer { dialect: Dialect::Page, headings, href: &href, word: &word }.html(text)
}

/// How a text is written.
struct Writer<'w> {
    dialect: Dialect,
    /// The headings of a page, in their order: their levels and names.
    headings: &'w [Heading],
    /// The link for an address, unless it leads nowhere or may not be followed.
    href: &'w dyn Fn(&str) -> Option<String>,
    /// A word of the text's language.
    word: &'w dyn Fn(&str) -> String,
}

/// The constructs of a text, those of footnotes apart.
#[derive(Default)]
struct Parts<'t> {
    body: Vec<Event<'t>>,
    footnotes: BTreeMap<String, Vec<Event<'t>>>,
}

/// The footnotes in the order in which they are first asked for, and how often each was.
#[derive(Default)]
struct Asked {
    /// Name, and how often it was asked for.
    footnotes: Vec<(String, usize)>,
    positions: HashMap<String, usize>,
}

impl Asked {
    /// The number of a footnote, and how often it has been asked for with this time.
    fn count(&mut self, label: &str) -> (usize, usize) {
        let name = footnote_name(label);
        let at = *self.positions.entry(name.clone()).or_insert(self.footnotes.len());
        if at == self.footnotes.len() {
            self.footnotes.push((name, 0));
        }
        let (_, count) = &mut self.footnotes[at];
        *count += 1;
        (at + 1, *count)
    }
}

impl Writer<'_> {
    fn html(&self, text: &str) -> String {
        let Parts { body, mut footnotes } = self.read(text);
        let mut out = String::with_capacity(text.len() * 3 / 2);
        let mut asked = Asked::default();
        self.push(body, &mut asked, &mut out);
        let mut notes = String::new();
        let mut number = 0;
        // A footnote may ask for another, which then comes behind it.
        while let Some((label, _)) = asked.footnotes.get(number) {
            let mut events = footnotes.remove(label).unwrap_or_default();
            number += 1;
            let title = self.said("page.back_to_text");
            let back = format!(
                " <a href=\"#_fnref-{number}\" class=\"back\" aria-label=\"{title}\">↩</a>"
            );
            // On the footnote's last line, not on one of its own.
            let end = match events.last() {
                Some(Event::End(TagEnd::Paragraph)) => events.len() - 1,
                _ => events.len(),
            };
            events.insert(end, Event::InlineHtml(back.into()));
            notes.push_str(&format!("<li id=\"_fn-{number}\">"));
            self.push(events, &mut asked, &mut notes);
            notes.push_str("</li>\n");
        }
        if !notes.is_empty() {
            let title = self.said("page.footnotes");
            let head = format!("<section class=\"footnotes\" aria-label=\"{title}\">\n<ol>\n");
            out.extend([&*head, &*notes, "</ol>\n</section>\n"]);
        }
        out
    }

    /// A word of the text's language, as HTML.
    fn said(&self, key: &str) -> String {
        escape(&(self.word)(key)).into_owned()
    }

    /// The constructs as they may be shown.
    fn read<'t>(&self, text: &'t str) -> Parts<'t> {
        let mut parts = Parts::default();
        // The footnotes that are open, innermost last, with what they hold.
        let mut inside: Vec<(String, Vec<Event<'t>>)> = Vec::new();
        // Whether each link that is open was let through: its end must follow its beginning.
        let mut links = Vec::new();
        let mut headings = self.headings.iter();
        let mut level = HeadingLevel::H2;
        let mut last_level = 2;
        let mut put = Vec::new();
        for (event, _) in events(text, self.dialect) {
            match event {
                Event::Start(Tag::FootnoteDefinition(label)) => {
                    inside.push((footnote_name(&label), Vec::new()));
                }
                Event::End(TagEnd::FootnoteDefinition) => {
                    if let Some((label, events)) = inside.pop() {
                        parts.footnotes.entry(label).or_insert(events);
                    }
                }
                Event::Html(html) | Event::InlineHtml(html) => put.push(Event::Text(html)),
                Event::Start(Tag::HtmlBlock) => put.push(Event::Start(Tag::Paragraph)),
                Event::End(TagEnd::HtmlBlock) => put.push(Event::End(TagEnd::Paragraph)),
                Event::Start(Tag::Link { link_type: LinkType::Email, .. }) => {
                    links.push(true);
                    put.push(event);
                }
                Event::Start(Tag::Link { link_type, dest_url, title, id }) => {
                    let dest_url = (self.href)(&dest_url);
                    links.push(dest_url.is_some());
                    put.extend(dest_url.map(|url| {
                        let dest_url = CowStr::from(url);
                        Event::Start(Tag::Link { link_type, dest_url, title, id })
                    }));
                }
                Event::End(TagEnd::Link) => {
                    put.extend(links.pop().unwrap_or(false).then_some(event));
                }
                // A picture that is not the portal's own would tell its server who reads what.
                Event::Start(Tag::Image { link_type, dest_url, title, id }) => {
                    let own = (self.href)(&dest_url).filter(|url| !url.contains(':'));
                    links.push(own.is_some());
                    put.extend(own.map(|url| {
                        let dest_url = CowStr::from(url);
                        Event::Start(Tag::Image { link_type, dest_url, title, id })
                    }));
                }
                Event::End(TagEnd::Image) => {
                    put.extend(links.pop().unwrap_or(false).then_some(event));
                }
                // Alignment would become a style, which a strict content policy forbids.
                Event::Start(Tag::Table(columns)) => {
                    let plain = vec![Alignment::None; columns.len()];
                    put.push(Event::Html("<div class=\"scroll\">".into()));
                    put.push(Event::Start(Tag::Table(plain)));
                }
                Event::End(TagEnd::Table) => {
                    put.extend([event, Event::Html("</div>\n".into())]);
                }
                Event::Start(Tag::Heading { level: written, .. }) => {
                    // A heading inside a footnote is none of the page's.
                    let heading = if inside.is_empty() { headings.next() } else { None };
                    // In a record, the page's own headings are above those of its texts.
                    let lower = (written as usize + 2).min(last_level + 1);
                    let number = heading.map_or(lower, |heading| usize::from(heading.level));
                    last_level = number;
                    level = HeadingLevel::try_from(number.min(6)).unwrap_or(HeadingLevel::H6);
                    let id = heading.map(|heading| CowStr::from(heading.id.to_string()));
                    let (classes, attrs) = (Vec::new(), Vec::new());
                    put.push(Event::Start(Tag::Heading { level, id, classes, attrs }));
                }
                Event::End(TagEnd::Heading(_)) => put.push(Event::End(TagEnd::Heading(level))),
                Event::Start(Tag::BlockQuote(Some(kind))) => {
                    let name = name(kind);
                    let title = self.said(&format!("alert.{name}"));
                    let html = format!(
                        "<div class=\"alert {name}\" role=\"note\">\n<p class=\"alert-title\">{title}</p>\n"
                    );
                    put.push(Event::Html(html.into()));
                }
                Event::End(TagEnd::BlockQuote(Some(_))) => {
                    put.push(Event::Html("</div>\n".into()));
                }
                event => put.push(event),
            }
            let part = inside.last_mut().map_or(&mut parts.body, |(_, events)| events);
            part.append(&mut put);
        }
        parts
    }

    /// Writes constructs, with the numbers of their footnotes.
    fn push(&self, events: Vec<Event<'_>>, asked: &mut Asked, out: &mut String) {
        let numbered = events.into_iter().map(|event| match event {
            Event::FootnoteReference(label) => {
                let (number, time) = asked.count(&label);
                let again = if time > 1 { format!("-{time}") } else { String::new() };
                let html = format!(
                    "<sup><a href=\"#_fn-{number}\" id=\"_fnref-{number}{again}\">{number}</a></sup>"
                );
                Event::InlineHtml(html.into())
            }
            event => event,
        });
        push_html(out, numbered);
    }
}

/// The name of a kind of alert, as its word and its class have it.
fn name(kind: BlockQuoteKind) -> &'static str {
    match kind {
        BlockQuoteKind::Note => "note",
        BlockQuoteKind::Tip => "tip",
        BlockQuoteKind::Important => "important",
        BlockQuoteKind::Warning => "warning",
        BlockQuoteKind::Caution => "caution",
    }
}

#[cfg(test)]
mod tests {
    use super::Writer;
    use crate::markdown::{Dialect, Outline, Target};

    fn href(address: &str) -> Option<String> {
        (!matches!(Target::of(address), Target::Unsafe)).then(|| address.to_owned())
    }

    fn note(text: &str) -> String {
        let word = |key: &str| key.to_owned();
        Writer { dialect: Dialect::Note, headings: &[], href: &href, word: &word }.html(text)
    }

    fn page(text: &str) -> String {
        let (word, outline) = (|key: &str| key.to_owned(), Outline::of(text));
        let headings = &outline.headings;
        Writer { dialect: Dialect::Page, headings, href: &href, word: &word }.html(text)
    }

    #[test]
    fn harmless_markdown_is_rendered() {
        assert_eq!(note("Xem *đoạn 1*."), "<p>Xem <em>đoạn 1</em>.</p>\n");
        let link = note("[NQ](https://example.vn/a?b=1&c=2)");
        assert_eq!(link, "<p><a href=\"https://example.vn/a?b=1&amp;c=2\">NQ</a></p>\n");
        assert_eq!(note("<a@b.vn>"), "<p><a href=\"mailto:a@b.vn\">a@b.vn</a></p>\n");
    }

    #[test]
    fn harm_is_shown_as_text() {
        let script = "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>\n";
        assert_eq!(note("<script>alert(1)</script>"), script);
        assert_eq!(note("a <b onclick=x>b</b>"), "<p>a &lt;b onclick=x&gt;b&lt;/b&gt;</p>\n");
        for address in ["javascript:alert(1)", "java&#10;script:alert(1)", "//evil.example"] {
            let out = page(&format!("[x]({address}) ![y]({address})\n\n[z]\n\n[z]: {address}\n"));
            assert!(!out.contains("href") && !out.contains("src"), "{address}: {out}");
            assert_eq!(out.matches("</a>").count(), 0, "{out}");
        }
        let picture = page("![bản đồ](https://example.vn/a.png)");
        assert_eq!(picture, "<p>bản đồ</p>\n");
        let heading = page("## A {#b .c onclick=x}\n");
        assert_eq!(heading, "<h2 id=\"b\">A</h2>\n");
        let heading = page("## A {#\"><script>}\n");
        assert!(!heading.contains("<script"), "{heading}");
    }

    #[test]
    fn tables_carry_no_style() {
        let out = note("| a |\n|--:|\n| 1 |\n");
        assert!(!out.contains("style"), "{out}");
    }

    #[test]
    fn footnotes_are_numbered_as_they_are_asked_for_and_lead_back() {
        let out = page("Một[^b], hai[^a], lại một[^b].\n\n[^a]: A.\n\n[^b]: B[^c].\n\n[^c]: C.\n");
        let expected = "<p>Một<sup><a href=\"#_fn-1\" id=\"_fnref-1\">1</a></sup>, \
            hai<sup><a href=\"#_fn-2\" id=\"_fnref-2\">2</a></sup>, \
            lại một<sup><a href=\"#_fn-1\" id=\"_fnref-1-2\">1</a></sup>.</p>\n\
            <section class=\"footnotes\" aria-label=\"page.footnotes\">\n<ol>\n\
            <li id=\"_fn-1\"><p>B<sup><a href=\"#_fn-3\" id=\"_fnref-3\">3</a></sup>. \
            <a href=\"#_fnref-1\" class=\"back\" aria-label=\"page.back_to_text\">↩</a></p>\n</li>\n\
            <li id=\"_fn-2\"><p>A. \
            <a href=\"#_fnref-2\" class=\"back\" aria-label=\"page.back_to_text\">↩</a></p>\n</li>\n\
            <li id=\"_fn-3\"><p>C. \
            <a href=\"#_fnref-3\" class=\"back\" aria-label=\"page.back_to_text\">↩</a></p>\n</li>\n\
            </ol>\n</section>\n";
        assert_eq!(out, expected);
    }

    #[test]
    fn an_alert_is_titled_in_the_language_of_the_page() {
        let out = page("> [!WARNING]\n> Coi chừng.\n");
        let expected = "<div class=\"alert warning\" role=\"note\">\n\
            <p class=\"alert-title\">alert.warning</p>\n<p>Coi chừng.</p>\n</div>\n";
        assert_eq!(out, expected);
    }
}
