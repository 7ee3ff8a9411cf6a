//! The files that give a portal its looks.

use std::collections::BTreeMap;

/// The files of a theme, by their path inside of it, as in `templates/record.html`.
#[derive(Clone, Debug, Default)]
pub struct Theme {
    /// The theme's name.
    pub name: Box<str>,
    files: BTreeMap<Box<str>, Vec<u8>>,
}

impl Theme {
    /// A theme without files.
    pub fn new(name: &str) -> Self {
        Self { name: name.into(), files: BTreeMap::new() }
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
