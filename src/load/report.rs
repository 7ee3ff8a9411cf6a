//! The lines and columns of problems, found by reading the files they stand in again.

use super::Sources;
use crate::diagnostic::{
    Diagnostic, Diagnostics, FileId, Place, Report, Reported, Span, Spot, SpotKind,
};
use crate::yaml::{Tree, locate, parse};
use std::collections::BTreeMap;
use std::sync::Arc;

/// The report of these problems. Every file is read once more at most, and only those in
/// which something is wrong.
pub fn report(sources: &Sources, problems: Diagnostics) -> Report {
    let mut by_file: BTreeMap<Option<FileId>, Vec<Diagnostic>> = BTreeMap::new();
    for problem in problems {
        by_file.entry(file_of(&problem.place)).or_default().push(problem);
    }
    let mut texts = Texts { sources, texts: BTreeMap::new() };
    let mut reported = Vec::new();
    for (file, problems) in by_file {
        // A tree per file, and one at a time.
        let text = file.map(|file| texts.get(file)).unwrap_or_default();
        let parsed = file
            .filter(|_| problems.iter().any(needs_tree))
            .map(|file| parse(&text, file, &sources.budget, &mut Diagnostics::default()));
        let tree = file.zip(parsed.as_ref().map(|parsed| &parsed.tree));
        for problem in problems {
            let spot = texts.spot(&problem.place, tree);
            let related = problem
                .related
                .iter()
                .filter_map(|(place, label)| Some((texts.spot(place, tree)?, *label)))
                .collect();
            reported.push(Reported { diagnostic: problem, spot, related });
        }
    }
    Report::new(reported)
}

/// The texts that have been read for this report.
struct Texts<'s> {
    sources: &'s Sources,
    texts: BTreeMap<FileId, Arc<str>>,
}

impl Texts<'_> {
    fn get(&mut self, file: FileId) -> Arc<str> {
        let text = self.texts.entry(file).or_insert_with(|| self.sources.text_to_show(file));
        text.clone()
    }

    /// The place with its lines. `tree` is the tree of the problem's own file; a place in
    /// another file, as the first of two equal ids may be, costs a tree of its own.
    fn spot(&mut self, place: &Place, tree: Option<(FileId, &Tree<'_>)>) -> Option<Spot> {
        let file = file_of(place)?;
        let text = self.get(file);
        let (span, kind) = match place {
            Place::Span(_, span) => (*span, SpotKind::Characters),
            Place::Field { node, path, part, .. } => {
                let found = match tree {
                    Some((own, tree)) if own == file => locate(tree, *node, path, *part),
                    _ => {
                        let budget = &self.sources.budget;
                        let parsed = parse(&text, file, budget, &mut Diagnostics::default());
                        locate(&parsed.tree, *node, path, *part)
                    }
                };
                (found.unwrap_or(Span { start: 0, end: 0 }), SpotKind::Characters)
            }
            Place::File(_) | Place::Nowhere => (Span { start: 0, end: 0 }, SpotKind::File),
        };
        Some(Spot {
            file,
            path: self.sources.file(file)?.path.clone(),
            start: (span.start as usize).min(text.len()),
            end: (span.end as usize).min(text.len()),
            text,
            kind,
        })
    }
}

fn file_of(place: &Place) -> Option<FileId> {
    match place {
        Place::Nowhere => None,
        Place::File(file) | Place::Span(file, _) | Place::Field { file, .. } => Some(*file),
    }
}

fn needs_tree(problem: &Diagnostic) -> bool {
    matches!(problem.place, Place::Field { .. })
}
