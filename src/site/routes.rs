//! Addresses: which path a subject has in which language, and how one page links to another.

use super::plan::{ChartFormat, Report, Subject, Table, TableFormat};
use super::{Facets, SearchFile};
use crate::chart::{Chart, Home};
use crate::model::{Kind, Portal, Presence};
use crate::text::{Lang, slug};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

/// The paths of the portal, below its root and without a slash at their beginning.
#[derive(Debug)]
pub struct Routes {
    /// `slugs[language]` holds the slug of each kind, in the order of [`Kind::ALL`].
    slugs: Vec<Vec<Box<str>>>,
    /// The folders of the same, as in `vi/chi-tieu/`.
    sections: Vec<Vec<Box<str>>>,
    /// The slug of each report, in the order of [`Report::ALL`].
    reports: Vec<Vec<Box<str>>>,
    /// The slug of each of [`Routes::FINDING`].
    finding: Vec<Vec<Box<str>>>,
    /// `facet_slugs[language]` holds the slug of each facet by its name.
    facet_slugs: Vec<BTreeMap<&'static str, String>>,
    facets: Arc<Facets>,
    codes: Vec<Box<str>>,
}

/// Who works on a theme opens this by hand, in any language.
const COMPONENTS: &str = "kieu-mau";

impl Routes {
    /// The list of pages for search engines.
    pub const SITEMAP: &'static str = "sitemap.xml";
    /// What search engines may read.
    pub const ROBOTS: &'static str = "robots.txt";
    /// What a web host is to send with each file.
    pub const HEADERS: &'static str = "_headers";
    /// Which program made the portal, of what.
    pub const BUILD: &'static str = "api/v1/build.json";
    /// The checksums of everything else.
    pub const CHECKSUMS: &'static str = "SHA256SUMS";

