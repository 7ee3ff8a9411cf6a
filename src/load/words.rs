//! The words of the pages: what comes with the program, and what the site replaces or adds.

use super::Sources;
use crate::config::Site;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, FileId, Hint, Place, Said};
use crate::text::{Languages, Message, SHIPPED, Shipped, Vocabulary, Words};
use crate::yaml::{Content, Decoder, Node, Plain};
use std::collections::{BTreeMap, BTreeSet};

/// Reads the words of every language that the site declares, and of the others that come
/// with the program.
pub fn read_words(sources: &mut Sources, site: &Site, problems: &mut Diagnostics) -> Vocabulary {
    let declared: Vec<&str> = site.languages.codes().collect();
    let others = SHIPPED.iter().filter(|shipped| !declared.contains(&shipped.code));
    let mut all = Vec::new();
    for code in &declared {
        all.push(((*code).into(), read_language(sources, site, code, problems)));
    }
    for Shipped { code, words: text } in others {
        let file = sources.add_built_in(&format!("words/{code}.yaml"), text);
        let mut words = Words::default();
        for entry in read_file(sources, file, None, problems) {
            words.extend([(&*entry.key, &*entry.text)]);
        }
        all.push(((*code).into(), words));
    }
    all.into_iter().collect()
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
    let whole = sources.root().join(&path);
    if sources.has_folder(&site.paths.words) && whole.exists() {
        let file = sources.add_on_disk(&path);
        match whole.is_symlink() {
            true => problems.push(Diagnostic::new(Code::SymbolicLink, Place::File(file))),
            false => files.push(file),
        }
    }
    if files.is_empty() {
        let problem = Diagnostic::new(Code::NoWords, Place::File(Sources::SITE));
        problems.push(problem.with("language", code).hint(Hint::BringWords));
    }
    for file in files.iter().copied() {
        let is_own = !sources.is_built_in(file);
        let known = is_own.then(|| Known::read(sources, problems));
        for entry in read_file(sources, file, known.as_ref(), problems) {
            words.extend([(&*entry.key, &*entry.text)]);
        }
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
    let whole = read_file(sources, id, None, problems);
    let missing: Vec<&str> =
        whole.iter().map(|entry| &*entry.key).filter(|key| words.message(key).is_err()).collect();
    if !missing.is_empty() {
        let problem = Diagnostic::new(Code::MissingWords, Place::File(file));
        let some = missing.iter().take(8).copied().collect::<Vec<_>>().join(", ");
        let count = missing.len().to_string();
        problems.push(problem.with("language", code).with("count", count).with("keys", some));
    }
}

/// A word of a catalogue.
struct Entry {
    /// The keys on the way to it, joined by dots.
    key: Box<str>,
    text: Box<str>,
}

/// The words that the program uses, in whatever language, with the gaps that each may have.
#[derive(Default)]
struct Known(BTreeMap<Box<str>, BTreeSet<Box<str>>>);

impl Known {
    fn read(sources: &mut Sources, problems: &mut Diagnostics) -> Self {
        let mut known = Self::default();
        for shipped in SHIPPED {
            let id = sources.add_built_in(&format!("words/{}.yaml", shipped.code), shipped.words);
            for Entry { key, text } in read_file(sources, id, None, problems) {
                let message = Message::new(&text);
                let gaps = message.gaps().into_iter().map(Into::into);
                known.0.entry(key).or_default().extend(gaps);
            }
        }
        known
    }

    /// The names that may stand below a key; the empty key stands for the whole catalogue.
    fn below(&self, key: &str) -> BTreeSet<&str> {
        let prefix = if key.is_empty() { String::new() } else { format!("{key}.") };
        let keys = self.0.keys().filter_map(|known| known.strip_prefix(&*prefix));
        keys.filter_map(|rest| rest.split('.').next()).collect()
    }

    /// The gaps of a word. Each language puts a date together from parts of its own choice.
    fn gaps(&self, key: &str) -> BTreeSet<&str> {
        let alike = |known: &str| known == key || is_date(key) && is_date(known);
        let gaps = self.0.iter().filter(|(known, _)| alike(known)).flat_map(|(_, gaps)| gaps);
        gaps.map(AsRef::as_ref).collect()
    }
}

/// Whether a word puts a date together from year, month and day.
fn is_date(key: &str) -> bool {
    let pattern = key.strip_prefix("date.").or_else(|| key.strip_prefix("date_long."));
    pattern.is_some_and(|pattern| pattern.starts_with("year") || pattern.starts_with("month"))
}

/// The words of a catalogue. Those that are not known, and gaps that nothing fills, are told
/// if it is said what is.
fn read_file(
    sources: &Sources,
    file: FileId,
    known: Option<&Known>,
    problems: &mut Diagnostics,
) -> Vec<Entry> {
    let (languages, words) = (Languages::default(), Words::default());
    let read = |tree: &crate::yaml::Tree<'_>, decoder: &mut Decoder<'_>, _: &str| {
        let mut entries = Vec::new();
        if let Some(root) = tree.root() {
            collect(root, "", known, decoder, &mut entries);
        }
        entries
    };
    let decoded = super::decode_each(sources, &[file], &languages, &words, problems, read);
    decoded.into_iter().filter_map(|decoded| decoded.value).flatten().collect()
}

fn collect(
    node: Node<'_>,
    key: &str,
    known: Option<&Known>,
    decoder: &mut Decoder<'_>,
    entries: &mut Vec<Entry>,
) {
    match decoder.content(node) {
        Some(Content::Mapping(_)) => {
            let Some(mut mapping) = decoder.mapping(node, Said::A_MAPPING) else {
                return;
            };
            let names = known.map(|known| known.below(key));
            for (name, at, value) in mapping.take_rest() {
                let full = if key.is_empty() { name.to_owned() } else { format!("{key}.{name}") };
                // `page.skip: …` on one line says the same as `skip: …` below `page:`.
                let is_dotted = |known: &Known| {
                    let (folder, last) = full.rsplit_once('.').unwrap_or(("", &full));
                    name.contains('.') && known.below(folder).contains(last)
                };
                let is_new = names.as_ref().is_some_and(|names| !names.contains(name))
                    && !known.is_some_and(is_dotted);
                if let (true, Some(names)) = (is_new, &names) {
                    let free = names.iter().copied().filter(|name| !mapping.has(name));
                    tell_unknown(at, &full, name, free, decoder);
                }
                // Below a name that is not known none is.
                let known = known.filter(|_| !is_new);
                collect(value, &full, known, decoder, entries);
            }
        }
        Some(Content::Scalar(..)) => {
            if let Some(Plain(text)) = crate::yaml::Decode::decode(node, decoder) {
                if let Some(known) = known {
                    tell_gaps(node, key, &text, known, decoder);
                }
                entries.push(Entry { key: key.into(), text });
            }
        }
        Some(Content::Sequence(_)) => decoder.expected(Said::A_TEXT, node),
        None => {}
    }
}

/// A word that is nearly one of the program's is misspelt; any other may be there for a
/// template of the site's own.
fn tell_unknown<'n>(
    at: Node<'_>,
    full: &str,
    name: &str,
    names: impl Iterator<Item = &'n str>,
    decoder: &mut Decoder<'_>,
) {
    let misspelt = decoder.problem(Code::UnknownKey, at).with("key", name);
    let misspelt = misspelt.suggest(name, names);
    decoder.tell(match misspelt.suggestion() {
        Some(_) => misspelt,
        None => {
            let unused = decoder.problem(Code::UnusedWord, at).with("key", full);
            unused.hint(Hint::OwnTemplates)
        }
    });
}

/// A gap that nothing fills would stand on the page with its braces.
fn tell_gaps(node: Node<'_>, key: &str, text: &str, known: &Known, decoder: &mut Decoder<'_>) {
    let gaps = known.gaps(key);
    for gap in Message::new(text).gaps() {
        if !gaps.contains(gap) {
            let problem = decoder.problem(Code::UnknownGap, node).with("key", key);
            let listed = gaps.iter().map(|gap| format!("{{{gap}}}")).collect::<Vec<_>>();
            let problem = problem.with("gap", format!("{{{gap}}}"));
            decoder.tell(match listed.is_empty() {
                true => problem,
                false => problem.with("known", listed.join(", ")).hint(Hint::OneOf),
            });
        }
    }
}
