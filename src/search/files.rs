//! The files that a search reads: scripts that hand over one value.
//!
//! They are scripts and not JSON since a browser reads no other file of a portal that is opened
//! from a disk. Their form is known to `assets/search.js` alone.

use super::{Document, Facts, Index};
use crate::model::Kind;
use crate::site::SearchFile;
use crate::text::Lang;
use serde_json::{Value, json};

/// The names of the groups in which results are shown, by which the words have their titles: the
/// kinds in their order, and the pages that are none of a record.
pub const GROUPS: usize = Kind::ALL.len() + 1;

/// The bytes of a file that a search reads.
pub fn file(facts: Facts<'_>, index: &Index, file: SearchFile) -> Vec<u8> {
    let (name, value) = match file {
        SearchFile::Directory => ("directory".to_owned(), directory(index)),
        SearchFile::Words(number) => (format!("words/{number}"), words(index, number)),
        SearchFile::Documents(lang, number) => {
            let code = facts.portal.site.languages.code(lang);
            (format!("{code}/{number}"), documents(facts, index, lang, number))
        }
    };
    script(&name, &value)
}

/// A script that hands a value over, under the name of the file. What a title says can neither
/// end the script nor the line.
fn script(name: &str, value: &Value) -> Vec<u8> {
    let value = value.to_string();
    let mut text = format!("portalSearch({},", Value::from(name));
    for c in value.chars() {
        match c {
            '<' => text.push_str("\\u003c"),
            '\u{2028}' => text.push_str("\\u2028"),
            '\u{2029}' => text.push_str("\\u2029"),
            c => text.push(c),
        }
    }
    text.push_str(");\n");
    text.into_bytes()
}

/// How much can be found, how much of it stands in a file, and the first word of each file of
/// words, without diacritics. Files without words come last.
fn directory(index: &Index) -> Value {
    let known = index.words.iter().filter(|part| !part.words.is_empty());
    let files = index.words.iter().enumerate().filter(|(_, part)| !part.words.is_empty());
    json!({
        "stamp": index.stamp,
        "count": index.found.len(),
        "inFile": SearchFile::DOCUMENTS,
        "first": known.map(|part| &*part.first).collect::<Vec<_>>(),
        "file": files.map(|(number, _)| number).collect::<Vec<_>>(),
    })
}

/// The words of a file and their postings, by turns.
fn words(index: &Index, number: u32) -> Value {
    let part = index.words.get(number as usize);
    let words = part.into_iter().flat_map(|part| &part.words);
    let flat = words.flat_map(|(word, postings)| [&**word, &*postings.0]);
    json!(flat.collect::<Vec<_>>())
}

/// What stands in a file of what can be found: of each the group, the address below the folder of
/// the language, title, text, area, status, note, and the languages of title and text where they
/// are others. Nothing behind the last that is there is written.
fn documents(facts: Facts<'_>, index: &Index, lang: Lang, number: u32) -> Value {
    let files = index.found.chunks(SearchFile::DOCUMENTS);
    let found = files.into_iter().nth(number as usize).unwrap_or_default();
    let languages = &facts.portal.site.languages;
    let folder = format!("{}/", languages.code(lang));
    let other = |found: Option<Lang>| {
        found.filter(|found| *found != lang).map_or("", |found| languages.code(found))
    };
    let one = |one: &crate::site::Findable| {
        let document = Document::of(facts, *one, lang);
        let path = document.path.strip_prefix(&folder).unwrap_or(&document.path);
        let path = path.strip_suffix("index.html").unwrap_or(path);
        let anchor = document.anchor.map_or_else(String::new, |anchor| format!("#{anchor}"));
        let (text_lang, text) = document.text.unwrap_or_default();
        let mut row = vec![
            json!(document.kind.map_or(GROUPS - 1, |kind| kind as usize)),
            json!(format!("{}{anchor}", crate::site::encoded(path))),
            json!(document.title.1),
            json!(text),
            json!(document.area.unwrap_or_default()),
            json!(document.status.map_or("", |status| status.code())),
            json!(document.note.unwrap_or_default()),
            json!(other(document.title.0)),
            json!(other(text_lang)),
        ];
        while row.last().is_some_and(|last| last == "") {
            row.pop();
        }
        Value::from(row)
    };
    found.iter().map(one).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_ends_neither_the_script_nor_the_line() {
        let script = script("vi/0", &json!(["</script>\u{2028}\"'"]));
        let script = String::from_utf8(script).expect("UTF-8");
        assert_eq!(script, "portalSearch(\"vi/0\",[\"\\u003c/script>\\u2028\\\"'\"]);\n");
    }
}
