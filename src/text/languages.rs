//! The content languages of a portal, and the ones whose words come with the program.

/// A content language: its position among the languages that `site.yaml` declares.
///
/// The first declared language is the source language, in which a bare string is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Lang(u8);

impl Lang {
    /// The source language: the first that `site.yaml` declares.
    pub const SOURCE: Lang = Lang(0);

    /// The position among the declared languages, counted from 0.
    pub fn index(self) -> usize {
        usize::from(self.0)
    }
}

/// The languages that a portal declares, in their order; never empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Languages(Vec<Box<str>>);

impl Languages {
    /// The most languages that one portal may declare. Far above any real portal; it keeps
    /// [`Lang`] one byte wide.
    pub const MOST: usize = 64;

    /// The languages with these BCP 47 codes, or `None` if there is none, one stands
    /// twice, or there are more than [`Languages::MOST`].
    pub fn new(codes: impl IntoIterator<Item = impl Into<Box<str>>>) -> Option<Self> {
        let codes: Vec<Box<str>> = codes.into_iter().map(Into::into).collect();
        let unique: std::collections::BTreeSet<&str> = codes.iter().map(AsRef::as_ref).collect();
        let fits = (1..=Self::MOST).contains(&codes.len()) && unique.len() == codes.len();
        fits.then_some(Self(codes))
    }

    /// The declared codes in their order, as in `vi`, `en`.
    pub fn codes(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(AsRef::as_ref)
    }

    /// Every declared language, the source language first.
    pub fn all(&self) -> impl Iterator<Item = Lang> + use<> {
        (0..self.0.len()).map(|index| Lang(u8::try_from(index).unwrap_or(u8::MAX)))
    }

    /// The code of one language.
    pub fn code(&self, lang: Lang) -> &str {
        self.0.get(lang.index()).map_or("", AsRef::as_ref)
    }

    /// The language with this code.
    pub fn find(&self, code: &str) -> Option<Lang> {
        self.all().find(|lang| self.code(*lang) == code)
    }

    /// How many languages there are; at least one.
    pub fn count(&self) -> usize {
        self.0.len()
    }
}

impl Default for Languages {
    /// Vietnamese and English, as records.md's example declares them.
    fn default() -> Self {
        Self(SHIPPED.iter().map(|shipped| shipped.code.into()).collect())
    }
}

/// A language whose words come with the program.
#[derive(Debug)]
pub struct Shipped {
    /// The BCP 47 code, as in `vi`.
    pub code: &'static str,
    /// The catalogue of its words, as YAML.
    pub words: &'static str,
}

/// The languages whose words come with the program. A new one is its catalogue and a line
/// here; a site may bring further ones in `words/<code>.yaml`.
pub const SHIPPED: &[Shipped] = &[
    Shipped { code: "vi", words: include_str!("words/vi.yaml") },
    Shipped { code: "en", words: include_str!("words/en.yaml") },
];
