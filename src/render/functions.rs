//! What templates can call: `t` for words, `counted` for words with a number, `show` for
//! values, `part` for what many pages show alike, `mark` for the theme's own small pictures, `asset` for its files, `explain`
//! for the terms of the glossary in a text.

use super::escape::escape;
use super::page::{Speaker, part, view_of};
use super::terms::explain;
use crate::config::Theme;
use crate::text::fill;
use minijinja::value::{Kwargs, Value};
use minijinja::{Environment, Error, ErrorKind, State};
use std::collections::BTreeMap;
use std::sync::Arc;

pub(super) fn add(environment: &mut Environment<'static>, theme: &Theme) {
    let marks = marks(theme);
    // A status that the theme has no mark for has its name still.
    environment
        .add_function("mark", move |name: &str| marks.get(name).cloned().unwrap_or_default());
    environment.add_function("show", |value: Value| value.get_attr("html"));
    environment.add_function("part", part);
    environment.add_function("asset", |state: &State<'_, '_>, name: &str| {
        let speaker = speaker(state)?;
        Ok::<_, Error>(speaker.href(&speaker.scene.plan.routes.asset(name)))
    });
    environment.add_function("explain", |state: &State<'_, '_>, html: Value| {
        Ok::<_, Error>(explain(&*view_of(state)?, &html))
    });
    environment.add_function("t", |state: &State<'_, '_>, key: &str, gaps: Kwargs| {
        let speaker = speaker(state)?;
        let message = speaker.words().message(key).map_err(|missing| no_word(&missing.0))?;
        // Most words have no gaps.
        if gaps.args().next().is_none() {
            return Ok(Value::from(message.text()));
        }
        let is_html = is_html(&gaps)?;
        let fillings = fillings(&gaps, is_html)?;
        let filling = |gap: &str| fillings.get(gap).map(String::as_str);
        // Around a value that is HTML the words become HTML too.
        Ok::<_, Error>(if is_html {
            let html = escape(speaker.words().mark(key));
            Value::from_safe_string(fill(&html, filling))
        } else {
            Value::from(message.fill(filling))
        })
    });
    environment.add_function("counted", |state: &State<'_, '_>, key: &str, count: usize| {
        let speaker = speaker(state)?;
        let message = speaker.words().counted(key, count).map_err(|missing| no_word(&missing.0))?;
        let number = crate::text::format_number(&count.to_string(), speaker.words());
        Ok::<_, Error>(message.fill(|gap| (gap == "count").then_some(&*number)))
    });
}

/// The small pictures of a theme, by their names: `marks/<name>.svg`, which stands in the page
/// itself so that it takes its colour from there.
fn marks(theme: &Theme) -> BTreeMap<Box<str>, Value> {
    let mark = |(path, bytes): (&str, &[u8])| {
        let name = path.strip_suffix(".svg")?;
        let svg = String::from_utf8_lossy(bytes).trim_end().to_owned();
        Some((name.into(), Value::from_safe_string(svg)))
    };
    theme.below("marks").filter_map(mark).collect()
}

fn no_word(key: &str) -> Error {
    Error::new(ErrorKind::InvalidOperation, format!("no word for `{key}`"))
}

/// The voice of the page that is being rendered.
fn speaker(state: &State<'_, '_>) -> Result<Arc<Speaker>, Error> {
    let page = state.lookup("speaker");
    page.and_then(|page| page.downcast_object::<Speaker>())
        .ok_or_else(|| Error::new(ErrorKind::InvalidOperation, "no page is being rendered"))
}

/// Whether one of the gaps is filled with HTML.
fn is_html(gaps: &Kwargs) -> Result<bool, Error> {
    let mut values = gaps.args().map(|name| gaps.peek::<Value>(name));
    values.try_fold(false, |any, value| Ok(any || value?.is_safe()))
}

/// What fills the gaps, as HTML or as plain text.
fn fillings(gaps: &Kwargs, is_html: bool) -> Result<BTreeMap<String, String>, Error> {
    let mut fillings = BTreeMap::new();
    for name in gaps.args() {
        let value: Value = gaps.get(name)?;
        let text = value.to_string();
        let is_text = is_html && !value.is_safe();
        fillings.insert(name.to_owned(), if is_text { escape(&text).into_owned() } else { text });
    }
    Ok(fillings)
}
