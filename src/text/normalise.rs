//! Raw input becomes clean text.

use std::borrow::Cow;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// Text as the portal keeps it: composed (NFC), with the Vietnamese letter Đ (U+0110) where
/// the look-alike Ð (U+00D0) was typed, no-break spaces as plain ones, and no characters
/// that cannot be seen (zero-width spaces and joiners, byte-order marks, controls).
///
/// Both look-alikes were seen in Vietnamese news text; domain.md section 4 has the examples.
/// Text that is clean already is returned as it is, without a copy.
pub fn normalise(raw: &str) -> Cow<'_, str> {
    if raw.bytes().all(|byte| byte.is_ascii() && !is_control(char::from(byte))) {
        return Cow::Borrowed(raw);
    }
    let clean = !raw.chars().any(|c| replacement(c).is_some());
    if clean && is_nfc_quick(raw.chars()) == IsNormalized::Yes {
        return Cow::Borrowed(raw);
    }
    let mapped = raw.chars().filter_map(|c| replacement(c).unwrap_or(Some(c)));
    Cow::Owned(mapped.nfc().collect())
}

/// A name as it is compared: composed (NFC), and else as it is. Some systems take the letters
/// of a file's name apart.
pub fn composed(name: &str) -> Cow<'_, str> {
    match is_nfc_quick(name.chars()) == IsNormalized::Yes {
        true => Cow::Borrowed(name),
        false => Cow::Owned(name.nfc().collect()),
    }
}

/// What stands for this character: `None` to keep it, `Some(None)` to leave it out.
fn replacement(c: char) -> Option<Option<char>> {
    match c {
        'Ð' => Some(Some('Đ')),
        '\u{a0}' | '\u{202f}' => Some(Some(' ')),
        '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}' => Some(None),
        // They turn the order of what follows, so that it reads as something else.
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => Some(None),
        c if is_control(c) => Some(None),
        _ => None,
    }
}

/// Whether this is a control character that no text needs and that HTML forbids; line ends and
/// tabs are none.
pub fn is_control(c: char) -> bool {
    c.is_control() && !matches!(c, '\n' | '\r' | '\t')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decomposed_and_look_alike_letters_become_one_spelling() {
        assert_eq!(normalise("Quảng Nga\u{303}i"), "Quảng Ngãi");
        assert_eq!(normalise("Ðề án"), "Đề án");
        assert_eq!(normalise("57-\u{a0}NQ/TW\u{200b}"), "57- NQ/TW");
        assert_eq!(normalise("a\u{1}b\u{202e}c\td\n"), "abc\td\n");
    }

    #[test]
    fn clean_text_is_not_copied() {
        assert!(matches!(normalise("Quảng Ngãi"), Cow::Borrowed(_)));
        assert!(matches!(normalise("13-NQ/TU"), Cow::Borrowed(_)));
    }
}
