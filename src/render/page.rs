//! What a template sees of a page: itself, the portal, and its subject.

use super::chart::ChartView;
use super::content::{content_view, moved_view};
use super::list::ListView;
use super::record::RecordView;
use super::report::ReportView;
use super::sample::samples_view;
use super::search_page::{index_view, search_links, search_view, subject_of_name, title_of};
use super::table::TableView;
use super::{Scene, html, report_link};
use crate::chart::Home;
use crate::config::{Day, ReportAddress};
use crate::model::{ContentPage, Date, Kind, Portal, Presence};
use crate::site::{
    CONTENT_POLICY, Destination, Page, Report, Slice, Standpoint, Subject, Table, absolute,
    encoded, relative, tables,
};
use crate::text::{DateForm, Lang, Text, Words};
use minijinja::context;
use minijinja::value::{Object, Value};
use std::sync::{Arc, OnceLock};

/// The voice of a page: its language, and where it links from.
#[derive(Debug)]
pub(super) struct Speaker {
    pub(super) scene: Arc<Scene>,
    /// The page's language; the source language on pages that speak all of them.
    pub(super) lang: Lang,
    /// The page's own path.
    pub(super) path: Box<str>,
    pub(super) links: Links,
}

/// How a page links to others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Links {
    /// From where it stands.
    FromHere,
    /// So that they work from any address, as those of the page for addresses that lead nowhere
    /// must.
    FromAnywhere,
    /// Not at all: what it would link to is made up.
    Nowhere,
}

impl Object for Speaker {}

impl Speaker {
    pub(super) fn portal(&self) -> &Portal {
        &self.scene.portal
    }

    pub(super) fn words(&self) -> &Words {
        self.portal().words(self.lang)
    }

    /// The same voice in another language.
    pub(super) fn in_language(&self, lang: Lang) -> Self {
        let Self { scene, path, links, .. } = self;
        Self { scene: scene.clone(), lang, path: path.clone(), links: *links }
    }

    /// The link from this page to a file of the portal.
    pub(super) fn href(&self, path: &str) -> String {
        match self.links {
            Links::FromHere => relative(&self.path, path),
            Links::FromAnywhere => {
                let base = self.portal().site.base_url.as_ref().map_or("", |base| &base.0);
                format!("{base}/{}", encoded(path))
            }
            Links::Nowhere => "#".to_owned(),
        }
    }

    /// The link from this page to another, in the page's language.
    pub(super) fn href_of(&self, subject: Subject) -> String {
        self.href(&self.scene.plan.routes.page(subject, Some(self.lang), self.portal()))
    }

    /// The link to where a record can be read, or to nothing if its kind has no pages.
    pub(super) fn href_of_record(&self, kind: Kind, position: u32) -> Option<String> {
        self.href_of_record_in(self.lang, kind, position)
    }

    /// The link to where a record can be read in a language.
    pub(super) fn href_of_record_in(
        &self,
        lang: Lang,
        kind: Kind,
        position: u32,
    ) -> Option<String> {
        let routes = &self.scene.plan.routes;
        let (path, anchor) = routes.record(kind, position, lang, self.portal())?;
        let mut href = self.href(&path);
        if let Some(anchor) = anchor.filter(|_| self.links != Links::Nowhere) {
            href.push('#');
            href.push_str(&anchor);
        }
        Some(href)
    }

    /// The link for an address in a Markdown text, unless it leads nowhere or may not be
    /// followed, which a rule has told.
    pub(super) fn href_of_link(&self, from: Standpoint<'_>, address: &str) -> Option<String> {
        match self.scene.plan.follow(self.portal(), from, address) {
            Destination::Elsewhere(address) => Some(address.to_owned()),
            // A place of the very page that the text is on, whichever language shows it.
            Destination::Here { path, query: None, anchor: Some(anchor) } if matches!(from, Standpoint::Page { path: home, .. } if home == path) => {
                Some(format!("#{anchor}"))
            }
            Destination::Here { path, query, anchor } => {
                let mut href = self.href(&path);
                for (mark, part) in [('?', query), ('#', anchor)] {
                    if let Some(part) = part {
                        href.push(mark);
                        href.push_str(part);
                    }
                }
                Some(href)
            }
            // It has words of its own to show; see `mention`.
            Destination::Figure(_) => None,
            Destination::Missing | Destination::Unsafe => None,
        }
    }

