//! Files become values; their trees do not outlive the call.

use super::Sources;
use super::front_matter::yaml_part;
use crate::diagnostic::{Diagnostics, FileId};
use crate::text::{Languages, Words};
use crate::yaml::{Decoder, Tree, parse};
use rayon::prelude::*;

/// What became of one file.
#[derive(Debug)]
pub struct Decoded<T> {
    /// The file.
    pub file: FileId,
    /// What was decoded; nothing if the file could not be read.
    pub value: Option<T>,
    /// The ids of records that could not be read at all, so that what refers to them is not
    /// told a second time.
    pub failed: Vec<String>,
    /// Whether not even the ids could be read.
    pub unread: bool,
}

/// Parses each file and decodes it with `read`, in parallel; the results come in the order
/// of the files. The tree of a file lives while `read` runs, which is given the whole text
/// too, of which a page's tree is the front matter alone.
pub fn decode_each<T: Send>(
    sources: &Sources,
    files: &[FileId],
    languages: &Languages,
    words: &Words,
    problems: &mut Diagnostics,
    read: impl Fn(&Tree<'_>, &mut Decoder<'_>, &str) -> T + Sync,
) -> Vec<Decoded<T>> {
    let results: Vec<_> = files
        .par_iter()
        .map(|file| {
            let mut problems = Diagnostics::default();
            let text = match sources.text(*file) {
                Ok(text) => text,
                Err(problem) => {
                    problems.push(problem);
                    let text = sources.text_to_show(*file);
                    let failed = ids_in(&text).map(str::to_owned).collect();
                    let unread = text.is_empty();
                    return (Decoded { file: *file, value: None, failed, unread }, problems);
                }
            };
            let path = sources.file(*file).map_or("", |file| &file.path);
            let yaml = yaml_part(path, &text);
            let budget = sources.budget_of(*file);
            let parsed = parse(yaml, *file, &budget, &mut problems);
            let mut decoder = Decoder::new(languages, words, *file, &parsed.tree, &budget);
            let folder = sources.file(*file).map(|file| &*file.folder);
            decoder.folder = folder.filter(|folder| !folder.is_empty()).map(str::to_owned);
            decoder.other_languages = sources.is_built_in(*file);
            let value = read(&parsed.tree, &mut decoder, &text);
            problems.append(decoder.into_problems());
            let failed = parsed
                .set_aside
                .iter()
                .flat_map(|range| ids_in(text.get(range.clone()).unwrap_or_default()));
            let failed = failed.map(str::to_owned).collect();
            (Decoded { file: *file, value: Some(value), failed, unread: false }, problems)
        })
        .collect();
    let mut decoded = Vec::with_capacity(files.len());
    for (one, found) in results {
        problems.append(found);
        decoded.push(one);
    }
    decoded
}

/// The ids in lines that could not be parsed, by their look.
fn ids_in(text: &str) -> impl Iterator<Item = &str> {
    text.lines().filter_map(|line| {
        let line = line.trim_start();
        let line = line.strip_prefix("- ").unwrap_or(line).trim_start();
        let id = line.strip_prefix("id:")?;
        Some(id.split_whitespace().next()?.trim_matches(['"', '\'']))
    })
}
