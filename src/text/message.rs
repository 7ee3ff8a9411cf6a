//! A sentence with named gaps: `{count} chỉ tiêu`.

use std::ops::Range;

/// A sentence whose gaps, written `{name}`, are filled when it is said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    text: Box<str>,
    /// Where the gaps stand, braces included: found once, filled for every page.
    gaps: Box<[Range<usize>]>,
}

impl Message {
    /// The message with this text.
    pub fn new(text: &str) -> Self {
        Self { text: text.into(), gaps: gaps_in(text).collect() }
    }

    /// The text as it is written.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The text with every gap filled. A gap without a filling stays visible as `{name}`,
    /// so that a slip shows instead of vanishing.
    pub fn fill<'f>(&self, filling: impl Fn(&str) -> Option<&'f str>) -> String {
        fill_at(&self.text, self.gaps.iter().cloned(), filling)
    }

    /// The names of the gaps, in the order they stand in.
    pub fn gaps(&self) -> Vec<&str> {
        self.gaps.iter().map(|gap| name_of(&self.text, gap)).collect()
    }
}

/// `text` with its gaps filled, for one that is said but once; see [`Message::fill`].
pub fn fill<'f>(text: &str, filling: impl Fn(&str) -> Option<&'f str>) -> String {
    fill_at(text, gaps_in(text), filling)
}

fn fill_at<'f>(
    text: &str,
    gaps: impl Iterator<Item = Range<usize>>,
    filling: impl Fn(&str) -> Option<&'f str>,
) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    let mut done = 0;
    for gap in gaps {
        out.push_str(&text[done..gap.start]);
        out.push_str(filling(name_of(text, &gap)).unwrap_or(&text[gap.clone()]));
        done = gap.end;
    }
    out.push_str(&text[done..]);
    out
}

/// The name of a gap, without its braces.
fn name_of<'t>(text: &'t str, gap: &Range<usize>) -> &'t str {
    &text[gap.start + 1..gap.end - 1]
}

/// Where the gaps of a text stand.
fn gaps_in(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut from = 0;
    std::iter::from_fn(move || {
        let gap = text[from..].match_indices('{').find_map(|(open, _)| {
            let open = from + open;
            let close = text[open..].find('}')? + open;
            is_name(&text[open + 1..close]).then_some(open..close + 1)
        })?;
        from = gap.end;
        Some(gap)
    })
}

/// Whether this is a gap's name and not braces that belong to the sentence.
fn is_name(name: &str) -> bool {
    !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gaps_are_filled_and_unknown_ones_stay_visible() {
        let message = Message::new("{count} chỉ tiêu của {area}");
        assert_eq!(message.gaps(), ["count", "area"]);
        let said = message.fill(|name| (name == "count").then_some("19"));
        assert_eq!(said, "19 chỉ tiêu của {area}");
    }

    #[test]
    fn braces_that_are_no_gap_belong_to_the_sentence() {
        let message = Message::new("viết {vi: …, en: …} hoặc {");
        assert!(message.gaps().is_empty());
        assert_eq!(message.fill(|_| None), "viết {vi: …, en: …} hoặc {");
        let nested = Message::new("viết {{key}: not_stated}");
        assert_eq!(nested.fill(|_| Some("due")), "viết {due: not_stated}");
    }
}
