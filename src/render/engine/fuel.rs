//! What a template in tera may cost.
//!
//! tera counts nothing: a template that never ends would be waited for, in a build as in the
//! preview, and a thread that runs it cannot be stopped from outside. So what can repeat is
//! given a meter of ours before tera reads it. Everything that is looped over passes through
//! the function [`EACH`], which counts its items; the bodies of components, blocks and includes,
//! which can call one another, begin with a call of [`STEP`]. Both fail once a page has used up
//! its [`STEPS`]. This needs no clock: the same template fails at the same place everywhere.
//!
//! Lines stay where they are, so that a message names the right one.

use std::cell::Cell;

/// The steps that a page may take: passes of loops, calls of components, blocks and includes.
/// The largest page of the benchmark's portal takes some ten thousand.
pub(super) const STEPS: u64 = 1_000_000;

/// The function that what is looped over passes through.
pub(super) const EACH: &str = "_each";

/// The function that is called where a body begins.
pub(super) const STEP: &str = "_step";

/// Tags behind which a body begins that may be run again and again.
const BODIES: &[&str] = &["component", "block", "include"];

thread_local! {
    /// The steps that the page which this thread renders has left. tera hands nothing of a
    /// page to functions inside of components, and a page is rendered by one thread.
    static LEFT: Cell<u64> = const { Cell::new(0) };
}

/// Gives the page that this thread renders its steps.
pub(super) fn fill() {
    LEFT.set(STEPS);
}

/// Takes so many steps.
///
/// # Errors
/// What is wrong, if there are not so many left.
pub(super) fn spend(steps: usize) -> Result<(), tera::Error> {
    let left = LEFT.get().checked_sub(steps as u64);
    LEFT.set(left.unwrap_or_default());
    left.map(|_| ())
        .ok_or_else(|| tera::Error::message(format!("it has not ended after {STEPS} steps")))
}

/// A template with the meter put in.
pub(super) fn metered(source: &str) -> String {
    let mut meter = Meter { rest: source, out: String::with_capacity(source.len() * 5 / 4) };
    while let Some(at) = meter.next_marker() {
        meter.copy(at);
        if meter.rest.starts_with("{#") {
            let end = meter.rest.find("#}").map_or(meter.rest.len(), |end| end + 2);
            meter.copy(end);
        } else if let Some(end) = raw_end(meter.rest) {
            meter.copy(end);
        } else {
            meter.code();
        }
    }
    meter.out.push_str(meter.rest);
    meter.out
}

struct Meter<'s> {
    /// What has not been read.
    rest: &'s str,
    out: String,
}

/// A comprehension (`[x for y in z]`) whose iterated value is open.
struct Open {
    /// How many brackets are open around it.
    depth: usize,
}

impl<'s> Meter<'s> {
    fn next_marker(&self) -> Option<usize> {
        ["{{", "{%", "{#"].iter().filter_map(|marker| self.rest.find(marker)).min()
    }

    fn copy(&mut self, bytes: usize) -> &'s str {
        let (copied, rest) = self.rest.split_at(bytes);
        self.out.push_str(copied);
        self.rest = rest;
        copied
    }

    /// Reads what stands between the marks of a tag or an expression.
    fn code(&mut self) {
        let is_tag = self.copy(2) == "{%";
        let end = if is_tag { "%}" } else { "}}" };
        if self.rest.starts_with('-') {
            self.copy(1);
        }
        let mut words = 0;
        let mut tag = "";
        let mut depth = 0;
        let mut open: Vec<Open> = Vec::new();
        let mut is_loop = false;
        while !self.rest.is_empty() {
            let trims = self.rest.strip_prefix('-').is_some_and(|rest| rest.starts_with(end));
            if trims || self.rest.starts_with(end) {
                if is_loop {
                    self.out.push(')');
                }
                self.copy(end.len() + usize::from(trims));
                if is_tag && BODIES.contains(&tag) {
                    // What stood behind the tag must be trimmed as before.
                    let trim = if trims { "-" } else { "" };
                    self.out.push_str(&format!("{{{{ {STEP}() {trim}}}}}"));
                }
                return;
            }
            let first = self.rest.chars().next().unwrap_or_default();
            if matches!(first, '"' | '\'' | '`') {
                self.copy(string_end(self.rest));
            } else if first.is_alphabetic() || first == '_' {
                let word = word(self.rest);
                if word == "if" && open.last().is_some_and(|one| one.depth == depth) {
                    self.out.push_str(") ");
                    open.pop();
                }
                self.copy(word.len());
                words += 1;
                if is_tag && words == 1 {
                    tag = word;
                }
                if word == "for"
                    && let Some(names) = looped_names(self.rest)
                {
                    self.copy(names);
                    self.out.push_str(&format!(" {EACH}(of="));
                    match is_tag && words == 1 {
                        true => is_loop = true,
                        false => open.push(Open { depth }),
                    }
                }
            } else {
                match first {
                    '[' | '(' | '{' => depth += 1,
                    ']' | ')' | '}' => {
                        if open.last().is_some_and(|one| one.depth == depth) {
                            self.out.push(')');
                            open.pop();
                        }
                        depth = depth.saturating_sub(1);
                    }
                    _ => {}
                }
                self.copy(first.len_utf8());
            }
        }
    }
}

