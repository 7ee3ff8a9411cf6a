//! The words of the pages: what comes with the program, and what the site replaces or adds.

use super::Sources;
use crate::config::Site;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, FileId, Hint, Place, Said};
use crate::text::{Languages, SHIPPED, Vocabulary, Words};
use crate::yaml::{Content, Decoder, Node, Plain};

/// Reads the words of every language that the site declares.
pub fn read_words(sources: &mut Sources, site: &Site, problems: &mut Diagnostics) -> Vocabulary {
    let codes: Vec<String> = site.languages.codes().map(str::to_owned).collect();
    codes.iter().map(|code| read_language(sources, site, code, problems)).collect()
}

fn read_language(
    sources: &mut Sources,
    site: &Site,
    code: &str,
    problems: &mut Diagnostics,
) -> Words {
    let mut words = Words::default();
    let shipped = SHIPPED.iter().find(|shipped| shipped.code == code);
    let mut files = Vec::new();
    if let Some(shipped) = shipped {
        files.push(sources.add_built_in(&format!("words/{code}.yaml"), shipped.words));
    }
    let path = format!("{}/{code}.yaml", site.paths.words);
    if sources.root().join(&path).exists() {
        files.push(sources.add_on_disk(&path));
    }
    if files.is_empty() {
        let problem = Diagnostic::new(Code::NoWords, Place::File(Sources::SITE));
        problems.push(problem.with("language", code).hint(Hint::BringWords));
    }
    for file in files.iter().copied() {
        words
            .extend(read_file(sources, file, problems).iter().map(|(key, text)| (&**key, &**text)));
    }
    if let (None, Some(file)) = (shipped, files.last()) {
        tell_missing(sources, *file, code, &words, problems);
    }
    words
}

/// A language that a site brings must have every word that the program's first one has.
fn tell_missing(
    sources: &mut Sources,
    file: FileId,
    code: &str,
    words: &Words,
    problems: &mut Diagnostics,
) {
    let first = &SHIPPED[0];
    let id = sources.add_built_in(&format!("words/{}.yaml", first.code), first.words);
    let whole = read_file(sources, id, problems);
    let missing: Vec<&str> =
        whole.iter().map(|(key, _)| &**key).filter(|key| words.message(key).is_err()).collect();
    if !missing.is_empty() {
        let problem = Diagnostic::new(Code::MissingWords, Place::File(file));
        let some = missing.iter().take(8).copied().collect::<Vec<_>>().join(", ");
        let count = missing.len().to_string();
        problems.push(problem.with("language", code).with("count", count).with("keys", some));
    }
}

/// The keys of a catalogue, joined by dots, with their texts.
fn read_file(
    sources: &Sources,
    file: FileId,
    problems: &mut Diagnostics,
) -> Vec<(Box<str>, Box<str>)> {
    let (languages, words) = (Languages::default(), Words::default());
    let read = |tree: &crate::yaml::Tree<'_>, decoder: &mut Decoder<'_>, _: &str| {
        let mut entries = Vec::new();
        if let Some(root) = tree.root() {
            collect(root, "", decoder, &mut entries);
        }
        entries
    };
    let decoded = super::decode_each(sources, &[file], &languages, &words, problems, read);
    decoded.into_iter().filter_map(|decoded| decoded.value).flatten().collect()
}

fn collect(
    node: Node<'_>,
    key: &str,
    decoder: &mut Decoder<'_>,
    entries: &mut Vec<(Box<str>, Box<str>)>,
) {
    match decoder.content(node) {
        Some(Content::Mapping(_)) => {
            let Some(mut mapping) = decoder.mapping(node, Said::A_MAPPING) else {
                return;
            };
            for (name, _, value) in mapping.take_rest() {
                let full = if key.is_empty() { name.to_owned() } else { format!("{key}.{name}") };
                collect(value, &full, decoder, entries);
            }
        }
        Some(Content::Scalar(..)) => {
            if let Some(Plain(text)) = crate::yaml::Decode::decode(node, decoder) {
                entries.push((key.into(), text));
            }
        }
        Some(Content::Sequence(_)) => decoder.expected(Said::A_TEXT, node),
        None => {}
    }
}
