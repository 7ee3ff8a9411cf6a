//! Watching the sources for changes.

use super::current::Current;
use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher as _};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

/// How long it must be quiet before the sources are read: an editor that saves a file
/// touches it several times within a few milliseconds.
const QUIET: Duration = Duration::from_millis(8);

/// How long changes may follow one another before the sources are read all the same.
const PATIENCE: Duration = Duration::from_millis(250);

/// Watches until it is dropped.
pub(super) struct Watch {
    _watcher: Arc<std::sync::Mutex<RecommendedWatcher>>,
}

impl Watch {
    pub(super) fn begin(current: Arc<Current>) -> notify::Result<Self> {
        let (sender, receiver) = channel();
        let watcher = notify::recommended_watcher(move |event: notify::Result<Event>| {
            // The thread that listens ends only with the program.
            let _ = sender.send(event);
        })?;
        let watcher = Arc::new(std::sync::Mutex::new(watcher));
        watch_folders(&watcher, &current)?;
        let for_thread = watcher.clone();
        std::thread::spawn(move || {
            while wait_for_change(&receiver, &current) {
                // A folder may be new: watched first and read then, so that nothing that is
                // written between the two is missed. Its name may be new in `site.yaml`.
                let _ = watch_folders(&for_thread, &current);
                let before = folders(&current);
                current.read_again();
                if folders(&current) != before {
                    let _ = watch_folders(&for_thread, &current);
                    current.read_again();
                }
            }
        });
        Ok(Self { _watcher: watcher })
    }
}

/// Watches the root itself and the folders of the sources with all that is below them. The
/// rest of the root is left alone: a build directory may hold ten thousands of folders.
fn watch_folders(
    watcher: &std::sync::Mutex<RecommendedWatcher>,
    current: &Current,
) -> notify::Result<()> {
    let mut watcher = watcher.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
    watcher.watch(&current.root, RecursiveMode::NonRecursive)?;
    for folder in folders(current).into_iter().filter(|folder| folder.is_dir()) {
        watcher.watch(&folder, RecursiveMode::Recursive)?;
    }
    Ok(())
}

fn folders(current: &Current) -> Vec<PathBuf> {
    let survey = current.reading().survey;
    let paths = survey.map_or_else(
        || crate::config::Site::default().paths,
        |survey| survey.scene.portal.site.paths.clone(),
    );
    paths.each().iter().map(|(_, name)| current.root.join(name)).collect()
}

/// Waits for a change of the sources and then until it is quiet; `false` when nobody watches
/// any more.
fn wait_for_change(events: &Receiver<notify::Result<Event>>, current: &Current) -> bool {
    let folders = folders(current);
    let matters = |event: &notify::Result<Event>| {
        event.as_ref().is_ok_and(|event| {
            let changes = !matches!(event.kind, EventKind::Access(_));
            let is_source = |path: &PathBuf| {
                path.ends_with("site.yaml") || folders.iter().any(|folder| path.starts_with(folder))
            };
            changes && event.paths.iter().any(is_source)
        })
    };
    loop {
        match events.recv() {
            Ok(event) if matters(&event) => break,
            Ok(_) => {}
            Err(_) => return false,
        }
    }
    let began = Instant::now();
    while began.elapsed() < PATIENCE {
        match events.recv_timeout(QUIET) {
            Ok(_) => {}
            Err(RecvTimeoutError::Timeout) => break,
            Err(RecvTimeoutError::Disconnected) => return false,
        }
    }
    true
}
