//! A problem in a line: `data/targets/a.yaml:3:9: lỗi[unknown-key]: …`.

use super::{MessageLanguage, Report};
use std::fmt::Write as _;

/// Every problem in a line of its own, the hint behind it in parentheses.
pub fn render_short(report: &Report, language: MessageLanguage) -> String {
    let mut out = String::new();
    for problem in &report.problems {
        if let Some(spot) = &problem.spot {
            let (line, column) = spot.from;
            // Writing into a String cannot fail.
            let _ = write!(out, "{}:{line}:{column}: ", spot.path);
        }
        let severity = problem.diagnostic.severity().name().in_language(language);
        let _ = write!(out, "{severity}[{}]: {}", problem.code().name(), problem.message(language));
        if let Some(hint) = problem.hint(language) {
            let _ = write!(out, " ({hint})");
        }
        out.push('\n');
    }
    out
}
