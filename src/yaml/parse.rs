//! Text becomes a tree. What stops the parser is told, mended or set aside, and the rest is
//! read, so that one slip does not hide the others.

use super::mend::{Mended, Way};
use super::syntax::{self, SyntaxError};
use super::tree::{Budget, CutByHash, ScalarStyle, Stored, Tree, Value};
use crate::diagnostic::{
    Code, Diagnostic, Diagnostics, Edit, FileId, Fix, Hint, Place, Said, Span,
};
use granit_parser::{Event, Marker, Options, Parser, StructureStyle};
use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;

/// What became of a text.
#[derive(Debug)]
pub struct Parsed<'t> {
    /// The values that could be read.
    pub tree: Tree<'t>,
    /// Lines of the text that could not be read and were set aside, as byte ranges.
    pub set_aside: Vec<Range<usize>>,
}

/// Reads a text as YAML. Problems are told in `problems`; the tree holds what could be read
/// all the same, and may be empty.
pub fn parse<'t>(
    text: &'t str,
    file: FileId,
    budget: &Budget,
    problems: &mut Diagnostics,
) -> Parsed<'t> {
    let error = match build(text, budget, |text| text) {
        Ok(tree) => {
            return Parsed { tree, set_aside: Vec::new() };
        }
        Err(error) => error,
    };
    mend_and_parse(text, file, budget, error, problems)
}

/// The slow way, for a text that has stopped the parser: mends or sets aside until the rest
/// can be read. The tree owns its texts, since they are of a text that was changed.
#[cold]
fn mend_and_parse(
    text: &str,
    file: FileId,
    budget: &Budget,
    mut error: SyntaxError,
    problems: &mut Diagnostics,
) -> Parsed<'static> {
    /// Each round sets a record aside; a file with more broken ones is broken as a whole.
    const ROUNDS: usize = 64;
    let mut mended = Mended::new(text);
    let conflicts = mended.blank_conflicts();
    for conflict in &conflicts {
        let place = Place::Span(file, span(*conflict, conflict + 7));
        problems.push(Diagnostic::new(Code::MergeConflict, place).hint(Hint::ResolveConflict));
    }
    if !conflicts.is_empty() {
        match build_mended(&mended, budget) {
            Ok(parsed) => return parsed,
            Err(next) => error = next,
        }
    }
    for _ in 0..ROUNDS {
        let offsets = mended.offsets();
        // What was blanked was of longer letters: a place in it may be inside of one.
        let original = |mended: usize| text.floor_char_boundary(offsets.original(mended));
        let place = |bytes: Range<usize>| {
            Place::Span(file, span(original(bytes.start), original(bytes.end)))
        };
        let character = |mended: usize| {
            let start = original(mended);
            let length = text[start..].chars().next().map_or(0, char::len_utf8);
            Place::Span(file, span(start, start + length))
        };
        let way = mended.mend(&error);
        let is_hopeless = matches!(way, Way::Hopeless);
        let (problem, replacements) = match way {
            Way::Tabs(leads) => {
                let (first, _) = leads.first().cloned().unwrap_or_default();
                (syntax::tabs(character(first.start), leads.len()), leads)
            }
            Way::SetAside | Way::Hopeless => {
                let problem = error.diagnostic(character(error.byte));
                let problem = match error.bracket {
                    Some(bracket) => problem.related(character(bracket), Said::OPENED_HERE),
                    None => problem,
                };
                (problem, std::mem::take(&mut error.replacements))
            }
        };
        let edits = replacements.into_iter();
        let edits = edits.map(|(bytes, replacement)| Edit {
            place: place(bytes),
            instead_of: None,
            replacement,
        });
        let edits: Vec<Edit> = edits.collect();
        problems.push(if edits.is_empty() { problem } else { problem.fix(Fix { edits }) });
        if is_hopeless {
            break;
        }
        match build_mended(&mended, budget) {
            Ok(parsed) => return parsed,
            Err(next) => error = next,
        }
    }
    let tree = Tree {
        nodes: Vec::new(),
        children: Vec::new(),
        root: None,
        text_length: 0,
        cut: Vec::new(),
        set_aside: true,
    };
    Parsed { tree, set_aside: std::iter::once(0..text.len()).collect() }
}

