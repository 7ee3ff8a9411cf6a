//! Figures of records in a text: `{{ figure("id") }}` is shown as the figure of the record, and
//! `[80%](figure:id)` claims that its words say what the record says.
//!
//! Braces are looked for where a reader would see them: not in code, and not behind a `\`. Whoever shows a text and whoever checks it go through [`pieces`].

use super::{Dialect, Link, Target, events};
use pulldown_cmark::{CowStr, Event, Tag, TagEnd};
use std::collections::VecDeque;
use std::iter::Peekable;
use std::ops::Range;

/// A construct of a text.
#[derive(Clone, Debug, PartialEq)]
pub enum Piece<'t> {
    /// One of Markdown's own.
    Event(Event<'t>),
    /// Braces that ask for a figure, or were meant to.
    Braces(Braces),
}

/// Braces in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Braces {
    /// As they are written.
    pub written: Box<str>,
    /// The name of the figure; where the form is wrong, what was probably meant to be it.
    pub name: Option<Box<str>>,
    /// Whether the form is right.
    pub is_well_formed: bool,
    /// The bytes of the name, if the form is right, else of the whole.
    pub place: Range<usize>,
}

/// A figure of a record that a text speaks of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention {
    /// In which way.
    pub form: Form,
    /// The name of the figure: an id, perhaps with its kind before it (`targets/…`) and one of
    /// the record's further figures behind it (`…#baseline`). Of braces in a wrong form, what
    /// was probably meant to be the name.
    pub name: Option<Box<str>>,
    /// The bytes of the name, if it stands there as it is, else those of all that names it.
    pub place: Range<usize>,
    /// Braces as they are written; of a claim, the words that make it.
    pub words: Box<str>,
    /// Their bytes.
    pub words_place: Range<usize>,
    /// The end of what a reader reads before it in the same paragraph.
    pub before: Box<str>,
}

/// How a text speaks of a figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// `{{ figure("id") }}`.
    Asked,
    /// The same in a heading, which is known by its words.
    AskedInHeading,
    /// Braces that do not ask for a figure as one is asked for.
    Broken,
    /// `[80%](figure:id)`.
    Claimed,
    /// `![80%](figure:id)`, which is no picture.
    Pictured,
}

/// The constructs of a text in their order, each with its bytes.
pub fn pieces(text: &str, dialect: Dialect) -> impl Iterator<Item = (Piece<'_>, Range<usize>)> {
    let (events, ready) = (events(text, dialect).peekable(), VecDeque::new());
    // Without a brace, as most texts are, everything passes as it comes.
    Pieces { text, events, ready, has_braces: text.contains('{'), in_code: false }
}

