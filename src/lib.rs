//! minhbach turns a git repository of YAML records into a static, bilingual open-data portal
//! that lays what was promised beside what is known.
//!
//! # The pipeline
//! Data comes in at the top and leaves at the bottom; nothing runs back up. Each stage
//! returns its value and its diagnostics, and the stages of [`survey`] run in this order:
//!
//! 1. [`config`] reads `site.yaml`: as it is written, then as it is meant.
//! 2. [`load`] finds the files of records, words and themes, and reads each once; [`yaml`]
//!    turns a text into a tree with places and a tree into values.
//!    [`markdown`] knows what a page of prose holds.
//! 3. [`model`] decodes the records, ties their references together, and reads the pages.
//! 4. [`history`] is asked when they last changed, if nobody says on which day to judge.
//! 5. [`mod@derive`] computes what follows from them.
//! 6. [`site`] plans every page and file.
//! 7. [`check`] runs the rules over all of it.
//!
//! Then, for each entry of the plan ([`produce`]):
//!
//! 8. [`search`] makes the index that a search of the portal reads.
//! 9. [`render`] makes pages, [`export`] makes files, the latter from the columns of [`table`].
//! 10. [`publish`] brings them to the disk, whole or not at all ([`build`]); or [`serve`]
//!     answers with the one that was asked for.
//!
//! A [`Watcher`] is told as each [`Step`] begins: for the time each takes, and for the bar that
//! a terminal shows.
//!
//! [`text`] and [`diagnostic`] are known to all of them; [`cli`] is the command line. Who may
//! import whom stands in `docs/architecture.md`, and a test holds the code against it.

#![forbid(unsafe_code)]

pub mod chart;
pub mod check;
pub mod cli;
pub mod config;
pub mod derive;
pub mod diagnostic;
pub mod export;
pub mod history;
pub mod load;
pub mod markdown;
pub mod model;
pub mod publish;
pub mod render;
pub mod search;
pub mod serve;
pub mod site;
pub mod table;
pub mod text;
pub mod yaml;

use config::{Address, Day};
use diagnostic::{Code, Diagnostic, Diagnostics, Hint, Place, Report, Severity};
use export::{Checksum, Summing};
use load::Sources;
use model::Portal;
use publish::{Stage, Way, Written};
use rayon::prelude::*;
use render::{Engine, Scene};
use site::{Content, Entry, Plan, Subject, Tier};
use std::io::{self, BufWriter, Write};
use std::path::Path;
use std::sync::Arc;

/// What the command line says in place of `site.yaml`.
#[derive(Clone, Debug, Default)]
pub struct Wishes {
    /// The day on which the portal is judged.
    pub as_of: Option<Day>,
    /// Where the portal will stand on the web.
    pub base_url: Option<Address>,
    /// Whether it is looked at by who works on it, and never published.
    pub is_preview: bool,
}

/// The steps of [`survey`] and [`build`], in their order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Reading `site.yaml`.
    Site,
    /// Reading the words of the languages and the theme.
    Words,
    /// Reading and decoding the records.
    Records,
    /// Tying references together, and reading the rows of tables, whose cells refer too.
    Link,
    /// Reading the pages of prose.
    Prose,
    /// Asking git.
    History,
    /// Computing what follows from the records.
    Derive,
    /// Planning pages and files.
    Plan,
    /// Running the rules.
    Check,
    /// Reading the templates, and putting lists in order.
    Templates,
    /// Making and writing pages and tables: the lowest tier, which is made at once.
    Pages,
    /// Making and writing the files that tell of them: the tiers above.
    Files,
    /// Exchanging the old portal for the new one.
    Publish,
}

/// Who is told how far the work is. The clock and the terminal are theirs: a result knows
/// of neither. `&()` is nobody.
pub trait Watcher: Sync {
    /// A step begins, and the one before it has ended.
    fn begins(&self, step: Step);

    /// One more of this many pages and files is done with.
    fn one_done(&self, of: usize);
}

impl Watcher for () {
    fn begins(&self, _step: Step) {}

    fn one_done(&self, _of: usize) {}
}

/// A portal that has been read and checked, and what is wrong with it.
#[derive(Debug)]
pub struct Survey {
    /// Everything that pages and files speak of.
    pub scene: Arc<Scene>,
    /// What is wrong.
    pub problems: Diagnostics,
    engine: Engine,
    sources: Sources,
}

