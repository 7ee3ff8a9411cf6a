//! Files become values; their trees do not outlive the call.

use super::Sources;
use crate::diagnostic::{Diagnostics, FileId};
use crate::text::{Languages, Words};
use crate::yaml::{Decoder, Tree, parse};
use rayon::prelude::*;

/// What became of one file.
#[derive(Debug)]
pub struct Decoded<T> {
    /// The file.
    pub file: FileId,
    /// What was decoded.
    pub value: T,
    /// The ids of records that could not be read at all, so that what refers to them is not
    /// told a second time.
    pub failed: Vec<String>,
}

/// Parses each file and decodes it with `read`, in parallel; the results come in the order
/// of the files. The tree of a file lives while `read` runs.
pub fn decode_each<T: Send>(
    sources: &Sources,
    files: &[FileId],
    languages: &Languages,
    words: &Words,
    problems: &mut Diagnostics,
    read: impl Fn(&Tree<'_>, &mut Decoder<'_>) -> T + Sync,
) -> Vec<Decoded<T>> {
    let results: Vec<_> = files
        .par_iter()
        .map(|file| {
            let mut problems = Diagnostics::default();
            let text = match sources.text(*file) {
                Ok(text) => text,
                Err(problem) => {
                    problems.push(problem);
                    return (None, problems);
                }
            };
            let parsed = parse(&text, *file, &sources.budget, &mut problems);
            let mut decoder = Decoder::new(languages, words, *file, &parsed.tree, &sources.budget);
            decoder.other_languages = sources.is_built_in(*file);
            let value = read(&parsed.tree, &mut decoder);
            problems.append(decoder.into_problems());
            let failed = parsed.set_aside.iter().flat_map(|range| ids_in(&text[range.clone()]));
            let failed = failed.map(str::to_owned).collect();
            (Some(Decoded { file: *file, value, failed }), problems)
        })
        .collect();
    let mut decoded = Vec::with_capacity(files.len());
    for (one, found) in results {
        problems.append(found);
        decoded.extend(one);
    }
    decoded
}

/// The ids in lines that could not be parsed, by their look.
fn ids_in(text: &str) -> impl Iterator<Item = &str> {
    text.lines().filter_map(|line| {
        let line = line.strip_prefix("- ").unwrap_or(line).trim_start();
        let id = line.strip_prefix("id:")?;
        id.split_whitespace().next()
    })
}