struct Pieces<'t, Events: Iterator<Item = (Event<'t>, Range<usize>)>> {
    text: &'t str,
    events: Peekable<Events>,
    /// What was found and is to be handed out next.
    ready: VecDeque<(Piece<'t>, Range<usize>)>,
    has_braces: bool,
    /// Whether a block of code is open, in which everything is meant as it stands.
    in_code: bool,
}

impl<'t, Events> Iterator for Pieces<'t, Events>
where
    Events: Iterator<Item = (Event<'t>, Range<usize>)>,
{
    type Item = (Piece<'t>, Range<usize>);

    fn next(&mut self) -> Option<Self::Item> {
        if let Some(piece) = self.ready.pop_front() {
            return Some(piece);
        }
        let (event, bytes) = self.events.next()?;
        match &event {
            Event::Start(Tag::CodeBlock(_)) => self.in_code = true,
            Event::End(TagEnd::CodeBlock) => self.in_code = false,
            _ => {}
        }
        if !self.has_braces || self.in_code || text_of(&event, &bytes).is_none() {
            return Some((Piece::Event(event), bytes));
        }
        let mut run = Run { is_escaped: is_behind_backslash(self.text, &bytes), ..Run::default() };
        run.add(event, bytes);
        let text = self.text;
        while let Some((event, bytes)) =
            self.events.next_if(|(event, bytes)| run.goes_on_with(event, bytes, text))
        {
            run.add(event, bytes);
        }
        run.cut(&mut self.ready);
        self.ready.pop_front()
    }
}

/// The text of a construct that shows it as it is written: raw HTML is text, and `&#123;`, which
/// stands for something shorter, is not what it says.
fn text_of<'e>(event: &'e Event<'_>, bytes: &Range<usize>) -> Option<&'e str> {
    match event {
        Event::Text(text) | Event::Html(text) | Event::InlineHtml(text) => {
            (text.len() == bytes.len()).then_some(text)
        }
        _ => None,
    }
}

fn is_behind_backslash(text: &str, bytes: &Range<usize>) -> bool {
    text.as_bytes()[..bytes.start].ends_with(b"\\")
}

/// Text that a reader reads in one go, whatever the parser cut it into.
#[derive(Default)]
struct Run<'t> {
    /// The constructs with their bytes, each with where it begins in `text`.
    parts: Vec<(usize, Event<'t>, Range<usize>)>,
    text: String,
    /// Whether the first character is meant as it stands.
    is_escaped: bool,
}

impl<'t> Run<'t> {
    fn add(&mut self, event: Event<'t>, bytes: Range<usize>) {
        let begins = self.text.len();
        self.text.push_str(text_of(&event, &bytes).unwrap_or(" "));
        self.parts.push((begins, event, bytes));
    }

    /// Whether it goes on with this. A line may end inside of braces, whatever the next one
    /// begins with, such as the `>` of a quotation.
    fn goes_on_with(&self, event: &Event<'_>, bytes: &Range<usize>, text: &str) -> bool {
        let Some((_, last, before)) = self.parts.last() else { return false };
        let is_new_line = matches!(last, Event::SoftBreak);
        matches!(event, Event::SoftBreak)
            || text_of(event, bytes).is_some()
                && (before.end == bytes.start || is_new_line)
                && !(is_new_line && is_behind_backslash(text, bytes))
    }

    /// Hands out what it is made of, cut where braces are.
    fn cut(self, ready: &mut VecDeque<(Piece<'t>, Range<usize>)>) {
        let found = find(&self.text, self.is_escaped);
        let mut parts = self.parts.iter();
        let mut part = parts.next();
        // What lies between two places of the run; each part is passed once.
        let mut hand_out = |from: usize, to: usize, ready: &mut VecDeque<_>| {
            while let Some((begins, event, bytes)) = part {
                let length = text_of(event, bytes).map_or(1, str::len);
                let start = from.max(*begins);
                let end = to.min(begins + length);
                if start < end {
                    ready.push_back(slice(event, bytes, start - begins..end - begins));
                }
                if begins + length > to {
                    break;
                }
                part = parts.next();
            }
        };
        let mut from = 0;
        for Found { range, name, is_well_formed } in found {
            hand_out(from, range.start, ready);
            let place = match (&name, is_well_formed) {
                (Some(name), true) => self.source_of(name),
                _ => self.source_of(&range),
            };
            let text = |range: &Range<usize>| Box::from(&self.text[range.clone()]);
            let (written, name) = (text(&range), name.as_ref().map(text));
            let braces = Braces { written, name, is_well_formed, place };
            ready.push_back((Piece::Braces(braces), self.source_of(&range)));
            from = range.end;
        }
        hand_out(from, self.text.len(), ready);
    }

    /// Where a range of the run stands in the text. It is not empty.
    fn source_of(&self, range: &Range<usize>) -> Range<usize> {
        let place = |at: usize| {
            let part = self.parts.partition_point(|(begins, ..)| *begins <= at).saturating_sub(1);
            self.parts.get(part).map_or(0, |(begins, _, bytes)| bytes.start + at - begins)
        };
        place(range.start)..place(range.end.saturating_sub(1)) + 1
    }
}

/// A part of a construct.
fn slice<'t>(
    event: &Event<'t>,
    bytes: &Range<usize>,
    range: Range<usize>,
) -> (Piece<'t>, Range<usize>) {
    let cut = |text: &CowStr<'t>| match text {
        CowStr::Borrowed(text) => CowStr::Borrowed(&text[range.clone()]),
        text => CowStr::from(text[range.clone()].to_owned()),
    };
    let part = match event {
        Event::Text(text) => Event::Text(cut(text)),
        Event::Html(text) => Event::Html(cut(text)),
        Event::InlineHtml(text) => Event::InlineHtml(cut(text)),
        other => return (Piece::Event(other.clone()), bytes.clone()),
    };
    (Piece::Event(part), bytes.start + range.start..bytes.start + range.end)
}

/// Braces in a run of text.
struct Found {
    range: Range<usize>,
    name: Option<Range<usize>>,
    is_well_formed: bool,
}

/// Every pair of double braces, and what lacks one of them but is plainly meant to ask for a
/// figure. Each character is looked at a fixed number of times, however many braces there are.
fn find(text: &str, is_escaped: bool) -> Vec<Found> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(open) = text[at..].find('{').map(|open| at + open) {
        let inner = open + count(&text[open..], b'{');
        let end = text[inner..].find(['{', '}']).map_or(text.len(), |end| inner + end);
        let closing = count(&text[end..], b'}');
        at = end + closing;
        // `\{{` is meant as it stands, and leaves two of three.
        let is_escaped = is_escaped && open == 0;
        let opening = inner - open - usize::from(is_escaped);
        let mut body = &text[inner..end];
        let range = if opening >= 2 && closing >= 2 {
            inner - 2..end + 2
        } else if opening >= 1 && !is_escaped && is_call(body) {
            if closing == 0 {
                body = &body[..length_of_call(body)];
            }
            inner - opening.min(2)..inner + body.len() + closing.min(2)
        } else {
            continue;
        };
        let is_closed = opening >= 2 && closing >= 2;
        let name = is_closed.then(|| name_in(body)).flatten();
        let is_well_formed = name.is_some();
        let name = name.or_else(|| probable_name(body));
        let name = name.map(|name| inner + name.start..inner + name.end);
        found.push(Found { range, name, is_well_formed });
    }
    found
}

/// How often a character stands at the beginning of a text.
fn count(text: &str, character: u8) -> usize {
    text.bytes().take_while(|byte| *byte == character).count()
}

const FUNCTION: &str = "figure";

/// Whether this begins as a figure is asked for.
fn is_call(body: &str) -> bool {
    let behind = body.trim_start().strip_prefix(FUNCTION);
    behind.is_some_and(|behind| behind.trim_start().starts_with(['(', '"', '“', '\'']))
}

/// How much of a text that is not closed belongs to what it begins with.
fn length_of_call(body: &str) -> usize {
    let first = || {
        let begins = body.len() - body.trim_start().len();
        body[begins..].find(char::is_whitespace).map_or(body.len(), |length| begins + length)
    };
    body.find(')').map_or_else(first, |end| end + 1)
}

/// The place of the name in ` figure("name") `.
fn name_in(body: &str) -> Option<Range<usize>> {
    let rest = body.trim_start().strip_prefix(FUNCTION)?.trim_start().strip_prefix('(')?;
    let rest = rest.trim_start().strip_prefix('"')?;
    let (name, behind) = rest.split_once('"')?;
    let is_closed = behind.trim_start().strip_prefix(')')?.trim_start().is_empty();
    let is_name = !name.is_empty() && !name.contains(char::is_whitespace);
    let start = body.len() - rest.len();
    (is_closed && is_name).then_some(start..start + name.len())
}

/// The last thing that could be a name.
fn probable_name(body: &str) -> Option<Range<usize>> {
    let is_part = |c: char| c.is_ascii_alphanumeric() || "-_./#".contains(c);
    let end = body.rfind(is_part)? + 1;
    let start = body[..end].rfind(|c| !is_part(c));
    let start = start.map_or(0, |at| body.ceil_char_boundary(at + 1));
    (body[start..end] != *FUNCTION).then_some(start..end)
}

impl Mention {
    /// What a text says of figures.
    pub fn all(text: &str, dialect: Dialect) -> Vec<Self> {
        let mut mentions = Mentions::default();
        for (piece, bytes) in pieces(text, dialect) {
            let link = match &piece {
                Piece::Event(event) => Link::of(event, &bytes, text),
                Piece::Braces(_) => None,
            };
            mentions.see(&piece, &bytes, link.as_ref());
        }
        mentions.found
    }
}

/// Gathers what a text says of figures while its constructs go by.
#[derive(Debug, Default)]
pub(super) struct Mentions {
    pub(super) found: Vec<Mention>,
    in_heading: bool,
    /// How many links and pictures are open.
    depth: usize,
    open: Option<Claim>,
    /// The end of what was read of the paragraph.
    before: String,
}

/// A claim whose words are being read.
#[derive(Debug)]
struct Claim {
    /// How many links and pictures were open with it.
    depth: usize,
    mention: Mention,
    words: String,
}

impl Mentions {
    /// Looks at the next construct, and the link that it begins, if it begins one.
    pub(super) fn see(&mut self, piece: &Piece<'_>, bytes: &Range<usize>, link: Option<&Link>) {
        if let Some(link) = link {
            self.depth += 1;
            self.begin(link);
        }
        match piece {
            Piece::Braces(braces) => self.braces(braces, bytes),
            Piece::Event(event) => match event {
                Event::End(TagEnd::Link | TagEnd::Image) => self.end(),
                Event::Start(
                    Tag::Link { .. } | Tag::Image { .. } | Tag::Emphasis | Tag::Strong,
                ) => {}
                Event::Start(tag) => {
                    self.before.clear();
                    self.in_heading |= matches!(tag, Tag::Heading { .. });
                }
                Event::End(TagEnd::Heading(_)) => self.in_heading = false,
                Event::Text(text)
                | Event::Code(text)
                | Event::Html(text)
                | Event::InlineHtml(text) => self.say(text, bytes),
                Event::SoftBreak | Event::HardBreak => self.say(" ", bytes),
                _ => {}
            },
        }
    }

