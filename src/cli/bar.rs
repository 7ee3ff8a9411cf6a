//! The bar that a terminal shows while a long piece of work is done.
//!
//! A thread of its own draws it from what the stopwatch knows, so that the work waits for no
//! terminal. It is plain text and a carriage return, which every terminal understands.

use super::output::Output;
use super::stopwatch::Stopwatch;
use crate::Watcher;
use std::ffi::OsStr;
use std::io::Write as _;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread;
use std::time::Duration;

/// Work that ends within this time is done in silence: a bar that flashes by tells nothing.
const PATIENCE: Duration = Duration::from_millis(500);
const BETWEEN: Duration = Duration::from_millis(100);
const WIDTH: usize = 20;

/// Whether a terminal of this kind can show a bar, and somebody is there to look at it.
pub(super) fn can_show(term: Option<&OsStr>, ci: Option<&OsStr>) -> bool {
    term != Some(OsStr::new("dumb")) && ci.is_none_or(OsStr::is_empty)
}

/// Does a piece of work while a bar is shown. The bar is gone when this returns.
pub(super) fn shown<T>(
    watch: &Stopwatch,
    output: &Output,
    work: impl FnOnce(&dyn Watcher) -> T,
) -> T {
    thread::scope(|scope| {
        let (until, wait) = channel();
        scope.spawn(move || draw(watch, output, &wait));
        let done = work(watch);
        drop(until);
        done
    })
}

/// Draws until the other end is dropped, and cleans up.
fn draw(watch: &Stopwatch, output: &Output, wait: &Receiver<()>) {
    let mut err = std::io::stderr();
    let mut drawn = 0;
    let mut pause = PATIENCE.saturating_sub(watch.elapsed());
    while wait.recv_timeout(pause) == Err(RecvTimeoutError::Timeout) {
        let line = line(watch, output);
        // What the line before had more than this one is overwritten by spaces.
        let _ = write!(err, "\r{line:drawn$}");
        drawn = line.chars().count();
        pause = BETWEEN;
    }
    if drawn > 0 {
        let _ = write!(err, "\r{:drawn$}\r", "");
    }
}

/// The bar, if pages and files are being counted, and what is being done.
fn line(watch: &Stopwatch, output: &Output) -> String {
    let step = watch.current().map(|step| output.step(step)).unwrap_or_default();
    let (done, of) = watch.done();
    if of == 0 {
        return format!("{step} …");
    }
    let full = WIDTH * done / of;
    let [done, of] = [done, of].map(|count| output.count(count));
    format!("[{:.<WIDTH$}] {done}/{of} {step}", "#".repeat(full))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Step;

    #[test]
    fn the_line_says_what_is_done_and_how_much_is() {
        let arguments = ["minhbach", "--lang", "vi", "completions", "bash"].map(Into::into);
        let arguments = super::super::arguments::parse(&arguments, None).expect("arguments");
        let (watch, output) = (Stopwatch::begin(), Output::new(&arguments));
        watch.begins(Step::Records);
        assert_eq!(line(&watch, &output), "đọc dữ liệu …");
        watch.begins(Step::Pages);
        for _ in 0..1105 {
            watch.one_done(4420);
        }
        assert_eq!(line(&watch, &output), "[#####...............] 1.105/4.420 ghi trang và bảng");
    }

    #[test]
    fn nothing_moves_where_nobody_looks() {
        let of = |term: &str, ci: &str| can_show(Some(OsStr::new(term)), Some(OsStr::new(ci)));
        assert!(of("xterm-256color", ""));
        assert!(can_show(None, None));
        assert!(!of("dumb", ""));
        assert!(!of("xterm-256color", "true"));
    }
}
