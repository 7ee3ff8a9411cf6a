//! Which files there are, and their texts.

use crate::config::Paths;
use crate::diagnostic::{
    Argument, Code, Diagnostic, Diagnostics, FieldPath, FileId, Hint, Part, Place, Span,
};
use crate::text::composed;
use crate::yaml::Budget;
use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use walkdir::WalkDir;

/// A file of the sources.
#[derive(Clone, Debug)]
pub struct SourceFile {
    /// The path below the root, its parts joined by `/`.
    pub path: Arc<str>,
    /// The folder below `data/` it was found in, as in `targets`, or the list it is part of,
    /// as in `codes/units`; empty for others.
    pub group: Box<str>,
    /// The folder of its own that it stands in, as a dataset's record does; empty for others.
    pub folder: Box<str>,
    origin: Origin,
}

/// Where the text of a file comes from.
#[derive(Clone, Debug)]
enum Origin {
    Disk(PathBuf),
    /// It comes with the program.
    BuiltIn(&'static str),
}

/// The files of a portal's sources. A file's [`FileId`] is its position.
#[derive(Clone, Debug)]
pub struct Sources {
    root: PathBuf,
    files: Vec<SourceFile>,
    /// Groups of which a file was left out.
    incomplete: BTreeSet<String>,
    /// Folders of which [`Sources::verify`] has told that they are not used, and why.
    refused: BTreeMap<Box<str>, Code>,
    /// Files beside the record of a folder: folder, name, file.
    beside: Vec<(Box<str>, Box<str>, FileId)>,
    /// What a file may cost that is neither `site.yaml`, which says so, nor comes with the
    /// program.
    pub budget: Budget,
}

/// A file that was found below a folder of the sources.
struct Found {
    path: PathBuf,
    /// The path below that folder, its parts joined by `/`.
    below: String,
    /// Why it cannot be read, if it is no plain file.
    unfit: Option<Code>,
}

/// A file that is published as it is.
#[derive(Clone, Debug)]
pub struct StaticFile {
    /// The file.
    pub file: FileId,
    /// The path below `static/`, which is its path in the portal: composed (NFC), whatever
    /// the system does with names, so that the same sources are the same portal everywhere.
    pub path: Box<str>,
}

/// A file of a page, by its name.
#[derive(Clone, Debug)]
pub struct PageFile {
    /// The file.
    pub file: FileId,
    /// The path below the folder of pages.
    pub path: Box<str>,
    /// The page that it is a version of.
    pub id: Box<str>,
    /// The language that its name says.
    pub language: Box<str>,
}

/// The nearest directory from here upwards that holds a `site.yaml`.
pub fn find_root(from: &Path) -> Option<PathBuf> {
    let from = from.canonicalize().ok()?;
    from.ancestors().find(|folder| folder.join("site.yaml").is_file()).map(Path::to_owned)
}

impl Sources {
    /// The file `site.yaml`.
    pub const SITE: FileId = FileId(0);

    /// The file of a record that has a folder of its own.
    pub const FOLDER_RECORD: &'static str = "dataset.yaml";

    /// The sources below `root`: at first `site.yaml` alone.
    pub fn open(root: &Path) -> Self {
        let mut sources = Self::none(root);
        sources.add("site.yaml", "", Origin::Disk(root.join("site.yaml")));
        sources
    }

    /// No files at all.
    pub(super) fn none(root: &Path) -> Self {
        Self {
            root: root.to_owned(),
            files: Vec::new(),
            incomplete: BTreeSet::new(),
            refused: BTreeMap::new(),
            beside: Vec::new(),
            budget: Budget::default(),
        }
    }

    /// The directory that the sources stand in.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// The directory of the portal's sources and the folders in it that hold them: places
    /// into which nothing may be published.
    pub fn roots(&self, paths: &Paths) -> Vec<PathBuf> {
        let folders = paths.each().map(|(_, folder)| self.root.join(folder));
        std::iter::once(self.root.clone()).chain(folders).collect()
    }

