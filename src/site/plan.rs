//! What the portal consists of.

use super::{Facets, Routes, SearchFile, Slice, findable};
use crate::chart::{Chart, Home, charts_at, has_card};
use crate::config::ChartFiles;
use crate::derive::Derived;
use crate::diagnostic::FileId;
use crate::model::{Kind, Portal, Presence};
use crate::table::Facts;
use crate::text::Lang;
use std::sync::Arc;

/// Everything that the portal consists of, in order of the paths.
#[derive(Debug)]
pub struct Plan {
    /// The entries in order of their paths; where two have the same one both are here, which a
    /// check tells.
    pub entries: Vec<Entry>,
    /// How paths are made.
    pub routes: Routes,
    /// By what lists are narrowed.
    pub facets: Arc<Facets>,
}

/// A page or file of the portal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The path below the portal's root, without a slash at its beginning.
    pub path: Box<str>,
    /// What it is.
    pub content: Content,
}

/// What an entry is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Content {
    /// A page.
    Page(Page),
    /// A table.
    Table(Table, TableFormat),
    /// A chart in a language.
    Chart(Chart, Lang, ChartFormat),
    /// The picture that a link to the page of this is shown with, in a language.
    Card(Home, Lang),
    /// The stylesheet, joined from those of the theme.
    Style,
    /// A file of the theme, as it is.
    Asset(Box<str>),
    /// A file of the site, as it is.
    Static(FileId),
    /// A file that a search of the portal reads.
    Search(SearchFile),
    /// The pages for search engines.
    Sitemap,
    /// What search engines may read.
    Robots,
    /// What a web host is to send with each file.
    Headers,
    /// Which program made the portal, of what.
    Build,
    /// The checksums of everything else.
    Checksums,
}

/// A page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Page {
    /// The language; `None` for the pages that speak all of them.
    pub lang: Option<Lang>,
    /// What it is about.
    pub subject: Subject,
}

/// What a page is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Subject {
    /// The choice of languages at the root.
    Welcome,
    /// The home page of a language.
    Home,
    /// A page of the list of a kind, counted from 1.
    List(Kind, u32),
    /// A page of a part of a list, counted from 1.
    Slice(Slice, u32),
    /// The record of a kind at a position.
    Record(Kind, u32),
    /// What the table of a kind holds, and how to read it.
    Table(Kind),
    /// The page of prose at a position.
    Content(u32),
    /// An old path of a page of prose, by the page's position and that of the path among
    /// those that its version in the page's language names.
    Moved(u32, u32),
    /// What follows from all records together.
    Report(Report),
    /// A chart by itself, to be shown inside pages of others.
    Embed(Chart),
    /// Where the portal is searched.
    Search,
    /// A page of the A–Z index, counted from 1.
    Index(u32),
    /// What is shown for addresses that lead nowhere.
    NotFound,
    /// Every part of a page in every state, for who works on a theme: in the preview alone.
    Components,
}

/// A page that tells what follows from all records together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Report {
    /// How the targets stand.
    Progress,
    /// How much is known at all.
    Coverage,
    /// Figures that cannot all be true.
    Conflicts,
    /// The same promise, made by several areas.
    Comparison,
}

impl Subject {
    /// What kind of page it makes, as a page says it of itself (`data-page`): for styles,
    /// scripts and tests.
    pub fn name(self) -> String {
        match self {
            Subject::Welcome => "welcome".to_owned(),
            Subject::Home => "home".to_owned(),
            Subject::List(kind, _) => format!("list-{}", kind.name()),
            Subject::Slice(..) => "slice".to_owned(),
            Subject::Record(kind, _) => format!("record-{}", kind.name()),
            Subject::Table(_) => "table".to_owned(),
            Subject::Content(_) => "page".to_owned(),
            Subject::Moved(..) => "moved".to_owned(),
            Subject::Report(report) => format!("report-{}", report.name()),
            Subject::NotFound => "not-found".to_owned(),
            Subject::Search => "search".to_owned(),
            Subject::Embed(chart) => format!("embed-{}", chart.name()),
            Subject::Index(_) => "index-az".to_owned(),
            Subject::Components => "components".to_owned(),
        }
    }
}

impl Report {
    /// Every report, in the order in which they are offered.
    pub const ALL: &'static [Report] =
        &[Report::Progress, Report::Coverage, Report::Conflicts, Report::Comparison];

    /// Its name, which its template, its words and the settings have it by.
    pub fn name(self) -> &'static str {
        match self {
            Report::Progress => "progress",
            Report::Coverage => "coverage",
            Report::Conflicts => "conflicts",
            Report::Comparison => "comparison",
        }
    }

    /// The report of this name.
    pub fn of_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|report| report.name() == name)
    }
}

/// A table that can be downloaded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Table {
    /// The records of a kind.
    Kind(Kind),
    /// The rows of an owner's own dataset, at its position.
    Own(u32),
}