    /// A text in the page's language or, failing that, in the nearest, with the language it is
    /// in.
    pub(super) fn closest<'t>(&self, text: &'t Text) -> Option<(Lang, &'t str)> {
        let found = text.closest(self.lang, &self.portal().site.languages);
        found.map(|(lang, text)| (lang, &**text))
    }

    /// The title of a report.
    pub(super) fn title_of(&self, report: Report) -> &str {
        self.word(match report {
            Report::Progress => "report.progress.title",
            Report::Coverage => "report.coverage.title",
            Report::Conflicts => "report.conflicts.title",
            Report::Comparison => "report.comparison.title",
        })
    }

    /// A word of the catalogue that has no gaps; empty if there is none.
    pub(super) fn word(&self, key: &str) -> &str {
        self.words().mark(key)
    }
}

/// A page that is about to be rendered: everything that its template can name.
///
/// | name | is |
/// |---|---|
/// | `page` | its language, its address, the same subject in other languages |
/// | `site` | what `site.yaml` says of the portal |
/// | `menu`, `everything` | what the menu leads to; what the whole portal offers |
/// | `sections` | the kinds that hold something |
/// | `tables` | the tables of all kinds |
/// | `reports` | the pages that tell what follows from all records together |
/// | `search` | where the portal is searched, and its A–Z index |
/// | `record`, `list`, `table`, `content`, `report`, `finder`, `index`, `embedded`, `samples` | its subject |
#[derive(Debug)]
pub(super) struct PageView {
    speaker: Arc<Speaker>,
    page: Page,
    /// What the page is about, for templates.
    subject: Value,
    /// The page itself, for templates, once one has asked.
    page_view: OnceLock<Value>,
    /// Whether this is a part that other pages show too, which has no address of its own.
    is_part: bool,
}

/// By what a part differs from the same part of another page.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct PartKey {
    name: String,
    lang: Lang,
    /// How many folders lie above the page; nothing where links must work from anywhere.
    depth: Option<usize>,
    /// What the menu leads to that the page belongs to.
    here: Option<Subject>,
}

