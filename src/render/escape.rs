//! Text becomes a part of HTML.

use std::borrow::Cow;

/// The text with what HTML reads as its own written out.
pub(super) fn escape(text: &str) -> Cow<'_, str> {
    match pieces(text).next() {
        Some((_, "")) | None => Cow::Borrowed(text),
        Some(_) => {
            let mut out = String::with_capacity(text.len() + 16);
            for (plain, written_out) in pieces(text) {
                out.push_str(plain);
                out.push_str(written_out);
            }
            Cow::Owned(out)
        }
    }
}

/// The text in pieces that stay as they are, each with what stands for the character behind
/// it; nothing stands behind the last. `/` is left alone: to escape it makes every link longer
/// and protects against nothing in quoted attributes.
pub(super) fn pieces(text: &str) -> impl Iterator<Item = (&str, &'static str)> {
    let mut rest = Some(text);
    std::iter::from_fn(move || {
        let text = rest?;
        // All of them are ASCII, so that bytes can be looked at.
        let Some(at) = text.bytes().position(|byte| IS_ESCAPED[usize::from(byte)]) else {
            rest = None;
            return Some((text, ""));
        };
        rest = text.get(at + 1..);
        let written_out = match text.as_bytes()[at] {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'"' => "&quot;",
            _ => "&#39;",
        };
        Some((&text[..at], written_out))
    })
}

/// Whether a byte is written out: a table is looked at faster than five bytes are compared, for
/// hundreds of millions of bytes.
const IS_ESCAPED: [bool; 256] = {
    let mut is_escaped = [false; 256];
    let (all, mut at) = (*b"&<>\"'", 0);
    while at < all.len() {
        is_escaped[all[at] as usize] = true;
        at += 1;
    }
    is_escaped
};
