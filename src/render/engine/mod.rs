//! The templates of a theme, and running them: the seam between what a page says and how a
//! theme's engine writes it.
//!
//! Views ([`page`](super::page) and its neighbours) compute what a page says, as objects that
//! are asked for one attribute at a time; [`functions`](super::functions) computes what
//! templates can call. Neither knows which engine asks. An engine is a module here with the
//! same few items: `Templates::new`, `has` and `render`. minijinja asks the objects itself;
//! tera knows no objects, and is given a finite [`tree`] of what a theme names.

#[cfg(feature = "tera")]
mod fuel;
#[cfg(feature = "tera")]
mod tree;
mod with_minijinja;
#[cfg(feature = "tera")]
mod with_tera;

use super::Scene;
use super::chart::ChartView;
use super::citation::CitationView;
use super::judgement::JudgementView;
use super::list::ListView;
use super::page::PageView;
use super::record::RecordView;
use super::report::ReportView;
use super::table::TableView;
use super::value::FieldView;
use crate::config::EngineName;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Place};
use crate::model::{Kind, Portal};
use crate::site::{Entry, Page, Slice, Subject};
use std::io;
use std::sync::Arc;

/// The templates of a theme, ready to run.
#[derive(Debug)]
pub struct Engine {
    templates: Templates,
}

#[derive(Debug)]
enum Templates {
    Minijinja(Box<with_minijinja::Templates>),
    #[cfg(feature = "tera")]
    Tera(Box<with_tera::Templates>),
}

/// What is wrong with a template.
#[derive(Debug)]
struct Failure {
    /// The template that it is wrong with, which may be another than the one that ran.
    template: String,
    line: Option<usize>,
    detail: String,
}

impl Failure {
    fn told(self, code: Code) -> Diagnostic {
        let line = self.line.map_or_else(String::new, |line| format!(":{line}"));
        Diagnostic::new(code, Place::Nowhere)
            .with("template", format!("{}{line}", self.template))
            .with("detail", self.detail)
    }
}

impl Engine {
    /// Reads the theme's templates. Those that cannot be read are told, and fail again when a
    /// page needs them.
    pub fn new(portal: &Portal, problems: &mut Diagnostics) -> Self {
        let (templates, failures) = match portal.theme.engine {
            EngineName::Minijinja => {
                let (templates, failures) = with_minijinja::Templates::new(&portal.theme);
                (Templates::Minijinja(Box::new(templates)), failures)
            }
            #[cfg(feature = "tera")]
            EngineName::Tera => {
                let (templates, failures) = with_tera::Templates::new(&portal.theme);
                (Templates::Tera(Box::new(templates)), failures)
            }
        };
        let told = failures.into_iter().map(|failure| failure.told(Code::TemplateBroken));
        told.for_each(|problem| problems.push(problem));
        Self { templates }
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
        let mut page = Limited(Vec::with_capacity(Limited::USUAL));
        let made = match &self.templates {
            Templates::Minijinja(templates) => templates.render(&name, view, &mut page),
            #[cfg(feature = "tera")]
            Templates::Tera(templates) => templates.render(&name, view, &mut page),
        };
        made.map_err(|failure| {
            Box::new(failure.told(Code::TemplateFailed).with("path", &*entry.path))
        })?;
        Ok(page.0)
    }

    fn has(&self, name: &str) -> bool {
        match &self.templates {
            Templates::Minijinja(templates) => templates.has(name),
            #[cfg(feature = "tera")]
            Templates::Tera(templates) => templates.has(name),
        }
    }

    /// The template of a subject: a kind has one of its own where it needs one, else the
    /// general one.
    fn template_of(&self, subject: Subject) -> String {
        let own = |folder: &str, kind: Kind, general: &str| {
            let own = format!("{folder}/{}.html", kind.name());
            if self.has(&own) { own } else { general.to_owned() }
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

/// What templates can name of a page and of each thing that it speaks of: the name of the
/// thing, and those of its attributes. A record has its kind's fields as well.
pub const NAMES: &[(&str, &[&str])] = &[
    ("page", PageView::NAMES),
    ("record", RecordView::NAMES),
    ("field", FieldView::NAMES),
    ("list", ListView::NAMES),
    ("judgement", JudgementView::NAMES),
    ("citation", CitationView::NAMES),
    ("chart", ChartView::NAMES),
    ("report", ReportView::NAMES),
    ("table", TableView::NAMES),
];

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
