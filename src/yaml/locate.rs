//! From a record and a field back to the bytes in the file.

use super::tree::{Content, Node, Tree};
use crate::diagnostic::{FieldPath, Part, Span, Step};

/// The bytes of a field, in a tree made anew of the same text. A path that leads further
/// than the file is followed as far as it goes: a missing field is shown at its parent.
pub fn locate(tree: &Tree<'_>, record: u32, path: &FieldPath, part: Part) -> Option<Span> {
    let mut node = tree.node(record)?;
    let mut key = node;
    for step in &path.0 {
        match child(node, step) {
            Some((next_key, next)) => (key, node) = (next_key, next),
            None => break,
        }
    }
    Some(match part {
        Part::Key => key.span(),
        Part::Value => node.span(),
    })
}

fn child<'t>(node: Node<'t>, step: &Step) -> Option<(Node<'t>, Node<'t>)> {
    match (step, node.content()) {
        (Step::Key(name), Content::Mapping(items)) => items.pairs().find(
            |(key, _)| matches!(key.content(), Content::Scalar(text, _) if text == name.as_ref()),
        ),
        (Step::Item(index), Content::Sequence(items)) => {
            items.iter().nth(*index).map(|item| (item, item))
        }
        // A list of one may be a single value in some fields; its place is the value's.
        _ => None,
    }
}
