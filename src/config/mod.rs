//! The settings of a portal: `site.yaml` as it is written ([`SiteFile`], every key that may
//! stand there), then as it is meant ([`Site`], with the defaults filled in).

mod address;
mod day;
mod report_address;
mod site;
mod theme;
mod written;

pub use address::{Address, BaseAddress};
pub use day::Day;
pub use report_address::ReportAddress;
pub use site::{Contact, Paths, Site};
pub use theme::{EngineName, Theme};
pub use written::{ChartFiles, SiteFile};

use crate::diagnostic::{Code, Diagnostic, Diagnostics, FileId, Hint, Place};
use crate::text::Words;
use crate::yaml::{Budget, Decode as _, Decoder, parse};

/// Reads the text of `site.yaml`.
///
/// The languages are read first, since the texts beside them are written in them. What is
/// wrong is told in `problems`, and the settings that could be read are returned all the same.
pub fn read_site(text: &str, file: FileId, problems: &mut Diagnostics) -> Site {
    let budget = Budget::default();
    let parsed = parse(text, file, &budget, problems);
    let Some(root) = parsed.tree.root() else {
        if problems.is_empty() {
            let problem = Diagnostic::new(Code::EmptyFile, Place::File(file));
            problems.push(problem.hint(Hint::SiteForm));
        }
        return Site::default();
    };
    let words = Words::default();
    let languages = written::declared_languages(root).unwrap_or_default();
    let mut decoder = Decoder::new(&languages, &words, file, &parsed.tree, &budget);
    let written = SiteFile::decode(root, &mut decoder).unwrap_or_default();
    problems.append(decoder.into_problems());
    Site::meant(written, languages)
}
