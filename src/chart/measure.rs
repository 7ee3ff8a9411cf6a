//! How wide a text is, and where its lines are cut.
//!
//! Files and pictures are drawn in the font that comes with the program, whose widths are read
//! here. A page is shown in its reader's own font, which is narrower than this one as a rule;
//! labels on a page leave the room that this one takes.

use skrifa::instance::{LocationRef, Size};
use skrifa::{FontRef, MetadataProvider as _};
use std::sync::LazyLock;

/// How heavy a text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weight {
    /// As running text.
    Regular,
    /// As titles and figures.
    Strong,
}

/// The fonts of files and pictures, in the order of [`Weight`]: Be Vietnam Pro, under the Open
/// Font License that stands beside them.
pub const FONTS: [&[u8]; 2] = [
    include_bytes!("fonts/be-vietnam-pro-400.ttf"),
    include_bytes!("fonts/be-vietnam-pro-600.ttf"),
];

/// The name under which a drawing asks for them.
pub const FONT_FAMILY: &str = "Be Vietnam Pro";

/// The characters whose widths are kept: all that the fonts have but a few, which are as wide
/// as the widest are likely to be.
const KEPT: usize = 0x2270;

/// The width of each character, in thousandths of the size of the text.
struct Widths(Vec<u16>);

/// What a character takes that the fonts do not have: a whole square.
const UNKNOWN: u16 = 1000;

static WIDTHS: LazyLock<[Widths; 2]> = LazyLock::new(|| FONTS.map(Widths::read));

impl Widths {
    fn read(font: &[u8]) -> Self {
        let Ok(font) = FontRef::new(font) else { return Self(Vec::new()) };
        let (map, metrics) =
            (font.charmap(), font.glyph_metrics(Size::new(1000.0), LocationRef::default()));
        let width = |point: usize| {
            let character = u32::try_from(point).ok().and_then(char::from_u32)?;
            // At most the size of the text, or a few times that.
            metrics.advance_width(map.map(character)?).map(|width| width.round() as u16)
        };
        Self((0..KEPT).map(|point| width(point).unwrap_or(UNKNOWN)).collect())
    }

    fn of(&self, character: char) -> f64 {
        f64::from(self.0.get(character as usize).copied().unwrap_or(UNKNOWN))
    }
}

/// How wide a text of this size is, in the same measure.
pub fn width(text: &str, size: f64, weight: Weight) -> f64 {
    thousandths(text, weight) * size / 1000.0
}

/// The same in thousandths of the size: whole numbers, which add up without being rounded.
fn thousandths(text: &str, weight: Weight) -> f64 {
    let widths = &WIDTHS[weight as usize];
    text.chars().map(|character| widths.of(character)).sum()
}

/// A text in lines that are at most this wide, and no more of them than `most`: what is left
/// over is cut at a word, with an ellipsis in its place. A word that is wider than a line is cut
/// where the line ends; a space that does not break stays.
pub fn wrap(text: &str, size: f64, weight: Weight, room: f64, most: usize) -> Vec<String> {
    let wide = |text: &str| thousandths(text, weight);
    let fits = |wide: f64| wide * size / 1000.0 <= room;
    let space = wide(" ");
    let mut lines: Vec<String> = vec![String::new()];
    // How wide the last line is.
    let mut taken = 0.0;
    for word in text.split([' ', '\n', '\t', '\r']).filter(|word| !word.is_empty()) {
        let own = wide(word);
        // The first line is there from the beginning, and empty.
        let is_new = lines.last().is_none_or(String::is_empty);
        let longer = if is_new { own } else { taken + space + own };
        if let Some(last) = lines.last_mut().filter(|_| fits(longer)) {
            if !is_new {
                last.push(' ');
            }
            last.push_str(word);
            taken = longer;
            continue;
        }
        let mut rest = String::new();
        taken = 0.0;
        for character in word.chars() {
            let one = wide(character.encode_utf8(&mut [0; 4]));
            if !fits(taken + one) && !rest.is_empty() {
                push(&mut lines, std::mem::take(&mut rest));
                taken = 0.0;
            }
            rest.push(character);
            taken += one;
        }
        push(&mut lines, rest);
    }
    if lines.len() > most.max(1) {
        lines.truncate(most.max(1));
        let mut last = lines.pop().unwrap_or_default();
        while !fits(wide(&format!("{last}…"))) {
            match last.rfind(' ') {
                Some(at) => last.truncate(at),
                None if last.pop().is_some() => {}
                None => break,
            }
        }
        let end = last.trim_end_matches([',', ';', ':', ' ', '–', '(']).len();
        last.truncate(end);
        lines.push(format!("{last}…"));
    }
    lines
}

/// Adds a line; the first one is there from the beginning, and empty.
fn push(lines: &mut Vec<String>, line: String) {
    match lines.last_mut() {
        Some(last) if last.is_empty() => *last = line,
        _ => lines.push(line),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every Vietnamese letter with every tone, and the signs that figures are written with.
    #[test]
    fn the_fonts_have_every_letter_that_vietnamese_is_written_with() {
        let tones = ["", "\u{300}", "\u{301}", "\u{303}", "\u{309}", "\u{323}"];
        let vowels = "aăâeêioôơuưyAĂÂEÊIOÔƠUƯY";
        let composed = vowels.chars().flat_map(|vowel| {
            tones.map(|tone| crate::text::composed(&format!("{vowel}{tone}")).into_owned())
        });
        let signs = "đĐ₫–—…≥≤≠%“”‘’·•−×²³\u{a0}0123456789.,;:()/";
        let letters: String = composed.chain([signs.to_owned()]).collect();
        for font in FONTS {
            let font = FontRef::new(font).expect("a font");
            for letter in letters.chars() {
                let glyph = font.charmap().map(letter).unwrap_or_default();
                assert_ne!(glyph.to_u32(), 0, "{letter}");
            }
        }
    }

    #[test]
    fn lines_are_cut_at_words_and_too_long_a_text_says_so() {
        let lines = |text, room, most| wrap(text, 10.0, Weight::Regular, room, most);
        assert_eq!(lines("", 100.0, 2), [""]);
        assert_eq!(lines("một hai", 200.0, 2), ["một hai"]);
        assert_eq!(lines("một hai", 30.0, 2), ["một", "hai"]);
        // What exactly fits does, and a letter without a width is a word too.
        let room = width("một hai", 10.0, Weight::Regular);
        assert_eq!(lines("một hai", room, 2), ["một hai"]);
        assert_eq!(lines("\u{301} hai", 200.0, 2), ["\u{301} hai"]);
        let cut = lines("Tỷ lệ hồ sơ công việc cấp xã được xử lý trên môi trường mạng", 90.0, 2);
        assert_eq!(cut.len(), 2);
        assert!(cut[1].ends_with('…') && width(&cut[1], 10.0, Weight::Regular) <= 90.0, "{cut:?}");
        // A word without end is cut, and nothing of it is lost.
        assert_eq!(lines(&"a".repeat(40), 50.0, 99).concat(), "a".repeat(40));
    }
}
