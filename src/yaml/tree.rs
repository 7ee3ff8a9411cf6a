//! A YAML document as a tree with places, in one arena.

use crate::diagnostic::Span;
use std::borrow::Cow;

/// What a file may cost. Attackers are not the only ones who write files that are too deep or
/// too large; whoever meets a budget learns which, and that it is a setting: `limits` of
/// `site.yaml`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Budget {
    /// The most bytes of a file.
    pub bytes: usize,
    /// The most collections inside one another. Records need about eight.
    pub depth: usize,
    /// The most values in a file. A record of the benchmark has about a hundred.
    pub values: usize,
    /// How many times its own size a file may grow to by aliases.
    pub growth: usize,
}

/// The highest that a portal may ask for: beyond them a file would stop the machine, or its
/// places would no longer fit.
impl Budget {
    /// The most bytes that a file may be allowed.
    pub const MOST_BYTES: u32 = 1 << 30;
    /// The most collections inside one another that may be allowed.
    pub const DEEPEST: u32 = 512;
    /// The most values that may be allowed.
    pub const MOST_VALUES: u32 = 20_000_000;
    /// The most times its own size that a file may be allowed to grow to.
    pub const MOST_GROWTH: u32 = 64;
}

impl Default for Budget {
    /// 64 MiB, 64 deep, 4 million values, growth by 8.
    fn default() -> Self {
        Self { bytes: 64 << 20, depth: 64, values: 4_000_000, growth: 8 }
    }
}

/// The values of one file. It borrows the file's text, so that it cannot outlive the reading
/// of that file: what is kept of it has been copied out.
#[derive(Debug)]
pub struct Tree<'t> {
    pub(super) nodes: Vec<Stored<'t>>,
    pub(super) children: Vec<u32>,
    pub(super) root: Option<u32>,
    pub(super) text_length: usize,
    /// Plain scalars that a `#` behind them may have cut, in order.
    pub(super) cut: Vec<CutByHash>,
    /// Whether something that could not be read was left out.
    pub(super) set_aside: bool,
}

/// A scalar that a `#` behind it may have cut: `so #5` reads as `so`.
#[derive(Debug)]
pub(super) struct CutByHash {
    pub(super) node: u32,
    /// The scalar with what was cut off, where quotes around both would mend it.
    pub(super) whole: Option<Span>,
}

/// A value as the arena holds it.
#[derive(Debug)]
pub(super) struct Stored<'t> {
    pub(super) span: Span,
    pub(super) value: Value<'t>,
}

#[derive(Debug)]
pub(super) enum Value<'t> {
    Scalar(Cow<'t, str>, ScalarStyle),
    /// A run of `children`.
    Sequence(u32, u32),
    /// A run of `children`: key, value, key, value …
    Mapping(u32, u32),
    Alias(u32),
}

/// How a scalar was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ScalarStyle {
    /// Without quotes.
    Plain,
    /// In quotes, or as a block after `|` or `>`.
    Quoted,
}

/// Where the bytes of a mended text stood in the text as it was written.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(super) struct Offsets(pub(super) Vec<(usize, usize)>);

impl Offsets {
    /// The byte of the written text that this byte of the mended text stands for.
    pub(super) fn original(&self, mended: usize) -> usize {
        let next = self.0.partition_point(|(from, _)| *from <= mended);
        let Some((from, original)) = next.checked_sub(1).and_then(|index| self.0.get(index)) else {
            return mended;
        };
        let here = original + (mended - from);
        self.0.get(next).map_or(here, |(_, limit)| here.min(*limit))
    }
}

/// A value of a tree.
#[derive(Clone, Copy, Debug)]
pub struct Node<'t> {
    tree: &'t Tree<'t>,
    index: u32,
}

