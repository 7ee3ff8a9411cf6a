//! The time of each step, on the synthetic portals S and M:
//!
//! ```sh
//! cargo bench                # both; a few minutes
//! cargo bench -- S           # the small one alone
//! TMPDIR=/dev/shm cargo bench
//! ```
//!
//! A table of medians, in milliseconds: of a build into an empty directory, and of one again
//! after which nothing has changed. Steps are those of `minhbach build -v`, taken by the same
//! stopwatch in the same process. Sources and portal lie in the system's temporary directory:
//! state its filesystem with every figure. Figures are for people to compare; nothing fails
//! because it took long.
#![allow(clippy::disallowed_methods, clippy::print_stdout, reason = "a bench measures and tells")]

#[path = "../examples/synthetic/site.rs"]
mod site;

use minhbach::cli::Stopwatch;
use minhbach::{Step, Wishes, build, survey};
use site::Size;
use std::path::Path;
use std::time::Duration;

const RUNS: usize = 5;

/// The time of each step, and of all of them.
type Times = Vec<(Option<Step>, Duration)>;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    // `cargo test --all-targets` runs this too, and wants no figures.
    if !arguments.iter().any(|argument| argument == "--bench") {
        return;
    }
    let named: Vec<&String> =
        arguments.iter().filter(|name| Size::of_name(name).is_some()).collect();
    for (name, size) in [("S", Size::S), ("M", Size::M)] {
        if named.is_empty() || named.iter().any(|named| *named == name) {
            bench(name, size);
        }
    }
}

fn bench(name: &str, size: Size) {
    let place = tempfile::TempDir::new().expect("a temporary directory");
    let (root, target) = (place.path().join("site"), place.path().join("public"));
    site::write(&root, size).expect("the synthetic portal");
    let (mut clean, mut again) = (Vec::new(), Vec::new());
    for _ in 0..RUNS {
        if target.exists() {
            std::fs::remove_dir_all(&target).expect("the portal is removed");
        }
        clean.push(run(&root, &target));
        again.push(run(&root, &target));
    }
    println!("\n{name}, medians of {RUNS}, in ms{:>10}{:>10}", "clean", "again");
    for (at, (step, _)) in clean[0].iter().enumerate() {
        let step = step.map_or("all".to_owned(), |step| format!("{step:?}").to_lowercase());
        let [clean, again] = [&clean, &again].map(|runs| median(runs, at));
        println!("  {step:24}{clean:>10.1}{again:>10.1}");
    }
}

fn run(root: &Path, target: &Path) -> Times {
    let watch = Stopwatch::begin();
    let survey = survey(root, &Wishes::default(), &watch);
    assert!(!survey.is_stopped(true), "{:?}", survey.problems);
    build(&survey, target, &watch).expect("a portal");
    watch.stop();
    let steps = watch.steps().into_iter().map(|(step, time)| (Some(step), time));
    steps.chain([(None, watch.elapsed())]).collect()
}

/// The median of one line of the table, in milliseconds.
fn median(runs: &[Times], at: usize) -> f64 {
    let mut times: Vec<Duration> = runs.iter().map(|times| times[at].1).collect();
    times.sort();
    times[times.len() / 2].as_secs_f64() * 1000.0
}
