//! Rules about the figures of records that texts speak of: each is there, and where a text
//! gives it in words of its own, they say what the record says.

use super::View;
use super::links::all_versions;
use super::quantities::{is_percent, names_of_unit};
use super::value::Seen;
use crate::diagnostic::{Argument, Code, Diagnostic, Diagnostics, Edit, Fix, Hint, Place, Said};
use crate::markdown::{Dialect, Form, Mention};
use crate::model::{
    AnyRecord, Kind, NamedFigure, NoFigure, Number, PageVersion, Portal, Qualifier, Quantity,
    Shape, Unit, Value, Wording, figure, read_wording,
};
use crate::text::{Lang, Words, format_number, normalise};
use std::collections::BTreeSet;
use std::ops::Range;

/// The figures that pages speak of.
pub(super) fn of_pages(view: View<'_>, problems: &mut Diagnostics) {
    for (_, lang, version) in all_versions(view) {
        for mention in &version.outline.figures {
            Look { view, lang, mention, spot: Spot::Page(version) }.look(problems);
        }
    }
}

/// The figures that the Markdown texts of records speak of.
pub(super) fn of_records(view: View<'_>, seen: Seen<'_>, problems: &mut Diagnostics) {
    let (Value::Text(text), Shape::Markdown) = (seen.value, seen.shape) else { return };
    let languages = &view.portal.site.languages;
    for lang in languages.all() {
        // Most texts have none, which is seen without reading them as Markdown.
        let text = text.get(lang).filter(|text| text.contains(['[', '<', '{']));
        let mentions = text.map(|text| Mention::all(text, Dialect::Note)).unwrap_or_default();
        for mention in &mentions {
            let spot = Spot::Record(seen.place_of(languages.code(lang)));
            Look { view, lang, mention, spot }.look(problems);
        }
    }
}

/// Where a text stands.
enum Spot<'s> {
    /// On a page, where every byte has its place.
    Page(&'s PageVersion),
    /// In a record, whose texts are found as a whole.
    Record(Place),
}

/// A figure that a text speaks of, while it is looked at.
struct Look<'l> {
    view: View<'l>,
    /// The language of the text.
    lang: Lang,
    mention: &'l Mention,
    spot: Spot<'l>,
}

impl<'l> Look<'l> {
    fn look(&self, problems: &mut Diagnostics) {
        let Mention { form, name, .. } = self.mention;
        let found = name.as_deref().map(|name| (name, self.view.portal.figure_named(name)));
        let problem = match (form, found) {
            (Form::AskedInHeading, _) => {
                let problem = self.problem(Code::FigureInHeading, &self.mention.words_place);
                Some(problem.hint(Hint::FigureBelow))
            }
            (Form::Broken | Form::Pictured, found) => Some(self.mended(found)),
            (Form::Claimed, found) if self.is_wordless() => Some(self.mended(found)),
            (Form::Asked | Form::Claimed, Some((name, Err(reason)))) => {
                self.not_there(name, reason, problems)
            }
            (Form::Claimed, Some((name, Ok(found)))) => {
                self.differing(name, found).or_else(|| self.qualified_outside(name))
            }
            (Form::Asked, Some((name, Ok(_)))) => self.qualified_outside(name),
            (Form::Asked | Form::Claimed, None) => None,
        };
        problem.into_iter().for_each(|problem| problems.push(problem));
    }

    fn place(&self, bytes: &Range<usize>) -> Place {
        match &self.spot {
            Spot::Page(version) => version.place_of(bytes),
            Spot::Record(place) => place.clone(),
        }
    }

    fn problem(&self, code: Code, bytes: &Range<usize>) -> Diagnostic {
        Diagnostic::new(code, self.place(bytes))
    }

    /// Another text in the place of the words. In a record the place is that of the whole text,
    /// with quotes of its own.
    fn rewrite(&self, replacement: &str) -> Option<Fix> {
        let Spot::Page(version) = self.spot else { return None };
        let edit = Edit {
            place: version.place_of(&self.mention.words_place),
            instead_of: Some(self.mention.words.to_string()),
            replacement: replacement.to_owned(),
        };
        Some(Fix { edits: vec![edit] })
    }