    /// Looks at the folders of the sources: each is below the root, whatever links are on the
    /// way, is no link itself, and is there if `site.yaml` names it.
    pub fn verify(&mut self, paths: &Paths, problems: &mut Diagnostics) {
        let usual = Paths::default();
        let Ok(root) = self.root.canonicalize() else { return };
        let each = paths.each().into_iter().zip(usual.each());
        for ((key, folder), (_, usual)) in each {
            let is_usual = folder == usual;
            let place = match is_usual {
                true => Place::File(Self::SITE),
                false => Place::Field {
                    file: Self::SITE,
                    node: 0,
                    path: FieldPath::of(&format!("paths.{key}")),
                    part: Part::Value,
                },
            };
            let problem = |code| Diagnostic::new(code, place).with("folder", folder);
            let whole = self.root.join(folder);
            let problem = match whole.canonicalize() {
                Ok(real) if !real.starts_with(&root) => {
                    problem(Code::FolderOutside).hint(Hint::CopyFolder)
                }
                Ok(_) if whole.is_symlink() => problem(Code::LinkedFolder).hint(Hint::CopyFolder),
                Ok(_) if whole.is_dir() => continue,
                // That there are no records is told for the usual folder too.
                _ if is_usual || key == "data" => continue,
                _ => problem(Code::NoFolderThere).with("key", key).hint(Hint::NameFolder),
            };
            self.refused.insert(folder.into(), problem.code);
            problems.push(problem);
        }
    }

    /// One file.
    pub fn file(&self, id: FileId) -> Option<&SourceFile> {
        self.files.get(id.0 as usize)
    }

    /// Every file that belongs to a group, in order of their paths.
    pub fn group(&self, group: &str) -> Vec<FileId> {
        let ids = (0u32..).map(FileId);
        ids.zip(&self.files).filter(|(_, file)| &*file.group == group).map(|(id, _)| id).collect()
    }

    /// Adds a file that comes with the program.
    pub fn add_built_in(&mut self, path: &str, text: &'static str) -> FileId {
        self.add_built_in_to("", path, text)
    }

    /// Adds a file below the root.
    pub fn add_on_disk(&mut self, path: &str) -> FileId {
        self.add(path, "", Origin::Disk(self.root.join(path)))
    }

    /// Adds a file that comes with the program and belongs to a group.
    pub(super) fn add_built_in_to(
        &mut self,
        group: &str,
        path: &str,
        text: &'static str,
    ) -> FileId {
        self.add(path, group, Origin::BuiltIn(text))
    }

    fn add(&mut self, path: &str, group: &str, origin: Origin) -> FileId {
        let id = FileId(u32::try_from(self.files.len()).unwrap_or(u32::MAX));
        self.files.push(SourceFile {
            path: path.into(),
            group: group.into(),
            folder: "".into(),
            origin,
        });
        id
    }