/// The tree of a text that was changed, its places those of the text as it was written.
fn build_mended(mended: &Mended, budget: &Budget) -> Result<Parsed<'static>, SyntaxError> {
    let mut tree = build(mended.text(), budget, |text| Cow::Owned(text.into_owned()))?;
    tree.set_aside = true;
    let offsets = mended.offsets();
    let nodes = tree.nodes.iter_mut().map(|stored| &mut stored.span);
    let cuts = tree.cut.iter_mut().filter_map(|cut| cut.whole.as_mut());
    for place in nodes.chain(cuts) {
        let (start, end) = (place.start as usize, place.end as usize);
        let start = offsets.original(start);
        *place = span(start, offsets.original(end).max(start));
    }
    Ok(Parsed { tree, set_aside: mended.set_aside() })
}

/// The tree of a text, or what stopped the parser. `keep` decides whether the tree borrows
/// the text or owns its parts.
fn build<'x, 't>(
    text: &'x str,
    budget: &Budget,
    keep: impl Fn(Cow<'x, str>) -> Cow<'t, str>,
) -> Result<Tree<'t>, SyntaxError> {
    let options: Options = granit_parser::options! {
        flow_nesting_limit: budget.depth,
        block_nesting_limit: budget.depth,
        emit_unresolved_aliases: true,
    };
    let mut builder = Builder::new(text.len(), budget);
    let mut last_end = 0;
    let mut brackets: Vec<usize> = Vec::new();
    for event in Parser::new_from_str_with_options(text, options) {
        let (event, at) = match event {
            Ok(event) => event,
            Err(error) => {
                let bracket = brackets.last().copied();
                let error = SyntaxError::of_parser(&error, text, last_end, bracket);
                // The parser counts levels too, and does not say how many it was allowed.
                let is_deep = error.code == Code::TooDeep;
                return Err(if is_deep {
                    SyntaxError::too_deep(error.byte, budget.depth)
                } else {
                    error
                });
            }
        };
        let place = span(byte(at.start), byte(at.end));
        last_end = byte(at.end);
        match event {
            Event::Scalar(value, style, anchor, _) => {
                let style = match style {
                    granit_parser::ScalarStyle::Plain => ScalarStyle::Plain,
                    _ => ScalarStyle::Quoted,
                };
                let node = builder.leaf(place, Value::Scalar(keep(value), style), anchor);
                if style == ScalarStyle::Plain && is_cut(&text[last_end..]) {
                    // Inside of brackets the line goes on, and with it what was not meant.
                    let line = text[last_end..].lines().next().unwrap_or_default();
                    let end = last_end + line.trim_end().len();
                    let can = brackets.is_empty() && Fix::can_quote(&text[byte(at.start)..end]);
                    let whole = can.then(|| span(byte(at.start), end));
                    builder.tree.cut.push(CutByHash { node, whole });
                }
            }
            Event::SequenceStart(style, anchor, _) | Event::MappingStart(style, anchor, _) => {
                let mapping = matches!(event, Event::MappingStart(..));
                if style == StructureStyle::Flow {
                    brackets.push(place.start as usize);
                }
                builder.open(place, mapping, anchor, budget.depth)?;
            }
            Event::SequenceEnd | Event::MappingEnd => {
                let opened = builder.close(place);
                if brackets.last().copied() == opened {
                    brackets.pop();
                }
            }
            Event::Alias(anchor) => builder.alias(place, anchor)?,
            Event::UnresolvedAlias(_) => {
                return Err(SyntaxError::at(Code::YamlUnknownAlias, byte(at.start)));
            }
            Event::DocumentStart(..) if builder.tree.root.is_some() => {
                return Err(SyntaxError::at(Code::YamlSecondDocument, byte(at.start)));
            }
            _ => {}
        }
        if builder.tree.nodes.len() > budget.values {
            return Err(SyntaxError::too_many(byte(at.start), budget.values));
        }
    }
    Ok(builder.tree)
}

