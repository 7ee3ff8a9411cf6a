//! Themes in tera, which is given a tree of what the templates of a theme name, and a meter
//! for what they may cost.

use super::super::escape::pieces;
use super::super::functions::{self, Marks};
use super::super::page::PageView;
use super::super::terms::explain;
use super::fuel::{self, EACH, STEP, metered, spend};
use super::tree::{Depth, Named, handed};
use super::{Failure, Limited};
use crate::config::Theme;
use minijinja::value::{Object as _, Value};
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::sync::Arc;
use tera::{Context, Error, ErrorKind, Kwargs, State, Tera};

/// The templates of a theme.
#[derive(Debug)]
pub(super) struct Templates {
    tera: Tera,
    named: Arc<Named>,
}

thread_local! {
    /// The page that this thread renders. tera hands nothing of a page to functions inside of
    /// components, and a page is rendered by one thread.
    static PAGE: RefCell<Option<Arc<PageView>>> = const { RefCell::new(None) };
}

impl Templates {
    /// Reads the templates, and tells what is wrong with those that cannot be read.
    pub(super) fn new(theme: &Theme) -> (Self, Vec<Failure>) {
        let named = Arc::new(Named::in_theme(theme));
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        let sources: Vec<(&str, String)> =
            theme.below("templates").map(|(name, bytes)| (name, text(bytes))).collect();
        // What is wrong is found in the templates as they are written, so that what is told
        // speaks of nothing else.
        let mut tera = usual(theme, &named);
        let mut failures = mistakes(&sources);
        if failures.is_empty() {
            let added = tera.add_raw_templates(sources.iter().map(|(name, text)| (name, text)));
            failures = added.err().map_or_else(Vec::new, |error| failures_of("", &error));
        }
        if failures.is_empty() {
            let metered = sources.iter().map(|(name, source)| (name, metered(source)));
            let added = tera.add_raw_templates(metered);
            failures = added.err().map_or_else(Vec::new, |error| failures_of("", &error));
        }
        (Self { tera, named }, failures)
    }

    pub(super) fn has(&self, name: &str) -> bool {
        self.tera.contains_template(name)
    }

    pub(super) fn render(
        &self,
        name: &str,
        view: PageView,
        page: &mut Limited,
    ) -> Result<(), Failure> {
        let failed = |error: Error| {
            let found = failures_of(name, &error).into_iter().next();
            found.unwrap_or_else(|| unplaced(name, error.to_string()))
        };
        let view = Arc::new(view);
        let named = self.tera.get_template_variables(name).map_err(failed)?;
        // Components take these from where they are called.
        let named: BTreeSet<&str> = named.into_iter().chain(["page", "site"]).collect();
        let mut context = Context::new();
        for name in PageView::NAMES.iter().filter(|name| named.contains(**name)) {
            let value = view.get_value(&Value::from(*name)).unwrap_or_default();
            // What the whole portal has is linked to, and not told.
            let depth = if *name == "sections" { Depth::Row } else { Depth::Whole };
            context.insert_value(*name, self.named.tree(&value, depth));
        }
        fuel::fill();
        PAGE.set(Some(view));
        let made = self.tera.render_to(name, &context, page);
        PAGE.set(None);
        made.map_err(failed)
    }
}

/// tera as every theme has it: how it escapes, and what templates can call.
fn usual(theme: &Theme, named: &Arc<Named>) -> Tera {
    let mut tera = Tera::new();
    tera.autoescape_on(vec![""]);
    tera.set_escape_fn(write_escaped);
    tera.register_function(EACH, |arguments: Kwargs, _: &State<'_>| {
        let of: tera::Value = arguments.must_get("of")?;
        spend(of.len().unwrap_or(1).max(1))?;
        Ok::<_, Error>(of)
    });
    tera.register_function(STEP, |_: Kwargs, _: &State<'_>| spend(1).map(|()| ""));
    tera.register_function("range", |arguments: Kwargs, _: &State<'_>| range(&arguments));
    let marks = Marks::of(theme);
    let trees = Arc::clone(named);
    tera.register_function("mark", move |arguments: Kwargs, _: &State<'_>| {
        Ok::<_, Error>(trees.tree(&marks.get(arguments.must_get("name")?), Depth::Row))
    });
    tera.register_function("asset", |arguments: Kwargs, _: &State<'_>| {
        let name: &str = arguments.must_get("name")?;
        with_page(|view| Ok(functions::asset(view.speaker(), name)))
    });
    let trees = Arc::clone(named);
    tera.register_function("explain", move |arguments: Kwargs, _: &State<'_>| {
        let html = handed(arguments.must_get("html")?);
        with_page(|view| Ok(trees.tree(&explain(view, &html), Depth::Row)))
    });
    let trees = Arc::clone(named);
    tera.register_function("t", move |arguments: Kwargs, _: &State<'_>| {
        let key: &str = arguments.must_get("key")?;
        let mut gaps = BTreeMap::new();
        for (gap, value) in arguments.iter() {
            if let Some(gap) = gap.as_str().filter(|gap| *gap != "key") {
                gaps.insert(gap.to_owned(), handed(value));
            }
        }
        with_page(|view| Ok(trees.tree(&functions::words(view.speaker(), key, &gaps)?, Depth::Row)))
    });
    tera.register_function("counted", |arguments: Kwargs, _: &State<'_>| {
        let (key, count): (&str, usize) =
            (arguments.must_get("key")?, arguments.must_get("count")?);
        with_page(|view| functions::counted(view.speaker(), key, count))
    });
    tera
}

