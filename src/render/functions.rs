//! What templates can call, whichever engine runs them: words, words with a number, the
//! theme's small pictures and its files. What names values to an engine stands in its adapter;
//! `explain` stands in [`terms`](super::terms), `part` in [`page`](super::page).

use super::escape::escape;
use super::page::Speaker;
use crate::config::Theme;
use crate::text::fill;
use minijinja::value::Value;
use std::collections::BTreeMap;

/// Words of the catalogue, with their gaps filled. Around a value that is HTML they become
/// HTML too.
///
/// # Errors
/// What is wrong, if the catalogue has no such words.
pub(super) fn words(
    speaker: &Speaker,
    key: &str,
    gaps: &BTreeMap<String, Value>,
) -> Result<Value, String> {
    let message = speaker.words().message(key).map_err(|missing| no_word(&missing.0))?;
    // Most words have no gaps.
    if gaps.is_empty() {
        return Ok(Value::from(message.text()));
    }
    let is_html = gaps.values().any(Value::is_safe);
    let fillings: BTreeMap<&str, String> = gaps
        .iter()
        .map(|(gap, value)| {
            let text = value.to_string();
            let is_text = is_html && !value.is_safe();
            (&**gap, if is_text { escape(&text).into_owned() } else { text })
        })
        .collect();
    let filling = |gap: &str| fillings.get(gap).map(String::as_str);
    Ok(if is_html {
        let html = escape(speaker.words().mark(key));
        Value::from_safe_string(fill(&html, filling))
    } else {
        Value::from(message.fill(filling))
    })
}

/// Words of the catalogue with a number.
///
/// # Errors
/// What is wrong, if the catalogue has no such words.
pub(super) fn counted(speaker: &Speaker, key: &str, count: usize) -> Result<String, String> {
    let message = speaker.words().counted(key, count).map_err(|missing| no_word(&missing.0))?;
    let number = crate::text::format_number(&count.to_string(), speaker.words());
    Ok(message.fill(|gap| (gap == "count").then_some(&*number)))
}

/// The link to a file of the theme.
pub(super) fn asset(speaker: &Speaker, name: &str) -> String {
    speaker.href(&speaker.scene.plan.routes.asset(name))
}

/// The small pictures of a theme, by their names: `marks/<name>.svg`, which stands in the page
/// itself so that it takes its colour from there.
pub(super) struct Marks(BTreeMap<Box<str>, Value>);

impl Marks {
    pub(super) fn of(theme: &Theme) -> Self {
        let mark = |(path, bytes): (&str, &[u8])| {
            let name = path.strip_suffix(".svg")?;
            let svg = String::from_utf8_lossy(bytes).trim_end().to_owned();
            Some((name.into(), Value::from_safe_string(svg)))
        };
        Self(theme.below("marks").filter_map(mark).collect())
    }

    /// The picture of this name; nothing if the theme has none, since a status has its name
    /// still.
    pub(super) fn get(&self, name: &str) -> Value {
        self.0.get(name).cloned().unwrap_or_else(|| Value::from(""))
    }
}

fn no_word(key: &str) -> String {
    format!("no word for `{key}`")
}