/// A format of tables.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TableFormat {
    /// Comma-separated values.
    Csv,
    /// JSON.
    Json,
}

impl TableFormat {
    /// Every format, in the order in which downloads are offered.
    pub const ALL: &'static [TableFormat] = &[TableFormat::Csv, TableFormat::Json];

    /// The extension of its files.
    pub fn extension(self) -> &'static str {
        match self {
            TableFormat::Csv => "csv",
            TableFormat::Json => "json",
        }
    }
}

/// A format of charts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChartFormat {
    /// A drawing.
    Svg,
    /// A picture.
    Png,
    /// What it was drawn from, as comma-separated values.
    Csv,
}

impl ChartFormat {
    /// The formats that a portal has, in the order in which downloads are offered.
    pub fn of(files: ChartFiles) -> &'static [ChartFormat] {
        match files {
            ChartFiles::All => &[ChartFormat::Svg, ChartFormat::Png, ChartFormat::Csv],
            ChartFiles::Drawings => &[ChartFormat::Svg, ChartFormat::Csv],
            ChartFiles::None => &[],
        }
    }

    /// The extension of its files.
    pub fn extension(self) -> &'static str {
        match self {
            ChartFormat::Svg => "svg",
            ChartFormat::Png => "png",
            ChartFormat::Csv => "csv",
        }
    }
}

/// The order in which entries are made: a tier may tell of lower ones only.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Tier {
    /// Pages and files that tell of no other file.
    Leaf,
    /// What tells the size or the checksum of leaves.
    Telling,
    /// The archive of everything, which leaves itself out.
    Archive,
    /// The checksums of everything, which leave themselves out.
    Checksums,
}

impl Tier {
    /// Every tier, the lowest first.
    pub const ALL: &'static [Tier] = &[Tier::Leaf, Tier::Telling, Tier::Archive, Tier::Checksums];
}

impl Content {
    /// When it can be made.
    pub fn tier(&self) -> Tier {
        match self {
            Content::Page(_)
            | Content::Table(..)
            | Content::Chart(..)
            | Content::Card(..)
            | Content::Style
            | Content::Asset(_)
            | Content::Static(_)
            | Content::Search(_)
            | Content::Sitemap
            | Content::Robots
            | Content::Headers
            | Content::Build => Tier::Leaf,
            Content::Checksums => Tier::Checksums,
        }
    }
}

impl Entry {
    /// Whether it is there for who works on the portal, and is never published.
    pub fn is_for_preview(&self) -> bool {
        matches!(self.content, Content::Page(Page { subject: Subject::Components, .. }))
    }
}

impl Plan {
    /// The entry at a path.
    pub fn find(&self, path: &str) -> Option<&Entry> {
        let at = self.entries.binary_search_by(|entry| (*entry.path).cmp(path)).ok()?;
        self.entries.get(at)
    }
}

/// Plans a portal, of which this is derived; with what only a preview has, if it is one.
pub fn plan(portal: &Portal, derived: &Derived, is_preview: bool) -> Plan {
    let facets = Arc::new(Facets::of(portal, derived));
    let routes = Routes::of(portal, facets.clone());
    let found = findable(portal).len();
    let mut entries = Vec::new();
    let mut page = |lang: Option<Lang>, subject: Subject| {
        let path = routes.page(subject, lang, portal).into();
        entries.push(Entry { path, content: Content::Page(Page { lang, subject }) });
    };
    page(None, Subject::Welcome);
    page(None, Subject::NotFound);
    for lang in portal.site.languages.all().map(Some) {
        page(lang, Subject::Home);
        if is_preview {
            page(lang, Subject::Components);
        }
        Report::ALL.iter().for_each(|report| page(lang, Subject::Report(*report)));
        page(lang, Subject::Search);
        let index = 1..=SearchFile::index_pages(portal, found);
        index.for_each(|number| page(lang, Subject::Index(number)));
        for (position, content) in (0u32..).zip(&portal.pages) {
            page(lang, Subject::Content(position));
            let version = lang.and_then(|lang| content.versions.get(lang));
            let old = version.map_or(&[][..], |version| &version.about.aliases);
            (0u32..).zip(old).for_each(|(alias, _)| page(lang, Subject::Moved(position, alias)));
        }
        for table in tables(portal) {
            if let Table::Kind(kind) = table {
                page(lang, Subject::Table(kind));
            }
        }
        for kind in kinds_with(Presence::OnePage) {
            page(lang, Subject::List(kind, 1));
        }
        for kind in kinds_with(Presence::Pages) {
            (1..=pages_of(portal, kind)).for_each(|number| page(lang, Subject::List(kind, number)));
            for (slice, count) in facets.slices(kind) {
                let pages = 1..=pages_for(portal, count);
                pages.for_each(|number| page(lang, Subject::Slice(slice, number)));
            }
            for (position, record) in (0u32..).zip(portal.records.of(kind)) {
                // A record inside another is a part of the other's page.
                if record.parent().is_none() {
                    page(lang, Subject::Record(kind, position));
                }
            }
        }
    }
    entries.extend(charts(portal, derived, &routes));
    for table in tables(portal) {
        for format in TableFormat::ALL.iter().copied() {
            let path = routes.table(table, format, portal).into();
            entries.push(Entry { path, content: Content::Table(table, format) });
        }
    }
    // A theme may bring the whole of it instead.
    if portal.theme.below("styles").next().is_some()
        && portal.theme.file("assets/style.css").is_none()
    {
        entries.push(Entry { path: routes.style().into(), content: Content::Style });
    }
    for (name, _) in portal.theme.below("assets") {
        let path = routes.asset(name).into();
        entries.push(Entry { path, content: Content::Asset(name.into()) });
    }
    for file in SearchFile::all(found, portal.site.languages.all()) {
        let path = routes.search(file).into();
        entries.push(Entry { path, content: Content::Search(file) });
    }
    for file in &portal.static_files {
        entries.push(Entry { path: file.path.clone(), content: Content::Static(file.file) });
    }
    // Search engines want whole addresses, which only a portal with an address has.
    let sitemap = portal.site.base_url.as_ref().map(|_| (Routes::SITEMAP, Content::Sitemap));
    let others = [
        (Routes::ROBOTS, Content::Robots),
        (Routes::HEADERS, Content::Headers),
        (Routes::BUILD, Content::Build),
        (Routes::CHECKSUMS, Content::Checksums),
    ];
    for (path, content) in sitemap.into_iter().chain(others) {
        entries.push(Entry { path: path.into(), content });
    }
    entries.sort_by(|a, b| a.path.cmp(&b.path));
    Plan { entries, routes, facets }
}

