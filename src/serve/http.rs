//! As much of HTTP as a preview needs: one request a connection, no body, bounded sizes and
//! times. `httparse` reads the head.
//!
//! A ready-made server was tried first: it has had no release since 2022, and allocates as
//! much as a request's `Content-Length` says when the request is refused.

use std::io::{self, Read as _, Write as _};
use std::net::TcpStream;
use std::time::{Duration, Instant};

/// The most bytes of a request's head.
const HEAD: usize = 16 << 10;

/// How long a browser may take to send its head, and to take an answer.
const PATIENCE: Duration = Duration::from_secs(10);

/// A request whose head has been read.
#[derive(Debug)]
pub(super) struct Request {
    /// The method, as in `GET`.
    pub(super) method: String,
    /// The path and query.
    pub(super) target: String,
    /// The host that the browser asked for.
    pub(super) host: Option<String>,
    stream: TcpStream,
}

impl Request {
    /// Reads the head of a request; `None` for what is none, is too large or takes too long.
    pub(super) fn read(mut stream: TcpStream) -> Option<Self> {
        let began = Instant::now();
        stream.set_read_timeout(Some(PATIENCE)).ok()?;
        stream.set_write_timeout(Some(PATIENCE)).ok()?;
        let mut head = Vec::with_capacity(1024);
        loop {
            let mut headers = [httparse::EMPTY_HEADER; 64];
            let mut request = httparse::Request::new(&mut headers);
            if request.parse(&head).ok()?.is_complete() {
                let host = request.headers.iter().find(|h| h.name.eq_ignore_ascii_case("host"));
                let host = host.and_then(|host| String::from_utf8(host.value.to_vec()).ok());
                let (method, target) = (request.method?.to_owned(), request.path?.to_owned());
                return Some(Self { method, target, host, stream });
            }
            let mut more = [0; 2048];
            let count = stream.read(&mut more).ok()?;
            if count == 0 || head.len() + count > HEAD || began.elapsed() > PATIENCE {
                return None;
            }
            head.extend(&more[..count]);
        }
    }

    /// Answers and ends the connection. What may still come of a body is not read.
    pub(super) fn answer(mut self, status: u16, headers: &[(&str, &str)], body: &[u8]) {
        let mut head = format!("HTTP/1.1 {status} {}\r\nConnection: close\r\n", reason(status));
        for (name, value) in headers {
            // Ours, or a path of the plan: but nothing may end a header early.
            let clean: String = value.chars().filter(|c| !c.is_control()).collect();
            head.push_str(&format!("{name}: {clean}\r\n"));
        }
        head.push_str(&format!("Content-Length: {}\r\n\r\n", body.len()));
        let body = if self.method == "HEAD" { &[][..] } else { body };
        // A browser that has gone away needs no answer.
        let _ = self.stream.write_all(head.as_bytes()).and_then(|()| self.stream.write_all(body));
    }

    /// Begins an answer of events that are told one by one.
    pub(super) fn begin_events(mut self) -> io::Result<Events> {
        self.stream.write_all(
            b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\
              Cache-Control: no-store\r\nConnection: close\r\n\r\n",
        )?;
        Ok(Events(self.stream))
    }
}

/// An answer that stays open.
pub(super) struct Events(TcpStream);

impl Events {
    /// Tells something.
    pub(super) fn tell(&mut self, text: &str) -> io::Result<()> {
        self.0.write_all(text.as_bytes())
    }
}

fn reason(status: u16) -> &'static str {
    match status {
        200 => "OK",
        302 => "Found",
        403 => "Forbidden",
        404 => "Not Found",
        405 => "Method Not Allowed",
        503 => "Service Unavailable",
        _ => "Internal Server Error",
    }
}
