//! Themes in Jinja: minijinja asks the views for what a template names, attribute by
//! attribute, and counts the steps that a template takes.

use super::super::escape::pieces;
use super::super::functions::{self, Marks};
use super::super::page::{self, PageView, Speaker};
use super::super::terms::explain;
use super::{Failure, Limited};
use crate::config::Theme;
use minijinja::syntax::SyntaxConfig;
use minijinja::value::{Kwargs, Value};
use minijinja::{
    AutoEscape, Environment, Error, ErrorKind, Output, State, Template, UndefinedBehavior,
};
use std::collections::BTreeMap;
use std::sync::Arc;

/// The steps that a template may take for one page. Pages of the benchmark's portal take
/// less than a million.
const FUEL: u64 = 50_000_000;

/// The templates of a theme.
#[derive(Debug)]
pub(super) struct Templates {
    environment: Environment<'static>,
}

impl Templates {
    /// Reads the templates, and tells what is wrong with those that cannot be read.
    pub(super) fn new(theme: &Theme) -> (Self, Vec<Failure>) {
        let mut environment = Environment::new();
        environment.set_undefined_behavior(UndefinedBehavior::Strict);
        environment.set_fuel(Some(FUEL));
        environment.set_auto_escape_callback(|_| AutoEscape::Html);
        environment.set_formatter(write_escaped);
        let syntax = SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build();
        // Only a delimiter that makes no sense can fail, and these are the usual ones.
        environment.set_syntax(syntax.unwrap_or_default());
        add_functions(&mut environment, theme);
        let mut failures = Vec::new();
        for (name, source) in theme.below("templates") {
            let source = String::from_utf8_lossy(source).into_owned();
            if let Err(error) = environment.add_template_owned(name.to_owned(), source) {
                failures.push(failure(name, &error));
            }
        }
        (Self { environment }, failures)
    }

    pub(super) fn has(&self, name: &str) -> bool {
        self.environment.get_template(name).is_ok()
    }

    pub(super) fn render(
        &self,
        name: &str,
        view: PageView,
        page: &mut Limited,
    ) -> Result<(), Failure> {
        let failed = |error: Error| failure(name, &error);
        let template = self.environment.get_template(name).map_err(failed)?;
        template.render_captured_to(Value::from_object(view), page).map_err(failed)?;
        Ok(())
    }
}

fn failure(template: &str, error: &Error) -> Failure {
    // The innermost error says what went wrong; the outer ones say who called it.
    let mut innermost: &dyn std::error::Error = error;
    while let Some(source) = innermost.source() {
        innermost = source;
    }
    Failure {
        template: error.name().unwrap_or(template).to_owned(),
        line: error.line(),
        detail: innermost.to_string(),
    }
}

fn add_functions(environment: &mut Environment<'static>, theme: &Theme) {
    let marks = Marks::of(theme);
    environment.add_function("mark", move |name: &str| marks.get(name));
    environment.add_function("show", |value: Value| value.get_attr("html"));
    environment.add_function("part", part);
    environment.add_function("asset", |state: &State<'_, '_>, name: &str| {
        Ok::<_, Error>(functions::asset(&*speaker(state)?, name))
    });
    environment.add_function("explain", |state: &State<'_, '_>, html: Value| {
        Ok::<_, Error>(explain(&*view(state)?, &html))
    });
    environment.add_function("t", |state: &State<'_, '_>, key: &str, gaps: Kwargs| {
        let speaker = speaker(state)?;
        let mut fillings = BTreeMap::new();
        for gap in gaps.args() {
            fillings.insert(gap.to_owned(), gaps.get::<Value>(gap)?);
        }
        functions::words(&speaker, key, &fillings).map_err(mistake)
    });
    environment.add_function("counted", |state: &State<'_, '_>, key: &str, count: usize| {
        functions::counted(&*speaker(state)?, key, count).map_err(mistake)
    });
}

fn mistake(detail: impl Into<String>) -> Error {
    Error::new(ErrorKind::InvalidOperation, detail.into())
}

/// The page that is being rendered.
fn view(state: &State<'_, '_>) -> Result<Arc<PageView>, Error> {
    let view = state.lookup("view").and_then(|view| view.downcast_object::<PageView>());
    view.ok_or_else(|| mistake("no page is being rendered"))
}

/// The voice of that page.
fn speaker(state: &State<'_, '_>) -> Result<Arc<Speaker>, Error> {
    let speaker = state.lookup("speaker").and_then(|one| one.downcast_object::<Speaker>());
    speaker.ok_or_else(|| mistake("no page is being rendered"))
}

/// A part that many pages show alike, as the template `parts/<name>.html` has it.
fn part(state: &State<'_, '_>, name: &str) -> Result<Value, Error> {
    let view = view(state)?;
    if view.is_part() {
        return Err(mistake("a part cannot hold another part"));
    }
    let template: Template<'_, '_> = state.env().get_template(&format!("parts/{name}.html"))?;
    page::part(&view, name, |part| template.render(Value::from_object(part)))
}

/// Writes a value into HTML: the engine's own way escapes more than it needs to.
fn write_escaped(
    out: &mut Output<'_>,
    state: &mut State<'_, '_>,
    value: &Value,
) -> Result<(), Error> {
    let is_plain = value.is_safe() || matches!(state.auto_escape(), AutoEscape::None);
    if !is_plain && value.is_undefined() {
        return minijinja::escape_formatter(out, state, value);
    }
    let written;
    let text = match value.as_str() {
        Some(text) => text,
        None => {
            written = value.to_string();
            &written
        }
    };
    if is_plain {
        return out.write_str(text).map_err(Error::from);
    }
    for (plain, written_out) in pieces(text) {
        out.write_str(plain)?;
        out.write_str(written_out)?;
    }
    Ok(())
}
