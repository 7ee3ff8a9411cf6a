//! Changes of the text that mend a problem, for programs that can make them and for people
//! who would rather see than read what is to be written.
//!
//! A fix is offered where the program knows what was meant or can name the readings that
//! there are; `tests/story/fixes.rs` makes every one of the transcripts and looks again.

use super::{Diagnostic, FileId, Place, Span};

/// A change of the text after which the problem is gone.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fix {
    /// What is replaced, in the order of the file; no two overlap.
    pub edits: Vec<Edit>,
}

/// A text in the place of another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// What is replaced; of no length where something is only put in.
    pub place: Place,
    /// What must stand there, quotes apart, where the place may be that of something larger: a
    /// name inside of a text, or what a field that is missing should stand in.
    pub instead_of: Option<String>,
    /// What stands there then.
    pub replacement: String,
}

impl Fix {
    /// Another text in this place.
    pub fn replace(place: Place, replacement: impl Into<String>) -> Self {
        Self { edits: vec![Edit { place, instead_of: None, replacement: replacement.into() }] }
    }

    /// Another name in this place, if the one that was written stands there; `None` for one that
    /// cannot be written as it is.
    pub fn rename(place: Place, written: &str, name: &str) -> Option<Self> {
        let (instead_of, replacement) = (Some(written.to_owned()), name.to_owned());
        is_plain(name).then(|| Self { edits: vec![Edit { place, instead_of, replacement }] })
    }

    /// Double quotes around these bytes; see [`Fix::can_quote`].
    pub fn quote(file: FileId, span: Span) -> Self {
        let quote = |at| Edit {
            place: Place::Span(file, Span { start: at, end: at }),
            instead_of: None,
            replacement: "\"".to_owned(),
        };
        Self { edits: vec![quote(span.start), quote(span.end)] }
    }

    /// Whether a text says between double quotes what it says without them.
    pub fn can_quote(text: &str) -> bool {
        !text.is_empty() && !text.contains(['"', '\\'])
    }
}

impl Edit {
    /// Whether it is for this text, which stands at its place.
    pub fn fits(&self, found: &str) -> bool {
        let bare = |quote| found.strip_prefix(quote).and_then(|rest| rest.strip_suffix(quote));
        let bare = bare('"').or_else(|| bare('\'')).unwrap_or(found);
        self.instead_of.as_deref().is_none_or(|written| written == bare)
    }
}

impl Diagnostic {
    /// Offers a fix; several are the readings to choose from.
    #[must_use]
    pub fn fix(mut self, fix: Fix) -> Self {
        self.fixes.push(fix);
        self
    }

    /// The fixes: those that were offered, else what the hint says to write, in the place of
    /// what stands there.
    pub fn all_fixes(&self) -> Vec<Fix> {
        if !self.fixes.is_empty() {
            return self.fixes.clone();
        }
        let templates = self.hint.map_or(&[][..], |hint| hint.replacements());
        let written = templates.iter().map(|template| self.fill_in(template));
        let written: Option<Vec<String>> = written.collect();
        let fix = |text| Fix::replace(self.place.clone(), text);
        written.unwrap_or_default().into_iter().map(fix).collect()
    }

    /// The template with its gaps filled; `None` where one is missing or holds what does not
    /// stand for itself in YAML.
    fn fill_in(&self, template: &str) -> Option<String> {
        let message = crate::text::Message::new(template);
        let is_filled = message.gaps().iter().all(|gap| self.written(gap).is_some_and(is_plain));
        is_filled.then(|| message.fill(|gap| self.written(gap)))
    }
}

/// Whether a text can stand in a file of YAML without quotes, wherever a value can.
fn is_plain(text: &str) -> bool {
    let is_inner = |c: char| c.is_alphanumeric() || "-_./".contains(c);
    text.starts_with(|c: char| c.is_alphanumeric() || "-.".contains(c))
        && text.chars().all(is_inner)
        && !["-", "null", "Null", "NULL", "---", "..."].contains(&text)
}

#[cfg(test)]
mod tests {
    use crate::diagnostic::{Code, Diagnostic, Hint, Place};

    #[test]
    fn what_the_hint_says_to_write_is_the_fix() {
        let problem = || Diagnostic::new(Code::GroupedNumber, Place::Nowhere);
        let both = problem().with("whole", "1105").with("decimal", "1.105");
        let fixes = both.hint(Hint::EitherNumber).all_fixes();
        let written: Vec<&str> = fixes.iter().map(|fix| &*fix.edits[0].replacement).collect();
        assert_eq!(written, ["1105", "\"1.105\""]);
        // Not every name can be written as it is, and an example is no fix.
        assert_eq!(problem().suggest("gia-lia", ["gia-lai"]).all_fixes().len(), 1);
        assert!(problem().suggest("a b", ["a: b"]).all_fixes().is_empty());
        assert!(problem().hint(Hint::DateForm).all_fixes().is_empty());
    }
}
