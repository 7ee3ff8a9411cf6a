//! One problem as a value: what is wrong ([`Code`] and arguments), how grave it is, where it
//! stands and what the editor can do about it, in a [`Hint`] and where it is known as a
//! [`Fix`]. Words appear only when it is shown.
//!
//! A stage collects its problems in [`Diagnostics`] and hands them on; nothing is printed
//! where it is found. [`Report`] holds them with lines and columns, and three renderers show
//! a report: [`render_human`], [`render_short`] and [`render_json`].

mod catalogue;
mod explanation;
mod fix;
mod human;
mod json;
mod place;
mod report;
mod short;

pub use catalogue::{Code, Hint, Said, Severity};
pub use explanation::explanation;
pub use fix::{Edit, Fix};
pub use human::render_human;
pub use json::render_json;
pub use place::{FieldPath, FileId, Part, Place, Span, Step};
pub use report::{Lines, Report, Reported, Spot, SpotKind};
pub use short::render_short;

use std::collections::BTreeMap;

/// The languages in which the program talks to an editor. They are two and fixed, unlike the
/// content languages of a portal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum MessageLanguage {
    /// Vietnamese, the default.
    #[default]
    Vi,
    /// English.
    En,
}

impl MessageLanguage {
    /// The one of two things that is in this language.
    pub fn pick<T>(self, vi: T, en: T) -> T {
        match self {
            MessageLanguage::Vi => vi,
            MessageLanguage::En => en,
        }
    }
}

/// Something that a message names, in the words of the message's language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Argument {
    /// What the editor wrote, or a name that is the same in every language.
    Written(String),
    /// A word of the program.
    Word(Said),
    /// Something that each language says in its own way.
    Both {
        /// In Vietnamese.
        vi: String,
        /// In English.
        en: String,
    },
}

impl Argument {
    /// The argument in one of the two languages.
    pub fn said(&self, language: MessageLanguage) -> &str {
        match self {
            Argument::Written(text) => text,
            Argument::Word(said) => said.in_language(language),
            Argument::Both { vi, en } => language.pick(vi, en),
        }
    }

    /// Something that each language says in its own way.
    pub fn both(vi: &str, en: &str) -> Self {
        Argument::Both { vi: vi.to_owned(), en: en.to_owned() }
    }

    /// What the system says about a failure: in Vietnamese for the usual ones, else in the
    /// system's own words.
    pub fn of_io(error: &std::io::Error) -> Self {
        use std::io::ErrorKind as E;
        let text = error.to_string();
        let en = text.split(" (os error").next().unwrap_or_default();
        let vi = match error.kind() {
            E::NotFound => "không tìm thấy",
            E::PermissionDenied => "không có quyền",
            E::AlreadyExists => "đã có sẵn",
            E::AddrInUse => "cổng đang được chương trình khác dùng",
            E::IsADirectory => "đây là một thư mục",
            E::NotADirectory => "đây không phải là thư mục",
            E::DirectoryNotEmpty => "thư mục không rỗng",
            E::ReadOnlyFilesystem => "hệ thống tệp chỉ cho đọc",
            E::StorageFull | E::QuotaExceeded => "hết chỗ trên đĩa",
            E::ResourceBusy => "đang được dùng, có thể là một điểm gắn kết",
            E::InvalidFilename => "tên tệp không dùng được hoặc quá dài",
            _ => en,
        };
        Self::both(vi, en)
    }
}

impl From<String> for Argument {
    fn from(text: String) -> Self {
        Argument::Written(text)
    }
}

impl From<&str> for Argument {
    fn from(text: &str) -> Self {
        Argument::Written(text.to_owned())
    }
}

impl From<Said> for Argument {
    fn from(said: Said) -> Self {
        Argument::Word(said)
    }
}

/// One problem of the sources.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// What kind of problem it is.
    pub code: Code,
    /// Where it stands.
    pub place: Place,
    /// What fills the gaps of the message and of the hint.
    pub arguments: Vec<(&'static str, Argument)>,
    /// What the editor can do, where something can be said.
    pub hint: Option<Hint>,
    /// Further places that belong to it, such as the first of two equal keys.
    pub related: Vec<(Place, Said)>,
    /// Fixes that the hint alone does not give; see [`Diagnostic::all_fixes`].
    pub fixes: Vec<Fix>,
}

impl Diagnostic {
    /// A problem of this kind at this place.
    pub fn new(code: Code, place: Place) -> Self {
        let (arguments, related, fixes) = (Vec::new(), Vec::new(), Vec::new());
        Self { code, place, arguments, hint: None, related, fixes }
    }

    /// Names something in the message or the hint.
    #[must_use]
    pub fn with(mut self, gap: &'static str, value: impl Into<Argument>) -> Self {
        self.arguments.push((gap, value.into()));
        self
    }

    /// Adds a way out.
    #[must_use]
    pub fn hint(mut self, hint: Hint) -> Self {
        self.hint = Some(hint);
        self
    }

