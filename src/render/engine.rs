//! The templates of a theme, and running them.

use super::escape::pieces;
use super::page::PageView;
use super::{Scene, functions};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Place};
use crate::model::Portal;
use crate::site::{Entry, Page, Slice, Subject};
use minijinja::syntax::SyntaxConfig;
use minijinja::value::Value;
use minijinja::{AutoEscape, Environment, Output, State, UndefinedBehavior};
use std::io;
use std::sync::Arc;

/// The steps that a template may take for one page. Pages of the benchmark's portal take
/// less than a million.
const FUEL: u64 = 50_000_000;

/// The templates of a theme, ready to run.
#[derive(Debug)]
pub struct Engine {
    environment: Environment<'static>,
}

impl Engine {
    /// Reads the theme's templates. Those that cannot be read are told, and fail again when a
    /// page needs them.
    pub fn new(portal: &Portal, problems: &mut Diagnostics) -> Self {
        let mut environment = Environment::new();
        environment.set_undefined_behavior(UndefinedBehavior::Strict);
        environment.set_fuel(Some(FUEL));
        environment.set_auto_escape_callback(|_| AutoEscape::Html);
        environment.set_formatter(write_escaped);
        let syntax = SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build();
        // Only a delimiter that makes no sense can fail, and these are the usual ones.
        environment.set_syntax(syntax.unwrap_or_default());
        functions::add(&mut environment, &portal.theme);
        for (name, source) in portal.theme.below("templates") {
            let source = String::from_utf8_lossy(source).into_owned();
            if let Err(error) = environment.add_template_owned(name.to_owned(), source) {
                problems.push(problem(name, "", &error));
            }
        }
        Self { environment }
    }

    /// The HTML of a page.
    ///
    /// # Errors
    /// The problem, if the template fails or does not end.
    pub fn render(
        &self,
        scene: &Arc<Scene>,
        entry: &Entry,
        page: Page,
    ) -> Result<Vec<u8>, Box<Diagnostic>> {
        let name = self.template_of(page.subject);
        let view = PageView::new(scene.clone(), page, &entry.path);
        let failed = |error: minijinja::Error| Box::new(problem(&name, &entry.path, &error));
        let template = self.environment.get_template(&name).map_err(failed)?;
        let mut page = Limited(Vec::with_capacity(Limited::USUAL));
        template.render_captured_to(Value::from_object(view), &mut page).map_err(failed)?;
        Ok(page.0)
    }

    /// The template of a subject: a kind has one of its own where it needs one, else the
    /// general one.
    fn template_of(&self, subject: Subject) -> String {
        let own = |folder: &str, kind: crate::model::Kind, general: &str| {
            let own = format!("{folder}/{}.html", kind.name());
            if self.environment.get_template(&own).is_ok() { own } else { general.to_owned() }
        };
        match subject {
            Subject::Welcome => "welcome.html".to_owned(),
            Subject::NotFound => "not-found.html".to_owned(),
            Subject::Home => "home.html".to_owned(),
            Subject::Components => "components.html".to_owned(),
            Subject::Table(_) => "table.html".to_owned(),
            Subject::Embed(_) => "embed.html".to_owned(),
            Subject::Content(_) => "page.html".to_owned(),
            Subject::Moved(..) => "moved.html".to_owned(),
            Subject::Report(report) => format!("reports/{}.html", report.name()),
            Subject::Search => "search.html".to_owned(),
            Subject::Index(_) => "index-az.html".to_owned(),
            Subject::List(kind, _) | Subject::Slice(Slice { kind, .. }, _) => {
                own("lists", kind, "list.html")
            }
            Subject::Record(kind, _) => own("records", kind, "record.html"),
        }
    }
}

/// A page as it grows, up to a size that no page of a portal has: what a template writes again
/// and again would fill the memory long before its steps are used up.
struct Limited(Vec<u8>);

impl Limited {
    const MOST: usize = 64 << 20;
    /// Room for most pages, so that they are not moved as they grow.
    const USUAL: usize = 32 << 10;
}

impl io::Write for Limited {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.0.len() + bytes.len() > Self::MOST {
            return Err(io::Error::other("the page is larger than 64 MiB"));
        }
        self.0.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

fn problem(template: &str, path: &str, error: &minijinja::Error) -> Diagnostic {
    let name = error.name().unwrap_or(template);
    let line = error.line().map_or_else(String::new, |line| format!(":{line}"));
    // The innermost error says what went wrong; the outer ones say who called it.
    let mut innermost: &dyn std::error::Error = error;
    while let Some(source) = innermost.source() {
        innermost = source;
    }
    Diagnostic::new(Code::TemplateFailed, Place::Nowhere)
        .with("template", format!("{name}{line}"))
        .with("path", path)
        .with("detail", innermost.to_string())
}

/// Writes a value into HTML: the engine's own way escapes more than it needs to.
fn write_escaped(
    out: &mut Output<'_>,
    state: &mut State<'_, '_>,
    value: &Value,
) -> Result<(), minijinja::Error> {
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
        return out.write_str(text).map_err(minijinja::Error::from);
    }
    for (plain, written_out) in pieces(text) {
        out.write_str(plain)?;
        out.write_str(written_out)?;
    }
    Ok(())
}
