//! `site.yaml` as it is written: every key, and nothing decided yet.

use super::{Address, BaseAddress, Day, ReportAddress};
use crate::diagnostic::{Code, Hint, Said};
use crate::text::{Languages, Text};
use crate::yaml::{Budget, Content, Decode, Decoder, Need, Node, Plain, choice, mapping};

mapping! {
    /// The keys of `site.yaml`.
    #[derive(Clone, Debug, Default)]
    pub struct SiteFile (Said::A_MAPPING) {
        /// The version of this format.
        pub format: Format,
        /// The portal's name.
        pub title: Text,
        /// The name where there is little room, as beside the menu on a phone.
        pub short_title: Option<Text>,
        /// What the portal is, in a sentence.
        pub description: Option<Text>,
        /// What the home page asks or says first.
        pub headline: Option<Text>,
        /// The content languages; the first is the source language.
        pub languages: Option<LanguageCodes>,
        /// Where the portal will stand on the web.
        pub base_url: Option<BaseAddress>,
        /// The day on which the portal is judged.
        pub as_of: Option<Day>,
        /// The theme's name.
        pub theme: Option<Plain>,
        /// The organisation that publishes the portal.
        pub publisher: Option<Plain>,
        /// The code of the licence of the data.
        pub licence: Option<Plain>,
        /// Who answers questions.
        pub contact: Option<ContactFile>,
        /// Where errors are reported.
        pub report_url: Option<ReportAddress>,
        /// The sections and pages of the menu, in order.
        pub menu: Option<Vec<Plain>>,
        /// Addresses of the sections, where they are not to be the usual ones.
        pub slugs: Slugs,
        /// The rows of a list before it is cut into pages.
        pub page_size: Option<Limit<100_000>>,
        /// Which files of charts there are.
        pub chart_files: Option<ChartFiles>,
        /// Folders under other names.
        pub paths: Option<PathsFile>,
        /// What a file may cost, where the usual is not enough or too much.
        pub limits: Option<LimitsFile>,
    }
}

choice! {
    /// Which files of charts there are beside the charts that pages show. A portal of thousands
    /// of targets is built much faster with fewer (decision 0021).
    pub enum ChartFiles {
        /// Drawings, tables, pages to embed and pictures, share cards among them.
        #[default]
        All = "all",
        /// Drawings, tables and pages to embed: no picture has to be made.
        Drawings = "drawings",
        /// None.
        None = "none",
    }
}

mapping! {
    /// The keys under `contact`.
    #[derive(Clone, Debug, Default)]
    pub struct ContactFile (Said::A_MAPPING) {
        /// An e-mail address.
        pub email: Option<Email>,
        /// A page on which to write.
        pub url: Option<Address>,
        /// The promise of an answer.
        pub answers_within_days: Option<u32>,
    }
}

mapping! {
    /// The keys under `paths`, each a folder below the root.
    #[derive(Clone, Debug, Default)]
    pub struct PathsFile (Said::A_MAPPING) {
        /// Instead of `data`.
        pub data: Option<Folder>,
        /// Instead of `content`.
        pub content: Option<Folder>,
        /// Instead of `static`.
        pub static_files ("static"): Option<Folder>,
        /// Instead of `themes`.
        pub themes: Option<Folder>,
        /// Instead of `words`.
        pub words: Option<Folder>,
    }
}

mapping! {
    /// The keys under `limits`: see [`Budget`](crate::yaml::Budget). The upper bounds are those
    /// beyond which a file would stop the machine or its places no longer fit.
    #[derive(Clone, Copy, Debug, Default)]
    pub struct LimitsFile (Said::A_MAPPING) {
        /// The most bytes of a file.
        pub file_bytes: Option<Limit<{ Budget::MOST_BYTES }>>,
        /// The most levels inside one another.
        pub depth: Option<Limit<{ Budget::DEEPEST }>>,
        /// The most values in a file.
        pub values: Option<Limit<{ Budget::MOST_VALUES }>>,
        /// How many times its own size a file may grow to by aliases.
        pub growth: Option<Limit<{ Budget::MOST_GROWTH }>>,
    }
}

/// A whole number from 1 to `MOST`.
#[derive(Clone, Copy, Debug, Default)]
pub struct Limit<const MOST: u32>(pub u32);

impl<const MOST: u32> Decode for Limit<MOST> {
    fn decode(node: Node<'_>, decoder: &mut Decoder<'_>) -> Option<Self> {
        let number = u32::decode(node, decoder)?;
        if !(1..=MOST).contains(&number) {
            let problem = decoder.problem(Code::LimitOutOfRange, node);
            decoder.tell(problem.with("value", number.to_string()).with("most", MOST.to_string()));
            return None;
        }
        Some(Self(number))
    }
}

/// The version of the format of `site.yaml`: 1.
#[derive(Clone, Copy, Debug, Default)]
pub struct Format;

