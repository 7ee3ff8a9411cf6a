//! A chart as a file: a drawing, a picture or a table; and cards.

use super::csv::chart_csv;
use super::picture;
use crate::chart::{self, Drawing, Home, Look, file};
use crate::site::ChartFormat;
use crate::table::Facts;
use crate::text::Lang;

/// A chart in one language and format.
pub fn chart(
    facts: Facts<'_>,
    look: &Look,
    drawing: &Drawing,
    lang: Lang,
    format: ChartFormat,
) -> Vec<u8> {
    match format {
        ChartFormat::Svg => file(facts, look, drawing, lang).into_bytes(),
        ChartFormat::Png => picture(&file(facts, look, drawing, lang), PICTURE_SCALE),
        ChartFormat::Csv => {
            let mut bytes = Vec::new();
            // Writing into memory cannot fail.
            let _ = chart_csv(&drawing.table, &mut bytes);
            bytes
        }
    }
}

/// The picture that a link to a page is shown with.
pub fn card(facts: Facts<'_>, look: &Look, home: Home, lang: Lang) -> Vec<u8> {
    picture(&chart::card(facts, look, home, lang), 1.0)
}

/// How many dots a picture has for a pixel of the drawing: for screens that have as many, and
/// for print.
const PICTURE_SCALE: f32 = 2.0;
