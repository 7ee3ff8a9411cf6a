//! What templates can call: `t` for words, `counted` for words with a number, `show` for
//! values, `part` for what many pages show alike.

use super::page::{Speaker, part};
use minijinja::value::{Kwargs, Value};
use minijinja::{Environment, Error, ErrorKind, State};
use std::collections::BTreeMap;
use std::sync::Arc;

pub(super) fn add(environment: &mut Environment<'static>) {
    environment.add_function("show", |value: Value| value.get_attr("html"));
    environment.add_function("part", part);
    environment.add_function("t", |state: &State<'_, '_>, key: &str, gaps: Kwargs| {
        let speaker = speaker(state)?;
        let message = speaker.words().message(key).map_err(|missing| no_word(&missing.0))?;
        let gaps = fillings(&gaps)?;
        Ok::<_, Error>(message.fill(|gap| gaps.get(gap).map(String::as_str)))
    });
    environment.add_function("counted", |state: &State<'_, '_>, key: &str, count: usize| {
        let speaker = speaker(state)?;
        let message = speaker.words().counted(key, count).map_err(|missing| no_word(&missing.0))?;
        let number = crate::text::format_number(&count.to_string(), speaker.words());
        Ok::<_, Error>(message.fill(|gap| (gap == "count").then_some(&*number)))
    });
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

fn fillings(gaps: &Kwargs) -> Result<BTreeMap<String, String>, Error> {
    let mut fillings = BTreeMap::new();
    for name in gaps.args() {
        let value: Value = gaps.get(name)?;
        fillings.insert(name.to_owned(), value.to_string());
    }
    Ok(fillings)
}