/// The files and the pages of charts, and the cards.
fn charts(portal: &Portal, derived: &Derived, routes: &Routes) -> Vec<Entry> {
    let mut entries = Vec::new();
    let files = portal.site.chart_files;
    if files == ChartFiles::None {
        return entries;
    }
    let mut add = |path: String, content| entries.push(Entry { path: path.into(), content });
    for home in homes_of_charts(portal) {
        let charts = charts_at(Facts { portal, derived }, home);
        for lang in portal.site.languages.all() {
            for chart in charts.iter().copied() {
                let page = Page { lang: Some(lang), subject: Subject::Embed(chart) };
                add(routes.page(page.subject, page.lang, portal), Content::Page(page));
                for format in ChartFormat::of(files).iter().copied() {
                    let path = routes.chart(chart, lang, format, portal);
                    add(path, Content::Chart(chart, lang, format));
                }
            }
            if files == ChartFiles::All && has_card(home) {
                add(routes.card(home, lang, portal), Content::Card(home, lang));
            }
        }
    }
    entries
}

/// What has charts: the portal, and the records of some kinds.
fn homes_of_charts(portal: &Portal) -> impl Iterator<Item = Home> {
    let positions = |kind: Kind| (0u32..).take(portal.records.count(kind));
    let records = [Kind::Area, Kind::Resolution, Kind::Target]
        .into_iter()
        .flat_map(move |kind| positions(kind).map(move |position| Home::Record(kind, position)));
    std::iter::once(Home::Portal).chain(records)
}

/// Every table: those of the kinds in their order, then an owner's own.
pub fn tables(portal: &Portal) -> impl Iterator<Item = Table> {
    let kinds = Kind::ALL.iter().copied().filter(|kind| kind.presence() != Presence::Codes);
    let own = (0u32..).zip(&portal.rows).map(|(position, _)| Table::Own(position));
    kinds.map(Table::Kind).chain(own)
}

/// How many pages the list of a kind has; a list without records has one, which says so.
pub fn pages_of(portal: &Portal, kind: Kind) -> u32 {
    match kind.presence() {
        Presence::OnePage => 1,
        _ => pages_for(portal, count_of_listed(portal, kind)),
    }
}

/// How many records the list of a kind shows: those that are read inside another are not
/// among them.
pub fn count_of_listed(portal: &Portal, kind: Kind) -> usize {
    portal.records.of(kind).filter(|record| record.parent().is_none()).count()
}

/// How many pages so many rows fill; none at all still have a page, which says so.
pub fn pages_for(portal: &Portal, rows: usize) -> u32 {
    u32::try_from(rows.div_ceil(portal.page_size())).unwrap_or(u32::MAX).max(1)
}

/// The kinds that appear in this way, in the order of the table of kinds.
fn kinds_with(presence: Presence) -> impl Iterator<Item = Kind> {
    Kind::ALL.iter().copied().filter(move |kind| kind.presence() == presence)
}
