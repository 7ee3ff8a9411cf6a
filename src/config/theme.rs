//! The files that give a portal its looks, and what their manifest says of them.

use super::written::Limit;
use crate::diagnostic::{Diagnostics, FileId, Said};
use crate::text::{Languages, Words};
use crate::yaml::{Budget, Decode, Decoder, Node, mapping, parse};
use std::collections::BTreeMap;

/// The files of a theme, by their path inside of it, as in `templates/record.html`.
#[derive(Clone, Debug, Default)]
pub struct Theme {
    /// The theme's name.
    pub name: Box<str>,
    /// What runs its templates.
    pub engine: EngineName,
    /// The rows of a list before it is cut into pages, if the theme says so.
    pub page_size: Option<usize>,
    files: BTreeMap<Box<str>, Vec<u8>>,
}

/// The engines that themes can be written for: those that this program was built with.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum EngineName {
    /// Jinja, as the crate `minijinja` runs it.
    #[default]
    Minijinja,
    /// Tera, as the crate `tera` runs it.
    #[cfg(feature = "tera")]
    Tera,
}

impl EngineName {
    /// Every engine, with the word that a manifest names it by.
    pub const ALL: &'static [(&'static str, Self)] = &[
        ("minijinja", Self::Minijinja),
        #[cfg(feature = "tera")]
        ("tera", Self::Tera),
    ];
}

impl Decode for EngineName {
    fn decode(node: Node<'_>, decoder: &mut Decoder<'_>) -> Option<Self> {
        let (text, _) = decoder.scalar(node, Said::A_WORD)?;
        let found = Self::ALL.iter().find(|(name, _)| *name == text);
        if found.is_none() {
            decoder.unknown_word(node, text, Self::ALL.iter().map(|(name, _)| *name));
        }
        found.map(|(_, engine)| *engine)
    }
}

mapping! {
    /// The keys of a theme's `theme.yaml`.
    #[derive(Clone, Copy, Debug, Default)]
    struct ThemeFile (Said::A_MAPPING) {
        /// What runs its templates.
        engine: Option<EngineName>,
        /// The rows of a list before it is cut into pages.
        page_size: Option<Limit<100_000>>,
    }
}

impl Theme {
    /// The path of a theme's manifest.
    pub const MANIFEST: &'static str = "theme.yaml";

    /// A theme without files.
    pub fn new(name: &str) -> Self {
        Self { name: name.into(), ..Self::default() }
    }

    /// Takes over what the manifest says. What is wrong with it is told in `problems`, and
    /// what could be read holds all the same.
    pub fn read_manifest(
        &mut self,
        text: &str,
        file: FileId,
        budget: &Budget,
        problems: &mut Diagnostics,
    ) {
        let parsed = parse(text, file, budget, problems);
        // An empty manifest says nothing, which is allowed.
        let Some(root) = parsed.tree.root() else { return };
        let (languages, words) = (Languages::default(), Words::default());
        let mut decoder = Decoder::new(&languages, &words, file, &parsed.tree, budget);
        let written = ThemeFile::decode(root, &mut decoder).unwrap_or_default();
        problems.append(decoder.into_problems());
        self.engine = written.engine.unwrap_or_default();
        self.page_size = written.page_size.map(|rows| rows.0 as usize);
    }

    /// Adds a file, or replaces the one of the same path.
    pub fn add(&mut self, path: &str, bytes: Vec<u8>) {
        self.files.insert(path.into(), bytes);
    }

    /// Whether the theme has no file.
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }

    /// The paths of all files, in their order.
    pub fn paths(&self) -> impl Iterator<Item = &str> {
        self.files.keys().map(AsRef::as_ref)
    }

    /// The files below one folder of the theme, by their path below that folder.
    pub fn below<'t>(&'t self, folder: &'t str) -> impl Iterator<Item = (&'t str, &'t [u8])> {
        self.files.iter().filter_map(move |(path, bytes)| {
            Some((path.strip_prefix(folder)?.strip_prefix('/')?, bytes.as_slice()))
        })
    }

    /// One file of the theme.
    pub fn file(&self, path: &str) -> Option<&[u8]> {
        self.files.get(path).map(Vec::as_slice)
    }

    /// The stylesheet: the files of `styles/`, joined in the order of their names. They stand
    /// apart so that a site can replace one of them, as that of the colours, and leave the
    /// others; a reader asks for one file only.
    pub fn style(&self) -> Vec<u8> {
        self.below("styles").flat_map(|(_, bytes)| bytes).copied().collect()
    }
}
