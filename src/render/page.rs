//! What a template sees of a page: itself, the portal, and its subject.

use super::Scene;
use super::content::{content_view, moved_view};
use super::record::{ListView, RecordView};
use crate::model::{ContentPage, Kind, Portal, Presence};
use crate::site::{Destination, Page, Standpoint, Subject, TableFormat, absolute, relative};
use crate::text::{Lang, Words, format_date};
use minijinja::context;
use minijinja::value::{Object, Value};
use std::sync::Arc;

/// The voice of a page: its language, and where it links from.
#[derive(Debug)]
pub(super) struct Speaker {
    pub(super) scene: Arc<Scene>,
    /// The page's language; the source language on pages that speak all of them.
    pub(super) lang: Lang,
    /// The page's own path.
    pub(super) path: Box<str>,
    /// Whether links must work from any address, as those of the page for addresses that
    /// lead nowhere must.
    rootless: bool,
}

impl Object for Speaker {}

impl Speaker {
    pub(super) fn portal(&self) -> &Portal {
        &self.scene.portal
    }

    pub(super) fn words(&self) -> &Words {
        self.portal().words(self.lang)
    }

    /// The link from this page to a file of the portal.
    pub(super) fn href(&self, path: &str) -> String {
        if !self.rootless {
            return relative(&self.path, path);
        }
        let base = self.portal().site.base_url.as_ref().map_or("", |base| &base.0);
        format!("{base}/{path}")
    }

    /// The link from this page to another, in the page's language.
    pub(super) fn href_of(&self, subject: Subject) -> String {
        self.href(&self.scene.plan.routes.page(subject, Some(self.lang), self.portal()))
    }

    /// The link to where a record can be read, or to nothing if its kind has no pages.
    pub(super) fn href_of_record(&self, kind: Kind, position: u32) -> Option<String> {
        let routes = &self.scene.plan.routes;
        let (path, anchor) = routes.record(kind, position, self.lang, self.portal())?;
        let href = self.href(&path);
        Some(anchor.map_or_else(|| href.clone(), |anchor| format!("{href}#{anchor}")))
    }

    /// The link for an address in a Markdown text, unless it leads nowhere or may not be
    /// followed, which a rule has told.
    pub(super) fn href_of_link(&self, from: Standpoint<'_>, address: &str) -> Option<String> {
        match self.scene.plan.follow(self.portal(), from, address) {
            Destination::Elsewhere(address) => Some(address.to_owned()),
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
            Destination::Missing | Destination::Unsafe => None,
        }
    }

    /// A word of the catalogue that has no gaps.
    pub(super) fn word(&self, key: &str) -> String {
        self.words().fill(key, |_| None)
    }
}

/// A page that is about to be rendered.
pub(super) struct PageView {
    speaker: Arc<Speaker>,
    page: Page,
}

impl PageView {
    pub(super) fn new(scene: Arc<Scene>, page: Page, path: &str) -> Self {
        let lang = page.lang.unwrap_or(Lang::SOURCE);
        let rootless = page.subject == Subject::NotFound;
        Self { speaker: Arc::new(Speaker { scene, lang, path: path.into(), rootless }), page }
    }

    /// Everything that the template can name.
    pub(super) fn context(&self) -> Value {
        let speaker = &self.speaker;
        let subject = match self.page.subject {
            Subject::Record(kind, position) => {
                Value::from_object(RecordView::new(speaker.clone(), kind, position))
            }
            Subject::List(kind, number) => {
                Value::from_object(ListView::page(speaker.clone(), kind, number))
            }
            Subject::Content(position) => content_view(speaker, position),
            Subject::Moved(position, _) => moved_view(speaker, position),
            Subject::Home | Subject::Welcome | Subject::NotFound => Value::from(()),
        };
        context! {
            speaker => Value::from_dyn_object(speaker.clone()),
            page => self.page(),
            site => self.site(),
            menu => self.menu(),
            sections => self.sections(),
            record => subject.clone(),
            content => subject.clone(),
            list => subject,
        }
    }

    /// The page itself: language, address, the same subject in other languages.
    fn page(&self) -> Value {
        let speaker = &self.speaker;
        let languages = &speaker.portal().site.languages;
        let canonical = self.absolute(&speaker.path);
        let alternates: Vec<Value> = languages.all().map(|lang| self.alternate(lang)).collect();
        context! {
            lang => languages.code(speaker.lang),
            path => &*speaker.path,
            canonical => canonical,
            alternates => alternates,
            home => speaker.href_of(Subject::Home),
            is_home => self.page.subject == Subject::Home,
            style => speaker.href(&speaker.scene.plan.routes.asset("style.css")),
        }
    }