impl PageView {
    /// The names of the table above.
    pub(super) const NAMES: &'static [&'static str] = &[
        "page",
        "site",
        "menu",
        "everything",
        "sections",
        "tables",
        "reports",
        "search",
        "record",
        "list",
        "table",
        "content",
        "report",
        "finder",
        "embedded",
        "index",
        "samples",
    ];

    pub(super) fn speaker(&self) -> &Arc<Speaker> {
        &self.speaker
    }

    /// Whether this is a part that other pages show too.
    pub(super) fn is_part(&self) -> bool {
        self.is_part
    }

    /// What the page is about.
    pub(super) fn subject(&self) -> Subject {
        self.page.subject
    }

    pub(super) fn new(scene: Arc<Scene>, page: Page, path: &str) -> Self {
        let lang = page.lang.unwrap_or(Lang::SOURCE);
        let links = match page.subject {
            Subject::NotFound => Links::FromAnywhere,
            _ => Links::FromHere,
        };
        let speaker = Arc::new(Speaker { scene, lang, path: path.into(), links });
        let subject = match page.subject {
            Subject::Record(kind, position) => {
                Value::from_object(RecordView::new(speaker.clone(), kind, position))
            }
            Subject::List(kind, number) => {
                Value::from_object(ListView::page(speaker.clone(), kind, number))
            }
            Subject::Slice(slice, number) => {
                Value::from_object(ListView::slice(speaker.clone(), slice, number))
            }
            Subject::Table(kind) => {
                Value::from_object(TableView::new(speaker.clone(), Table::Kind(kind)))
            }
            Subject::Content(position) => content_view(&speaker, position),
            Subject::Moved(position, _) => moved_view(&speaker, position),
            Subject::Report(report) => Value::from_object(ReportView::new(speaker.clone(), report)),
            Subject::Embed(chart) => Value::from_object(ChartView::new(speaker.clone(), chart)),
            Subject::Search => search_view(&speaker),
            Subject::Index(number) => index_view(&speaker, number),
            Subject::Components => samples_view(&speaker),
            Subject::Home | Subject::Welcome | Subject::NotFound => Value::from(()),
        };
        Self { speaker, page, subject, page_view: OnceLock::new(), is_part: false }
    }

    /// A part of this page as every page shows it that agrees with it in `key`: it links
    /// from an address that stands for those of all of them.
    fn part(&self, key: &PartKey) -> Self {
        let code = self.speaker.portal().site.languages.code(self.speaker.lang);
        self.part_at(&match key.depth.unwrap_or_default() {
            0 => "index.html".to_owned(),
            more => format!("{code}/{}index.html", "_/".repeat(more - 1)),
        })
    }

    /// A part of this page, linking from this path.
    fn part_at(&self, path: &str) -> Self {
        let Speaker { scene, lang, links, .. } = &*self.speaker;
        let (scene, path) = (scene.clone(), path.into());
        let speaker = Speaker { scene, lang: *lang, path, links: *links };
        Self {
            speaker: Arc::new(speaker),
            page: self.page,
            subject: Value::from(()),
            page_view: OnceLock::new(),
            is_part: true,
        }
    }

    fn key(&self, name: &str) -> PartKey {
        let here = match self.page.subject {
            Subject::List(kind, _)
            | Subject::Slice(Slice { kind, .. }, _)
            | Subject::Record(kind, _) => Some(Subject::List(kind, 1)),
            Subject::Table(_) => Some(Subject::List(Kind::Dataset, 1)),
            subject @ (Subject::Content(_) | Subject::Report(_) | Subject::Search) => Some(subject),
            Subject::Index(_) => Some(Subject::Index(1)),
            _ => None,
        };
        let depth =
            (self.speaker.links == Links::FromHere).then(|| self.speaker.path.matches('/').count());
        PartKey { name: name.to_owned(), lang: self.speaker.lang, depth, here }
    }

    /// The page itself: language, address, the same subject in other languages.
    fn page(&self) -> Value {
        let speaker = &self.speaker;
        let languages = &speaker.portal().site.languages;
        let lang = languages.code(speaker.lang);
        let home = speaker.href_of(Subject::Home);
        let style = speaker.href(&speaker.scene.plan.routes.style());
        // Without one, browsers ask the host for a picture that is not there.
        let icon = speaker.href(&speaker.scene.plan.routes.asset("icon.svg"));
        if self.is_part {
            return context! { lang, home, style, icon };
        }
        let alternates: Vec<Value> = languages.all().map(|lang| self.alternate(lang)).collect();
        context! {
            lang,
            kind => self.page.subject.name(),
            policy => CONTENT_POLICY,
            path => &*speaker.path,
            canonical => self.absolute(&speaker.path),
            card => self.card(),
            alternates => alternates,
            home,
            report_href => report_link::of_page(speaker, &self.page),
            is_home => self.page.subject == Subject::Home,
            style,
            icon,
        }
    }

    /// The same subject in another language.
    fn alternate(&self, lang: Lang) -> Value {
        let speaker = &self.speaker;
        let portal = speaker.portal();
        let (subject, is_for_all) = match self.page.subject {
            Subject::Welcome | Subject::NotFound => (Subject::Home, true),
            Subject::Moved(position, _) => (Subject::Content(position), false),
            subject => (subject, false),
        };
        let path = speaker.scene.plan.routes.page(subject, Some(lang), portal);
        // Only the pages that speak all languages say these in each of them.
        let word = |key: &str| is_for_all.then(|| portal.words(lang).mark(key));
        let place = |subject: Subject| {
            speaker.href(&speaker.scene.plan.routes.page(subject, Some(lang), portal))
        };
        let title = || {
            let found = portal.site.title.closest(lang, &portal.site.languages);
            found.map(|(_, text)| &**text)
        };
        context! {
            lang => portal.site.languages.code(lang),
            name => portal.words(lang).mark("language.name"),
            this_page => word("not_found.title"),
            not_found => word("not_found.text"),
            welcome => word("welcome.title"),
            title => is_for_all.then(title),
            search => is_for_all.then(|| place(Subject::Search)),
            search_title => word("search.title"),
            index => is_for_all.then(|| place(Subject::Index(1))),
            index_title => word("search.index"),
            href => speaker.href(&path),
            absolute => self.absolute(&path),
            is_current => Some(lang) == self.page.lang,
        }
    }

    /// The full address of the picture that a link to the page is shown with, where there is
    /// one: who shows links elsewhere follows no other.
    fn card(&self) -> Option<String> {
        let home = match self.page.subject {
            Subject::Home => Home::Portal,
            Subject::Record(kind, position) => Home::Record(kind, position),
            _ => return None,
        };
        let portal = self.speaker.portal();
        let path = self.speaker.scene.plan.routes.card(home, self.page.lang?, portal);
        self.speaker.scene.plan.find(&path)?;
        self.absolute(&path)
    }

    /// The full address of a file, the usual way: without its `index.html`.
    fn absolute(&self, path: &str) -> Option<String> {
        let base = self.speaker.portal().site.base_url.as_ref()?;
        Some(absolute(&base.0, path))
    }

    /// What the menu leads to: what `site.yaml` names, else every section that holds
    /// something and every page that has a place in the menu.
    fn menu(&self) -> Value {
        let portal = self.speaker.portal();
        let subject_of = |name: &str| match (Kind::of_name(name), Report::of_name(name)) {
            (Some(kind), _) => Some(Subject::List(kind, 1)),
            (None, Some(report)) => Some(Subject::Report(report)),
            (None, None) if subject_of_name(name).is_some() => subject_of_name(name),
            (None, None) => {
                let position = portal.pages.iter().position(|page| &*page.id == name)?;
                Some(Subject::Content(u32::try_from(position).ok()?))
            }
        };
        match &portal.site.menu {
            Some(menu) => self.items(menu.iter().filter_map(|name| subject_of(name))),
            None => self.items(self.listed_subjects().chain(self.ordered_pages())),
        }
    }

    /// What the whole portal offers: every section that holds something, every report and
    /// every page that has a place in the menu.
    fn everything(&self) -> Value {
        let reports = Report::ALL.iter().copied().map(Subject::Report);
        let finding = [Subject::Search, Subject::Index(1)];
        let subjects = self.listed_subjects().chain(reports).chain(self.ordered_pages());
        self.items(subjects.chain(finding))
    }

    fn listed_subjects(&self) -> impl Iterator<Item = Subject> {
        listed(self.speaker.portal()).map(|kind| Subject::List(kind, 1))
    }

    /// The pages of prose that have a place in the menu, in its order.
    fn ordered_pages(&self) -> impl Iterator<Item = Subject> {
        let portal = self.speaker.portal();
        let order = |page: &ContentPage| page.menu_order(&portal.site);
        let pages = (0u32..).zip(&portal.pages);
        let mut pages: Vec<_> = pages.filter_map(|(at, page)| Some((order(page)?, at))).collect();
        pages.sort_unstable();
        pages.into_iter().map(|(_, at)| Subject::Content(at))
    }

    /// Links to subjects: `href`, `title`, the `lang` of the title where it is not the page's,
    /// and whether the page belongs to it (`is_current`).
    fn items(&self, subjects: impl Iterator<Item = Subject>) -> Value {
        let speaker = &self.speaker;
        let portal = speaker.portal();
        let here = self.key("").here;
        let item = |subject: Subject| {
            let (title, lang) = match subject {
                Subject::Content(position) => {
                    let page = portal.pages.get(position as usize);
                    let found = page.and_then(|page| page.closest(speaker.lang, &portal.site));
                    let title = found.map_or("", |(_, version)| &*version.about.title);
                    (title, found.map_or(speaker.lang, |(lang, _)| lang))
                }
                Subject::List(kind, _) => {
                    (speaker.word(&format!("kind.{}.title", kind.name())), speaker.lang)
                }
                Subject::Report(report) => (speaker.title_of(report), speaker.lang),
                Subject::Search | Subject::Index(_) => (title_of(speaker, subject), speaker.lang),
                _ => ("", speaker.lang),
            };
            let lang = (lang != speaker.lang).then(|| portal.site.languages.code(lang));
            let is_current = here == Some(subject);
            context! { href => speaker.href_of(subject), title, lang, is_current }
        };
        subjects.map(item).collect()
    }

    /// Every table that can be downloaded, but for an owner's own, which their list has.
    fn tables(&self) -> Value {
        let view = |table| Value::from_object(TableView::new(self.speaker.clone(), table));
        let of_kinds = |table: &Table| matches!(table, Table::Kind(_));
        tables(self.speaker.portal()).filter(of_kinds).map(view).collect()
    }

    /// The pages that tell what follows from all records together.
    fn reports(&self) -> Value {
        let view =
            |report: &Report| Value::from_object(ReportView::new(self.speaker.clone(), *report));
        Report::ALL.iter().map(view).collect()
    }

    /// The sections that hold something, with how much each holds.
    fn sections(&self) -> Value {
        let speaker = &self.speaker;
        let section = |kind: Kind| {
            context! { list => Value::from_object(ListView::new(speaker.clone(), kind)) }
        };
        listed(speaker.portal()).map(section).collect()
    }
}

