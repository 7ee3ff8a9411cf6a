//! `minhbach completions SHELL`: a script that completes commands as they are typed.

use super::Ended;
use super::arguments::command;
use super::output::Output;
use clap_complete::{Shell, generate};

pub(super) fn run(shell: Shell, output: &Output) -> Ended {
    let mut script = Vec::new();
    generate(shell, &mut command(output.language), "minhbach", &mut script);
    // The script is made of our own texts, which are UTF-8.
    output.print(&String::from_utf8_lossy(&script)).err().unwrap_or(Ended::Done)
}
