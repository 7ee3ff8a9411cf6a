//! The same plan, answered on request: a preview on this machine alone. Sources are read
//! again when they change, pages reload by themselves, and problems are shown in the place
//! of the page that they prevent.
#![allow(clippy::disallowed_methods, reason = "this room is the door that listens")]
#![allow(clippy::disallowed_types, reason = "this room is the door that listens")]

mod answer;
mod current;
mod problems;
mod watch;

use crate::Wishes;
use crate::diagnostic::{Code, Diagnostic, MessageLanguage, Place};
use current::Current;
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::path::Path;
use std::sync::Arc;
use tiny_http::Server;

/// How many threads answer: one can render while another reads.
const THREADS: usize = 4;

/// A preview that listens.
pub struct Preview {
    server: Arc<Server>,
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
        let failed = |reason: String| {
            let problem = Diagnostic::new(Code::CannotListen, Place::Nowhere);
            Box::new(problem.with("port", port.to_string()).with("reason", reason))
        };
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port));
        let listener = listener.map_err(|error| failed(error.to_string()))?;
        let address = listener.local_addr().map_err(|error| failed(error.to_string()))?;
        let server = Server::from_listener(listener, None);
        let server = Arc::new(server.map_err(|error| failed(error.to_string()))?);
        // Watched first and read then: a change between the two is not missed.
        let current = Arc::new(Current::new(root, wishes, language));
        let watch =
            watch::Watch::begin(current.clone()).map_err(|error| failed(error.to_string()))?;
        current.read_again();
        Ok(Self { server, current, address, _watch: watch })
    }

    /// Answers until the program is ended.
    pub fn answer(&self) {
        std::thread::scope(|scope| {
            for _ in 0..THREADS {
                scope.spawn(|| {
                    while let Ok(request) = self.server.recv() {
                        answer::answer(request, &self.current, self.address);
                    }
                });
            }
        });
    }
}