impl Object for PageView {
    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        self.get_value_by_str(key.as_str()?)
    }

    /// Asked for every name that is not a template's own: functions too.
    fn get_value_by_str(self: &Arc<Self>, key: &str) -> Option<Value> {
        Some(match key {
            "view" => Value::from_dyn_object(self.clone()),
            "speaker" => Value::from_dyn_object(self.speaker.clone()),
            "page" => self.page_view.get_or_init(|| self.page()).clone(),
            "site" => self.speaker.scene.site(self.speaker.lang),
            "menu" => self.menu(),
            "everything" => self.everything(),
            "sections" => self.sections(),
            "tables" => self.tables(),
            "reports" => self.reports(),
            "search" => search_links(&self.speaker),
            "report" | "record" | "list" | "table" | "content" | "finder" | "index"
            | "embedded" | "samples" => self.subject.clone(),
            _ => return None,
        })
    }
}

/// A part that many pages show alike, as `render` makes it of a page: made for the first of
/// them and kept.
///
/// # Errors
/// What `render` says.
pub(super) fn part<E>(
    view: &PageView,
    name: &str,
    render: impl FnOnce(PageView) -> Result<String, E>,
) -> Result<Value, E> {
    // A part is the same for pages below their language's folder only: from elsewhere, as
    // from an old path, its links lead another way.
    let code = view.speaker.portal().site.languages.code(view.speaker.lang);
    let is_at_home = view.speaker.path.strip_prefix(code).is_some_and(|rest| rest.starts_with('/'));
    if !is_at_home && view.speaker.links == Links::FromHere {
        return Ok(Value::from_safe_string(render(view.part_at(&view.speaker.path))?));
    }
    let key = view.key(name);
    let parts = &view.speaker.scene.parts;
    let lock = || parts.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
    if let Some(part) = lock().get(&key) {
        return Ok(part.clone());
    }
    let part = Value::from_safe_string(render(view.part(&key))?);
    lock().insert(key, part.clone());
    Ok(part)
}