    /// The names of the search and of the A–Z index, in the settings and the words.
    pub const FINDING: &'static [&'static str] = &["search", "index"];

    /// The paths of a portal: the slugs that `site.yaml` gives, else those of the language's
    /// words (`slug.areas` …). Lists are narrowed by these facets.
    pub fn of(portal: &Portal, facets: Arc<Facets>) -> Self {
        let slug = |name: &str, lang: Lang| -> Box<str> {
            let own = portal.site.slugs.get(name).and_then(|slug| slug.get(lang));
            let usual = || portal.words(lang).fill(&format!("slug.{name}"), |_| None).into();
            own.cloned().unwrap_or_else(usual)
        };
        let languages = || portal.site.languages.all();
        let of_kinds = |lang| Kind::ALL.iter().map(|kind| slug(kind.name(), lang)).collect();
        let of_reports = |lang| Report::ALL.iter().map(|one| slug(one.name(), lang)).collect();
        let of_finding = |lang| Self::FINDING.iter().map(|name| slug(name, lang)).collect();
        let slugs: Vec<Vec<Box<str>>> = languages().map(of_kinds).collect();
        let finding = languages().map(of_finding).collect();
        let reports = languages().map(of_reports).collect();
        let facet_slugs = languages().map(|lang| facet_slugs(portal, lang)).collect();
        let codes: Vec<Box<str>> = portal.site.languages.codes().map(Into::into).collect();
        let sections = codes.iter().zip(&slugs).map(|(code, slugs)| {
            slugs.iter().map(|slug| format!("{code}/{slug}/").into()).collect()
        });
        let sections = sections.collect();
        Self { slugs, sections, reports, finding, facet_slugs, facets, codes }
    }

    /// The slug of every section and report, of the search and of its index in every language, as it is used: the name of
    /// what it stands for, the language, the slug.
    pub fn slugs(&self) -> impl Iterator<Item = (&'static str, usize, &str)> {
        let kinds = Kind::ALL.iter().map(|kind| kind.name());
        let reports = Report::ALL.iter().map(|report| report.name());
        let names = kinds.chain(reports).chain(Self::FINDING.iter().copied());
        let names: Vec<&'static str> = names.collect();
        let all = self.slugs.iter().zip(&self.reports).zip(&self.finding).enumerate();
        all.flat_map(move |(lang, ((kinds, reports), finding))| {
            let slugs = kinds.iter().chain(reports).chain(finding);
            let slugs = names.clone().into_iter().zip(slugs);
            slugs.map(move |(name, slug)| (name, lang, &**slug))
        })
    }

    /// The file that holds a page: always an `index.html`, but for the page that is shown for
    /// addresses that lead nowhere.
    pub fn page(&self, subject: Subject, lang: Option<Lang>, portal: &Portal) -> String {
        match subject {
            Subject::Welcome => "index.html".to_owned(),
            Subject::NotFound => "404.html".to_owned(),
            Subject::Components => format!("{}{COMPONENTS}/index.html", self.folder(lang)),
            Subject::Home => format!("{}index.html", self.folder(lang)),
            Subject::List(kind, 1) => [self.section(kind, lang), "index.html"].concat(),
            // No id begins with a digit, so that no record has this address.
            Subject::List(kind, number) => {
                format!("{}{number}/index.html", self.section(kind, lang))
            }
            // A record has no pages below its own.
            Subject::Slice(slice, number) => {
                let found = self.facets.get(slice);
                let slugs = lang.and_then(|lang| self.facet_slugs.get(lang.index()));
                let slug = slugs.zip(found).and_then(|(slugs, (facet, _))| slugs.get(facet.name));
                let slug = slug.map_or("", String::as_str);
                let code = found.map_or("".into(), |(_, value)| value.known.code(portal));
                let section = self.section(slice.kind, lang);
                match number {
                    1 => format!("{section}{slug}/{code}/index.html"),
                    number => format!("{section}{slug}/{code}/{number}/index.html"),
                }
            }
            // Pages have thousands of links to records, which are put together in one go.
            Subject::Record(kind, position) => {
                let record = portal.records.get(kind, position as usize);
                let id = record.map_or("", |record| record.id());
                [self.section(kind, lang), id, "/index.html"].concat()
            }
            // No record is called as a kind is.
            Subject::Table(kind) => {
                [self.section(Kind::Dataset, lang), kind.name(), "/index.html"].concat()
            }
            Subject::Report(report) => {
                let slugs = lang.and_then(|lang| self.reports.get(lang.index()));
                let slug = slugs.and_then(|slugs| slugs.get(report as usize));
                let slug = slug.map_or("", AsRef::as_ref);
                format!("{}{slug}/index.html", self.folder(lang))
            }
            Subject::Embed(chart) => {
                [&self.folder_of(chart.home(), lang, portal), "embed/", chart.name(), "/index.html"]
                    .concat()
            }
            Subject::Search => self.finding(0, lang),
            Subject::Index(1) => self.finding(1, lang),
            Subject::Index(number) => {
                let first = self.finding(1, lang);
                first.replace("/index.html", &format!("/{number}/index.html"))
            }
            Subject::Content(position) => {
                let page = portal.pages.get(position as usize);
                format!("{}{}/index.html", self.folder(lang), page.map_or("", |page| &page.id))
            }
            Subject::Moved(position, alias) => {
                let page = portal.pages.get(position as usize);
                let version = page.and_then(|page| page.versions.get(lang?));
                let old = version.and_then(|version| version.about.aliases.get(alias as usize));
                old.map_or_else(String::new, |old| old.0.to_string())
            }
        }
    }

    /// Where a record can be read: its page, its place on the page of the record that it is
    /// written inside of, or its place on the one page of its kind, as the file and, if it
    /// is a place, the anchor. `None` for kinds that have no pages.
    pub fn record(
        &self,
        kind: Kind,
        position: u32,
        lang: Lang,
        portal: &Portal,
    ) -> Option<(String, Option<String>)> {
        let record = portal.records.get(kind, position as usize)?;
        let page = |subject| self.page(subject, Some(lang), portal);
        let anchor = || Some(record.id().to_owned());
        match (kind.presence(), record.parent()) {
            (Presence::Pages, None) => Some((page(Subject::Record(kind, position)), None)),
            (Presence::Pages, Some(_)) => {
                Some((page(Subject::Record(Kind::Target, record.target()?)), anchor()))
            }
            (Presence::OnePage, _) => Some((page(Subject::List(kind, 1)), anchor())),
            (Presence::Table | Presence::Codes, _) => None,
        }
    }

    /// The file of a table.
    pub fn table(&self, table: Table, format: TableFormat, portal: &Portal) -> String {
        let own = |position: u32| portal.records.datasets.get(position as usize);
        let name = match table {
            Table::Kind(kind) => kind.name(),
            Table::Own(position) => own(position).map_or("", |dataset| &*dataset.id.0),
        };
        format!("data/{name}.{}", format.extension())
    }

    /// The file of a chart: in the folder of the page that shows it.
    pub fn chart(&self, chart: Chart, lang: Lang, format: ChartFormat, portal: &Portal) -> String {
        let folder = self.folder_of(chart.home(), Some(lang), portal);
        [&folder, chart.name(), ".", format.extension()].concat()
    }

    /// The picture that a link to a page is shown with: in the page's folder.
    pub fn card(&self, home: Home, lang: Lang, portal: &Portal) -> String {
        self.folder_of(home, Some(lang), portal) + "card.png"
    }

    /// The folder of the page that charts stand on.
    fn folder_of(&self, home: Home, lang: Option<Lang>, portal: &Portal) -> String {
        match home {
            Home::Portal => self.folder(lang),
            Home::Record(kind, position) => {
                let record = portal.records.get(kind, position as usize);
                let id = record.map_or("", |record| record.id());
                [self.section(kind, lang), id, "/"].concat()
            }
        }
    }

    /// The file of the stylesheet.
    pub fn style(&self) -> String {
        self.asset("style.css")
    }

    /// The file of an asset of the theme.
    pub fn asset(&self, name: &str) -> String {
        format!("assets/{name}")
    }

    /// A file that a search reads.
    pub fn search(&self, file: SearchFile) -> String {
        match file {
            SearchFile::Directory => "search/directory.js".to_owned(),
            SearchFile::Words(number) => format!("search/words/{number}.js"),
            SearchFile::Documents(lang, number) => {
                format!("search/{}{number}.js", self.folder(Some(lang)))
            }
        }
    }

    /// The page of the search or of the index, by its place among [`Routes::FINDING`].
    fn finding(&self, which: usize, lang: Option<Lang>) -> String {
        let slugs = lang.and_then(|lang| self.finding.get(lang.index()));
        let slug = slugs.and_then(|slugs| slugs.get(which)).map_or("", AsRef::as_ref);
        format!("{}{slug}/index.html", self.folder(lang))
    }

    fn folder(&self, lang: Option<Lang>) -> String {
        lang.and_then(|lang| self.codes.get(lang.index()))
            .map_or_else(String::new, |code| format!("{code}/"))
    }

    /// The folder of a kind.
    fn section(&self, kind: Kind, lang: Option<Lang>) -> &str {
        let sections = lang.and_then(|lang| self.sections.get(lang.index()));
        sections.and_then(|sections| sections.get(kind as usize)).map_or("", AsRef::as_ref)
    }
}

