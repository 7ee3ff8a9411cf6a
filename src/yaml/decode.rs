//! Nodes become values, and every mistake on the way is kept.

use super::mapping::{Cut, Mapping};
use super::scalars;
use super::tree::{Budget, Content, Node, ScalarStyle, Tree};
use crate::diagnostic::{
    Code, Diagnostic, Diagnostics, Edit, FileId, Fix, Hint, Place, Said, Span,
};
use crate::text::{Languages, Words};
use std::collections::BTreeMap;

/// Whether a key must be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Need {
    /// Without it there is no record.
    Required,
    /// It should be given, or it should be said that and why it is unknown.
    Expected,
    /// It may be left out.
    Optional,
}

/// A value that can be read from a node.
///
/// A mistake is told to the decoder, at the node, and the answer is `None`; the decoder then
/// goes on with the [`Default`] of the type and remembers that the field is damaged.
pub trait Decode: Sized + Default {
    /// Whether the key of such a value must be written.
    const NEED: Need = Need::Required;
    /// Keys beside its own, in the same mapping, that the value reads too.
    const BESIDE: &'static [&'static str] = &[];

    /// Reads the value.
    fn decode(node: Node<'_>, decoder: &mut Decoder<'_>) -> Option<Self>;

    /// Takes what stands under [`Decode::BESIDE`]; the default takes nothing.
    fn take_beside(&mut self, _mapping: &mut Mapping<'_>, _decoder: &mut Decoder<'_>) {}

    /// The value where the key is not written; `excuse` is the reason that the record gives
    /// under `unknown`, if it gives one.
    fn absent(_excuse: Option<&str>) -> Self {
        Self::default()
    }
}

/// Reads one file: knows its tree and its place, and collects what is wrong.
#[derive(Debug)]
pub struct Decoder<'d> {
    /// The languages that texts may be written in.
    pub languages: &'d Languages,
    /// Whether texts may be written in other languages too, which are left out: so it is in
    /// files that come with the program, which speak more languages than a site may declare.
    pub other_languages: bool,
    /// The words of the source language, in whose conventions figures are written.
    pub words: &'d Words,
    /// The name of the record's own folder, which is its id where none is written; none
    /// where records have no folders of their own.
    pub folder: Option<String>,
    /// What a record inside another need not say, since it goes by what the other says.
    pub handed_down: &'static [&'static str],
    file: FileId,
    excuses: Excuses,
    problems: Diagnostics,
    /// Whether something inside the value that is being read was wrong, though the value as
    /// a whole can be used.
    inner_damage: bool,
    /// How many bytes may still be read before aliases have made the file too large.
    allowance: usize,
    /// How many times its own size the file may grow to.
    growth: usize,
}

impl<'d> Decoder<'d> {
    /// A decoder for the tree of this file.
    pub fn new(
        languages: &'d Languages,
        words: &'d Words,
        file: FileId,
        tree: &Tree<'_>,
        budget: &Budget,
    ) -> Self {
        Self {
            languages,
            other_languages: false,
            words,
            folder: None,
            handed_down: &[],
            file,
            excuses: Excuses::default(),
            problems: Diagnostics::default(),
            inner_damage: false,
            allowance: tree.allowance(budget),
            growth: budget.growth,
        }
    }

    /// The file that is read.
    pub fn file(&self) -> FileId {
        self.file
    }

    /// What was wrong.
    pub fn into_problems(self) -> Diagnostics {
        self.problems
    }

    /// The place of a node.
    pub fn place(&self, node: Node<'_>) -> Place {
        Place::Span(self.file, node.span())
    }

    /// Tells a problem.
    pub fn tell(&mut self, diagnostic: Diagnostic) {
        self.problems.push(diagnostic);
    }

    /// A problem of this kind at this node, to be added to and told.
    pub fn problem(&self, code: Code, node: Node<'_>) -> Diagnostic {
        Diagnostic::new(code, self.place(node))
    }

