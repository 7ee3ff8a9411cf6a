//! The lines of YAML that a page begins with.

use std::ops::Range;

/// The bytes of a page's front matter, from its first `---` up to the line that ends it, and
/// the byte at which the text of the page begins; `None` where the page has none, or where
/// its end is missing.
///
/// The front matter begins with the file, so that places in it are places in the file.
pub fn front_matter(text: &str) -> Option<(Range<usize>, usize)> {
    let mut lines = text.split_inclusive('\n');
    // Some editors begin a file with a byte-order mark.
    let is_begin = |line: &&str| line.trim_start_matches('\u{feff}').trim_end() == "---";
    let mut at = lines.next().filter(is_begin)?.len();
    for line in lines {
        if line.trim_end() == "---" {
            return Some((0..at, at + line.len()));
        }
        at += line.len();
    }
    None
}

/// The part of a file that is YAML: all of it, or a page's front matter.
pub(super) fn yaml_part<'t>(path: &str, text: &'t str) -> &'t str {
    if !path.ends_with(".md") {
        return text;
    }
    front_matter(text).map_or("", |(bytes, _)| &text[bytes])
}

#[cfg(test)]
mod tests {
    use super::front_matter;

    #[test]
    fn front_matter_ends_where_its_second_line_of_hyphens_stands() {
        assert_eq!(front_matter("---\ntitle: a\n---\n\nText"), Some((0..13, 17)));
        assert_eq!(front_matter("---\r\ntitle: a\r\n---\r\nText"), Some((0..15, 20)));
        assert_eq!(front_matter("---\n---"), Some((0..4, 7)));
        assert_eq!(front_matter("\u{feff}---\ntitle: a\n---\nb"), Some((0..16, 20)));
        assert_eq!(front_matter("Text\n---\n"), None);
        assert_eq!(front_matter("---\ntitle: a\n"), None);
        assert_eq!(front_matter(""), None);
    }
}
