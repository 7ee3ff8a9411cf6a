//! What a template sees of a page: itself, the portal, and its subject.

use super::Scene;
use super::record::{ListView, RecordView};
use crate::model::{Kind, Portal, Presence};
use crate::site::{Page, Subject, TableFormat, absolute, relative};
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
            Subject::Home | Subject::Welcome | Subject::NotFound => Value::from(()),
        };
        context! {
            speaker => Value::from_dyn_object(speaker.clone()),
            page => self.page(),
            site => self.site(),
            sections => self.sections(),
            record => subject.clone(),
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

    /// The sections of the menu, with how much each holds.
    fn sections(&self) -> Value {
        let speaker = &self.speaker;
        let portal = speaker.portal();
        let has_list = |kind: &Kind| matches!(kind.presence(), Presence::Pages | Presence::OnePage);
        let all = || Kind::ALL.iter().copied().filter(has_list);
        let kinds: Vec<Kind> = match &portal.site.menu {
            Some(menu) => menu.iter().filter_map(|name| Kind::of_name(name)).collect(),
            None => all().filter(|kind| portal.records.count(*kind) > 0).collect(),
        };
        let is_current = |kind: Kind| match self.page.subject {
            Subject::List(other, _) | Subject::Record(other, _) => other == kind,
            _ => false,
        };
        let section = |kind: Kind| {
            let list = ListView::new(speaker.clone(), kind);
            context! { list => Value::from_object(list), is_current => is_current(kind) }
        };
        kinds.into_iter().map(section).collect()
    }
}

/// The downloads of a kind.
pub(super) fn downloads(speaker: &Speaker, kind: Kind) -> Value {
    let download = |format: &TableFormat| {
        let path = speaker.scene.plan.routes.table(kind, *format);
        context! { format => format.extension().to_uppercase(), href => speaker.href(&path) }
    };
    TableFormat::ALL.iter().map(download).collect()
}