/// Reads and checks the portal whose `site.yaml` stands in `root`.
pub fn survey(root: &Path, wishes: &Wishes, watcher: &dyn Watcher) -> Survey {
    watcher.begins(Step::Site);
    let mut problems = Diagnostics::default();
    let mut sources = Sources::open(root);
    let mut site = match sources.text(Sources::SITE) {
        Ok(text) => config::read_site(&text, Sources::SITE, &mut problems),
        Err(problem) => {
            problems.push(problem);
            config::Site::default()
        }
    };
    if let Some(base_url) = &wishes.base_url {
        site.base_url = Some(base_url.clone());
    }
    sources.budget = site.budget;
    // Git takes longer to be asked than the records of a small portal to be read.
    let (folder, paths, budget) = (root.to_owned(), site.paths.clone(), site.budget);
    let changes = std::thread::spawn(move || history::newest_changes(&folder, &paths, &budget));
    sources.verify(&site.paths, &mut problems);
    watcher.begins(Step::Words);
    let vocabulary = load::read_words(&mut sources, &site, &mut problems);
    let theme = load::read_theme(&mut sources, &site, &mut problems);
    let words = vocabulary.of(text::Lang::SOURCE);
    watcher.begins(Step::Records);
    model::discover_records(&mut sources, &site, &mut problems);
    let (mut records, failed) = model::read_records(&mut sources, &site, words, &mut problems);
    watcher.begins(Step::Link);
    model::link(&mut records, &failed, &mut problems);
    let rows = model::read_rows(&sources, &records, &mut problems);
    watcher.begins(Step::Prose);
    let pages = model::read_content(&mut sources, &site, words, &mut problems);
    let static_files = sources.discover_static(&site.paths, &mut problems);
    watcher.begins(Step::History);
    let settled = !problems.has_errors_in(Sources::SITE);
    let as_of = day_of_judgement(root, &site, wishes, settled, &mut problems);
    let commit = history::newest_commit(root, &site.paths);
    // It does not panic; if it did, the portal would be one without these lines.
    let changes = changes.join().unwrap_or_default();
    let portal = Portal {
        site,
        theme,
        vocabulary,
        records,
        failed,
        rows,
        pages,
        static_files,
        as_of,
        commit,
    };
    watcher.begins(Step::Derive);
    let derived = derive::derive(&portal);
    watcher.begins(Step::Plan);
    let plan = site::plan(&portal, &derived, wishes.is_preview);
    watcher.begins(Step::Check);
    let view = check::View { portal: &portal, derived: &derived, plan: &plan };
    check::check(view, &mut problems);
    watcher.begins(Step::Templates);
    let engine = Engine::new(&portal, &mut problems);
    let scene = Arc::new(Scene::new(portal, derived, plan, changes));
    Survey { scene, problems, engine, sources }
}

/// The made-up portal whose charts the page of components shows in every state, in the
/// languages and the words of a portal. A test holds that nothing is wrong with it.
fn samples(portal: &Portal) -> Scene {
    let mut problems = Diagnostics::default();
    let mut sources = Sources::samples();
    let text = sources.text(Sources::SITE).unwrap_or_default();
    let mut site = config::read_site(&text, Sources::SITE, &mut problems);
    site.languages = portal.site.languages.clone();
    let as_of = site.as_of.unwrap_or_default();
    let vocabulary = portal.vocabulary.clone();
    let words = vocabulary.of(text::Lang::SOURCE);
    let (mut records, failed) = model::read_records(&mut sources, &site, words, &mut problems);
    model::link(&mut records, &failed, &mut problems);
    let theme = portal.theme.clone();
    let portal = Portal { site, theme, vocabulary, records, as_of, ..Portal::default() };
    let derived = derive::derive(&portal);
    let plan = site::plan(&portal, &derived, false);
    Scene::new(portal, derived, plan, Vec::new())
}

