//! Markdown becomes HTML that can do no harm: raw HTML is shown as text, links lead to the
//! web, to a mailbox or within the portal, and nothing carries a style of its own.

use super::escape::escape;
use super::mention::{Mentioned, mentioned};
use super::page::Speaker;
use crate::markdown::{Braces, Dialect, Heading, Outline, Piece, Target, footnote_name, pieces};
use crate::site::Standpoint;
use crate::text::Lang;
use pulldown_cmark::html::push_html;
use pulldown_cmark::{
    Alignment, BlockQuoteKind, CodeBlockKind, CowStr, Event, HeadingLevel, LinkType, Tag, TagEnd,
};
use std::collections::{BTreeMap, HashMap};

/// The HTML of a text inside a record, in the text's own language.
pub(super) fn note(text: &str, lang: Lang, speaker: &Speaker) -> String {
    let href = |address: &str| speaker.href_of_link(Standpoint::Record, address);
    Writer {
        dialect: Dialect::Note,
        headings: &[],
        href: &href,
        figure: &|name| mentioned(speaker, lang, name),
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
    let figure = |name: &str| mentioned(speaker, lang, name);
    Writer { dialect: Dialect::Page, headings, href: &href, figure: &figure, word: &word }
        .html(text)
}

/// How a text is written.
struct Writer<'w> {
    dialect: Dialect,
    /// The headings of a page, in their order: their levels and names.
    headings: &'w [Heading],
    /// The link for an address, unless it leads nowhere or may not be followed.
    href: &'w dyn Fn(&str) -> Option<String>,
    /// The figure with a name, unless there is none.
    figure: &'w dyn Fn(&str) -> Option<Mentioned>,
    /// A word of the text's language.
    word: &'w dyn Fn(&str) -> String,
}

/// A link or a picture that is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Open {
    /// Not let through: its words alone are shown.
    Words,
    Link,
    /// A link to the record of a figure, inside of the figure's tag.
    Figure,
    /// What is inside of it becomes its description.
    Picture,
}

/// The links and pictures that are open, and how many of them were let through.
#[derive(Debug, Default)]
struct Opened {
    stack: Vec<Open>,
    links: usize,
    pictures: usize,
}

impl Opened {
    fn push(&mut self, open: Open) {
        self.stack.push(open);
        self.count(open, |count| count + 1);
    }

    fn pop(&mut self) -> Open {
        let open = self.stack.pop().unwrap_or(Open::Words);
        self.count(open, |count| count.saturating_sub(1));
        open
    }

    fn count(&mut self, open: Open, change: impl Fn(usize) -> usize) {
        match open {
            Open::Words => {}
            Open::Link | Open::Figure => self.links = change(self.links),
            Open::Picture => self.pictures = change(self.pictures),
        }
    }

    fn is_nothing(&self) -> bool {
        self.links == 0 && self.pictures == 0
    }
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
        // The links and pictures that are open: the end of each must follow its beginning.
        let mut open = Opened::default();
        let mut headings = self.headings.iter();
        let mut level = HeadingLevel::H2;
        let mut last_level = 2;
        let mut put = Vec::new();
        for (piece, _) in pieces(text, self.dialect) {
            let event = match piece {
                Piece::Event(event) => event,
                Piece::Braces(braces) => {
                    let part = inside.last_mut().map_or(&mut parts.body, |(_, events)| events);
                    part.push(self.braces(&braces, &open));
                    continue;
                }
            };
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
                    open.push(Open::Link);
                    put.push(event);
                }
                Event::Start(Tag::Link { dest_url, title, .. }) => {
                    let (begins, events) = self.link(&dest_url, title, &open);
                    open.push(begins);
                    put.extend(events);
                }
                Event::End(TagEnd::Link) => {
                    let ends = open.pop();
                    put.extend((ends != Open::Words).then_some(event));
                    put.extend((ends == Open::Figure).then(|| Event::InlineHtml("</data>".into())));
                }
                // A picture that is not the portal's own would tell its server who reads what.
                Event::Start(Tag::Image { link_type, dest_url, title, id }) => {
                    let own = (self.href)(&dest_url).filter(|url| !url.contains(':'));
                    open.push(if own.is_some() { Open::Picture } else { Open::Words });
                    put.extend(own.map(|url| {
                        let dest_url = CowStr::from(url);
                        Event::Start(Tag::Image { link_type, dest_url, title, id })
                    }));
                }
                Event::End(TagEnd::Image) => {
                    put.extend((open.pop() != Open::Words).then_some(event));
                }
                // What scrolls by itself must be within reach of the keyboard.
                Event::Start(Tag::CodeBlock(kind)) => put.push(Event::Html(code(&kind).into())),
                Event::End(TagEnd::CodeBlock) => put.push(Event::Html("</code></pre>\n".into())),
                // So does a wide table. Alignment would become a style, which a strict content
                // policy forbids.
                Event::Start(Tag::Table(columns)) => {
                    let plain = vec![Alignment::None; columns.len()];
                    put.push(Event::Html("<div class=\"scroll\" tabindex=\"0\">".into()));
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

    /// What a link begins with.
    fn link<'t>(&self, address: &str, title: CowStr<'t>, open: &Opened) -> (Open, Vec<Event<'t>>) {
        let start = |address: String, title| {
            let (link_type, dest_url, id) = (LinkType::Inline, address.into(), "".into());
            Event::Start(Tag::Link { link_type, dest_url, title, id })
        };
        if let Target::Figure(name) = Target::of(address) {
            let figure = (self.figure)(name).filter(|_| open.is_nothing());
            let Some(figure) = figure else { return (Open::Words, Vec::new()) };
            let title = if title.is_empty() { figure.title.into() } else { title };
            let tag = Event::InlineHtml(figure.tag.into());
            return (Open::Figure, vec![tag, start(figure.href, title)]);
        }
        match (self.href)(address) {
            Some(href) => (Open::Link, vec![start(href, title)]),
            None => (Open::Words, Vec::new()),
        }
    }