    /// That a word is none of those that may stand here.
    pub fn unknown_word<'k>(
        &mut self,
        node: Node<'_>,
        word: &str,
        known: impl IntoIterator<Item = &'k str>,
    ) {
        self.unknown_word_with(node, word, |problem| problem.suggest(word, known));
    }

    /// The same, with a way out that `finish` adds.
    pub fn unknown_word_with(
        &mut self,
        node: Node<'_>,
        word: &str,
        finish: impl FnOnce(Diagnostic) -> Diagnostic,
    ) {
        let key = self.excuses.path.last().copied().unwrap_or_default();
        let problem = self.problem(Code::UnknownWord, node).with("word", word).with("key", key);
        self.tell(finish(problem));
    }

    /// Tells that something else was expected here.
    pub fn expected(&mut self, what: Said, node: Node<'_>) {
        let found = scalars::describe(node.content());
        let problem = self.problem(Code::WrongShape, node);
        self.tell(problem.with("expected", what).with("found", found));
    }

    /// The content of a node, or `None`, told once, when aliases have made the file larger
    /// than it may be.
    pub fn content<'t>(&mut self, node: Node<'t>) -> Option<Content<'t>> {
        let cost = node.cost();
        if self.allowance < cost {
            if self.allowance > 0 {
                let problem = self.problem(Code::AliasesTooLarge, node);
                let is_highest = self.growth >= Budget::MOST_GROWTH as usize;
                let hint = if is_highest { Hint::WriteFlatter } else { Hint::RaiseLimit };
                let problem = problem.with("setting", "limits.growth").hint(hint);
                self.tell(problem.with("limit", self.growth.to_string()));
            }
            self.allowance = 0;
            return None;
        }
        self.allowance -= cost;
        Some(node.content())
    }

    /// The text of a scalar and how it was written, or `None` where something else stands.
    pub fn scalar<'t>(&mut self, node: Node<'t>, what: Said) -> Option<(&'t str, ScalarStyle)> {
        match self.content(node)? {
            Content::Scalar(text, style) => Some((text, style)),
            _ => {
                self.expected(what, node);
                None
            }
        }
    }

    /// The keys and values of a mapping; tells what is no mapping and keys that stand twice.
    pub fn mapping<'t>(&mut self, node: Node<'t>, what: Said) -> Option<Mapping<'t>> {
        let Content::Mapping(items) = self.content(node)? else {
            self.expected(what, node);
            return None;
        };
        let mut mapping = Mapping::new(node, items.count() / 2);
        for (key, value) in items.pairs() {
            let Content::Scalar(name, _) = key.content() else {
                self.expected(Said::A_KEY, key);
                continue;
            };
            if let Some(first) = mapping.add(name, key, value) {
                let problem = self.problem(Code::DuplicateKey, key).with("key", name);
                self.tell(problem.related(self.place(first), Said::FIRST_HERE));
            }
        }
        Some(mapping)
    }

    /// The value under a key.
    ///
    /// A missing key is told if the type needs it, an empty one always, unless the record
    /// says under `unknown` why there is nothing.
    pub fn field<T: Decode>(&mut self, mapping: &mut Mapping<'_>, name: &'static str) -> T {
        let node = mapping.take(name);
        // What a record cannot do without is not excused by being unknown.
        let excuse = self.excuse(name).filter(|_| T::NEED != Need::Required);
        let excuse = excuse.map(str::to_owned);
        let mut value = match node {
            None => {
                let is_said = excuse.is_some() || self.is_handed_down(name);
                if T::NEED == Need::Required || T::NEED == Need::Expected && !is_said {
                    mapping.miss(name, T::NEED);
                }
                T::absent(excuse.as_deref())
            }
            Some(node) if scalars::is_empty(node) && self.is_not_indented(mapping, name) => {
                mapping.damage(name);
                T::absent(excuse.as_deref())
            }
            Some(node) if scalars::is_empty(node) => {
                if excuse.is_none() {
                    self.tell_empty(mapping.key_node(name, node), name, T::NEED);
                    mapping.damage(name);
                }
                T::absent(excuse.as_deref())
            }
            Some(node) => {
                if excuse.is_some() {
                    let problem = self.problem(Code::KnownAndUnknown, node);
                    self.tell(problem.with("key", name));
                }
                self.nested::<T>(mapping, name, node)
            }
        };
        if node.is_some() {
            mapping.expect(T::BESIDE);
            value.take_beside(mapping, self);
            // Where the value could not be read, what stands beside it is still known.
            T::BESIDE.iter().for_each(|beside| mapping.pass(beside));
        }
        value
    }

    /// Whether languages follow an empty key in its own column: they belong under it. This is
    /// told once, where it would be an empty key and an unknown one for each language.
    fn is_not_indented(&mut self, mapping: &mut Mapping<'_>, name: &'static str) -> bool {
        let below = mapping.take_behind(name, |key| self.languages.find(key).is_some());
        let Some((_, first, _)) = below.first() else { return false };
        let keys = below.iter().map(|(key, _, _)| format!("`{key}`")).collect::<Vec<_>>();
        let problem = self.problem(Code::NotIndented, *first).with("keys", keys.join(", "));
        let problem = problem.with("key", name).hint(Hint::IndentMore);
        // Lines that belong to a value below its key would have to be moved too.
        let is_one_line = |(_, _, value): &(_, Node<'_>, Node<'_>)| scalars::is_one_line(*value);
        let edits = below.iter().map(|(_, key, _)| {
            let at = key.span().start;
            let place = Place::Span(self.file, Span { start: at, end: at });
            Edit { place, instead_of: None, replacement: "  ".to_owned() }
        });
        let fix = Fix { edits: edits.collect() };
        let problem = if below.iter().all(is_one_line) { problem.fix(fix) } else { problem };
        self.tell(problem);
        true
    }

    fn tell_empty(&mut self, key: Node<'_>, name: &'static str, need: Need) {
        let problem = self.problem(Code::EmptyValue, key).with("key", name);
        let excusable = self.excuses.in_record && need != Need::Required;
        self.tell(match excusable {
            true => problem.with("path", self.full_path(name)).hint(Hint::SayUnknown),
            false => problem,
        });
    }

    /// Goes into the value of a key that is read by hand, so that problems can name it.
    pub fn within<R>(&mut self, name: &'static str, read: impl FnOnce(&mut Self) -> R) -> R {
        self.excuses.path.push(name);
        let result = read(self);
        self.excuses.path.pop();
        result
    }

    fn nested<T: Decode>(
        &mut self,
        mapping: &mut Mapping<'_>,
        name: &'static str,
        node: Node<'_>,
    ) -> T {
        self.excuses.path.push(name);
        let outer = std::mem::take(&mut self.inner_damage);
        let value = T::decode(node, self);
        if value.is_none() || self.inner_damage {
            mapping.damage(name);
        }
        self.inner_damage = outer;
        self.excuses.path.pop();
        value.unwrap_or_default()
    }

    /// Tells the keys that nothing has asked for and those that are missing, and remembers for
    /// the value around this one whether anything in here was wrong.
    ///
    /// A key that was misspelt is told where it stands; that the right one is missing follows
    /// from it and is not told a second time.
    pub fn finish(&mut self, mapping: &Mapping<'_>) {
        /// Whoever has more unknown keys than this has not misspelt them.
        const SUGGESTIONS: usize = 16;
        let mut meant = Vec::new();
        for (count, (name, key)) in mapping.unknown().enumerate() {
            let problem = match mapping.cut(name) {
                Some(cut) => match self.cut_by_comma(name, key, &cut) {
                    Some(problem) => problem,
                    None => continue,
                },
                None => {
                    let problem = self.problem(Code::UnknownKey, key).with("key", name);
                    if count < SUGGESTIONS {
                        problem.suggest(name, mapping.free())
                    } else {
                        problem
                    }
                }
            };
            meant.extend(problem.suggestion().map(str::to_owned));
            self.tell(problem);
        }
        let missing = mapping.missing().filter(|(name, _)| !meant.iter().any(|key| key == name));
        for (name, need) in missing {
            let code = if need == Need::Required { Code::MissingKey } else { Code::UnsaidKey };
            let problem = self.problem(code, mapping.node).with("key", name);
            self.tell(match need {
                Need::Required => problem,
                _ => problem.with("path", self.full_path(name)).hint(Hint::SayUnknown),
            });
        }
        self.inner_damage |= mapping.is_damaged();
    }

    /// That commas have cut a text or a number, told at the first of them.
    pub(super) fn cut_by_comma(
        &self,
        name: &str,
        key: Node<'_>,
        cut: &Cut<'_>,
    ) -> Option<Diagnostic> {
        let Cut::First { span, pieces } = cut else { return None };
        let Some(parts) = cut.number() else {
            let problem = self.problem(Code::CommaInText, key).with("text", name);
            let problem = problem.hint(Hint::QuoteText);
            let can_quote = pieces.iter().all(|piece| Fix::can_quote(piece));
            return Some(if can_quote {
                problem.fix(Fix::quote(self.file, *span))
            } else {
                problem
            });
        };
        let is_group = |part: &&str| part.len() == 3;
        let (code, hint, decimal) = match parts {
            [whole, group] if group.len() == 3 && whole.len() <= 3 && *whole != "0" => {
                (Code::GroupedNumber, Some(Hint::EitherNumber), format!("{whole}.{group}"))
            }
            [_, groups @ ..] if groups.len() > 1 && groups.iter().all(is_group) => {
                (Code::NotANumber, Some(Hint::WriteDecimal), parts.concat())
            }
            [whole, fraction] => {
                (Code::CommaInNumber, Some(Hint::WriteDecimal), format!("{whole}.{fraction}"))
            }
            _ => (Code::NotANumber, None, String::new()),
        };
        let problem = Diagnostic::new(code, Place::Span(self.file, *span));
        let problem = problem.with("written", parts.join(",")).with("whole", parts.concat());
        let problem = problem.with("decimal", decimal);
        Some(match hint {
            Some(hint) => problem.hint(hint),
            None => problem,
        })
    }

    /// Takes away what the record around says is unknown, while another is read inside it.
    pub fn take_excuses(&mut self) -> Excuses {
        std::mem::take(&mut self.excuses)
    }

    /// Remembers what a record says is unknown, before its fields are read.
    pub fn set_excuses(&mut self, excuses: Excuses) {
        self.excuses = excuses;
    }

    fn excuse(&self, name: &str) -> Option<&str> {
        if self.excuses.reasons.is_empty() {
            return None;
        }
        self.excuses.reasons.get(&self.full_path(name)).map(String::as_str)
    }

    /// Whether the record around this one says this field of it.
    fn is_handed_down(&self, name: &str) -> bool {
        self.excuses.path.is_empty() && self.handed_down.contains(&name)
    }

    /// The name of a field as seen from the record, dotted where it is nested.
    fn full_path(&self, name: &str) -> String {
        self.excuses.path.iter().copied().chain([name]).collect::<Vec<_>>().join(".")
    }
}

/// What a record says is unknown, and how far inside of it the decoder is.
#[derive(Debug, Default)]
pub struct Excuses {
    /// Field, dotted where it is nested, and reason.
    reasons: BTreeMap<String, String>,
    /// The keys on the way from the record to the mapping being read.
    path: Vec<&'static str>,
    /// Whether a record is being read, which has a place for what is unknown.
    in_record: bool,
}

impl Excuses {
    /// At the beginning of a record that says this.
    pub fn of(reasons: BTreeMap<String, String>) -> Self {
        Self { reasons, path: Vec::new(), in_record: true }
    }
}
