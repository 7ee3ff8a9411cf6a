//! Pages of prose: a Markdown file for each language, with its front matter.

use super::{Id, Kind};
use crate::config::{Day, Site};
use crate::diagnostic::{
    Code, Diagnostic, Diagnostics, FieldPath, FileId, Hint, Part, Place, Span,
};
use crate::load::{PageFile, Sources, decode_each, front_matter};
use crate::markdown::Outline;
use crate::text::{Lang, Localized, Words, is_legacy, normalise};
use crate::yaml::{Decode, Decoder, Plain, Tree, mapping};
use std::borrow::Cow;
use std::cell::RefCell;
use std::ops::Range;

/// A page of prose.
#[derive(Clone, Debug)]
pub struct ContentPage {
    /// The name of its files without language and extension, the same in every language; its
    /// address too.
    pub id: Box<str>,
    /// What it says in each language, where there is a file.
    pub versions: Localized<Version>,
}

/// A page in one language.
#[derive(Clone, Debug)]
pub struct Version {
    /// Its file.
    pub file: FileId,
    /// The path of the file below the folder of pages, from which links to other files of
    /// pages are counted.
    pub path: Box<str>,
    /// What its front matter says.
    pub about: FrontMatter,
    /// Its Markdown, clean.
    pub text: Box<str>,
    /// Its headings and links. Their places are bytes of the file's text behind the front
    /// matter, as it was written.
    pub outline: Outline,
    /// The byte of the file at which its Markdown begins.
    begins: usize,
    /// The node of the front matter in the file.
    node: u32,
}

mapping! {
    /// What stands between the two lines of hyphens that a page begins with.
    #[derive(Clone, Debug, Default)]
    pub struct FrontMatter (crate::diagnostic::Said::A_MAPPING) {
        /// The page's title, which is its only heading of level 1.
        pub title: Plain,
        /// What the page is about, in a sentence, for search engines and previews of links.
        pub description: Option<Plain>,
        /// Its place in the menu, the smallest first; a page without one is not in the menu.
        pub menu_order: Option<u32>,
        /// The day of its last change of substance.
        pub updated: Option<Day>,
        /// Paths under which it could be found before.
        pub aliases: Vec<OldPath>,
    }
}

/// A path below the portal's root under which a page could be found before, as in
/// `/vi/gioi-thieu-cu/`: the file that stands there now.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OldPath(pub Box<str>);

impl Decode for OldPath {
    fn decode(node: crate::yaml::Node<'_>, decoder: &mut Decoder<'_>) -> Option<Self> {
        let written = Plain::decode(node, decoder)?;
        let path = written.trim_start_matches('/');
        let (folder, is_folder) = match path.strip_suffix('/') {
            Some(folder) => (folder, true),
            None => (path, !path.rsplit('/').next().unwrap_or_default().contains('.')),
        };
        let is_name = |part: &str| {
            !part.is_empty()
                && !part.starts_with('.')
                && part.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_.".contains(&b))
        };
        // A page is shown at the old path, so that it must be the path of a page.
        if !folder.split('/').all(is_name) || !is_folder && !path.ends_with(".html") {
            let problem = decoder.problem(Code::NotAPath, node).with("written", &*written.0);
            decoder.tell(problem.hint(Hint::PathForm));
            return None;
        }
        let file = if is_folder { format!("{folder}/index.html") } else { path.to_owned() };
        Some(Self(file.into()))
    }
}

impl ContentPage {
    /// Its version in this language or, failing that, in the nearest, with the language it
    /// is in.
    pub fn closest<'p>(&'p self, lang: Lang, site: &Site) -> Option<(Lang, &'p Version)> {
        self.versions.closest(lang, &site.languages)
    }

    /// Its place in the menu: the smallest that any of its versions names.
    pub fn menu_order(&self, site: &Site) -> Option<u32> {
        let versions = site.languages.all().filter_map(|lang| self.versions.get(lang));
        versions.filter_map(|version| version.about.menu_order).min()
    }
}

impl Version {
    /// The place of a key of the front matter.
    pub fn place(&self, key: &str) -> Place {
        let path = FieldPath::of(key);
        Place::Field { file: self.file, node: self.node, path, part: Part::Value }
    }

    /// The place of something in the Markdown.
    pub fn place_of(&self, bytes: &Range<usize>) -> Place {
        Place::Span(self.file, span(self.begins + bytes.start, self.begins + bytes.end))
    }
}

/// Finds and reads the pages of a portal, in order of their ids.
pub fn read_content(
    sources: &mut Sources,
    site: &Site,
    words: &Words,
    problems: &mut Diagnostics,
) -> Vec<ContentPage> {
    let mut found = sources.discover_pages(&site.paths, problems);
    found.retain(|page| fits(page, site, problems));
    let files: Vec<FileId> = found.iter().map(|page| page.file).collect();
    let read = |tree: &Tree<'_>, decoder: &mut Decoder<'_>, text: &str| read(tree, decoder, text);
    let decoded = decode_each(sources, &files, &site.languages, words, problems, read);
    let mut pages: Vec<ContentPage> = Vec::new();
    for (page, version) in found.into_iter().zip(decoded) {
        let (Some(lang), Some(mut version)) = (site.languages.find(&page.language), version.value)
        else {
            continue;
        };
        version.path = page.path;
        let at = match pages.iter().position(|other| other.id == page.id) {
            Some(at) => at,
            None => {
                pages.push(ContentPage { id: page.id, versions: Localized::default() });
                pages.len() - 1
            }
        };
        if let Some(first) = pages[at].versions.get(lang) {
            let problem = Diagnostic::new(Code::SamePage, Place::File(version.file));
            problems.push(
                problem
                    .with("other", format!("{}/{}", site.paths.content, first.path))
                    .hint(Hint::RenamePage),
            );
            continue;
        }
        pages[at].versions.set(lang, version);
    }
    pages.sort_by(|a, b| a.id.cmp(&b.id));
    pages
}