    /// A figure that is asked for: a link to its record, unless it stands in another link.
    fn braces<'t>(&self, braces: &Braces, open: &Opened) -> Event<'t> {
        let name = braces.name.as_deref().filter(|_| braces.is_well_formed);
        let Some(Mentioned { tag, figure, href, title }) = name.and_then(|it| (self.figure)(it))
        else {
            return Event::Text(braces.written.to_string().into());
        };
        if open.pictures > 0 {
            return Event::Text(figure.into());
        }
        let figure = escape(&figure);
        let html = if open.links > 0 {
            format!("{tag}{figure}</data>")
        } else {
            let (href, title) = (escape(&href), escape(&title));
            format!("{tag}<a href=\"{href}\" title=\"{title}\">{figure}</a></data>")
        };
        Event::InlineHtml(html.into())
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

/// How a block of code begins; a theme has its language by the class.
fn code(kind: &CodeBlockKind<'_>) -> String {
    let language = match kind {
        CodeBlockKind::Fenced(info) => info.split(' ').next().unwrap_or_default(),
        CodeBlockKind::Indented => "",
    };
    let class = match language {
        "" => String::new(),
        language => format!(" class=\"language-{}\"", escape(language)),
    };
    format!("<pre tabindex=\"0\"><code{class}>")
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
    use crate::render::mention::Mentioned;

    fn href(address: &str) -> Option<String> {
        (!matches!(Target::of(address), Target::Unsafe)).then(|| address.to_owned())
    }

    fn figure(name: &str) -> Option<Mentioned> {
        let (tag, href, title) = ("<data>".into(), "../x&y/".into(), "\"T\"".into());
        (name == "a").then(|| Mentioned { tag, figure: "hơn\u{a0}80%<".into(), href, title })
    }

    fn note(text: &str) -> String {
        let word = |key: &str| key.to_owned();
        Writer { dialect: Dialect::Note, headings: &[], href: &href, figure: &figure, word: &word }
            .html(text)
    }

    fn page(text: &str) -> String {
        let (word, outline) = (|key: &str| key.to_owned(), Outline::of(text));
        let headings = &outline.headings;
        Writer { dialect: Dialect::Page, headings, href: &href, figure: &figure, word: &word }
            .html(text)
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
    fn a_figure_is_a_link_to_its_record_where_there_can_be_one() {
        let link =
            "<data><a href=\"../x&amp;y/\" title=\"&quot;T&quot;\">hơn\u{a0}80%&lt;</a></data>";
        let alone = "<data>hơn\u{a0}80%&lt;</data>";
        let paragraph = |inside: &str| format!("<p>{inside}</p>\n");
        let asked = "{{ figure(\"a\") }}";
        assert_eq!(note(&format!("b {asked}, c")), paragraph(&format!("b {link}, c")));
        assert_eq!(note(&format!("*{asked}*")), paragraph(&format!("<em>{link}</em>")));
        let inside = note(&format!("[{asked}](https://example.vn)"));
        assert_eq!(inside, paragraph(&format!("<a href=\"https://example.vn\">{alone}</a>")));
        let picture = note(&format!("![{asked}](/b.png)"));
        let alt = "<img src=\"/b.png\" alt=\"hơn\u{a0}80%&lt;\" />";
        assert_eq!(picture, paragraph(alt));
        // The words of a picture that is not let through are words like others.
        assert_eq!(note(&format!("![{asked}](//b.png)")), paragraph(link));
        assert_eq!(note(&format!("`{asked}`")), paragraph("<code>{{ figure(\"a\") }}</code>"));
        assert_eq!(
            note("{{ figure(a) }} {{ figure(\"b\") }}"),
            "<p>{{ figure(a) }} {{ figure(\"b\") }}</p>\n"
        );
        let page = page(&format!("[^1]\n\n[^1]: {asked} `b`\n"));
        assert!(page.contains(&format!("<p>{link} <code>")), "{page}");
    }

    #[test]
    fn a_claim_keeps_its_words_and_leads_to_its_record() {
        let link =
            "<data><a href=\"../x&amp;y/\" title=\"&quot;T&quot;\">hơn <em>80</em>%</a></data>";
        assert_eq!(note("[hơn *80*%](figure:a)"), format!("<p>{link}</p>\n"));
        assert!(note("[80%](figure:a \"b\")").contains("title=\"b\">80%</a></data>"));
        assert_eq!(note("[80%](figure:b) <figure:c>"), "<p>80% figure:c</p>\n");
        assert_eq!(note("![80%](figure:a)"), "<p>80%</p>\n");
        let picture = note("![b [80%](figure:a)](/b.png)");
        assert_eq!(picture, "<p><img src=\"/b.png\" alt=\"b 80%\" /></p>\n");
        let both = note("[{{ figure(\"a\") }}](figure:a)");
        assert_eq!(both.matches("<a ").count(), 1, "{both}");
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
