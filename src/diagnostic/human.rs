//! Problems for a person: the sentence, the excerpt with a mark under the place, the way out
//! and, where it is known, the line as it should be.

use super::{MessageLanguage, Report, Reported, Severity, Spot, SpotKind};
use annotate_snippets::{
    Annotation, AnnotationKind, Group, Level, Origin, Patch, Renderer, Snippet,
    renderer::DecorStyle,
};
use std::ops::Range;

/// Every problem with an excerpt of its file. `colour` writes terminal colours.
pub fn render_human(report: &Report, language: MessageLanguage, colour: bool) -> String {
    let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
    let renderer = renderer.decor_style(DecorStyle::Ascii);
    let mut out = String::new();
    for problem in &report.problems {
        out.push_str(renderer.render(&groups(problem, language)).trim_end());
        out.push_str("\n\n");
    }
    out
}

fn groups(problem: &Reported, language: MessageLanguage) -> Vec<Group<'_>> {
    let mut told = told(problem, language);
    let Some(hint) = problem.hint(language) else { return vec![told] };
    let level = Level::HELP.with_name(language.pick("gợi ý", "help"));
    // What is spread over several lines is for a program to change, not for a person to read.
    let short = problem.fixes.iter().filter(|edits| is_on_one_line(edits));
    let lines: Vec<_> = short.map(|edits| mended(edits)).collect();
    if lines.is_empty() {
        told = told.element(level.message(hint));
        return vec![told];
    }
    vec![told, Group::with_title(level.secondary_title(hint)).elements(lines)]
}

/// What is wrong and where.
fn told(problem: &Reported, language: MessageLanguage) -> Group<'_> {
    let severity = problem.diagnostic.severity();
    let level = match severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Hint => Level::NOTE,
    };
    let title = level
        .with_name(severity.name().in_language(language))
        .primary_title(problem.message(language))
        .id(problem.code().name());
    let mut group = Group::with_title(title);
    if let Some(spot) = &problem.spot {
        group = match spot.kind {
            SpotKind::File => group.element(Origin::path(spot.path.as_ref())),
            SpotKind::Characters => group.element(excerpt(spot, None)),
        };
    }
    for (spot, label) in &problem.related {
        group = group.element(excerpt(spot, Some(label.in_language(language))));
    }
    group
}

fn is_on_one_line(edits: &[(Spot, String)]) -> bool {
    let lines = edits.iter().flat_map(|(spot, _)| [spot.from.0, spot.to.0]);
    lines.clone().min() == lines.max()
}

/// The line with the texts that come in the place of others.
fn mended(edits: &[(Spot, String)]) -> Snippet<'_, Patch<'_>> {
    // A fix without edits is not kept.
    let Some((first, _)) = edits.first() else { return Snippet::source("") };
    let window = window(first);
    let patches = edits.iter().map(|(spot, replacement)| {
        let within = |byte: usize| byte.clamp(window.start, window.end) - window.start;
        Patch::new(within(spot.start)..within(spot.end), replacement.as_str())
    });
    lines_of(first, &window).patches(patches)
}

/// The line of the spot with its neighbours, and a mark under the spot. A spot that runs over
/// several lines is marked on its first.
fn excerpt<'s>(spot: &'s Spot, label: Option<&'static str>) -> Snippet<'s, Annotation<'s>> {
    let text: &str = &spot.text;
    let window = window(spot);
    let from = text.floor_char_boundary(spot.start);
    let line_end = text[from..].find('\n').map_or(text.len(), |newline| from + newline);
    let to = text.floor_char_boundary(spot.end).clamp(from, line_end.max(from));
    let kind = if label.is_some() { AnnotationKind::Context } else { AnnotationKind::Primary };
    let marked = from - window.start..to - window.start;
    lines_of(spot, &window).annotation(kind.span(marked).label(label))
}

/// The line of the spot with its neighbours. Only these lines are handed on, so that a problem
/// at the end of a long file costs no more than one at its beginning.
fn window(spot: &Spot) -> Range<usize> {
    let text: &str = &spot.text;
    let from = text.floor_char_boundary(spot.start);
    let line_start = text[..from].rfind('\n').map_or(0, |newline| newline + 1);
    let line_end = text[from..].find('\n').map_or(text.len(), |newline| from + newline);
    let before = text[..line_start.saturating_sub(1)].rfind('\n').map_or(0, |newline| newline + 1);
    let after = text[line_end..].get(1..).and_then(|rest| rest.find('\n'));
    let after = after.map_or(text.len(), |newline| line_end + 1 + newline);
    // A byte-order mark takes no column.
    let before = if before == 0 && text.starts_with('\u{feff}') { 3.min(from) } else { before };
    before..after
}

/// The lines of a window, numbered as in the file.
fn lines_of<'s, T: Clone>(spot: &'s Spot, window: &Range<usize>) -> Snippet<'s, T> {
    let text: &str = &spot.text;
    let from = text.floor_char_boundary(spot.start).max(window.start);
    let above = text[window.start..from].matches('\n').count();
    Snippet::source(&text[window.clone()])
        .line_start(spot.from.0.saturating_sub(above).max(1))
        .path(spot.path.as_ref())
}
