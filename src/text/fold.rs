//! Text without its marks: for addresses and for finding what was typed without diacritics.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The text in lower case without marks, with đ as d: `Nghị quyết` becomes `nghi quyet`.
/// Composed and decomposed input give the same.
pub fn fold(text: &str) -> String {
    text.nfd()
        .filter(|c| !is_combining_mark(*c))
        .flat_map(char::to_lowercase)
        .map(|c| if matches!(c, 'đ' | 'ð') { 'd' } else { c })
        .collect()
}

/// The text as a part of an address: folded, with one hyphen for whatever is neither a letter
/// nor a digit: `Nghị quyết số 57-NQ/TW` becomes `nghi-quyet-so-57-nq-tw`.
pub fn slug(text: &str) -> String {
    let folded = fold(text);
    let parts = folded.split(|c: char| !c.is_ascii_alphanumeric()).filter(|part| !part.is_empty());
    parts.collect::<Vec<_>>().join("-")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn composed_and_decomposed_input_give_one_slug() {
        let composed = "Nghị quyết số 57-NQ/TW";
        let decomposed: String = composed.nfd().collect();
        assert_eq!(slug(composed), "nghi-quyet-so-57-nq-tw");
        assert_eq!(slug(&decomposed), "nghi-quyet-so-57-nq-tw");
        assert_eq!(fold("Đồng Nai, Ðắk Lắk"), "dong nai, dak lak");
    }
}
