//! What is printed, and where: progress to standard error, results to standard output.

use super::arguments::{Arguments, Colour};
use super::stopwatch::Stopwatch;
use super::{Ended, bar, ended, report_without_sources};
use crate::diagnostic::{
    Diagnostic, Diagnostics, MessageLanguage, Report, Severity, render_human, render_json,
    render_short,
};
use crate::text::{Words, format_number};
use crate::{Step, Watcher};
use std::io::{IsTerminal as _, Write as _};
use std::time::Duration;

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
    verbose: bool,
    colour: Colour,
}

impl Output {
    pub(super) fn new(arguments: &Arguments) -> Self {
        let Arguments { language, quiet, verbose, colour, .. } = *arguments;
        Self { language, quiet, verbose, colour }
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

    /// Does a piece of work that is told to the stopwatch and, on a terminal, shown by a bar.
    pub(super) fn watched<T>(&self, watch: &Stopwatch, work: impl FnOnce(&dyn Watcher) -> T) -> T {
        let variable = |name| std::env::var_os(name);
        let shown = !self.quiet
            && std::io::stderr().is_terminal()
            && bar::can_show(variable("TERM").as_deref(), variable("CI").as_deref());
        let done = if shown { bar::shown(watch, self, work) } else { work(watch) };
        watch.stop();
        done
    }

    /// Tells how long each step took, if that was asked for.
    pub(super) fn tell_steps(&self, watch: &Stopwatch) {
        for (step, time) in watch.steps().into_iter().filter(|_| self.verbose) {
            let line = format!("{:>8} s  {}", self.seconds(time, 3), self.step(step));
            self.tell(&line, &line);
        }
    }

    /// Tells how many problems there were.
    pub(super) fn tell_counts(&self, report: &Report) {
        let counts = self.counts(report);
        self.tell(&counts, &counts);
    }

    /// How many problems of each severity there are.
    pub(super) fn counts(&self, report: &Report) -> String {
        let counted = |severity, noun: &str| {
            let count = report.count(severity);
            let plural = if count == 1 { "" } else { "s" };
            let [name, number] = [severity.name().vi, &self.count(count)];
            self.language.pick(format!("{number} {name}"), format!("{number} {noun}{plural}"))
        };
        [
            counted(Severity::Error, "error"),
            counted(Severity::Warning, "warning"),
            counted(Severity::Hint, "note"),
        ]
        .join(", ")
    }

    /// What a step is called.
    pub(super) fn step(&self, step: Step) -> &'static str {
        let (vi, en) = match step {
            Step::Site => ("đọc site.yaml", "site.yaml"),
            Step::Words => ("đọc từ ngữ và giao diện", "words and theme"),
            Step::Records => ("đọc dữ liệu", "records"),
            Step::Link => ("nối các tham chiếu", "references"),
            Step::Prose => ("đọc các trang chữ", "pages of prose"),
            Step::History => ("hỏi lịch sử git", "history in git"),
            Step::Derive => ("suy ra các mối liên hệ", "what follows"),
            Step::Plan => ("lập danh sách trang và tệp", "plan of pages and files"),
            Step::Check => ("kiểm tra", "checks"),
            Step::Templates => ("chuẩn bị mẫu trang", "templates"),
            Step::Pages => ("ghi trang và bảng", "pages and tables"),
            Step::Files => ("ghi các tệp tổng hợp", "files about them"),
            Step::Publish => ("xuất bản", "publishing"),
        };
        self.language.pick(vi, en)
    }

    /// A count as the language of messages writes it.
    pub(super) fn count(&self, count: usize) -> String {
        format_number(&count.to_string(), &self.marks())
    }

    /// A time in seconds with so many decimals.
    pub(super) fn seconds(&self, time: Duration, decimals: usize) -> String {
        format_number(&format!("{:.decimals$}", time.as_secs_f64()), &self.marks())
    }

    /// A number of bytes, rounded up.
    pub(super) fn size(&self, bytes: u64) -> String {
        let (units, name) = match bytes {
            0..1_000_000 => (bytes.div_ceil(1000), "kB"),
            _ => (bytes.div_ceil(1_000_000), "MB"),
        };
        format!("{} {name}", format_number(&units.to_string(), &self.marks()))
    }

    fn marks(&self) -> Words {
        let (group, decimal) = self.language.pick((".", ","), (",", "."));
        Words::new([("number.group", group), ("number.decimal", decimal)])
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