/// Where the names of a loop end, behind its `in`: `for` is an argument's name elsewhere.
fn looped_names(behind: &str) -> Option<usize> {
    let mut rest = behind.trim_start();
    loop {
        let name = word(rest);
        rest = rest.get(name.len()..).filter(|_| !name.is_empty())?.trim_start();
        match rest.strip_prefix(',') {
            Some(next) => rest = next.trim_start(),
            None => break,
        }
    }
    let rest = rest.strip_prefix("in").filter(|_| word(rest) == "in")?;
    Some(behind.len() - rest.len())
}

fn word(text: &str) -> &str {
    let end = text.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(text.len());
    &text[..end]
}

/// Where a text in quotes ends, behind its closing quote.
fn string_end(text: &str) -> usize {
    let quote = text.chars().next();
    let mut is_escaped = false;
    for (at, c) in text.char_indices().skip(1) {
        match c {
            _ if is_escaped => is_escaped = false,
            '\\' => is_escaped = true,
            c if Some(c) == quote => return at + c.len_utf8(),
            _ => {}
        }
    }
    text.len()
}

/// Where a passage ends that tera takes as it stands, if one begins here.
fn raw_end(text: &str) -> Option<usize> {
    let behind = tag_end(text, "raw")?;
    let mut at = behind;
    while let Some(found) = text[at..].find("{%") {
        at += found;
        if let Some(end) = tag_end(&text[at..], "endraw") {
            return Some(at + end);
        }
        at += 2;
    }
    Some(text.len())
}

/// Where a tag of this name and nothing else ends, if it begins here.
fn tag_end(text: &str, name: &str) -> Option<usize> {
    let inner = text.strip_prefix("{%")?;
    let inner = inner.strip_prefix('-').unwrap_or(inner).trim_start();
    let inner = inner.strip_prefix(name)?.trim_start();
    let rest = inner.strip_prefix("-%}").or_else(|| inner.strip_prefix("%}"))?;
    Some(text.len() - rest.len())
}

#[cfg(test)]
mod tests {
    use super::metered;

    #[test]
    fn what_repeats_is_counted_and_nothing_else_is_touched() {
        for (source, expected) in [
            ("a{{ b }}{# {% for #}c", "a{{ b }}{# {% for #}c"),
            ("{% for a in b %}x{% endfor %}", "{% for a in _each(of= b )%}x{% endfor %}"),
            ("{%- for k, v in b['%}'] -%}", "{%- for k, v in _each(of= b['%}'] )-%}"),
            ("{% raw %}{% for a in b %}{% endraw %}", "{% raw %}{% for a in b %}{% endraw %}"),
            ("{{ [a for a in b if c] }}", "{{ [a for a in _each(of= b ) if c] }}"),
            (
                "{% if [[1 for c in (d)] for a in b] | length %}",
                "{% if [[1 for c in _each(of= (d))] for a in _each(of= b)] | length %}",
            ),
            ("{{ t(for=1) }}{% if x in y %}", "{{ t(for=1) }}{% if x in y %}"),
            ("{% block b -%} x", "{% block b -%}{{ _step() -}} x"),
            (
                "{% component c(a=[1]) %}{% include 'd' %}",
                "{% component c(a=[1]) %}{{ _step() }}{% include 'd' %}{{ _step() }}",
            ),
        ] {
            assert_eq!(metered(source), expected);
        }
    }

    #[test]
    fn what_is_broken_is_left_to_tera() {
        for source in ["{{ 'a", "{% for", "{# a", "{% raw %}{{", "{% for a in", "{{ [a for", "{"] {
            assert!(metered(source).starts_with(source), "{source}");
        }
    }
}