/// A day as a sentence has it.
pub(super) fn day_view(day: Day, words: &Words) -> Value {
    Value::from_safe_string(html::time(words, &Date::Point(day.parts()), DateForm::Long))
}

/// The portal as a whole, in one language.
pub(super) fn site_view(portal: &Portal, lang: Lang) -> Value {
    let text = |text: &Text| {
        let found = text.closest(lang, &portal.site.languages);
        found.map_or_else(String::new, |(_, text)| text.to_string())
    };
    let licence = portal.site.licence.as_deref().and_then(|id| {
        let licence = portal.records.licences.iter().find(|licence| &*licence.id == id)?;
        let name = match &licence.body.abbreviation {
            Some(short) => short.to_string(),
            None => portal.label(licence, lang).1.to_owned(),
        };
        let url = licence.body.url.as_ref().map(|url| url.0.to_string());
        Some(context! { name, url })
    });
    context! {
        title => text(&portal.site.title),
        short_title => text(&portal.site.short_title),
        description => text(&portal.site.description),
        headline => text(&portal.site.headline),
        as_of => day_view(portal.as_of, portal.words(lang)),
        licence,
        report_url => portal.site.report_url.as_ref().map(ReportAddress::plain),
        contact => context! {
            email => portal.site.contact.email.as_deref(),
            url => portal.site.contact.url.as_ref().map(|url| url.0.to_string()),
            answers_within_days => portal.site.contact.answers_within_days,
        },
    }
}

/// The kinds that have a list and something on it; there is always some data.
fn listed(portal: &Portal) -> impl Iterator<Item = Kind> {
    Kind::ALL.iter().copied().filter(|kind| is_listed(portal, *kind))
}

/// Whether a kind has a list and something on it.
pub(super) fn is_listed(portal: &Portal, kind: Kind) -> bool {
    let has_list = matches!(kind.presence(), Presence::Pages | Presence::OnePage);
    has_list && (kind == Kind::Dataset || portal.records.count(kind) > 0)
}
