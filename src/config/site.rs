//! The settings as they are meant.

use super::written::{ChartFiles, ContactFile, LimitsFile, PathsFile, SiteFile};
use super::{Address, Day, ReportAddress};
use crate::text::{Languages, Text};
use crate::yaml::Budget;
use std::collections::BTreeMap;

/// The settings of a portal, with every default filled in.
#[derive(Clone, Debug)]
pub struct Site {
    /// The portal's name.
    pub title: Text,
    /// The name where there is little room; the whole of it, if there is no shorter one.
    pub short_title: Text,
    /// What the portal is, in a sentence.
    pub description: Text,
    /// What the home page asks or says first; the name, if it has nothing of its own to say.
    pub headline: Text,
    /// The content languages.
    pub languages: Languages,
    /// Where the portal will stand on the web, without a slash at its end.
    pub base_url: Option<Address>,
    /// The day on which the portal is judged, if `site.yaml` names it.
    pub as_of: Option<Day>,
    /// The theme's name.
    pub theme: Box<str>,
    /// The id of the organisation that publishes the portal.
    pub publisher: Option<Box<str>>,
    /// The code of the licence of the data.
    pub licence: Option<Box<str>>,
    /// Who answers questions.
    pub contact: Contact,
    /// Where errors are reported.
    pub report_url: Option<ReportAddress>,
    /// The sections and pages of the menu; `None` for every section that has pages.
    pub menu: Option<Vec<Box<str>>>,
    /// Addresses of sections that are not to be the usual ones.
    pub slugs: BTreeMap<Box<str>, Text>,
    /// The rows of a list before it is cut into pages, if `site.yaml` says so: see
    /// [`Portal::page_size`](crate::model::Portal::page_size).
    pub page_size: Option<usize>,
    /// Which files of charts there are.
    pub chart_files: ChartFiles,
    /// Where the sources stand.
    pub paths: Paths,
    /// What each file that is read after `site.yaml` may cost.
    pub budget: Budget,
}

/// Who answers questions.
#[derive(Clone, Debug, Default)]
pub struct Contact {
    /// An e-mail address.
    pub email: Option<Box<str>>,
    /// A page on which to write.
    pub url: Option<Address>,
    /// The promise of an answer, in days.
    pub answers_within_days: Option<u32>,
}

/// The folders of the sources, below the root.
#[derive(Clone, Debug)]
pub struct Paths {
    /// Records.
    pub data: Box<str>,
    /// Pages.
    pub content: Box<str>,
    /// Files that are published as they are.
    pub static_files: Box<str>,
    /// Themes, and parts of themes that replace those that come with the program.
    pub themes: Box<str>,
    /// Words that replace or complete those that come with the program.
    pub words: Box<str>,
}

impl Site {
    /// The theme that comes with the program.
    pub const THEME: &'static str = "cong-khai";

    pub(super) fn meant(written: SiteFile, languages: Languages) -> Self {
        // Taken apart whole, so that a key added above cannot be forgotten here.
        let SiteFile {
            format: _,
            title,
            short_title,
            description,
            headline,
            languages: _,
            base_url,
            as_of,
            theme,
            publisher,
            licence,
            contact,
            report_url,
            menu,
            slugs,
            page_size,
            chart_files,
            paths,
            limits,
        } = written;
        Self {
            headline: headline.unwrap_or_else(|| title.clone()),
            short_title: short_title.unwrap_or_else(|| title.clone()),
            title,
            description: description.unwrap_or_default(),
            languages,
            base_url: base_url.map(|base| base.0),
            as_of,
            theme: theme.map_or_else(|| Self::THEME.into(), |theme| theme.0),
            publisher: publisher.map(|id| id.0),
            licence: licence.map(|code| code.0),
            contact: contact.map(Contact::meant).unwrap_or_default(),
            report_url,
            menu: menu.map(|ids| ids.into_iter().map(|id| id.0).collect()),
            slugs: slugs.0.into_iter().collect(),
            page_size: page_size.map(|rows| rows.0 as usize),
            chart_files: chart_files.unwrap_or_default(),
            paths: Paths::meant(paths.unwrap_or_default()),
            budget: budget_meant(limits.unwrap_or_default()),
        }
    }
}

impl Default for Site {
    fn default() -> Self {
        Self::meant(SiteFile::default(), Languages::default())
    }
}

fn budget_meant(written: LimitsFile) -> Budget {
    let LimitsFile { file_bytes, depth, values, growth } = written;
    let usual = Budget::default();
    let or = |limit: Option<u32>, usual| limit.map_or(usual, |limit| limit as usize);
    Budget {
        bytes: or(file_bytes.map(|limit| limit.0), usual.bytes),
        depth: or(depth.map(|limit| limit.0), usual.depth),
        values: or(values.map(|limit| limit.0), usual.values),
        growth: or(growth.map(|limit| limit.0), usual.growth),
    }
}

impl Contact {
    fn meant(written: ContactFile) -> Self {
        let ContactFile { email, url, answers_within_days } = written;
        Self { email: email.map(|email| email.0), url, answers_within_days }
    }
}

impl Default for Paths {
    fn default() -> Self {
        Self::meant(PathsFile::default())
    }
}

impl Paths {
    /// Every folder, with its key under `paths`.
    pub fn each(&self) -> [(&'static str, &str); 5] {
        let Self { data, content, static_files, themes, words } = self;
        [
            ("data", data),
            ("content", content),
            ("static", static_files),
            ("themes", themes),
            ("words", words),
        ]
    }

    fn meant(written: PathsFile) -> Self {
        let PathsFile { data, content, static_files, themes, words } = written;
        let or = |folder: Option<super::written::Folder>, usual: &str| {
            folder.map_or_else(|| usual.into(), |folder| folder.0)
        };
        Self {
            data: or(data, "data"),
            content: or(content, "content"),
            static_files: or(static_files, "static"),
            themes: or(themes, "themes"),
            words: or(words, "words"),
        }
    }
}
