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
        let Some(at) = text.bytes().position(|byte| !written_out(byte).is_empty()) else {
            rest = None;
            return Some((text, ""));
        };
        rest = text.get(at + 1..);
        Some((&text[..at], written_out(text.as_bytes()[at])))
    })
}

/// What stands for a byte; nothing for one that stays.
fn written_out(byte: u8) -> &'static str {
    WRITTEN_OUT[usize::from(byte)]
}

/// A table is looked at faster than five bytes are compared, for hundreds of millions of bytes.
static WRITTEN_OUT: [&str; 256] = {
    let mut all = [""; 256];
    all[b'&' as usize] = "&amp;";
    all[b'<' as usize] = "&lt;";
    all[b'>' as usize] = "&gt;";
    all[b'"' as usize] = "&quot;";
    all[b'\'' as usize] = "&#39;";
    all
};
