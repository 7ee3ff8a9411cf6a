//! A sentence with named gaps: `{count} chỉ tiêu`.

/// A sentence whose gaps, written `{name}`, are filled when it is said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message(Box<str>);

impl Message {
    /// The message with this text.
    pub fn new(text: &str) -> Self {
        Self(text.into())
    }

    /// The text with every gap filled. A gap without a filling stays visible as `{name}`,
    /// so that a slip shows instead of vanishing.
    pub fn fill<'f>(&self, filling: impl Fn(&str) -> Option<&'f str>) -> String {
        fill(&self.0, filling)
    }

    /// The names of the gaps, in the order they stand in.
    pub fn gaps(&self) -> Vec<&str> {
        pieces(&self.0).filter_map(|(_, gap)| gap).collect()
    }
}

/// `text` with its gaps filled; see [`Message::fill`].
fn fill<'f>(text: &str, filling: impl Fn(&str) -> Option<&'f str>) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    for (plain, gap) in pieces(text) {
        out.push_str(plain);
        match gap.map(|name| (name, filling(name))) {
            Some((_, Some(value))) => out.push_str(value),
            Some((name, None)) => {
                out.push('{');
                out.push_str(name);
                out.push('}');
            }
            None => {}
        }
    }
    out
}

/// The text cut into plain runs, each with the gap that follows it.
fn pieces(text: &str) -> impl Iterator<Item = (&str, Option<&str>)> {
    let mut rest = Some(text);
    std::iter::from_fn(move || {
        let text = rest?;
        let cut = text.match_indices('{').find_map(|(open, _)| {
            let close = text[open..].find('}')? + open;
            is_name(&text[open + 1..close]).then_some((open, close))
        });
        match cut {
            Some((open, close)) => {
                rest = Some(&text[close + 1..]);
                Some((&text[..open], Some(&text[open + 1..close])))
            }
            None => {
                rest = None;
                Some((text, None))
            }
        }
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
