//! Rules about languages.

use super::View;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Hint};
use crate::model::{AnyRecord, Kind, Presence, Value};

/// Every text of a record is there in every declared language. A missing one stops nothing:
/// the page shows the nearest language and says so.
pub(super) fn complete(view: View<'_>, problems: &mut Diagnostics) {
    let published = Kind::ALL.iter().copied().filter(|kind| kind.presence() != Presence::Codes);
    for kind in published {
        // A title in the source's own language needs no translation.
        let texts: Vec<_> = kind
            .fields()
            .filter(|info| !matches!(info.shape, crate::model::Shape::OwnText))
            .collect();
        for record in view.portal.records.of(kind) {
            for info in &texts {
                look(view, record, info.name, &record.value(info.name), problems);
            }
        }
    }
}

fn look(
    view: View<'_>,
    record: &dyn AnyRecord,
    path: &str,
    value: &Value<'_>,
    problems: &mut Diagnostics,
) {
    match value {
        Value::Text(text) if !text.is_empty() => {
            let languages = &view.portal.site.languages;
            for lang in languages.all().filter(|lang| text.get(*lang).is_none()) {
                let place = record.origin().place(path);
                let problem = Diagnostic::new(Code::MissingTranslation, place);
                let problem = problem.with("field", path).with("language", languages.code(lang));
                problems.push(problem.hint(Hint::AddTranslation));
            }
        }
        Value::Quantity(quantity) => {
            let denominator = Value::Text(&quantity.denominator);
            look(view, record, &format!("{path}.denominator"), &denominator, problems);
        }
        Value::Group(group) => {
            for info in group.fields() {
                look(
                    view,
                    record,
                    &format!("{path}.{}", info.name),
                    &group.value(info.name),
                    problems,
                );
            }
        }
        Value::List(values) => {
            for (index, value) in values.iter().enumerate() {
                look(view, record, &format!("{path}.{index}"), value, problems);
            }
        }
        _ => {}
    }
}
