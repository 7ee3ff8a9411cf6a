//! Problems for programs, in the form that contract.md gives.

use super::{MessageLanguage, Report, Reported, Severity, Spot};
use serde_json::{Value, json};

/// The report as a JSON document: both languages of every message, lines and columns from 1
/// in characters, `file` relative to the root and `null` where no file is meant.
pub fn render_json(report: &Report) -> String {
    let document = json!({
        "diagnostics": report.problems.iter().map(problem).collect::<Vec<_>>(),
        "errors": report.count(Severity::Error),
        "warnings": report.count(Severity::Warning),
    });
    format!("{document:#}\n")
}

fn problem(problem: &Reported) -> Value {
    let mut object = place(problem.spot.as_ref());
    let related = problem.related.iter().map(|(spot, label)| {
        let mut object = place(Some(spot));
        object["message"] = json!({"vi": label.vi, "en": label.en});
        object
    });
    object["code"] = json!(problem.code().name());
    object["severity"] = json!(problem.diagnostic.severity().code());
    object["message"] = both(|language| problem.message(language));
    object["hint"] = match problem.diagnostic.hint {
        Some(_) => both(|language| problem.hint(language).unwrap_or_default()),
        None => Value::Null,
    };
    object["related"] = related.collect();
    object["fixes"] = problem.fixes.iter().map(|edits| fix(edits)).collect();
    object
}

fn fix(edits: &[(Spot, String)]) -> Value {
    let edits = edits.iter().map(|(spot, replacement)| {
        let mut object = place(Some(spot));
        object["replacement"] = json!(replacement);
        object
    });
    json!({"edits": edits.collect::<Vec<_>>()})
}

fn both(said: impl Fn(MessageLanguage) -> String) -> Value {
    json!({"vi": said(MessageLanguage::Vi), "en": said(MessageLanguage::En)})
}

fn place(spot: Option<&Spot>) -> Value {
    let Some(spot) = spot else {
        return json!({"file": null, "line": null, "column": null, "end_line": null, "end_column": null});
    };
    let ((line, column), (end_line, end_column)) = (spot.from, spot.to);
    json!({
        "file": spot.path.as_ref(),
        "line": line,
        "column": column,
        "end_line": end_line,
        "end_column": end_column,
    })
}
