//! The portal as it was read last, and which reading it was.

use crate::diagnostic::MessageLanguage;
use crate::{Survey, Wishes, survey};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// The portal as it was read last.
pub(super) struct Current {
    pub(super) root: PathBuf,
    pub(super) language: MessageLanguage,
    wishes: Wishes,
    reading: Mutex<Reading>,
    changed: Condvar,
}

/// A reading of the sources. Readings are counted, so that a page knows whether it is old.
#[derive(Clone, Default)]
pub(super) struct Reading {
    pub(super) number: u64,
    pub(super) survey: Option<Arc<Survey>>,
}

impl Current {
    pub(super) fn new(root: &Path, wishes: Wishes, language: MessageLanguage) -> Self {
        Self {
            root: root.to_owned(),
            language,
            wishes,
            // Another preview on the same port counted from another beginning, so that a page
            // which it left open knows that it is old.
            reading: Mutex::new(Reading {
                number: u64::from(std::process::id()) << 20,
                survey: None,
            }),
            changed: Condvar::new(),
        }
    }

    /// Reads the sources again and wakes who waits for it. Should that fail in a way that it
    /// must not, the reading before stays, and the next change is another try.
    pub(super) fn read_again(&self) {
        let read = || Arc::new(survey(&self.root, &self.wishes, &()));
        let Ok(survey) = catch_unwind(AssertUnwindSafe(read)) else { return };
        let mut reading = self.lock();
        reading.number += 1;
        reading.survey = Some(survey);
        self.changed.notify_all();
    }

    pub(super) fn reading(&self) -> Reading {
        self.lock().clone()
    }

    /// Waits until there is another reading than this; `false` if none came in time.
    pub(super) fn wait_for_other(&self, than: u64, time: Duration) -> bool {
        let reading = self.lock();
        let waited = self.changed.wait_timeout_while(reading, time, |now| now.number == than);
        let (reading, _) = waited.unwrap_or_else(PoisonError::into_inner);
        reading.number != than
    }

    /// A panic elsewhere cannot leave a reading half made: it is replaced whole.
    fn lock(&self) -> MutexGuard<'_, Reading> {
        self.reading.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
