//! Vietnamese in the encodings from before Unicode.

/// Whether this text was written for the fonts of TCVN3 (ABC) or VNI, in which Vietnamese
/// letters stand under the codes of other signs: `Uû ban nh©n d©n` for Ủy ban nhân dân.
///
/// Told by signs inside of words that no language puts there. It must be met twice, so that
/// a lone © behind a name is no reason; a text with Vietnamese letters is taken for Unicode.
pub fn is_legacy(text: &str) -> bool {
    // No Vietnamese word has these within it; domain.md section 4 shows where they were seen.
    const SIGNS: &str = "©®µ¸¹¶·¨¬\u{ad}¦§¯¼½¾±²³";
    if text.is_ascii()
        || text.chars().any(|c| matches!(c, '\u{1ea0}'..='\u{1ef9}' | 'ư' | 'ơ' | 'đ' | 'ă'))
    {
        return false;
    }
    let letters: Vec<char> = text.chars().collect();
    let inside = letters.windows(2).filter(|pair| {
        pair[0].is_ascii_alphabetic() && SIGNS.contains(pair[1])
            || SIGNS.contains(pair[0]) && pair[1].is_ascii_lowercase()
    });
    inside.count() >= 2
}

#[cfg(test)]
mod tests {
    use super::is_legacy;

    #[test]
    fn old_fonts_are_told_from_unicode() {
        assert!(is_legacy("Uû ban nh©n d©n tØnh"));
        assert!(is_legacy("ChuyÓn ®æi sè cña tØnh ®Õn n¨m 2025"));
        for text in
            ["Ủy ban nhân dân", "Minh © 2026", "25 m² và 30 m³ đất", "Café © Rédaction", "± 5 µm"]
        {
            assert!(!is_legacy(text), "{text}");
        }
    }
}
