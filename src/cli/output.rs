//! What is printed, and where: progress to standard error, results to standard output.

use super::arguments::{Arguments, Colour};
use super::{Ended, ended, report_without_sources};
use crate::diagnostic::{
    Diagnostic, Diagnostics, MessageLanguage, Report, Severity, render_human, render_json,
    render_short,
};
use std::io::{IsTerminal as _, Write as _};

/// How problems are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Format {
    /// With an excerpt, for a person.
    Human,
    /// In a line each.
    Short,
    /// For programs.
    Json,
}

/// Where the program speaks, and in which language.
#[derive(Clone, Copy, Debug)]
pub(super) struct Output {
    pub(super) language: MessageLanguage,
    quiet: bool,
    colour: Colour,
}

impl Output {
    pub(super) fn new(arguments: &Arguments) -> Self {
        Self { language: arguments.language, quiet: arguments.quiet, colour: arguments.colour }
    }

    /// Tells of progress, unless the program is to be quiet.
    pub(super) fn tell(&self, vi: &str, en: &str) {
        if !self.quiet {
            // Nobody listens any more: there is nobody to tell that either.
            let _ = writeln!(std::io::stderr(), "{}", self.language.pick(vi, en));
        }
    }

    /// Prints a result. Whoever has closed the other end wants no more of it, which is no
    /// failure; anything else is the machine's.
    pub(super) fn print(&self, text: &str) -> Result<(), Ended> {
        let mut out = std::io::stdout();
        match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
            Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => {
                Err(Ended::MachineFailed)
            }
            _ => Ok(()),
        }
    }

    /// Prints a report as a result.
    pub(super) fn print_report(&self, report: &Report, format: Format) -> Result<(), Ended> {
        let colour = self.colours(std::io::stdout().is_terminal());
        self.print(&self.rendered(report, format, colour))
    }

    /// Shows a report on the way to a result.
    pub(super) fn show_report(&self, report: &Report) {
        let colour = self.colours(std::io::stderr().is_terminal());
        let mut report = report.clone();
        if self.quiet {
            report.problems.retain(|problem| problem.diagnostic.severity() != Severity::Hint);
        }
        let report = &report;
        let _ =
            std::io::stderr().write_all(self.rendered(report, Format::Human, colour).as_bytes());
    }

    /// Tells how many problems there were.
    pub(super) fn tell_counts(&self, report: &Report) {
        let (errors, warnings) = (report.count(Severity::Error), report.count(Severity::Warning));
        self.tell(
            &format!("{errors} lỗi, {warnings} cảnh báo"),
            &format!("{}, {}", counted(errors, "error"), counted(warnings, "warning")),
        );
    }

    /// Shows the problem that ends the program.
    pub(super) fn fail(&self, problem: Diagnostic) -> Ended {
        let problems = Diagnostics::from(problem.clone());
        self.show_report(&report_without_sources(problem, std::path::Path::new(".")));
        ended(&problems, true)
    }

    fn rendered(&self, report: &Report, format: Format, colour: bool) -> String {
        match format {
            Format::Human => render_human(report, self.language, colour),
            Format::Short => render_short(report, self.language),
            Format::Json => render_json(report),
        }
    }

    fn colours(&self, terminal: bool) -> bool {
        match self.colour {
            Colour::Always => true,
            Colour::Never => false,
            Colour::Auto => terminal && std::env::var_os("NO_COLOR").is_none_or(|no| no.is_empty()),
        }
    }
}

fn counted(count: usize, noun: &str) -> String {
    let plural = if count == 1 { "" } else { "s" };
    format!("{count} {noun}{plural}")
}