    /// Finds the files of records. `groups` are the folders that may stand below `data/`,
    /// as in `targets`, and the lists that may, as in `codes/units`; each record of the group
    /// `of_folders` stands in a folder of its own, as `dataset.yaml` beside its other files.
    pub fn discover(
        &mut self,
        paths: &Paths,
        groups: &[&str],
        of_folders: &str,
        problems: &mut Diagnostics,
    ) {
        if self.refused.get(&paths.data) == Some(&Code::FolderOutside) {
            return;
        }
        if !self.has_folder(&paths.data) {
            let problem = Diagnostic::new(Code::NoData, Place::File(Self::SITE));
            problems.push(problem.with("folder", &*paths.data).hint(Hint::MakeFolder));
            return;
        }
        for found in self.walk(&paths.data, problems) {
            let mut parts = found.below.split('/').rev();
            let name = parts.next().unwrap_or_default();
            let is_loose = parts.next().is_none();
            let first = found.below.split('/').next().unwrap_or_default();
            let group = match first {
                "codes" => format!("codes/{}", name.trim_end_matches(".yaml")),
                folder => folder.to_owned(),
            };
            let id = self.add_found(&found, &group);
            if let ([first, folder, name], None) =
                (&*found.below.split('/').collect::<Vec<_>>(), found.unfit)
                && *first == of_folders
            {
                if *name == Self::FOLDER_RECORD {
                    self.files[id.0 as usize].folder = (*folder).into();
                } else {
                    self.files[id.0 as usize].group = "".into();
                    self.beside.push(((*folder).into(), (*name).into(), id));
                    continue;
                }
            }
            let problem = |code| Diagnostic::new(code, Place::File(id));
            let unfit = if let Some(code) = found.unfit {
                Some(problem(code))
            } else if is_loose {
                Some(problem(Code::LooseFile).hint(Hint::OnePageFolder))
            } else if !groups.contains(&&*group) {
                let named = if first == "codes" { &*group } else { first };
                let problem = problem(Code::UnknownFolder).with("folder", named);
                Some(problem.suggest(named, groups.iter().copied()))
            } else if first == of_folders && self.files[id.0 as usize].folder.is_empty() {
                Some(problem(Code::NoFolder).hint(Hint::OwnFolder))
            } else if !name.ends_with(".yaml") {
                Some(problem(Code::WrongExtension).hint(Hint::RenameYaml))
            } else {
                None
            };
            if let Some(problem) = unfit {
                problems.push(problem);
                self.files[id.0 as usize].group = "".into();
                self.incomplete.insert(group);
            }
        }
    }

    /// Finds the files of pages, `content/**/<page>.<lang>.md`. A portal may have none.
    pub fn discover_pages(&mut self, paths: &Paths, problems: &mut Diagnostics) -> Vec<PageFile> {
        let mut pages = Vec::new();
        if !self.has_folder(&paths.content) {
            return pages;
        }
        for found in self.walk(&paths.content, problems) {
            let file = self.add_found(&found, "");
            let name = found.below.rsplit('/').next().unwrap_or_default();
            let parts = name.strip_suffix(".md").and_then(|stem| stem.rsplit_once('.'));
            let problem = |code| Diagnostic::new(code, Place::File(file));
            match (found.unfit, parts) {
                (Some(code), _) => problems.push(problem(code)),
                (None, Some((id, language))) if !id.is_empty() => pages.push(PageFile {
                    file,
                    path: found.below.as_str().into(),
                    id: id.into(),
                    language: language.into(),
                }),
                (None, _) => {
                    let problem = problem(Code::PageName).with("name", name);
                    problems.push(problem.hint(Hint::NamePage));
                }
            }
        }
        pages
    }

    /// Finds the files that are published as they are. A portal may have none.
    pub fn discover_static(
        &mut self,
        paths: &Paths,
        problems: &mut Diagnostics,
    ) -> Vec<StaticFile> {
        let mut files = Vec::new();
        if !self.has_folder(&paths.static_files) {
            return files;
        }
        // What a web server is told by a file may begin with a dot, as `.nojekyll` does.
        for found in self.walk_but_for(&paths.static_files, is_litter, problems) {
            let file = self.add_found(&found, "");
            match found.unfit {
                Some(code) => problems.push(Diagnostic::new(code, Place::File(file))),
                None => {
                    files.push(StaticFile { file, path: composed(&found.below).into() });
                }
            }
        }
        files
    }

    /// The bytes of a file that is published as it is.
    ///
    /// # Errors
    /// The problem, if it cannot be read any more.
    pub fn bytes(&self, id: FileId) -> Result<Vec<u8>, Diagnostic> {
        let Some(SourceFile { origin: Origin::Disk(path), path: shown, .. }) = self.file(id) else {
            return Ok(Vec::new());
        };
        std::fs::read(path).map_err(|error| {
            cannot_read(Place::File(id), shown.to_string(), Argument::of_io(&error))
        })
    }

    /// Whether there is a folder of the sources that may be used.
    pub(super) fn has_folder(&self, folder: &str) -> bool {
        !self.refused.contains_key(folder) && self.root.join(folder).is_dir()
    }