    /// Whether a link has no words of its own: `[](figure:id)`, `<figure:id>`.
    fn is_wordless(&self) -> bool {
        let Mention { name, words, .. } = self.mention;
        let own = words.strip_prefix("figure:").unwrap_or(words);
        own.is_empty() || own.len() < words.len() && Some(own) == name.as_deref()
    }

    /// What is not written as a figure is asked for, with how it should be written if what
    /// stands in it names one.
    fn mended(&self, found: Option<(&str, Result<NamedFigure<'_>, NoFigure<'_>>)>) -> Diagnostic {
        let (words, name) = (&*self.mention.words, found.map_or("", |(name, _)| name));
        let written = match self.mention.form {
            Form::Pictured => format!("![{words}](figure:{name})"),
            Form::Claimed if words.is_empty() => format!("[](figure:{name})"),
            Form::Claimed => format!("<{words}>"),
            _ => words.to_owned(),
        };
        let problem = self.problem(Code::FigureForm, &self.mention.words_place);
        let problem = problem.with("written", shortened(&written));
        match found.filter(|(_, found)| !matches!(found, Err(NoFigure::Unknown))) {
            Some((name, _)) => {
                let mended = format!("{{{{ figure(\"{name}\") }}}}");
                let is_braces = self.mention.form == Form::Broken;
                let fix = is_braces.then(|| self.rewrite(&mended)).flatten();
                let problem = problem.with("suggestion", mended).hint(Hint::WriteFigure);
                fix.into_iter().fold(problem, Diagnostic::fix)
            }
            None => problem.hint(Hint::FigureForm),
        }
    }

    /// A name that is that of no figure.
    fn not_there(
        &self,
        name: &str,
        reason: NoFigure<'_>,
        problems: &Diagnostics,
    ) -> Option<Diagnostic> {
        let problem = |code| self.problem(code, &self.mention.place).with("id", shortened(name));
        match reason {
            NoFigure::Unread => None,
            NoFigure::Unknown => {
                let problem = problem(Code::UnknownFigure);
                let file = problem.place.file();
                let is_kept = file.is_none_or(|file| problems.keeps_errors_of(file));
                Some(if is_kept { self.suggest(problem, name) } else { problem })
            }
            NoFigure::Two => {
                let kinds = Portal::KINDS_WITH_FIGURES;
                let names = kinds.map(|kind| format!("{}/{name}", kind.name()));
                let fixes = names
                    .iter()
                    .filter_map(|full| Fix::rename(self.place(&self.mention.place), name, full));
                let told = problem(Code::TwoFigures).with("known", names.join(", "));
                Some(fixes.fold(told.hint(Hint::OneOf), Diagnostic::fix))
            }
            NoFigure::Without(record, position) => {
                let problem = problem(Code::NoFigure);
                let View { portal, plan, .. } = self.view;
                let page = plan.routes.record(record.kind(), position, self.lang, portal);
                Some(match page {
                    Some((path, anchor)) => {
                        let path = path.strip_suffix("index.html").unwrap_or(&path);
                        let anchor = anchor.map(|anchor| format!("#{anchor}")).unwrap_or_default();
                        let problem = problem.with("address", format!("/{path}{anchor}"));
                        problem.hint(Hint::LinkToRecord)
                    }
                    None => problem,
                })
            }
        }
    }

    /// Adds the names that were probably meant.
    fn suggest(&self, problem: Diagnostic, name: &str) -> Diagnostic {
        // The right id behind the wrong kind.
        let behind = name.split_once('/').map_or("", |(_, id)| id);
        let has_it = |kind: &Kind| self.view.portal.records.position(*kind, behind).is_some();
        let kinds = Portal::KINDS_WITH_FIGURES.into_iter().filter(has_it);
        if let [only] = *kinds.collect::<Vec<_>>() {
            let meant = format!("{}/{behind}", only.name());
            let fix = Fix::rename(problem.place.clone(), name, &meant);
            let problem = problem.with("suggestion", meant).hint(Hint::DidYouMean);
            return fix.into_iter().fold(problem, Diagnostic::fix);
        }
        let known = around(self.view, name);
        problem.suggest(name, known.iter().map(String::as_str))
    }

