//! How long each step takes, and how far the work is.

use crate::{Step, Watcher};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// Takes the time of each step of `survey` and `build`: for `-v`, for the bar on a terminal,
/// for `cargo bench`.
#[derive(Debug)]
pub struct Stopwatch {
    began: Instant,
    laps: Mutex<Laps>,
    done: AtomicUsize,
    of: AtomicUsize,
}

#[derive(Debug, Default)]
struct Laps {
    past: Vec<(Step, Duration)>,
    current: Option<(Step, Instant)>,
}

impl Laps {
    fn stop(&mut self, now: Instant) {
        if let Some((step, began)) = self.current.take() {
            self.past.push((step, now - began));
        }
    }
}

impl Stopwatch {
    /// A stopwatch that runs from now on, in no step yet.
    pub fn begin() -> Self {
        let laps = Mutex::new(Laps::default());
        let (done, of) = (AtomicUsize::new(0), AtomicUsize::new(0));
        Self { began: Instant::now(), laps, done, of }
    }

    /// Ends the current step, if there is one.
    pub fn stop(&self) {
        self.laps().stop(Instant::now());
    }

    /// The steps that have ended, in their order, each with its time.
    pub fn steps(&self) -> Vec<(Step, Duration)> {
        self.laps().past.clone()
    }

    /// The time since the beginning.
    pub fn elapsed(&self) -> Duration {
        self.began.elapsed()
    }

    /// The step that is being done.
    pub(super) fn current(&self) -> Option<Step> {
        self.laps().current.map(|(step, _)| step)
    }

    /// How many pages and files are done with, and of how many.
    pub(super) fn done(&self) -> (usize, usize) {
        (self.done.load(Ordering::Relaxed), self.of.load(Ordering::Relaxed))
    }

    /// A panic elsewhere leaves the laps whole: each is added in one go.
    fn laps(&self) -> MutexGuard<'_, Laps> {
        self.laps.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Watcher for Stopwatch {
    fn begins(&self, step: Step) {
        let (mut laps, now) = (self.laps(), Instant::now());
        laps.stop(now);
        laps.current = Some((step, now));
    }

    fn one_done(&self, of: usize) {
        self.of.store(of, Ordering::Relaxed);
        self.done.fetch_add(1, Ordering::Relaxed);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_are_kept_in_their_order_and_only_once_they_have_ended() {
        let watch = Stopwatch::begin();
        watch.begins(Step::Site);
        watch.begins(Step::Words);
        let names = |watch: &Stopwatch| watch.steps().iter().map(|lap| lap.0).collect::<Vec<_>>();
        assert_eq!((names(&watch), watch.current()), (vec![Step::Site], Some(Step::Words)));
        watch.stop();
        watch.stop();
        assert_eq!((names(&watch), watch.current()), (vec![Step::Site, Step::Words], None));
        let sum: Duration = watch.steps().iter().map(|lap| lap.1).sum();
        assert!(sum <= watch.elapsed());
    }
}