/// Puts the parser's events together.
struct Builder<'t> {
    tree: Tree<'t>,
    open: Vec<Open>,
    /// The children of all of them, those of the innermost last.
    children: Vec<u32>,
    anchors: HashMap<usize, u32>,
}

/// A collection whose end has not come yet.
struct Open {
    node: u32,
    mapping: bool,
    /// Where its children begin among those of all.
    children: usize,
}

impl<'t> Builder<'t> {
    fn new(text_length: usize, budget: &Budget) -> Self {
        // A value takes some ten bytes of text; a wrong guess only costs a little.
        let values = (text_length / 16).min(budget.values);
        let tree = Tree {
            nodes: Vec::with_capacity(values),
            children: Vec::with_capacity(values),
            root: None,
            text_length,
            cut: Vec::new(),
            set_aside: false,
        };
        Self { tree, open: Vec::new(), children: Vec::new(), anchors: HashMap::new() }
    }

    fn leaf(&mut self, place: Span, value: Value<'t>, anchor: usize) -> u32 {
        let node = index(self.tree.nodes.len());
        self.tree.nodes.push(Stored { span: place, value });
        if anchor != 0 {
            self.anchors.insert(anchor, node);
        }
        match self.open.is_empty() {
            false => self.children.push(node),
            true => self.tree.root = self.tree.root.or(Some(node)),
        }
        node
    }

    fn open(
        &mut self,
        place: Span,
        mapping: bool,
        anchor: usize,
        depth: usize,
    ) -> Result<(), SyntaxError> {
        if self.open.len() >= depth {
            return Err(SyntaxError::too_deep(place.start as usize, depth));
        }
        let value = if mapping { Value::Mapping(0, 0) } else { Value::Sequence(0, 0) };
        let node = self.leaf(place, value, anchor);
        self.open.push(Open { node, mapping, children: self.children.len() });
        Ok(())
    }

    /// Ends the innermost collection; the answer is where it began.
    fn close(&mut self, place: Span) -> Option<usize> {
        let open = self.open.pop()?;
        let from = index(self.tree.children.len());
        self.tree.children.extend(self.children.drain(open.children..));
        let to = index(self.tree.children.len());
        let stored = &mut self.tree.nodes[open.node as usize];
        stored.value =
            if open.mapping { Value::Mapping(from, to) } else { Value::Sequence(from, to) };
        stored.span.end = place.end.max(stored.span.start);
        Some(stored.span.start as usize)
    }

    fn alias(&mut self, place: Span, anchor: usize) -> Result<(), SyntaxError> {
        let unknown = || SyntaxError::at(Code::YamlUnknownAlias, place.start as usize);
        let target = *self.anchors.get(&anchor).ok_or_else(unknown)?;
        // A value that holds itself has no end.
        if self.open.iter().any(|open| open.node == target) {
            return Err(SyntaxError::at(Code::YamlEndlessAlias, place.start as usize));
        }
        self.leaf(place, Value::Alias(target), 0);
        Ok(())
    }
}

/// Whether what follows a value looks like a part of it that a comment has swallowed.
fn is_cut(behind: &str) -> bool {
    let comment = behind.trim_start_matches(' ').strip_prefix('#');
    let next = comment.and_then(|comment| comment.chars().next());
    behind.starts_with(' ') && next.is_some_and(char::is_alphanumeric)
}

fn byte(marker: Marker) -> usize {
    marker.byte_offset().unwrap_or_default()
}

/// Sizes fit 32 bits, as files over [`Budget::bytes`] are refused before they are parsed;
/// should a caller allow more, places past 4 GiB are wrong, and nothing worse.
fn index(size: usize) -> u32 {
    u32::try_from(size).unwrap_or(u32::MAX)
}

fn span(start: usize, end: usize) -> Span {
    Span { start: index(start), end: index(end) }
}

impl SyntaxError {
    fn diagnostic(&self, place: Place) -> Diagnostic {
        let arguments = self.arguments.iter().cloned();
        let base = Diagnostic::new(self.code, place);
        let full = arguments.fold(base, |diagnostic, (gap, value)| diagnostic.with(gap, value));
        match self.hint {
            Some(hint) => full.hint(hint),
            None => full,
        }
    }
}
