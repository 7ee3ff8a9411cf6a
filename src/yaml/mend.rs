//! Mending a text that stops the parser, so that the rest of it can be read.
//!
//! Tabs are replaced by the spaces that were most likely meant. Anything else costs the
//! record in which it stands: the record is blanked, its neighbours are read.

use super::syntax::SyntaxError;
use super::tree::Offsets;
use crate::diagnostic::Code;
use std::collections::HashMap;
use std::ops::Range;

/// How a text was mended.
pub(super) enum Way {
    /// Leads of lines with tabs, at these bytes of the text before mending, became spaces.
    Tabs(Vec<Replacement>),
    /// The record with the error was blanked.
    SetAside,
    /// Nothing of the text can be saved.
    Hopeless,
}

/// Bytes of a text, and what is to stand there instead.
pub(super) type Replacement = (Range<usize>, String);

/// A text on its way to one that can be read.
pub(super) struct Mended {
    text: String,
    offsets: Offsets,
    set_aside: Vec<Range<usize>>,
    tabs_done: bool,
}

impl Mended {
    pub(super) fn new(text: &str) -> Self {
        Self {
            text: text.to_owned(),
            offsets: Offsets::default(),
            set_aside: Vec::new(),
            tabs_done: false,
        }
    }

    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// From this text's bytes back to those that were written.
    pub(super) fn offsets(&self) -> Offsets {
        self.offsets.clone()
    }

    /// The bytes that were blanked, of the text as it was written.
    pub(super) fn set_aside(&self) -> Vec<Range<usize>> {
        self.set_aside.clone()
    }

    pub(super) fn mend(&mut self, error: &SyntaxError) -> Way {
        if error.code == Code::YamlTab && !self.tabs_done {
            self.tabs_done = true;
            let tabs = self.replace_tabs();
            if !tabs.is_empty() {
                return Way::Tabs(tabs);
            }
        }
        // A file that is too long is so without any one of its records, too.
        if error.code == Code::TooManyValues {
            return Way::Hopeless;
        }
        match record_around(&self.text, error.byte) {
            Some(range) if !self.text[range.clone()].trim().is_empty() => {
                self.blank(range);
                Way::SetAside
            }
            _ => Way::Hopeless,
        }
    }

    /// Blanks what a merge that is not finished has left: the marks, and the part that came
    /// from the other side, so that what is read is one side whole. Tells where the conflicts
    /// begin.
    pub(super) fn blank_conflicts(&mut self) -> Vec<usize> {
        let mut begun = Vec::new();
        let mut blank = Vec::new();
        let mut at = 0;
        let mut other_side = false;
        for line in self.text.split_inclusive('\n') {
            let is_mark = |mark: &str| line.starts_with(mark);
            if is_mark("<<<<<<<") {
                begun.push(at);
                blank.push(at..at + line.len());
            } else if is_mark("=======") && !begun.is_empty() {
                other_side = true;
                blank.push(at..at + line.len());
            } else if is_mark(">>>>>>>") && !begun.is_empty() {
                other_side = false;
                blank.push(at..at + line.len());
            } else if other_side {
                blank.push(at..at + line.len());
            }
            at += line.len();
        }
        blank.into_iter().for_each(|range| self.blank(range));
        begun
    }

    /// Writes spaces over a run of lines, byte by byte, so that no place moves.
    fn blank(&mut self, range: Range<usize>) {
        let blanked: String = self.text[range.clone()]
            .bytes()
            .map(|byte| if byte == b'\n' { '\n' } else { ' ' })
            .collect();
        self.text.replace_range(range.clone(), &blanked);
        // Told in the bytes of the written text now: what is mended later moves this one.
        let original = |byte| self.offsets.original(byte);
        self.set_aside.push(original(range.start)..original(range.end));
    }