/// What the addresses of narrowed lists have for each facet in a language (`slug_by.area` …).
fn facet_slugs(portal: &Portal, lang: Lang) -> BTreeMap<&'static str, String> {
    let names = Kind::ALL.iter().flat_map(|kind| kind.facets());
    let named = names.map(|name| {
        // A word of an owner's own may be none.
        let written = slug(portal.words(lang).mark(&format!("slug_by.{name}")));
        (*name, if written.is_empty() { (*name).to_owned() } else { written })
    });
    named.collect()
}

/// The full address of a file below the portal's own, the usual way: without its
/// `index.html`.
pub fn absolute(base_url: &str, path: &str) -> String {
    let short = path.strip_suffix("index.html").unwrap_or(path);
    [base_url, "/", &encoded(short)].concat()
}

/// A path as it stands in an address: the names of files may have letters that an address
/// may not. What needs no encoding stays as it is.
///
/// The `:` is encoded although it may stand in a path: the first part of a relative link that
/// has one would be taken for a scheme, and run where that is `javascript`.
pub fn encoded(path: &str) -> Cow<'_, str> {
    const ENCODED: &AsciiSet = &NON_ALPHANUMERIC
        .remove(b'/')
        .remove(b'-')
        .remove(b'.')
        .remove(b'_')
        .remove(b'~')
        .remove(b'!')
        .remove(b'$')
        .remove(b'&')
        .remove(b'\'')
        .remove(b'(')
        .remove(b')')
        .remove(b'*')
        .remove(b'+')
        .remove(b',')
        .remove(b';')
        .remove(b'=')
        .remove(b'@');
    utf8_percent_encode(path, ENCODED).into()
}

/// The link from one file of the portal to another. It names the file whole, `index.html`
/// included, so that a copy of the portal works when it is opened from a disk.
pub fn relative(from: &str, to: &str) -> String {
    let same = from.bytes().zip(to.bytes()).take_while(|(a, b)| a == b).count();
    // Up to the last folder that both are in.
    let shared =
        from.as_bytes()[..same].iter().rposition(|byte| *byte == b'/').map_or(0, |at| at + 1);
    let above = from.as_bytes()[shared..].iter().filter(|byte| **byte == b'/').count();
    let mut link = String::with_capacity(above * 3 + to.len() - shared);
    (0..above).for_each(|_| link.push_str("../"));
    link.push_str(&encoded(&to[shared..]));
    link
}

#[cfg(test)]
mod tests {
    use super::{absolute, encoded, relative};

    #[test]
    fn addresses_have_no_letters_that_they_may_not() {
        let plain = "vi/a-b_c.d~e/(1)+2,3;4=5@6!7$8&9'*";
        assert_eq!(encoded(plain), plain);
        assert_eq!(absolute("https://a.vn", "vi/x y/index.html"), "https://a.vn/vi/x%20y/");
    }

    #[test]
    fn links_climb_to_the_folder_that_both_files_share() {
        for (from, to, link) in [
            ("vi/index.html", "vi/chi-tieu/index.html", "chi-tieu/index.html"),
            (
                "vi/chi-tieu/a/index.html",
                "en/targets/a/index.html",
                "../../../en/targets/a/index.html",
            ),
            ("vi/chi-tieu/a/index.html", "vi/chi-tieu/b/index.html", "../b/index.html"),
            ("vi/chi-tieu/index.html", "data/targets.csv", "../../data/targets.csv"),
            ("index.html", "vi/index.html", "vi/index.html"),
            ("vi/index.html", "vi/index.html", "index.html"),
            ("vi/q/index.html", "vi/q/javascript:alert(1)", "javascript%3Aalert(1)"),
            ("vi/index.html", "Báo cáo 100%#1?.pdf", "../B%C3%A1o%20c%C3%A1o%20100%25%231%3F.pdf"),
            ("vi/é/a", "vi/è/a", "../%C3%A8/a"),
        ] {
            assert_eq!(relative(from, to), link, "{from} → {to}");
        }
    }
}