/// Whether the name of a file is that of a page: an id and a declared language.
fn fits(page: &PageFile, site: &Site, problems: &mut Diagnostics) -> bool {
    let problem = |code| Diagnostic::new(code, Place::File(page.file));
    let is_id = Id::is_id(&page.id, Kind::Source) && page.id.len() <= Id::LONGEST;
    let known = site.languages.find(&page.language).is_some();
    if !is_id {
        let near = crate::text::slug(&page.id);
        let fits = Id::is_id(&near, Kind::Source);
        let suggestion = if fits { near } else { format!("page-{near}") };
        let suggestion = suggestion.trim_end_matches('-');
        let problem = problem(Code::NotAnId).with("written", &*page.id);
        problems.push(problem.with("suggestion", suggestion).hint(Hint::IdForm));
    } else if Id::is_reserved(&page.id) {
        problems.push(problem(Code::ReservedId).with("written", &*page.id));
    } else if !known {
        let problem = problem(Code::UnknownLanguage).with("language", &*page.language);
        problems.push(problem.suggest(&page.language, site.languages.codes()));
    }
    is_id && known && !Id::is_reserved(&page.id)
}

/// Reads one file of a page.
fn read(tree: &Tree<'_>, decoder: &mut Decoder<'_>, whole: &str) -> Version {
    let file = decoder.file();
    // What is wrong with the front matter stops the portal; the page is there all the same, so
    // that nothing else is said to be missing.
    let found = front_matter(whole);
    let begins = found.map_or(0, |(_, begins)| begins);
    let root = tree.root();
    if begins == 0 || tree.is_empty_file() {
        let problem = Diagnostic::new(Code::NoFrontMatter, Place::File(file));
        decoder.tell(problem.hint(Hint::FrontMatterForm));
    }
    let about = root.and_then(|root| FrontMatter::decode(root, decoder)).unwrap_or_default();
    let written = &whole[begins..];
    let mut at = begins;
    for line in written.split_inclusive('\n') {
        if is_legacy(line) {
            let place = Place::Span(file, span(at, at + line.trim_end().len()));
            decoder.tell(Diagnostic::new(Code::LegacyEncoding, place).hint(Hint::ConvertUnicode));
            break;
        }
        at += line.len();
    }
    let node = root.map_or(0, crate::yaml::Node::number);
    let text = normalise(written);
    // Of the clean text, which is what is shown; its places are those of the written one.
    let outline = Outline::of(&text);
    let outline = match &text {
        Cow::Borrowed(_) => outline,
        Cow::Owned(text) => {
            let back = Back::of(written, text);
            outline.moved(|bytes| back.range(bytes))
        }
    };
    let path = Box::default();
    Version { file, path, about, text: text.into(), outline, begins, node }
}

/// Of each beginning of a line, how long it is when it is clean, and where it ends.
type Steps = Vec<(usize, usize)>;

/// From the places of a cleaned text back to those of the text as it was written.
struct Back<'t> {
    written: Vec<(usize, &'t str)>,
    clean: Vec<(usize, &'t str)>,
    /// The line that was asked for last: how long each beginning of it is when it is clean, and
    /// where it ends. A line may hold hundreds of links.
    last: RefCell<(Option<usize>, Steps)>,
}

impl<'t> Back<'t> {
    fn of(written: &'t str, clean: &'t str) -> Self {
        Self { written: lines(written), clean: lines(clean), last: RefCell::default() }
    }

    fn range(&self, bytes: &Range<usize>) -> Range<usize> {
        let start = self.place(bytes.start);
        start..self.place(bytes.end).max(start)
    }

    /// Cleaning keeps the lines; inside a line, what was written before is counted in its
    /// clean form.
    fn place(&self, at: usize) -> usize {
        /// A longer line is pointed at as a whole.
        const LONGEST: usize = 4096;
        let line = self.clean.partition_point(|(start, _)| *start <= at).saturating_sub(1);
        let Some(((clean_start, _), (start, text))) =
            self.clean.get(line).zip(self.written.get(line))
        else {
            return at;
        };
        if text.len() > LONGEST {
            return *start;
        }
        let before = at - clean_start;
        let (last, ends) = &mut *self.last.borrow_mut();
        if *last != Some(line) {
            *last = Some(line);
            *ends = clean_lengths(text);
        }
        let reached = ends.iter().find(|(length, _)| *length >= before);
        start + reached.map_or(text.len(), |(_, end)| *end)
    }
}

/// How long each beginning of a line is when it is clean, and where it ends.
fn clean_lengths(line: &str) -> Vec<(usize, usize)> {
    // Nothing is put together with an ASCII letter behind it, so that what stands before one
    // need not be cleaned again.
    let (mut from, mut before) = (0, 0);
    let places = line.char_indices().map(|(at, c)| (at, c.is_ascii()));
    let length_at = |(end, is_ascii)| {
        let length = before + normalise(&line[from..end]).len();
        if is_ascii {
            (from, before) = (end, length);
        }
        (length, end)
    };
    places.chain([(line.len(), false)]).map(length_at).collect()
}

/// The lines of a text, each with the byte at which it begins.
fn lines(text: &str) -> Vec<(usize, &str)> {
    let mut at = 0;
    let line = |line| {
        let start = at;
        at += str::len(line);
        (start, line)
    };
    text.split_inclusive('\n').map(line).collect()
}

fn span(start: usize, end: usize) -> Span {
    let byte = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
    Span { start: byte(start), end: byte(end) }
}