    /// Replaces the tabs before the first character of every line, outside of block texts,
    /// and tells what it has replaced.
    fn replace_tabs(&mut self) -> Vec<Replacement> {
        let mut tabs = Vec::new();
        let mut mended = String::with_capacity(self.text.len() + 64);
        let mut offsets = Vec::new();
        let mut lines = Indentation::default();
        let mut at = 0;
        for line in self.text.split_inclusive('\n') {
            let content = line.trim_start_matches([' ', '\t']);
            let lead = &line[..line.len() - content.len()];
            let guess = lines.of_line(lead, content);
            match (lead.find('\t'), guess) {
                (Some(_), Some(width)) if !content.trim().is_empty() => {
                    let spaces = " ".repeat(width);
                    offsets.push((mended.len(), at));
                    mended.push_str(&spaces);
                    tabs.push((at..at + lead.len(), spaces));
                    offsets.push((mended.len(), at + lead.len()));
                    mended.push_str(content);
                }
                _ => mended.push_str(line),
            }
            at += line.len();
        }
        self.text = mended;
        self.offsets = Offsets(offsets);
        tabs
    }
}

/// What was seen of the indentation so far.
#[derive(Default)]
struct Indentation {
    /// What a lead with tabs was taken for, since the last record began.
    meant: HashMap<String, usize>,
    /// Where the content of the line before begins.
    content: usize,
    /// Whether the line before opens a level.
    opens: bool,
    /// The indentation of a line that began a block text, while inside of it.
    block: Option<usize>,
}

impl Indentation {
    /// How many spaces this line's lead stands for; `None` inside a block text, where it is
    /// left alone.
    fn of_line(&mut self, lead: &str, content: &str) -> Option<usize> {
        let content = content.trim_end();
        if content.is_empty() || content.starts_with('#') {
            return None;
        }
        if self.block.is_some_and(|block| lead.len() > block) {
            return None;
        }
        self.block = None;
        let width = if lead.contains('\t') {
            let guess = self.content + if self.opens { 2 } else { 0 };
            *self.meant.entry(lead.to_owned()).or_insert(guess)
        } else {
            if lead.is_empty() {
                self.meant.clear();
            }
            lead.len()
        };
        let dashes = content.len() - content.trim_start_matches(['-', ' ']).len();
        self.content = width + if content.starts_with("- ") { dashes } else { 0 };
        self.opens = content.ends_with(':');
        if content.ends_with(['|', '>']) || content.ends_with("|-") || content.ends_with(">-") {
            self.block = Some(width);
        }
        Some(width)
    }
}

/// The lines of the record that this byte stands in, in a file that is a list of records:
/// from its dash at the beginning of a line to before the next one.
fn record_around(text: &str, byte: usize) -> Option<Range<usize>> {
    // A record that stands alone may hold a list that begins its lines with dashes too.
    let mut lines = text.lines().map(str::trim_end);
    let first = lines.find(|line| !line.is_empty() && !line.trim_start().starts_with('#'));
    if !first.is_some_and(|line| line.starts_with("- ") || line == "-") {
        return None;
    }
    let dash = |at: usize| text[at..].starts_with("- ") || text[at..].starts_with("-\n");
    let starts = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1));
    let mut start = None;
    for line in starts.filter(|line| dash(*line)) {
        if line > byte {
            return start.map(|start| start..line);
        }
        start = Some(line);
    }
    start.map(|start| start..text.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mended(text: &str) -> (Vec<usize>, String) {
        let mut mended = Mended::new(text);
        let tabs = mended.replace_tabs().into_iter().map(|(bytes, _)| bytes.start).collect();
        (tabs, mended.text)
    }

    #[test]
    fn a_tab_becomes_the_spaces_of_its_neighbours() {
        assert_eq!(mended("- id: a\n\tdue: 2025\n"), (vec![8], "- id: a\n  due: 2025\n".into()));
        let (_, text) = mended("- id: a\n\tname:\n\t\tvi: x\n\t\ten: y\n\tdue: 1\n");
        assert_eq!(text, "- id: a\n  name:\n    vi: x\n    en: y\n  due: 1\n");
    }

    #[test]
    fn tabs_inside_a_block_text_are_the_editors_own() {
        let text = "- note: |\n    a\n    \tb\n  due: 1\n";
        assert_eq!(mended(text), (vec![], text.into()));
    }

    #[test]
    fn only_the_record_with_the_error_is_set_aside() {
        let text = "- id: a\n- id: b\n  t: \"x\n- id: c\n";
        assert_eq!(record_around(text, 14), Some(8..24));
        assert_eq!(record_around("id: a\nt: \"x\n", 8), None);
    }
}