    /// Words that do not say what the record says.
    fn differing(&self, name: &str, found: NamedFigure<'_>) -> Option<Diagnostic> {
        let View { portal, .. } = self.view;
        let quantity = found.quantity;
        let words = portal.words(self.lang);
        let claimed = normalise(self.mention.words.trim());
        let shown = say(portal, self.lang, words, quantity);
        // What the portal itself writes is right, whatever its pattern, and so are the very
        // words of the source.
        let is_in_source = portal.language_of_source(found.record)
            == portal.site.languages.code(self.lang)
            && quantity.as_written().is_some_and(|written| *written == *claimed);
        if claimed.to_lowercase() == shown.to_lowercase() || is_in_source {
            return None;
        }
        // Where the unit stands in the sentence already, it need not be in the link.
        let is_bare = read_wording(&claimed, words, &[]).is_some_and(|it| !it.is_percent);
        let mut bare = quantity.clone();
        bare.unit = None;
        let shown = if is_bare { say(portal, self.lang, words, &bare) } else { shown };
        let related = found.record.origin().place(found.field);
        let problem = |code| {
            let problem = self.problem(code, &self.mention.words_place);
            problem.with("written", shortened(&claimed)).with("suggestion", &*shown)
        };
        let Some(wording) = self.read(&claimed, quantity) else {
            let problem = problem(Code::ClaimWithoutFigure).hint(Hint::FigureAlone);
            return Some(problem.related(related, Said::FIGURE_OF_RECORD));
        };
        let is_same = wording.value.0 == quantity.value.0
            && wording.high.map(|high| high.0) == quantity.high().map(|high| high.0)
            && wording.qualifier == quantity.qualifier
            && (!wording.is_percent || is_percent(self.view, quantity));
        if is_same {
            return None;
        }
        // In the numbers of the message's language: `4.177` is four in one and thousands in
        // another, which may be what is wrong.
        let told = |language: &str, quantity: &Quantity, behind: &str| {
            let lang = portal.site.languages.find(language).unwrap_or(Lang::SOURCE);
            let words = portal.vocabulary.named(language);
            say(portal, lang, words.unwrap_or_else(|| portal.words(lang)), quantity) + behind
        };
        let both = |quantity: &Quantity, behind: &str| Argument::Both {
            vi: told("vi", quantity, behind),
            en: told("en", quantity, behind),
        };
        let (read, behind) = self.reading(wording, quantity);
        let problem = problem(Code::ClaimDiffers)
            .with("id", shortened(name))
            .with("read", both(&read, behind))
            .with("recorded", both(quantity, ""))
            .related(related, Said::FIGURE_OF_RECORD)
            .hint(Hint::WriteFigure);
        let is_plain = !shown.contains(['[', ']', '*', '_', '`', '\\', '<', '&', '~', '!']);
        let fix = is_plain.then(|| self.rewrite(&shown)).flatten();
        Some(fix.into_iter().fold(problem, Diagnostic::fix))
    }

    /// A word that qualifies the figure where nobody holds it against the record: `gần` in
    /// `gần [80%](figure:id)`.
    fn qualified_outside(&self, name: &str) -> Option<Diagnostic> {
        /// No language that comes with the program has a longer way to say it.
        const WORDS: usize = 4;
        let before = &*self.mention.before;
        let words = self.view.portal.words(self.lang);
        let starts = before.char_indices().rev().skip_while(|(_, c)| c.is_whitespace());
        let starts = starts.filter(|(_, c)| c.is_whitespace()).map(|(at, c)| at + c.len_utf8());
        let tails = starts.chain([0]).take(WORDS).map(|at| before[at..].trim());
        let is_qualifier = |tail: &&str| {
            let wording = read_wording(&format!("{tail} 1"), words, &[]);
            wording.is_some_and(|it| it.qualifier != Qualifier::Exact && it.high.is_none())
        };
        let word = tails.filter(|_| before.ends_with(char::is_whitespace)).find(is_qualifier)?;
        let problem = self.problem(Code::QualifierOutside, &self.mention.words_place);
        let problem = problem.with("word", word).with("id", shortened(name));
        Some(problem.hint(Hint::QualifierInside))
    }

