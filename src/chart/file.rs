//! A drawing as a file of its own: with its title, its words and its colours in it.

use super::canvas::{Canvas, LINE, X};
use super::drawing::{Caption, Drawing, Width};
use super::look::Look;
use super::measure::{FONT_FAMILY, Weight, wrap};
use super::place::Anchor;
use super::voice::{Voice, escaped};
use crate::table::Facts;
use crate::text::Lang;
use std::fmt::Write as _;

/// The width of a drawing that is as wide as its place.
const USUAL: f64 = 640.0;

/// The room around it.
const MARGIN: f64 = 24.0;

/// The size of the title.
const TITLE: f64 = 17.0;

/// A drawing as a whole SVG file.
pub fn file(facts: Facts<'_>, look: &Look, drawing: &Drawing, lang: Lang) -> String {
    let voice = Voice { facts, lang };
    let inner = match drawing.width {
        Width::Any => USUAL,
        Width::Pixels(pixels) => pixels,
    };
    let mut words = Canvas::new("");
    let mut y = MARGIN;
    for line in wrap(&drawing.caption.title, TITLE, Weight::Strong, inner, 3) {
        y += 24.0;
        words.text("strong title", X::Pixels(MARGIN), y - 6.0, Anchor::Start, &line);
    }
    let top = y + 10.0;
    y = top + drawing.height + 10.0;
    for text in below(voice, drawing) {
        for line in wrap(&text, 12.0, Weight::Regular, inner, 6) {
            y += LINE;
            words.text("quiet small", X::Pixels(MARGIN), y - 4.0, Anchor::Start, &line);
        }
    }
    let (width, height) = (inner + 2.0 * MARGIN, (y + MARGIN - 4.0).ceil());
    let words = words.finish();
    let style = look.style(&[&words, &drawing.shapes]);
    let code = facts.portal.site.languages.code(lang);
    let mut out = String::with_capacity(words.len() + drawing.shapes.len() + style.len() + 1024);
    // Writing into a String cannot fail.
    let _ = write!(
        out,
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <svg xmlns=\"http://www.w3.org/2000/svg\" class=\"drawing\" width=\"{width}\" \
         height=\"{height}\" viewBox=\"0 0 {width} {height}\" role=\"img\" \
         aria-labelledby=\"title description\" lang=\"{code}\" \
         font-family=\"{FONT_FAMILY}, system-ui, sans-serif\">\n\
         <title id=\"title\">{}</title>\n<desc id=\"description\">{}</desc>\n\
         <style>{style}.drawing .title{{font-size:{TITLE}px}}</style>\n\
         <rect width=\"{width}\" height=\"{height}\" fill=\"{}\"/>\n{words}\n\
         <svg x=\"{MARGIN}\" y=\"{top}\" width=\"{inner}\" height=\"{}\" overflow=\"visible\">{}</svg>\n\
         </svg>\n",
        escaped(&drawing.caption.title),
        escaped(&drawing.description),
        look.colour("paper"),
        drawing.height,
        drawing.shapes,
    );
    out
}

/// What stands under the drawing: how to read it, where its figures are from, and of when.
fn below(voice: Voice<'_>, drawing: &Drawing) -> Vec<String> {
    let portal = voice.portal();
    let mut lines = Vec::new();
    let Caption { notes, sources, .. } = &drawing.caption;
    if !notes.is_empty() {
        lines.push(notes.join(" "));
    }
    if !sources.is_empty() {
        let sources: Vec<String> = sources.iter().map(|at| voice.source(*at)).collect();
        lines.push(voice.say("chart.source", &[("sources", &sources.join("; "))]));
    }
    let title = portal.site.title.closest(voice.lang, &portal.site.languages);
    let title = title.map_or("", |(_, title)| &**title);
    let as_of = voice.say("page.as_of", &[("date", &voice.as_of())]);
    let address = portal.site.base_url.as_ref().map(|base| base.0.to_string());
    let told: Vec<String> = [Some(title.to_owned()), Some(as_of), address]
        .into_iter()
        .flatten()
        .filter(|text| !text.is_empty())
        .collect();
    lines.push(told.join(" · "));
    lines
}