    fn braces(&mut self, braces: &Braces, bytes: &Range<usize>) {
        let before = self.before.as_str().into();
        self.say(&braces.written, bytes);
        let form = match (self.in_heading, braces.is_well_formed) {
            (true, _) => Form::AskedInHeading,
            (false, true) => Form::Asked,
            (false, false) => Form::Broken,
        };
        let Braces { written, name, place, .. } = braces.clone();
        let words_place = bytes.clone();
        self.found.push(Mention { form, name, place, words: written, words_place, before });
    }

    fn begin(&mut self, link: &Link) {
        let Target::Figure(name) = Target::of(&link.address) else { return };
        let form = if link.is_picture { Form::Pictured } else { Form::Claimed };
        let is_as_written = link.bytes.len() == link.address.len();
        let before = if is_as_written { link.address.len() - name.len() } else { 0 };
        let place = link.bytes.start + before..link.bytes.end;
        let (words, words_place) = (Box::default(), link.bytes.clone());
        let (name, before) = (Some(name.into()), self.before.as_str().into());
        let mention = Mention { form, name, place, words, words_place, before };
        match &self.open {
            // A picture may stand in a link, and its description hold another; one is enough.
            Some(_) => self.found.push(mention),
            None => {
                self.open = Some(Claim { depth: self.depth, mention, words: String::new() });
            }
        }
    }