    /// The same subject in another language.
    fn alternate(&self, lang: Lang) -> Value {
        let speaker = &self.speaker;
        let portal = speaker.portal();
        let subject = match self.page.subject {
            Subject::Welcome | Subject::NotFound => Subject::Home,
            Subject::Moved(position, _) => Subject::Content(position),
            subject => subject,
        };
        let path = speaker.scene.plan.routes.page(subject, Some(lang), portal);
        context! {
            lang => portal.site.languages.code(lang),
            name => portal.words(lang).fill("language.name", |_| None),
            this_page => portal.words(lang).mark("not_found.title"),
            not_found => portal.words(lang).mark("not_found.text"),
            welcome => portal.words(lang).mark("welcome.title"),
            title => portal.site.title.closest(lang, &portal.site.languages).map(|(_, text)| text.to_string()),
            href => speaker.href(&path),
            absolute => self.absolute(&path),
            is_current => Some(lang) == self.page.lang,
        }
    }

    /// The full address of a file, the usual way: without its `index.html`.
    fn absolute(&self, path: &str) -> Option<String> {
        let base = self.speaker.portal().site.base_url.as_ref()?;
        Some(absolute(&base.0, path))
    }

    /// The portal as a whole.
    fn site(&self) -> Value {
        let speaker = &self.speaker;
        let portal = speaker.portal();
        let text = |text: &crate::text::Text| {
            let found = text.closest(speaker.lang, &portal.site.languages);
            found.map_or_else(String::new, |(_, text)| text.to_string())
        };
        let licence = portal.site.licence.as_deref().and_then(|id| {
            let licence = portal.records.licences.iter().find(|licence| &*licence.id == id)?;
            let name = match &licence.body.abbreviation {
                Some(short) => short.to_string(),
                None => portal.label(licence, speaker.lang).1.to_owned(),
            };
            let url = licence.body.url.as_ref().map(|url| url.0.to_string());
            Some(context! { name, url })
        });
        context! {
            source_lang => portal.site.languages.code(Lang::SOURCE),
            title => text(&portal.site.title),
            description => text(&portal.site.description),
            as_of => format_date(portal.as_of.parts(), speaker.words()),
            as_of_iso => portal.as_of.to_string(),
            licence,
            report_url => portal.site.report_url.as_ref().map(|url| url.0.to_string()),
            contact => context! {
                email => portal.site.contact.email.as_deref(),
                url => portal.site.contact.url.as_ref().map(|url| url.0.to_string()),
                answers_within_days => portal.site.contact.answers_within_days,
            },
        }
    }

    /// What the menu leads to: what `site.yaml` names, else every section that holds
    /// something and every page that has a place in the menu.
    fn menu(&self) -> Value {
        let speaker = &self.speaker;
        let portal = speaker.portal();
        let subject_of = |name: &str| match Kind::of_name(name) {
            Some(kind) => Some(Subject::List(kind, 1)),
            None => {
                let position = portal.pages.iter().position(|page| &*page.id == name)?;
                Some(Subject::Content(u32::try_from(position).ok()?))
            }
        };
        let subjects: Vec<Subject> = match &portal.site.menu {
            Some(menu) => menu.iter().filter_map(|name| subject_of(name)).collect(),
            None => {
                let order = |page: &ContentPage| page.menu_order(&portal.site);
                let pages = (0u32..).zip(&portal.pages);
                let mut pages: Vec<_> =
                    pages.filter_map(|(at, page)| Some((order(page)?, at))).collect();
                pages.sort_unstable();
                let sections = listed(portal).map(|kind| Subject::List(kind, 1));
                sections.chain(pages.into_iter().map(|(_, at)| Subject::Content(at))).collect()
            }
        };
        let item = |subject: Subject| {
            let (title, lang, is_current) = match subject {
                Subject::Content(position) => {
                    let page = portal.pages.get(position as usize);
                    let found = page.and_then(|page| page.closest(speaker.lang, &portal.site));
                    let title = found.map_or("", |(_, version)| &version.about.title);
                    let lang = found.map_or(speaker.lang, |(lang, _)| lang);
                    (title.to_owned(), lang, self.page.subject == subject)
                }
                Subject::List(kind, _) => {
                    let title = speaker.word(&format!("kind.{}.title", kind.name()));
                    let here = match self.page.subject {
                        Subject::List(other, _) | Subject::Record(other, _) => other == kind,
                        _ => false,
                    };
                    (title, speaker.lang, here)
                }
                _ => (String::new(), speaker.lang, false),
            };
            let lang = (lang != speaker.lang).then(|| portal.site.languages.code(lang));
            context! { href => speaker.href_of(subject), title, lang, is_current }
        };
        subjects.into_iter().map(item).collect()
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

/// The kinds that have a list and something on it.
fn listed(portal: &Portal) -> impl Iterator<Item = Kind> {
    let has_list = |kind: &Kind| matches!(kind.presence(), Presence::Pages | Presence::OnePage);
    let holds = |kind: &Kind| portal.records.count(*kind) > 0;
    Kind::ALL.iter().copied().filter(has_list).filter(holds)
}

/// The downloads of a kind.
pub(super) fn downloads(speaker: &Speaker, kind: Kind) -> Value {
    let download = |format: &TableFormat| {
        let path = speaker.scene.plan.routes.table(kind, *format);
        context! { format => format.extension().to_uppercase(), href => speaker.href(&path) }
    };
    TableFormat::ALL.iter().map(download).collect()
}
