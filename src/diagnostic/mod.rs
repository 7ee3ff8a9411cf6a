//! One problem as a value: what is wrong ([`Code`] and arguments), how grave it is, where it
//! stands and what the editor can do about it. Words appear only when it is shown.
//!
//! A stage collects its problems in [`Diagnostics`] and hands them on; nothing is printed
//! where it is found. [`Report`] holds them with lines and columns, and three renderers show
//! a report: [`render_human`], [`render_short`] and [`render_json`].

mod catalogue;
mod human;
mod json;
mod place;
mod report;
mod short;

pub use catalogue::{Code, Hint, Said, Severity};
pub use human::render_human;
pub use json::render_json;
pub use place::{FieldPath, FileId, Part, Place, Span, Step};
pub use report::{Report, Reported, Spot, SpotKind};
pub use short::render_short;

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
}

impl Argument {
    /// The argument in one of the two languages.
    pub fn said(&self, language: MessageLanguage) -> &str {
        match self {
            Argument::Written(text) => text,
            Argument::Word(said) => said.in_language(language),
        }
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
}

impl Diagnostic {
    /// A problem of this kind at this place.
    pub fn new(code: Code, place: Place) -> Self {
        Self { code, place, arguments: Vec::new(), hint: None, related: Vec::new() }
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

    /// Adds "did you mean …" where one of the known names is near to what was written, else
    /// the list of what may stand here, if it is short enough to be read.
    #[must_use]
    pub fn suggest<'n>(self, written: &str, known: impl IntoIterator<Item = &'n str>) -> Self {
        /// A longer list helps nobody.
        const READABLE: usize = 24;
        let known: Vec<&str> = known.into_iter().collect();
        match nearest(written, &known) {
            Some(name) => self.with("suggestion", name).hint(Hint::DidYouMean),
            None if known.is_empty() || known.len() > READABLE => self,
            None => self.with("known", known.join(", ")).hint(Hint::OneOf),
        }
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

/// The known name nearest to what was written, if it is near enough to be meant: at most a
/// third of its letters differ (a swap of neighbours counts once).
fn nearest<'n>(written: &str, known: &[&'n str]) -> Option<&'n str> {
    known
        .iter()
        .map(|name| (strsim::damerau_levenshtein(written, name), *name))
        .filter(|(distance, name)| distance * 3 <= name.chars().count().max(3))
        .min()
        .map(|(_, name)| name)
}

/// The problems found so far.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Diagnostics(Vec<Diagnostic>);

impl Diagnostics {
    /// Adds a problem.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.0.push(diagnostic);
    }

    /// Adds the problems of another stage.
    pub fn append(&mut self, mut others: Diagnostics) {
        self.0.append(&mut others.0);
    }

    /// The problems in the order they were found in.
    pub fn iter(&self) -> impl Iterator<Item = &Diagnostic> {
        self.0.iter()
    }

    /// Whether nothing was found.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether a problem of this severity was found.
    pub fn any(&self, severity: Severity) -> bool {
        self.0.iter().any(|diagnostic| diagnostic.severity() == severity)
    }
}

impl From<Diagnostic> for Diagnostics {
    fn from(diagnostic: Diagnostic) -> Self {
        Self(vec![diagnostic])
    }
}

impl IntoIterator for Diagnostics {
    type Item = Diagnostic;
    type IntoIter = std::vec::IntoIter<Diagnostic>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn a_slip_of_the_finger_is_recognised_and_another_word_is_not() {
        let known = ["statement", "quantity", "due", "area"];
        assert_eq!(nearest("statment", &known), Some("statement"));
        assert_eq!(nearest("quanitty", &known), Some("quantity"));
        assert_eq!(nearest("deu", &known), Some("due"));
        assert_eq!(nearest("province", &known), None);
    }
}
