//! The same plan, answered on request: a preview on this machine alone. Sources are read
//! again when they change, pages reload by themselves, and problems are shown in the place
//! of the page that they prevent.
#![allow(clippy::disallowed_methods, reason = "this room is the door that listens")]

mod answer;
mod current;
mod http;
mod problems;
mod watch;

use crate::Wishes;
use crate::diagnostic::{Argument, Code, Diagnostic, Hint, MessageLanguage, Place};
use current::Current;
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

/// How many connections are answered at once; one more is closed.
const CONNECTIONS: usize = 256;

/// A preview that listens.
pub struct Preview {
    listener: TcpListener,
    current: Arc<Current>,
    /// The address to open.
    pub address: SocketAddr,
    // Watching ends when this is dropped.
    _watch: watch::Watch,
}

impl Preview {
    /// Reads the portal below `root` and begins to listen on this port of 127.0.0.1; 0 takes
    /// any port that is free.
    ///
    /// # Errors
    /// If nobody may listen there, or the sources cannot be watched.
    pub fn begin(
        root: &Path,
        port: u16,
        wishes: Wishes,
        language: MessageLanguage,
    ) -> Result<Self, Box<Diagnostic>> {
        let failed = |reason: Argument| {
            let problem = Diagnostic::new(Code::CannotListen, Place::Nowhere);
            let problem = problem.with("port", port.to_string()).with("reason", reason);
            Box::new(problem.hint(Hint::OtherPort))
        };
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port));
        let listener = listener.map_err(|error| failed(Argument::of_io(&error)))?;
        let address = listener.local_addr().map_err(|error| failed(Argument::of_io(&error)))?;
        // Watched first and read then: a change between the two is not missed.
        let current = Arc::new(Current::new(root, wishes, language));
        let watch = watch::Watch::begin(current.clone())
            .map_err(|error| failed(error.to_string().into()))?;
        current.read_again();
        Ok(Self { listener, current, address, _watch: watch })
    }

    /// Answers until the program is ended: a thread for each connection, since one that waits
    /// for a change stays open for as long as its page.
    pub fn answer(&self) {
        let open = Arc::new(AtomicUsize::new(0));
        for stream in self.listener.incoming().flatten() {
            if open.fetch_add(1, Ordering::Relaxed) >= CONNECTIONS {
                open.fetch_sub(1, Ordering::Relaxed);
                continue;
            }
            let (open, current, address) = (open.clone(), self.current.clone(), self.address);
            std::thread::spawn(move || {
                answer::answer(stream, &current, address);
                open.fetch_sub(1, Ordering::Relaxed);
            });
        }
    }
}