/// The day on which the portal is judged: what the command line says, else `site.yaml`, else
/// the day of the newest change in git. The clock is never asked: the same sources must give
/// the same portal tomorrow.
fn day_of_judgement(
    root: &Path,
    site: &config::Site,
    wishes: &Wishes,
    settled: bool,
    problems: &mut Diagnostics,
) -> Day {
    let day = wishes.as_of.or(site.as_of).or_else(|| history::newest_change(root, &site.paths));
    day.unwrap_or_else(|| {
        // Where `site.yaml` is broken its own `as_of` may be what could not be read.
        if settled {
            let problem = Diagnostic::new(Code::NoAsOf, Place::File(Sources::SITE));
            problems.push(problem.hint(Hint::NameAsOf));
        }
        Day::default()
    })
}

impl Survey {
    /// Whether nothing may be published: there are errors or, under `strict`, warnings.
    pub fn is_stopped(&self, strict: bool) -> bool {
        self.problems.any(Severity::Error) || strict && self.problems.any(Severity::Warning)
    }

    /// The problems with their lines, for showing. The files that something is wrong with
    /// are read again for that; a clean portal has kept nothing.
    pub fn report(&self) -> Report {
        self.report_of(self.problems.clone())
    }

    /// The same for problems that were found later, when pages and files were made.
    pub fn report_of(&self, problems: Diagnostics) -> Report {
        load::report(&self.sources, problems)
    }
}

/// The bytes of one entry of the plan. `lower` holds the checksums of all entries of lower
/// tiers, and is asked only by entries that stand above them.
///
/// # Errors
/// The problem, if a template fails or a file that is published as it is cannot be read.
pub fn produce(
    survey: &Survey,
    entry: &Entry,
    lower: &[Checksum<'_>],
) -> Result<Vec<u8>, Box<Diagnostic>> {
    let scene = &survey.scene;
    let facts = scene.facts();
    match &entry.content {
        Content::Page(page) => {
            if page.subject == Subject::Components {
                scene.samples.get_or_init(|| Arc::new(samples(&scene.portal)));
            }
            survey.engine.render(scene, entry, *page)
        }
        Content::Table(..) | Content::Sitemap | Content::Checksums => {
            let mut bytes = Vec::new();
            // Writing into memory cannot fail.
            let _ = stream(survey, entry, lower, &mut bytes);
            Ok(bytes)
        }
        Content::Chart(chart, lang, format) => {
            let drawing = scene.drawing(*chart, *lang);
            // No plan asks for one where there is nothing to draw.
            let made = drawing.map(|one| export::chart(facts, &scene.look, &one, *lang, *format));
            Ok(made.unwrap_or_default())
        }
        Content::Card(home, lang) => Ok(export::card(facts, &scene.look, *home, *lang)),
        Content::Style => Ok(scene.portal.theme.style()),
        Content::Asset(name) => {
            let file = scene.portal.theme.file(&format!("assets/{name}"));
            Ok(file.unwrap_or_default().to_vec())
        }
        Content::Static(file) => Ok(survey.sources.bytes(*file)?),
        Content::Search(file) => Ok(search::file(scene.search_facts(), scene.index(), *file)),
        Content::Robots => Ok(export::robots(&scene.portal)),
        Content::Headers => Ok(export::headers()),
        Content::Build => Ok(export::build(&scene.portal)),
    }
}

/// Whether an entry grows with the portal, so that it may be too large to be held in memory.
fn is_streamed(content: &Content) -> bool {
    matches!(content, Content::Table(..) | Content::Sitemap | Content::Checksums)
}

/// Writes such an entry piece by piece.
fn stream(
    survey: &Survey,
    entry: &Entry,
    lower: &[Checksum<'_>],
    out: &mut dyn Write,
) -> io::Result<()> {
    let scene = &survey.scene;
    match entry.content {
        Content::Table(table, format) => export::table(scene.facts(), table, format, out),
        Content::Sitemap => export::sitemap(&scene.portal, &scene.plan, out),
        Content::Checksums => export::checksums(lower, out),
        _ => Ok(()),
    }
}

/// What was published.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Pages.
    pub pages: usize,
    /// Other files.
    pub files: usize,
    /// Bytes of both.
    pub bytes: u64,
    /// How many of both had changed.
    pub changed: usize,
    /// How they took their place.
    pub way: Way,
}

/// Publishes the portal of a survey that is not stopped in `target`: tier by tier, each
/// entry in parallel, and then whole.
///
/// # Errors
/// Every problem of a template or of the disk. The published portal is as it was, unless a
/// problem says that its replacement was cut off.
pub fn build<'p>(
    survey: &'p Survey,
    target: &Path,
    watcher: &dyn Watcher,
) -> Result<Summary, Diagnostics> {
    watcher.begins(Step::Pages);
    // Before all processors are busy with pages, some of which ask for it.
    survey.scene.index();
    let stage = Stage::begin(target, &survey.sources.roots(&survey.scene.portal.site.paths))
        .map_err(|problem| Diagnostics::from(*problem))?;
    let mut summary = Summary::default();
    let mut checksums: Vec<Checksum<'p>> = Vec::new();
    for tier in Tier::ALL {
        if *tier == Tier::Telling {
            watcher.begins(Step::Files);
        }
        let entries = entries_of(&survey.scene.plan, *tier);
        let put = |&entry: &&'p Entry| {
            let result = put(survey, &stage, entry, &checksums);
            watcher.one_done(survey.scene.plan.entries.len());
            result
        };
        let results: Vec<_> = entries.par_iter().map(put).collect();
        let mut problems = Diagnostics::default();
        checksums.reserve_exact(results.len());
        for (entry, result) in entries.iter().zip(results) {
            match result {
                Ok((checksum, bytes, written)) => {
                    checksums.push(checksum);
                    summary.add(entry, bytes, written);
                }
                // One mistake in a template fails on every page that uses it.
                Err(problem)
                    if problems.iter().any(|known| known.is_same_but_for(&problem, "path")) => {}
                Err(problem) => problems.push(*problem),
            }
        }
        if !problems.is_empty() {
            return Err(problems);
        }
    }
    watcher.begins(Step::Publish);
    summary.way = stage.publish().map_err(|problem| Diagnostics::from(*problem))?;
    Ok(summary)
}

