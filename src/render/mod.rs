//! A page of the plan becomes HTML.
//!
//! 1. [`Scene`] holds what pages speak of; [`Engine`] holds the templates of the theme.
//! 2. A page's subject becomes a view: an object that templates ask for what they show,
//!    already in the words, numbers and dates of the page's language. Nothing is converted
//!    that no template asks for.
//!    What a value looks like is written here and is the same in every theme; how values are
//!    arranged is the theme's.
//! 3. The engine of the theme runs the template. What it may cost is bounded, so that one that
//!    never ends is told and not waited for.

mod area;
mod change;
mod chart;
mod citation;
mod content;
mod drawings;
mod engine;
mod escape;
mod functions;
mod html;
mod judgement;
mod lazily;
mod list;
mod markdown;
mod mention;
mod order;
mod page;
mod record;
mod report;
mod report_link;
mod sample;
mod search_page;
mod table;
mod terms;
mod value;

use drawings::Drawings;
use order::Orders;
use page::PartKey;
use search_page::Alphabetical;
use terms::Glossary;

pub use engine::{Engine, NAMES};
pub use sample::sample_charts;

use crate::chart::{Chart, Drawing, Look};
use crate::derive::Derived;
use crate::history::DayOfChanges;
use crate::model::{FieldInfo, Kind, Portal};
use crate::search::{self, Index};
use crate::site::Plan;
use crate::table::Facts;
use crate::text::Lang;
use minijinja::value::Value;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, OnceLock};

/// Everything that pages speak of.
#[derive(Debug)]
pub struct Scene {
    /// The records.
    pub portal: Portal,
    /// What follows from them.
    pub derived: Derived,
    /// The pages and files.
    pub plan: Plan,
    /// What changed last, as far as git knows it.
    pub changes: Vec<DayOfChanges>,
    /// What files and pictures look like.
    pub look: Look,
    /// A made-up portal whose charts are in every state, once the page of components is asked
    /// for.
    pub samples: OnceLock<Arc<Scene>>,
    drawings: Drawings,
    orders: Orders,
    /// What can be searched, once somebody asks.
    index: OnceLock<Index>,
    /// The same in the order of each language's dictionary, once a page asks.
    alphabetical: Vec<OnceLock<Alphabetical>>,
    /// What `site.yaml` says of the portal, in each language.
    sites: Vec<Value>,
    /// The titles of fields: of each language, of each kind, in the order of its fields.
    titles: Vec<Vec<Vec<Value>>>,
    /// What areas are called that share a name with another, in each language, once a page has
    /// asked.
    names_apart: Vec<OnceLock<Vec<Option<Box<str>>>>>,
    /// What a citation says of the day of judgement, in each language, once one has asked.
    as_of_said: Vec<OnceLock<Box<str>>>,
    /// What a citation says of each source, in each language, as far as one has asked.
    sources_cited: Vec<Vec<OnceLock<Box<str>>>>,
    /// Publisher and date of each source, in each language, as far as a page has asked.
    origins: Vec<Vec<OnceLock<Box<str>>>>,
    /// Parts that many pages show alike, as far as they have been made.
    parts: Mutex<BTreeMap<PartKey, Value>>,
    /// The terms of each language, once a page has asked.
    glossaries: Vec<OnceLock<Option<Glossary>>>,
}

impl Scene {
    /// The scene of a portal.
    pub fn new(portal: Portal, derived: Derived, plan: Plan, changes: Vec<DayOfChanges>) -> Self {
        let orders = Orders::new(&portal);
        let sites = portal.site.languages.all().map(|lang| page::site_view(&portal, lang));
        let sites = sites.collect();
        let titles = portal.site.languages.all().map(|lang| {
            let words = portal.words(lang);
            let titles_of = |kind: &Kind| {
                let title = |info: &FieldInfo| record::field_title(words, *kind, info.name);
                kind.fields().map(|info| Value::from(Arc::<str>::from(title(info)))).collect()
            };
            Kind::ALL.iter().map(titles_of).collect()
        });
        let titles = titles.collect();
        let unasked = || portal.records.sources.iter().map(|_| OnceLock::new()).collect();
        let origins = portal.site.languages.all().map(|_| unasked()).collect();
        let as_of_said = portal.site.languages.all().map(|_| OnceLock::new()).collect();
        let sources_cited = portal.site.languages.all().map(|_| unasked()).collect();
        let names_apart = portal.site.languages.all().map(|_| OnceLock::new()).collect();
        let look = Look::of(&portal.theme);
        let alphabetical = portal.site.languages.all().map(|_| OnceLock::new()).collect();
        let glossaries = portal.site.languages.all().map(|_| OnceLock::new()).collect();
        Self {
            portal,
            derived,
            plan,
            changes,
            look,
            samples: OnceLock::new(),
            drawings: Drawings::default(),
            orders,
            index: OnceLock::new(),
            alphabetical,
            sites,
            titles,
            names_apart,
            as_of_said,
            sources_cited,
            origins,
            parts: Mutex::default(),
            glossaries,
        }
    }

    /// What can be searched. It is made when somebody first asks; see [`Index::of`] for who must
    /// not be the first.
    pub fn index(&self) -> &Index {
        self.index.get_or_init(|| Index::of(self.search_facts()))
    }

    /// What tables and charts are made of.
    pub fn facts(&self) -> Facts<'_> {
        Facts { portal: &self.portal, derived: &self.derived }
    }

    /// A chart in a language; none where there is nothing to draw.
    pub fn drawing(&self, chart: Chart, lang: Lang) -> Option<Arc<Drawing>> {
        self.drawings.get(self.facts(), chart, lang)
    }

    fn alphabetical(&self, lang: Lang) -> &Alphabetical {
        self.alphabetical[lang.index()].get_or_init(|| Alphabetical::of(self, lang))
    }

    /// What the index is made of.
    pub fn search_facts(&self) -> search::Facts<'_> {
        search::Facts { portal: &self.portal, derived: &self.derived, plan: &self.plan }
    }

    /// What the area at a position is called beside another of its name, if there is one.
    fn name_apart(&self, lang: Lang, position: u32) -> Option<&str> {
        let names = self.names_apart.get(lang.index())?;
        let names = names.get_or_init(|| area::names_apart(&self.portal, lang));
        names.get(position as usize)?.as_deref()
    }

    /// The title of the field of a kind at a position.
    fn title(&self, lang: Lang, kind: Kind, index: usize) -> Option<Value> {
        self.titles.get(lang.index())?.get(kind as usize)?.get(index).cloned()
    }

    /// The terms of a language, if it has any.
    fn glossary(&self, lang: Lang) -> Option<&Glossary> {
        let glossary = self.glossaries.get(lang.index())?;
        glossary.get_or_init(|| Glossary::new(&self.portal, lang)).as_ref()
    }

    fn site(&self, lang: Lang) -> Value {
        self.sites.get(lang.index()).cloned().unwrap_or_default()
    }
}