    fn say(&mut self, words: &str, bytes: &Range<usize>) {
        /// More than any words that qualify a figure.
        const ENOUGH: usize = 64;
        self.before
            .push_str(&words[words.ceil_char_boundary(words.len().saturating_sub(ENOUGH))..]);
        let cut = self.before.ceil_char_boundary(self.before.len().saturating_sub(ENOUGH));
        self.before.drain(..cut);
        if let Some(claim) = &mut self.open {
            let place = &mut claim.mention.words_place;
            *place = if claim.words.is_empty() { bytes.start } else { place.start }..bytes.end;
            claim.words.push_str(words);
        }
    }

    fn end(&mut self) {
        let depth = self.depth;
        self.depth = depth.saturating_sub(1);
        if let Some(Claim { mut mention, words, .. }) = self.open.take_if(|it| it.depth == depth) {
            mention.words = words.into();
            self.found.push(mention);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Form, Mention, Piece, pieces};
    use crate::markdown::Dialect;

    fn mentions(text: &str) -> Vec<(Form, String, String, String)> {
        let told = |it: Mention| {
            let (place, words) = (&text[it.place], &text[it.words_place]);
            let name = it.name.unwrap_or_default();
            assert!(it.form != Form::Asked || *name == *place, "{name} {place}");
            (it.form, name.into(), it.words.into(), words.to_owned())
        };
        Mention::all(text, Dialect::Page).into_iter().map(told).collect()
    }

    fn names(text: &str) -> Vec<(Form, String)> {
        mentions(text).into_iter().map(|(form, name, ..)| (form, name)).collect()
    }

    #[test]
    fn a_figure_is_asked_for_wherever_a_reader_reads() {
        let asked = |name: &str| (Form::Asked, name.to_owned());
        for text in [
            "Là {{ figure(\"a-1\") }}.",
            "{{figure(\"a-1\")}}",
            "{{{ figure ( \"a-1\" ) }}}",
            "| a |\n|---|\n| {{ figure(\"a-1\") }} |\n",
            "- *b {{ figure(\"a-1\") }}*",
            "> b {{\n> figure(\"a-1\")\n> }} c",
            "[b {{ figure(\"a-1\") }}](/c)",
            "![b {{ figure(\"a-1\") }}](/c.png)",
            "[^1]\n\n[^1]: b {{ figure(\"a-1\") }}\n",
            "<b>{{ figure(\"a-1\") }}</b>",
            "<div>\n{{ figure(\"a-1\") }}\n</div>",
            "`{{` {{ figure(\"a-1\") }} `}}`",
            "a & b &amp; \\\\{{ figure(\"a-1\") }}",
        ] {
            assert_eq!(names(text), [asked("a-1")], "{text}");
        }
        assert_eq!(
            names("{{ figure(\"a\") }}{{ figure(\"targets/b#baseline\") }} é {{ figure(\"c\") }}"),
            [asked("a"), asked("targets/b#baseline"), asked("c")]
        );
        let heading = (Form::AskedInHeading, "a".to_owned());
        for text in
            ["## B {{ figure(\"a\") }}", "## {{ figure(\"a\") }} {#b}", "{{figure(\"a\")}}\n---"]
        {
            assert_eq!(names(text), std::slice::from_ref(&heading), "{text}");
        }
    }

    #[test]
    fn code_and_braces_that_are_meant_as_such_are_left_alone() {
        for text in [
            "`{{ figure(\"a\") }}`",
            "```\n{{ figure(\"a\") }}\n```\n",
            "    {{ figure(\"a\") }}\n",
            "\\{{ figure(\"a\") }}",
            "{\\{ figure(\"a\") }}",
            "b\n\\{{ figure(\"a\") }}",
            "&#123;&#123; figure(\"a\") }}",
            "{{ a {b} }}",
            "{{ chưa đóng",
            "đóng }} {{",
            "{figure 3}",
            "một { hai } ba",
        ] {
            assert_eq!(names(text), [], "{text}");
        }
    }

    #[test]
    fn what_was_meant_to_ask_for_a_figure_is_found() {
        for (text, name, words) in [
            ("{{ figure(a-1) }}", "a-1", "{{ figure(a-1) }}"),
            ("{{ figure(“a-1”) }}", "a-1", "{{ figure(“a-1”) }}"),
            ("{{ figure('a-1') }}", "a-1", "{{ figure('a-1') }}"),
            ("{{ figure \"a-1\" }}", "a-1", "{{ figure \"a-1\" }}"),
            ("{{ figure(\" a-1 \") }}", "a-1", "{{ figure(\" a-1 \") }}"),
            ("{{ figure(\"a-1\", \"b\") }}", "b", "{{ figure(\"a-1\", \"b\") }}"),
            ("{{ number(\"a-1\") }}", "a-1", "{{ number(\"a-1\") }}"),
            ("{{ a-1 }}", "a-1", "{{ a-1 }}"),
            ("{{ Chỉ tiêu }}", "u", "{{ Chỉ tiêu }}"),
            ("{{ figure }}", "", "{{ figure }}"),
            ("{{ }}", "", "{{ }}"),
            ("b { figure(\"a-1\") } c", "a-1", "{ figure(\"a-1\") }"),
            ("b { figure(\"a-1\") }} c", "a-1", "{ figure(\"a-1\") }}"),
            ("b {{ figure(\"a-1\") } c", "a-1", "{{ figure(\"a-1\") }"),
            ("b {{ figure(\"a-1\") c", "a-1", "{{ figure(\"a-1\")"),
            ("b {{ figure(\"a-1\" c", "a-1", "{{ figure(\"a-1\""),
            ("b {{ figure(“a-1” – c", "a-1", "{{ figure(“a-1”"),
        ] {
            let found = mentions(text);
            let expected = (Form::Broken, name.to_owned(), words.to_owned(), words.to_owned());
            assert_eq!(found, [expected], "{text}");
        }
    }

    #[test]
    fn a_claim_has_a_name_and_words() {
        let told = |text: &str| {
            let found = mentions(text);
            assert_eq!(found.len(), 1, "{text}: {found:?}");
            found.into_iter().next().map(|(form, name, words, at)| (form, (name, words, at)))
        };
        let is = |name: &str, words: &str, at: &str| {
            Some((Form::Claimed, (name.to_owned(), words.to_owned(), at.to_owned())))
        };
        assert_eq!(told("[80%](figure:a-1)"), is("a-1", "80%", "80%"));
        assert_eq!(told("[**80**%](figure:a-1 \"b\")"), is("a-1", "80%", "80**%"));
        assert_eq!(told("[hơn\n80%][b]\n\n[b]: figure:a-1\n"), is("a-1", "hơn 80%", "hơn\n80%"));
        assert_eq!(told("## B [80%](figure:a-1)"), is("a-1", "80%", "80%"));
        assert_eq!(told("<figure:a-1>"), is("a-1", "figure:a-1", "figure:a-1"));
        assert_eq!(told("[](figure:a-1)").map(|it| it.1.1), Some(String::new()));
        assert_eq!(told("![80%](figure:a-1)").map(|it| it.0), Some(Form::Pictured));
    }

    /// What a text is cut into is all of it: nothing is lost between braces.
    #[test]
    fn what_stands_around_braces_stays() {
        for text in [
            "một {{ figure(\"a\") }} hai {{ b }} ba\nbốn {{ figure(\"c\") }}",
            "{{{{ figure(\"a\") }}}} é{{",
            "[^x] {{ figure(\"a\") }} [^y] & {{\nfigure(\"b\") }} <i>{{ c }}</i>",
        ] {
            let shown = pieces(text, Dialect::Page).filter_map(|(piece, bytes)| match piece {
                Piece::Braces(braces) => Some(braces.written.into()),
                Piece::Event(event) => super::text_of(&event, &bytes).map(str::to_owned),
            });
            let shown: String = shown.collect();
            let without = |text: &str| text.replace(['\n', ' '], "");
            assert_eq!(without(&shown), without(text), "{text}");
        }
    }

    #[test]
    fn braces_without_end_take_no_more_time_than_their_length() {
        let many = 200_000;
        for text in [
            "{{".repeat(many),
            "{{ ".repeat(many),
            "{{ figure(".repeat(many),
            "{ figure(\"a\" ".repeat(many),
            "{{ figure(\"a\") }} ".repeat(many),
            "{{\n".repeat(many),
            "}} {{ ".repeat(many),
            "[a](figure:b) ".repeat(many / 4),
            format!("[{}](figure:b)", "a *b* ".repeat(many / 4)),
            format!("{{{{ figure(\"{}\") }}}}", "a".repeat(many)),
            format!("{}{{{{", "```\na\n```\n".repeat(many / 4)),
        ] {
            // It would take minutes if each brace looked for its end through all the others.
            Mention::all(&text, Dialect::Page);
        }
    }
}
