//! The lines and columns of problems, found by reading the files they stand in again.

use super::Sources;
use super::front_matter::yaml_part;
use crate::diagnostic::{
    Diagnostic, Diagnostics, Edit, FileId, Fix, Lines, Place, Report, Reported, Span, Spot,
    SpotKind,
};
use crate::yaml::{locate, parse};
use std::collections::BTreeMap;
use std::sync::Arc;

/// The report of these problems. Every file is read once more at most, and only those in
/// which something is wrong; one tree is held at a time.
pub fn report(sources: &Sources, problems: Diagnostics) -> Report {
    let with_fixes = |problem: Diagnostic| {
        let fixes = problem.all_fixes();
        (problem, fixes)
    };
    let problems: Vec<_> = problems.told().into_iter().map(with_fixes).collect();
    let mut files = BTreeMap::new();
    for place in problems.iter().flat_map(|(problem, fixes)| places(problem, fixes)) {
        if let Some(file) = place.file() {
            files.entry(file).or_insert_with(|| Seen::new(sources, file)).wanted.push(place);
        }
    }
    let spots: BTreeMap<FileId, Vec<Spot>> =
        files.into_iter().map(|(file, seen)| (file, seen.spots(sources, file))).collect();
    // The places of each file come back in the order in which they were asked for.
    let mut next: BTreeMap<FileId, std::vec::IntoIter<Spot>> =
        spots.into_iter().map(|(file, spots)| (file, spots.into_iter())).collect();
    let mut spot_of = |place: &Place| next.get_mut(&place.file()?)?.next();
    let reported = problems
        .into_iter()
        .map(|(problem, fixes)| {
            let spot = spot_of(&problem.place);
            let related = problem.related.iter();
            let related = related.filter_map(|(place, label)| Some((spot_of(place)?, *label)));
            let related = related.collect();
            let fixes = fixes.into_iter().map(|fix| {
                let edits = fix.edits.into_iter();
                edits.filter_map(|edit| Some((spot_of(&edit.place)?, edit))).collect()
            });
            let fixes: Vec<Vec<(Spot, Edit)>> = fixes.collect();
            let fixes = fixes.into_iter().filter_map(fitting).collect();
            Reported { spot, related, fixes, diagnostic: problem }
        })
        .collect();
    Report::new(reported)
}

/// Every place of a problem, in the order in which they are looked up.
fn places<'p>(problem: &'p Diagnostic, fixes: &'p [Fix]) -> impl Iterator<Item = &'p Place> {
    let related = problem.related.iter().map(|(place, _)| place);
    let edits = fixes.iter().flat_map(|fix| &fix.edits).map(|edit| &edit.place);
    std::iter::once(&problem.place).chain(related).chain(edits)
}

/// The edits of a fix, if all of them are for what stands at their places.
fn fitting(edits: Vec<(Spot, Edit)>) -> Option<Vec<(Spot, String)>> {
    let found = |spot: &Spot| spot.text.get(spot.start..spot.end).unwrap_or_default().to_owned();
    let fit = !edits.is_empty() && edits.iter().all(|(spot, edit)| edit.fits(&found(spot)));
    fit.then(|| edits.into_iter().map(|(spot, edit)| (spot, edit.replacement)).collect())
}

/// A file that problems stand in.
struct Seen<'p> {
    text: Arc<str>,
    path: Arc<str>,
    wanted: Vec<&'p Place>,
}

impl<'p> Seen<'p> {
    fn new(sources: &Sources, file: FileId) -> Self {
        let path = sources.file(file).map_or_else(|| "".into(), |file| file.path.clone());
        Self { text: sources.text_to_show(file), path, wanted: Vec::new() }
    }

    /// The places that were asked for, in their order.
    fn spots(self, sources: &Sources, file: FileId) -> Vec<Spot> {
        let Self { text, path, wanted } = self;
        let lines = Lines::of(&text);
        let needs_tree = wanted.iter().any(|place| matches!(place, Place::Field { .. }));
        let parsed = needs_tree.then(|| {
            let yaml = yaml_part(&path, &text);
            parse(yaml, file, &sources.budget_of(file), &mut Diagnostics::default())
        });
        let nothing = Span { start: 0, end: 0 };
        let spot = |place: &&Place| {
            let (span, kind) = match place {
                Place::Span(_, span) => (*span, SpotKind::Characters),
                Place::Field { node, path, part, .. } => {
                    let tree = parsed.as_ref().map(|parsed| &parsed.tree);
                    let found = tree.and_then(|tree| locate(tree, *node, path, *part));
                    (found.unwrap_or(nothing), SpotKind::Characters)
                }
                Place::File(_) | Place::Nowhere => (nothing, SpotKind::File),
            };
            let start = (span.start as usize).min(text.len());
            let end = (span.end as usize).min(text.len());
            Spot {
                path: path.clone(),
                start,
                end,
                from: lines.place(&text, start),
                to: lines.place(&text, end),
                text: text.clone(),
                kind,
            }
        };
        wanted.iter().map(spot).collect()
    }
}