    /// What the words of a claim say: as sources word a figure, or as the unit does (`hạng 13`).
    fn read(&self, claimed: &str, quantity: &Quantity) -> Option<Wording> {
        let portal = self.view.portal;
        let words = portal.words(self.lang);
        let code = portal.site.languages.code(self.lang);
        let units = names_of_unit(self.view, quantity, code);
        let read = |text: &str| read_wording(text, words, &units);
        let unit = quantity.unit.as_ref().and_then(|unit| unit.of(&portal.records));
        let patterns = unit.map(|unit| patterns(&unit.body, self.lang)).unwrap_or_default();
        let lower = claimed.to_lowercase();
        let by_unit = || {
            patterns.into_iter().find_map(|(qualifier, pattern)| {
                let pattern = pattern.to_lowercase();
                let (head, tail) = pattern.split_once("{value}")?;
                let wording = read(lower.strip_prefix(head)?.strip_suffix(tail)?)?;
                let is_bare = wording.qualifier == Qualifier::Exact;
                let qualifier = qualifier.filter(|_| is_bare).unwrap_or(wording.qualifier);
                Some(Wording { qualifier, ..wording })
            })
        };
        read(claimed).or_else(by_unit)
    }

    /// What was read, as a figure of the record's unit, and what stands behind it where it is
    /// percent of another.
    fn reading(&self, wording: Wording, quantity: &Quantity) -> (Quantity, &'static str) {
        let Wording { value, high, qualifier, .. } = wording;
        let mut read = Quantity::new(value, high, qualifier, quantity.unit.clone());
        if wording.is_percent && !is_percent(self.view, quantity) {
            read.unit = None;
            return (read, "%");
        }
        (read, "")
    }
}

/// How a unit is written around a number in a language, the ways for one qualifier first.
fn patterns(unit: &Unit, lang: Lang) -> Vec<(Option<Qualifier>, &str)> {
    let own = unit.patterns.iter().flatten();
    let own = own.filter_map(|own| Some((Some(own.qualifier), &**own.pattern.get(lang)?)));
    let usual = unit.pattern.as_ref().and_then(|pattern| pattern.get(lang));
    own.chain(usual.map(|pattern| (None, &**pattern))).collect()
}

/// The figure in the words and numbers of a language.
fn say(portal: &Portal, lang: Lang, words: &Words, quantity: &Quantity) -> String {
    let number = |number: Number| format_number(&number.plain(), words);
    // An editor types plain spaces.
    figure(quantity, portal, lang, words, number).replace('\u{a0}', " ")
}

/// The names that stand around this one in the order of names, where most slips of the finger
/// leave it: to hold each of them against each of a million records would take for ever.
fn around(view: View<'_>, name: &str) -> BTreeSet<String> {
    /// How many on each side, of each kind.
    const NEAR: usize = 100;
    let (id, part) = name.split_at(name.find('#').unwrap_or(name.len()));
    let (has_kind, id) = id.split_once('/').map_or((false, id), |(_, id)| (true, id));
    let records = &view.portal.records;
    let mut names = BTreeSet::new();
    for kind in Portal::KINDS_WITH_FIGURES {
        let id_at = |at: usize| records.get(kind, at).map_or("", AnyRecord::id);
        let count = records.count(kind);
        let middle = partition_point(count, |at| id_at(at) < id);
        let before = if has_kind { format!("{}/", kind.name()) } else { String::new() };
        let near = middle.saturating_sub(NEAR)..count.min(middle + NEAR);
        names.extend(near.map(|at| format!("{before}{}{part}", id_at(at))));
    }
    names
}

/// The first position that is not before what is looked for.
fn partition_point(count: usize, is_before: impl Fn(usize) -> bool) -> usize {
    let (mut low, mut high) = (0, count);
    while low < high {
        let middle = low + (high - low) / 2;
        if is_before(middle) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    low
}

/// The beginning of what may be a whole page of text.
fn shortened(text: &str) -> String {
    const MOST: usize = 120;
    match text.char_indices().nth(MOST) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}