/// What a value is.
#[derive(Clone, Copy, Debug)]
pub enum Content<'t> {
    /// A text, as the quotes and escapes leave it.
    Scalar(&'t str, ScalarStyle),
    /// A list.
    Sequence(Items<'t>),
    /// Keys with values.
    Mapping(Items<'t>),
}

/// The values of a list, or the keys and values of a mapping in turn.
#[derive(Clone, Copy, Debug)]
pub struct Items<'t> {
    tree: &'t Tree<'t>,
    indices: &'t [u32],
}

impl<'t> Items<'t> {
    /// The values in their order.
    pub fn iter(self) -> impl Iterator<Item = Node<'t>> {
        self.indices.iter().map(move |index| Node { tree: self.tree, index: *index })
    }

    /// The keys with their values.
    pub fn pairs(self) -> impl Iterator<Item = (Node<'t>, Node<'t>)> {
        let node = move |index: u32| Node { tree: self.tree, index };
        self.indices.chunks_exact(2).map(move |pair| (node(pair[0]), node(pair[1])))
    }

    /// How many there are.
    pub fn count(self) -> usize {
        self.indices.len()
    }
}

impl<'t> Tree<'t> {
    /// The value of the whole file, unless the file is empty.
    pub fn root(&'t self) -> Option<Node<'t>> {
        self.root.map(|index| Node { tree: self, index })
    }

    /// Whether the file holds nothing but white space and comments; not where everything in
    /// it had to be set aside.
    pub fn is_empty_file(&self) -> bool {
        self.root.is_none() && !self.set_aside
    }

    /// The value with this number, counted in the order of the file.
    pub fn node(&'t self, number: u32) -> Option<Node<'t>> {
        ((number as usize) < self.nodes.len()).then_some(Node { tree: self, index: number })
    }

    /// The bytes that aliases may make of this file.
    pub(super) fn allowance(&self, budget: &Budget) -> usize {
        /// Even the smallest file may repeat a little.
        const FLOOR: usize = 64 << 10;
        self.text_length.saturating_mul(budget.growth).saturating_add(FLOOR)
    }
}

impl<'t> Node<'t> {
    /// The number of the value, counted in the order of the file.
    pub fn number(self) -> u32 {
        self.index
    }

    /// What the value is, with an alias followed to what it stands for.
    pub fn content(self) -> Content<'t> {
        match &self.tree.nodes[self.resolved() as usize].value {
            Value::Scalar(text, style) => Content::Scalar(text, *style),
            Value::Sequence(from, to) => Content::Sequence(self.items(*from, *to)),
            Value::Mapping(from, to) => Content::Mapping(self.items(*from, *to)),
            // An alias of an alias does not exist: an anchor names a value.
            Value::Alias(_) => Content::Scalar("", ScalarStyle::Plain),
        }
    }

    /// The bytes of the value in the file as it was written; of an alias, its own.
    pub fn span(self) -> Span {
        self.tree.nodes[self.index as usize].span
    }

    /// What a `#` without a space behind it has cut off, if one follows.
    pub(super) fn cut(self) -> Option<&'t CutByHash> {
        let at = self.tree.cut.binary_search_by_key(&self.index, |cut| cut.node).ok()?;
        self.tree.cut.get(at)
    }

    /// What reading this value costs: its text, or one for a collection.
    pub(super) fn cost(self) -> usize {
        match &self.tree.nodes[self.resolved() as usize].value {
            Value::Scalar(text, _) => 1 + text.len(),
            Value::Sequence(from, to) | Value::Mapping(from, to) => 1 + (to - from) as usize,
            Value::Alias(_) => 1,
        }
    }

    fn resolved(self) -> u32 {
        match self.tree.nodes[self.index as usize].value {
            Value::Alias(target) => target,
            _ => self.index,
        }
    }

    fn items(self, from: u32, to: u32) -> Items<'t> {
        Items { tree: self.tree, indices: &self.tree.children[from as usize..to as usize] }
    }
}

#[cfg(test)]
mod tests {
    use super::Offsets;

    #[test]
    fn a_mended_line_points_back_into_the_written_one() {
        // "a:\n\tb: 1\n" was mended to "a:\n  b: 1\n": one tab became two spaces.
        let offsets = Offsets(vec![(3, 3), (5, 4)]);
        assert_eq!(offsets.original(0), 0);
        assert_eq!(offsets.original(3), 3);
        assert_eq!(offsets.original(4), 4);
        assert_eq!(offsets.original(5), 4);
        assert_eq!(offsets.original(8), 7);
    }
}