impl Decode for Format {
    fn decode(node: Node<'_>, decoder: &mut Decoder<'_>) -> Option<Self> {
        match decoder.scalar(node, Said::A_WHOLE_NUMBER)? {
            ("1", _) => Some(Self),
            (other, _) => {
                let problem = decoder.problem(Code::UnknownFormat, node);
                decoder.tell(problem.with("format", other));
                None
            }
        }
    }
}

/// An e-mail address, which becomes part of a link.
#[derive(Clone, Debug, Default)]
pub struct Email(pub Box<str>);

impl Decode for Email {
    fn decode(node: Node<'_>, decoder: &mut Decoder<'_>) -> Option<Self> {
        let written = Plain::decode(node, decoder)?;
        let fits = |c: char| c.is_ascii_graphic() && !"<>\"'(),:;?&#%\\[]".contains(c);
        let parts = written.split_once('@');
        let is_address = parts.is_some_and(|(name, host)| {
            !name.is_empty() && host.contains('.') && !host.contains('@')
        });
        if !is_address || !written.chars().all(fits) {
            let problem = decoder.problem(Code::NotAnEmail, node);
            decoder.tell(problem.with("written", &*written.0));
            return None;
        }
        Some(Self(written.0))
    }
}

/// A folder below the root: no `..`, no absolute path.
#[derive(Clone, Debug, Default)]
pub struct Folder(pub Box<str>);

impl Decode for Folder {
    fn decode(node: Node<'_>, decoder: &mut Decoder<'_>) -> Option<Self> {
        let text = Plain::decode(node, decoder)?;
        let inside = text.split('/').all(|part| !part.is_empty() && part != "." && part != "..");
        if !inside || text.contains(['\\', ':']) {
            decoder.unknown_word_with(node, &text, |problem| problem.hint(Hint::FolderBelow));
            return None;
        }
        Some(Self(text.0))
    }
}

/// The content languages, each once and at least one.
#[derive(Clone, Debug, Default)]
pub struct LanguageCodes;

impl Decode for LanguageCodes {
    fn decode(node: Node<'_>, decoder: &mut Decoder<'_>) -> Option<Self> {
        let codes = Vec::<LanguageCode>::decode(node, decoder)?;
        let mut seen = std::collections::BTreeSet::new();
        if codes.is_empty() || !codes.iter().all(|code| seen.insert(&*code.0)) {
            let problem = decoder.problem(Code::Languages, node);
            decoder.tell(problem);
            return None;
        }
        Some(Self)
    }
}

/// A content language, as in `vi`.
#[derive(Clone, Debug, Default)]
struct LanguageCode(Box<str>);

impl Decode for LanguageCode {
    fn decode(node: Node<'_>, decoder: &mut Decoder<'_>) -> Option<Self> {
        let (text, _) = decoder.scalar(node, Said::A_WORD)?;
        if !is_language_code(text) {
            let problem = decoder.problem(Code::UnknownWord, node).with("word", text);
            decoder
                .tell(problem.suggest(text, crate::text::SHIPPED.iter().map(|known| known.code)));
            return None;
        }
        Some(Self(text.into()))
    }
}

/// The addresses of sections: section → text.
#[derive(Clone, Debug, Default)]
pub struct Slugs(pub Vec<(Box<str>, Text)>);

impl Decode for Slugs {
    const NEED: Need = Need::Optional;

    fn decode(node: Node<'_>, decoder: &mut Decoder<'_>) -> Option<Self> {
        let mut mapping = decoder.mapping(node, Said::A_MAPPING)?;
        let mut slugs = Vec::new();
        for (section, _, value) in mapping.take_rest() {
            slugs.push((section.into(), Text::decode(value, decoder)?));
        }
        Some(Self(slugs))
    }
}

/// The languages that `site.yaml` declares, read before anything else; `None` if it declares
/// none that can be used. What is wrong with the key is told when the whole file is read.
pub(super) fn declared_languages(root: Node<'_>) -> Option<Languages> {
    let Content::Mapping(items) = root.content() else {
        return None;
    };
    let is_languages = |node: Node<'_>| matches!(node.content(), Content::Scalar("languages", _));
    let (_, list) = items.pairs().find(|(key, _)| is_languages(*key))?;
    let Content::Sequence(codes) = list.content() else {
        return None;
    };
    let codes = codes.iter().filter_map(|node| match node.content() {
        Content::Scalar(code, _) if is_language_code(code) => Some(code),
        _ => None,
    });
    Languages::new(codes)
}

/// Whether this looks like a BCP 47 code that can be part of an address: `vi`, `zh-hant`.
fn is_language_code(code: &str) -> bool {
    let mut parts = code.split('-');
    let first = parts.next().unwrap_or_default();
    (2..=3).contains(&first.len())
        && first.bytes().all(|byte| byte.is_ascii_lowercase())
        && parts.all(|part| {
            (2..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric())
        })
}