    fn add_found(&mut self, found: &Found, group: &str) -> FileId {
        let shown = found.path.strip_prefix(&self.root).unwrap_or(&found.path);
        let shown = shown.iter().map(|part| part.to_string_lossy()).collect::<Vec<_>>().join("/");
        // A name may hold what ends a line or steers a terminal.
        let shown = shown.chars().map(|c| match c.is_control() {
            true => c.escape_unicode().to_string(),
            false => c.to_string(),
        });
        let shown: String = shown.collect();
        self.add(&shown, group, Origin::Disk(found.path.clone()))
    }

    /// Every file below a folder of the sources, in order of the names, but for hidden ones
    /// and those that systems leave everywhere.
    fn walk(&self, folder: &str, problems: &mut Diagnostics) -> Vec<Found> {
        let is_hidden = |name: &str, is_folder: bool| {
            !is_folder && name.starts_with('.') || is_litter(name, is_folder)
        };
        self.walk_but_for(folder, is_hidden, problems)
    }

    /// Every file below a folder of the sources, in order of the names, but for those whose
    /// name, or that of a folder they are in, is to be left out.
    fn walk_but_for(
        &self,
        folder: &str,
        is_left_out: fn(&str, bool) -> bool,
        problems: &mut Diagnostics,
    ) -> Vec<Found> {
        let folder = self.root.join(folder);
        let mut files = Vec::new();
        let walk = WalkDir::new(&folder).sort_by_file_name().into_iter();
        let walk = walk.filter_entry(|entry| {
            let name = entry.file_name().to_string_lossy();
            entry.depth() == 0 || !is_left_out(&name, entry.file_type().is_dir())
        });
        for entry in walk {
            let entry = match entry {
                Ok(entry) => entry,
                Err(error) => {
                    let path = error.path().unwrap_or(&folder).display().to_string();
                    let reason =
                        error.io_error().map_or_else(|| error.to_string().into(), Argument::of_io);
                    problems.push(cannot_read(Place::Nowhere, path, reason));
                    continue;
                }
            };
            if entry.file_type().is_dir() {
                continue;
            }
            let path = entry.path().to_owned();
            let below = path.strip_prefix(&folder).unwrap_or(&path);
            let parts: Vec<_> = below.iter().map(|part| part.to_string_lossy()).collect();
            let below = parts.join("/");
            let unfit = if entry.path_is_symlink() {
                Some(Code::SymbolicLink)
            } else if !entry.file_type().is_file() {
                Some(Code::NotAFile)
            } else {
                None
            };
            files.push(Found { path, below, unfit });
        }
        files
    }

    /// The file of this name beside a record that has a folder of its own.
    pub fn beside(&self, record: FileId, name: &str) -> Option<FileId> {
        let folder = &self.file(record)?.folder;
        let mut found =
            self.beside.iter().filter(|(of, other, _)| of == folder && **other == *name);
        found.next().map(|(_, _, file)| *file)
    }

    /// The names of all files beside a record that has a folder of its own.
    pub fn all_beside(&self, record: FileId) -> impl Iterator<Item = &str> {
        let folder = self.file(record).map_or("", |file| &*file.folder);
        self.beside.iter().filter(move |(of, _, _)| **of == *folder).map(|(_, name, _)| &**name)
    }

    /// Whether a file of a group was left out, so that records may be missing.
    pub fn is_incomplete(&self, group: &str) -> bool {
        self.incomplete.contains(group)
    }

    /// What a file may cost.
    pub fn budget_of(&self, id: FileId) -> Budget {
        match id == Self::SITE || self.is_built_in(id) {
            true => Budget::default(),
            false => self.budget,
        }
    }

    /// Whether a file comes with the program.
    pub fn is_built_in(&self, id: FileId) -> bool {
        self.file(id).is_some_and(|file| matches!(file.origin, Origin::BuiltIn(_)))
    }

