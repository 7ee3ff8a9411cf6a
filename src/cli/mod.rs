//! The command line: one file per verb.
#![allow(clippy::disallowed_methods, reason = "this room wires the doors")]

mod arguments;
mod bar;
mod build;
mod check;
mod completions;
mod explain;
mod output;
mod progress;
mod serve;
mod stopwatch;

pub use stopwatch::Stopwatch;

use crate::diagnostic::{Code, Diagnostic, Diagnostics, Hint, Place};
use crate::load::{Sources, find_root};
use arguments::{Arguments, Verb};
use output::Output;
use std::ffi::OsString;
use std::path::PathBuf;
use std::process::ExitCode;

/// What the program says when it ends: 0 done, 1 the sources have errors, 2 wrong usage,
/// 3 the machine failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Ended {
    Done = 0,
    SourcesHaveErrors = 1,
    WrongUsage = 2,
    MachineFailed = 3,
}

/// Runs the program with the arguments that it was called with.
pub fn run() -> ExitCode {
    let arguments: Vec<OsString> = std::env::args_os().collect();
    let locale = ["LC_ALL", "LC_MESSAGES", "LANG"]
        .iter()
        .filter_map(std::env::var_os)
        // POSIX: an empty variable is as good as none.
        .find(|value| !value.is_empty());
    let ended = match arguments::parse(&arguments, locale.as_deref()) {
        Ok(arguments) => dispatch(&arguments),
        Err(refusal) => refusal.tell(),
    };
    ExitCode::from(ended as u8)
}

fn dispatch(arguments: &Arguments) -> Ended {
    let output = Output::new(arguments);
    // These need no site.
    match &arguments.verb {
        Verb::Explain { code } => return explain::run(*code, &output),
        Verb::Completions { shell } => return completions::run(*shell, &output),
        Verb::Progress { file } => return progress::run(file.as_deref(), &output),
        _ => {}
    }
    let root = match root(arguments) {
        Ok(root) => root,
        Err(problem) => return output.fail(*problem),
    };
    match &arguments.verb {
        Verb::Build { target, strict, wishes } => {
            let target = target.clone().unwrap_or_else(|| root.join("public"));
            build::run(&root, &target, wishes, *strict, &output)
        }
        Verb::Check { strict, format, wishes } => {
            check::run(&root, wishes, *strict, *format, &output)
        }
        Verb::Serve { port, wishes } => serve::run(&root, *port, wishes, &output),
        Verb::Explain { code } => explain::run(*code, &output),
        Verb::Completions { shell } => completions::run(*shell, &output),
        Verb::Progress { file } => progress::run(file.as_deref(), &output),
    }
}

/// The directory that holds `site.yaml`: the one that is named, or the nearest upwards.
fn root(arguments: &Arguments) -> Result<PathBuf, Box<Diagnostic>> {
    let here = || std::env::current_dir().unwrap_or_else(|_| PathBuf::from("."));
    let found = match &arguments.root {
        // Whole, so that what watches it for changes is told of them by the same name.
        Some(root) => {
            let is_site = root.join("site.yaml").exists();
            is_site.then(|| root.canonicalize().unwrap_or_else(|_| root.clone()))
        }
        None => find_root(&here()),
    };
    found.ok_or_else(|| {
        let place = arguments.root.clone().unwrap_or_else(here);
        let problem = Diagnostic::new(Code::NoSite, Place::Nowhere);
        Box::new(problem.with("path", place.display().to_string()).hint(Hint::StartHere))
    })
}

/// How a run ends that found these problems.
fn ended(problems: &Diagnostics, stopped: bool) -> Ended {
    let worst = problems.iter().filter_map(|problem| match problem.code {
        code if code.is_machine_failure() => Some(Ended::MachineFailed),
        code if code.is_wrong_usage() => Some(Ended::WrongUsage),
        _ => None,
    });
    let usual = if stopped { Ended::SourcesHaveErrors } else { Ended::Done };
    worst.max().unwrap_or(usual)
}

/// The report of problems that no source file has to do with.
fn report_without_sources(
    problem: Diagnostic,
    root: &std::path::Path,
) -> crate::diagnostic::Report {
    crate::load::report(&Sources::open(root), problem.into())
}