/// tera's own `range`, whose numbers are counted too: they need not be looped over to cost.
fn range(arguments: &Kwargs) -> Result<Vec<i64>, Error> {
    let step = arguments.get::<u32>("step_by")?.unwrap_or(1).max(1);
    let start: i64 = arguments.get("start")?.unwrap_or_default();
    let numbers = (start..arguments.must_get("end")?).step_by(step as usize);
    spend(numbers.size_hint().0)?;
    Ok(numbers.collect())
}

/// What a function says of the page that is being rendered.
fn with_page<T>(say: impl FnOnce(&Arc<PageView>) -> Result<T, String>) -> Result<T, Error> {
    let page = PAGE.with_borrow(Clone::clone);
    let page = page.ok_or_else(|| Error::message("no page is being rendered"))?;
    say(&page).map_err(Error::message)
}

fn write_escaped(text: &str, out: &mut dyn io::Write) -> io::Result<()> {
    for (plain, written_out) in pieces(text) {
        out.write_all(plain.as_bytes())?;
        out.write_all(written_out.as_bytes())?;
    }
    Ok(())
}

/// What is wrong with each template by itself: tera tells of the first one only.
fn mistakes(sources: &[(&str, String)]) -> Vec<Failure> {
    let mistake = |(name, source): &(&str, String)| {
        let error = Tera::new().add_raw_template(name, source).err()?;
        // What it lacks of the others it will find with them.
        matches!(error.kind(), ErrorKind::SyntaxError(_)).then(|| failures_of(name, &error))
    };
    sources.iter().filter_map(mistake).flatten().collect()
}

fn unplaced(template: &str, detail: String) -> Failure {
    Failure { template: template.to_owned(), line: None, detail }
}

/// What an error tells of which template: several things, if the templates do not fit
/// together.
fn failures_of(template: &str, error: &Error) -> Vec<Failure> {
    match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => vec![Failure {
            template: report.filename().to_owned(),
            line: Some(report.span().start_line),
            detail: said(report.message()).to_owned(),
        }],
        ErrorKind::Msg(text) => {
            let reports: Vec<Failure> = text.split("error: ").filter_map(told_in).collect();
            if reports.is_empty() { vec![unplaced(template, text.clone())] } else { reports }
        }
        ErrorKind::MissingParent { current, .. } => vec![unplaced(current, error.to_string())],
        _ => {
            // What a writer says stands behind what tera makes of it.
            let source = std::error::Error::source(error).map(ToString::to_string);
            vec![unplaced(template, source.unwrap_or_else(|| error.to_string()))]
        }
    }
}

/// What a message says, without the names that there are: tera was given no more of them than
/// the theme's templates name.
fn said(message: &str) -> &str {
    message.split_once(". Available ").map_or(message, |(said, _)| said)
}

/// A report as tera writes it: the message, then `--> name:line:column` and an excerpt.
fn told_in(report: &str) -> Option<Failure> {
    let (detail, rest) = report.split_once('\n')?;
    let (_, place) = rest.lines().next()?.split_once("--> ")?;
    let mut place = place.rsplitn(3, ':').skip(1);
    let (line, name) = (place.next()?, place.next()?);
    Some(Failure { template: name.to_owned(), line: line.parse().ok(), detail: detail.to_owned() })
}