fn entries_of(plan: &Plan, tier: Tier) -> Vec<&Entry> {
    plan.entries.iter().filter(|entry| entry.content.tier() == tier).collect()
}

fn put<'e>(
    survey: &Survey,
    stage: &Stage,
    entry: &'e Entry,
    lower: &[Checksum<'_>],
) -> Result<(Checksum<'e>, u64, Written), Box<Diagnostic>> {
    if is_streamed(&entry.content) {
        let mut made = None;
        let written = stage.stream(&entry.path, |out| {
            let mut summing = Summing::new(out);
            let mut pieces = BufWriter::with_capacity(64 * 1024, &mut summing);
            stream(survey, entry, lower, &mut pieces)?;
            pieces.flush()?;
            drop(pieces);
            let bytes = summing.bytes;
            made = Some((summing.finish(&entry.path), bytes));
            Ok(())
        })?;
        // It is there where nothing has failed.
        let (checksum, bytes) = made.unwrap_or_else(|| (Checksum::of(&entry.path, &[]), 0));
        return Ok((checksum, bytes, written));
    }
    let bytes = produce(survey, entry, lower)?;
    let written = stage.put(&entry.path, &bytes)?;
    Ok((Checksum::of(&entry.path, &bytes), bytes.len() as u64, written))
}

impl Summary {
    fn add(&mut self, entry: &Entry, bytes: u64, written: Written) {
        match entry.content {
            Content::Page(_) => self.pages += 1,
            _ => self.files += 1,
        }
        self.bytes += bytes;
        self.changed += usize::from(written == Written::Anew);
    }
}

/// The checksums of every entry below a tier, made anew: what `serve` gives to an entry that
/// tells of others.
///
/// # Errors
/// The first problem of a template.
pub fn checksums_below(survey: &Survey, tier: Tier) -> Result<Vec<Checksum<'_>>, Box<Diagnostic>> {
    survey.scene.index();
    let mut checksums = Vec::new();
    for lower in Tier::ALL.iter().filter(|lower| **lower < tier) {
        let made: Result<Vec<Checksum<'_>>, Box<Diagnostic>> =
            entries_of(&survey.scene.plan, *lower)
                .par_iter()
                .filter(|entry| !entry.is_for_preview())
                .map(|&entry| Ok(Checksum::of(&entry.path, &produce(survey, entry, &checksums)?)))
                .collect();
        checksums.extend(made?);
    }
    Ok(checksums)
}
