//! Problems for a person: the sentence, the excerpt with a mark under the place, the way out.

use super::{MessageLanguage, Report, Reported, Severity, Spot, SpotKind};
use annotate_snippets::{
    AnnotationKind, Group, Level, Origin, Renderer, Snippet, renderer::DecorStyle,
};

/// Every problem with an excerpt of its file. `colour` writes terminal colours.
pub fn render_human(report: &Report, language: MessageLanguage, colour: bool) -> String {
    let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
    let renderer = renderer.decor_style(DecorStyle::Ascii);
    let mut out = String::new();
    for problem in &report.problems {
        out.push_str(renderer.render(&[group(problem, language)]).trim_end());
        out.push_str("\n\n");
    }
    out
}

fn group(problem: &Reported, language: MessageLanguage) -> Group<'_> {
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
    if let Some(hint) = problem.hint(language) {
        let name = language.pick("gợi ý", "help");
        group = group.element(Level::HELP.with_name(name).message(hint));
    }
    group
}

/// The line of the spot with its neighbours, and a mark under the spot. Only these lines are
/// handed on, so that a problem at the end of a long file costs no more than one at its
/// beginning. A spot that runs over several lines is marked on its first.
fn excerpt<'s>(
    spot: &'s Spot,
    label: Option<&'static str>,
) -> Snippet<'s, annotate_snippets::Annotation<'s>> {
    let text: &str = &spot.text;
    let from = text.floor_char_boundary(spot.start);
    let line_start = text[..from].rfind('\n').map_or(0, |newline| newline + 1);
    let line_end = text[from..].find('\n').map_or(text.len(), |newline| from + newline);
    let before = text[..line_start.saturating_sub(1)].rfind('\n').map_or(0, |newline| newline + 1);
    let after = text[line_end..].get(1..).and_then(|rest| rest.find('\n'));
    let after = after.map_or(text.len(), |newline| line_end + 1 + newline);
    let to = text.floor_char_boundary(spot.end).clamp(from, line_end.max(from));
    let kind = if label.is_some() { AnnotationKind::Context } else { AnnotationKind::Primary };
    // A byte-order mark takes no column.
    let before = if before == 0 && text.starts_with('\u{feff}') { 3.min(from) } else { before };
    let first_line = spot.from.0 - usize::from(before < line_start);
    Snippet::source(&text[before..after])
        .line_start(first_line)
        .path(spot.path.as_ref())
        .annotation(kind.span(from - before..to - before).label(label))
}
