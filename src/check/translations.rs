//! Rules about languages.

use super::View;
use super::value::Seen;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Hint, Place};
use crate::model::{Presence, Shape, Value};
use crate::text::Text;

/// Every text of a record is there in every declared language. A missing one stops nothing:
/// the page shows the nearest language and says so.
pub(super) fn complete(view: View<'_>, seen: Seen<'_>, problems: &mut Diagnostics) {
    if seen.record.kind().presence() == Presence::Codes {
        return;
    }
    match seen.value {
        // A title in the source's own language needs no translation.
        Value::Text(text) if !matches!(seen.shape, Shape::OwnText) => {
            let way = || seen.way.to_string();
            look(view, text, || seen.place(), way, problems);
        }
        Value::Quantity(quantity) => {
            const NAME: &str = "denominator";
            let way = || format!("{}.{NAME}", seen.way);
            if let Some(denominator) = quantity.denominator() {
                look(view, denominator, || seen.place_of(NAME), way, problems);
            }
        }
        _ => {}
    }
}

fn look(
    view: View<'_>,
    text: &Text,
    place: impl Fn() -> Place,
    way: impl Fn() -> String,
    problems: &mut Diagnostics,
) {
    let languages = &view.portal.site.languages;
    let missing = languages.all().filter(|lang| text.get(*lang).is_none());
    for lang in missing.filter(|_| !text.is_empty()) {
        let problem = Diagnostic::new(Code::MissingTranslation, place());
        let problem = problem.with("field", way()).with("language", languages.code(lang));
        problems.push(problem.hint(Hint::AddTranslation));
    }
}