    /// Adds "did you mean …" where one of the known names is nearest to what was written, else
    /// the list of what may stand here, if it is short enough to be read: of those that are
    /// equally near, or of all.
    #[must_use]
    pub fn suggest<'n>(self, written: &str, known: impl IntoIterator<Item = &'n str>) -> Self {
        /// A longer list helps nobody.
        const READABLE: usize = 24;
        let known: Vec<&str> = known.into_iter().collect();
        let near = nearest(written, &known);
        let listed = if near.is_empty() { &known } else { &near };
        match near.as_slice() {
            [name] => {
                let fix = Fix::rename(self.place.clone(), written, name);
                let problem = self.with("suggestion", *name).hint(Hint::DidYouMean);
                fix.into_iter().fold(problem, Diagnostic::fix)
            }
            _ if listed.is_empty() || listed.len() > READABLE => self,
            _ => self.with("known", listed.join(", ")).hint(Hint::OneOf),
        }
    }

    /// The name that was probably meant, where one was near.
    pub fn suggestion(&self) -> Option<&str> {
        self.written("suggestion")
    }

    /// What fills a gap with the same words in every language.
    fn written(&self, gap: &str) -> Option<&str> {
        self.arguments.iter().find_map(|(name, argument)| match argument {
            Argument::Written(text) if *name == gap => Some(&**text),
            _ => None,
        })
    }

    /// Adds a place that belongs to the problem.
    #[must_use]
    pub fn related(mut self, place: Place, label: Said) -> Self {
        self.related.push((place, label));
        self
    }

    /// Whether the other is the same problem, whatever this one argument says.
    pub fn is_same_but_for(&self, other: &Diagnostic, gap: &str) -> bool {
        let rest = |diagnostic: &Diagnostic| {
            let arguments = diagnostic.arguments.iter().filter(|(name, _)| *name != gap);
            arguments.cloned().collect::<Vec<_>>()
        };
        self.code == other.code && self.place == other.place && rest(self) == rest(other)
    }

    /// How grave it is.
    pub fn severity(&self) -> Severity {
        self.code.severity()
    }
}

/// The known names nearest to what was written, if they are near enough to be meant: at most
/// a third of the letters differ (a swap of neighbours counts once). Of `muc-1` and `muc-2`
/// nobody can say which was meant by `muc-3`.
fn nearest<'n>(written: &str, known: &[&'n str]) -> Vec<&'n str> {
    let length = written.chars().count();
    let near = |name: &&'n str| {
        let count = name.chars().count();
        let is_near = |distance: usize| distance * 3 <= count.max(3);
        // No less differs than the length does, which is soon known.
        let distance = || strsim::damerau_levenshtein(written, name);
        let distance = is_near(length.abs_diff(count)).then(distance)?;
        is_near(distance).then_some((distance, *name))
    };
    let near: Vec<(usize, &str)> = known.iter().filter_map(near).collect();
    let least = near.iter().map(|(distance, _)| *distance).min();
    near.into_iter()
        .filter(|(distance, _)| Some(*distance) == least)
        .map(|(_, name)| name)
        .collect()
}

/// The problems found so far.
///
/// Of one file, [`Diagnostics::MOST`] of each severity are kept and the rest counted: nobody
/// reads more at once, and a hostile file could fill the memory with them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Diagnostics {
    kept: Vec<Diagnostic>,
    counts: BTreeMap<(FileId, Severity), usize>,
}

impl Diagnostics {
    /// How many problems of one severity are kept of one file.
    pub const MOST: usize = 200;

    /// Adds a problem.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        if let Some(file) = diagnostic.place.file() {
            let count = self.counts.entry((file, diagnostic.severity())).or_default();
            *count += 1;
            if *count > Self::MOST {
                return;
            }
        }
        self.kept.push(diagnostic);
    }

    /// Whether another error of this file would be kept, so that it is worth a suggestion.
    pub fn keeps_errors_of(&self, file: FileId) -> bool {
        self.counts.get(&(file, Severity::Error)).is_none_or(|count| *count < Self::MOST)
    }

    /// Adds the problems of another stage.
    pub fn append(&mut self, others: Diagnostics) {
        let Diagnostics { kept, counts } = others;
        let mut dropped = counts;
        for diagnostic in kept {
            if let Some(file) = diagnostic.place.file() {
                dropped.entry((file, diagnostic.severity())).and_modify(|count| *count -= 1);
            }
            self.push(diagnostic);
        }
        for (key, count) in dropped {
            *self.counts.entry(key).or_default() += count;
        }
    }

    /// The problems with, for each file of which some were not kept, one that counts them.
    pub fn told(mut self) -> Vec<Diagnostic> {
        let mut more = BTreeMap::<FileId, usize>::new();
        for ((file, _), count) in &self.counts {
            let dropped = count.saturating_sub(Self::MOST);
            if dropped > 0 {
                *more.entry(*file).or_default() += dropped;
            }
        }
        for (file, count) in more {
            let problem = Diagnostic::new(Code::MoreProblems, Place::File(file));
            self.kept.push(problem.with("count", count.to_string()));
        }
        self.kept
    }

    /// The problems in the order they were found in.
    pub fn iter(&self) -> impl Iterator<Item = &Diagnostic> {
        self.kept.iter()
    }

    /// Whether nothing was found.
    pub fn is_empty(&self) -> bool {
        self.kept.is_empty()
    }

    /// Whether a file has errors.
    pub fn has_errors_in(&self, file: FileId) -> bool {
        self.counts.contains_key(&(file, Severity::Error))
    }

    /// Whether a problem of this severity was found.
    pub fn any(&self, severity: Severity) -> bool {
        self.kept.iter().any(|diagnostic| diagnostic.severity() == severity)
    }
}

impl From<Diagnostic> for Diagnostics {
    fn from(diagnostic: Diagnostic) -> Self {
        let mut diagnostics = Self::default();
        diagnostics.push(diagnostic);
        diagnostics
    }
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn a_slip_of_the_finger_is_recognised_and_another_word_is_not() {
        let known = ["statement", "quantity", "due", "area"];
        assert_eq!(nearest("statment", &known), ["statement"]);
        assert_eq!(nearest("quanitty", &known), ["quantity"]);
        assert_eq!(nearest("deu", &known), ["due"]);
        assert_eq!(nearest("province", &known), [""; 0]);
        assert_eq!(nearest("muc-3", &["muc-1", "muc-2", "phan-3"]), ["muc-1", "muc-2"]);
    }
}