    /// The text of a file.
    ///
    /// # Errors
    /// The problem, if the file cannot be read, is too large or is not UTF-8.
    pub fn text(&self, id: FileId) -> Result<Arc<str>, Diagnostic> {
        let Some(file) = self.file(id) else {
            return Ok("".into());
        };
        let path = match &file.origin {
            Origin::BuiltIn(text) => return Ok((*text).into()),
            Origin::Disk(path) => path,
        };
        let failed = |error: io::Error| {
            cannot_read(Place::File(id), file.path.to_string(), Argument::of_io(&error))
        };
        let metadata = std::fs::metadata(path).map_err(failed)?;
        if !metadata.is_file() {
            // A pipe would be waited for, for ever.
            return Err(failed(io::Error::from(io::ErrorKind::IsADirectory)));
        }
        let size = metadata.len();
        let limit = self.budget_of(id).bytes;
        if size > limit as u64 {
            let problem = Diagnostic::new(Code::TooLarge, Place::File(id));
            let problem = problem.with("size", size.to_string()).with("limit", limit.to_string());
            let problem = problem.with("setting", "limits.file_bytes");
            let is_highest = limit >= Budget::MOST_BYTES as usize;
            return Err(problem.hint(match is_highest {
                true => Hint::SplitFile,
                false => Hint::SplitOrRaise,
            }));
        }
        let bytes = std::fs::read(path).map_err(failed)?;
        let text = String::from_utf8(bytes).map_err(|error| not_utf8(id, &error))?;
        Ok(with_line_feeds(text).into())
    }

    /// As much of a file's text as can be shown, for the excerpt of a problem.
    pub(super) fn text_to_show(&self, id: FileId) -> Arc<str> {
        match (self.text(id), self.file(id).map(|file| &file.origin)) {
            (Ok(text), _) => text,
            (Err(problem), Some(Origin::Disk(path))) if problem.code == Code::NotUtf8 => {
                // One character a byte keeps the place right.
                let bytes = std::fs::read(path).unwrap_or_default();
                let valid = std::str::from_utf8(&bytes).map_or_else(|e| e.valid_up_to(), str::len);
                let (good, bad) = bytes.split_at(valid);
                let rest =
                    bad.iter().map(|byte| if byte.is_ascii() { char::from(*byte) } else { '?' });
                let text = String::from_utf8_lossy(good).chars().chain(rest).collect();
                with_line_feeds(text).into()
            }
            _ => "".into(),
        }
    }
}

/// Whether a file or folder is what systems, editors and git leave behind, and nobody means
/// to publish.
fn is_litter(name: &str, _is_folder: bool) -> bool {
    let is_backup = name.ends_with('~') || name.starts_with("._") || name.starts_with("~$");
    let is_open = name.starts_with('.') && (name.ends_with(".swp") || name.ends_with('#'));
    let known = matches!(
        name,
        ".DS_Store"
            | "Thumbs.db"
            | "desktop.ini"
            | ".git"
            | ".gitignore"
            | ".gitattributes"
            | ".gitkeep"
    );
    is_backup || is_open || known
}

/// The text with the line ends of old Macs, which are YAML's too, as line feeds: byte for
/// byte, so that lines can be counted by them everywhere and no place moves.
fn with_line_feeds(text: String) -> String {
    if !text.contains('\r') {
        return text;
    }
    let mut out = String::with_capacity(text.len());
    let mut characters = text.chars().peekable();
    while let Some(c) = characters.next() {
        let is_lone = c == '\r' && characters.peek() != Some(&'\n');
        out.push(if is_lone { '\n' } else { c });
    }
    out
}

fn not_utf8(id: FileId, error: &std::string::FromUtf8Error) -> Diagnostic {
    let at = error.utf8_error().valid_up_to();
    let byte = error.as_bytes().get(at).copied().unwrap_or_default();
    let start = u32::try_from(at).unwrap_or(u32::MAX);
    let place = Place::Span(id, Span { start, end: start.saturating_add(1) });
    Diagnostic::new(Code::NotUtf8, place)
        .with("byte", format!("0x{byte:02X}"))
        .hint(Hint::SaveAsUtf8)
}

/// A problem of a file that cannot be read.
pub(super) fn cannot_read(place: Place, path: String, reason: impl Into<Argument>) -> Diagnostic {
    Diagnostic::new(Code::CannotRead, place).with("path", path).with("reason", reason)
}
