//! One request, answered.

use super::current::{Current, Reading};
use super::problems::problems_page;
use crate::site::{Content, Entry, Tier};
use crate::{Survey, checksums_below, produce};
use std::io::Write as _;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;
use tiny_http::{Header, Method, Request, Response};

/// The address under which a page waits for a later reading.
const EVENTS: &str = "_minhbach/events";

/// The script that reloads a page. It is added to every page of the preview, and to none
/// that is published.
const SCRIPT_PATH: &str = "_minhbach/reload.js";
const SCRIPT: &str = include_str!("reload.js");

/// How long a waiting page is kept before it is told that the preview is still there.
const HEARTBEAT: Duration = Duration::from_secs(15);

pub(super) fn answer(request: Request, current: &Arc<Current>, address: SocketAddr) {
    if !is_for_us(&request, address) {
        return respond(request, 403, "text/plain", b"403".to_vec());
    }
    if !matches!(request.method(), Method::Get | Method::Head) {
        return respond(request, 405, "text/plain", b"405".to_vec());
    }
    let url = request.url().split(['?', '#']).next().unwrap_or_default();
    let path = url.trim_start_matches('/').to_owned();
    match path.as_str() {
        SCRIPT_PATH => respond(request, 200, "text/javascript", SCRIPT.into()),
        EVENTS => {
            // It stays open for as long as the page is: not on a thread that answers.
            let current = current.clone();
            std::thread::spawn(move || tell_of_changes(request, &current));
        }
        path => answer_with_entry(request, path, current),
    }
}

/// Whether a browser asked for this machine by its own name. A page elsewhere that has its
/// name point here must not read the preview.
fn is_for_us(request: &Request, address: SocketAddr) -> bool {
    let host = request.headers().iter().find(|header| header.field.equiv("Host"));
    host.is_some_and(|host| {
        let host = host.value.as_str();
        let name = host.strip_suffix(&format!(":{}", address.port())).unwrap_or(host);
        matches!(name, "127.0.0.1" | "localhost")
    })
}

fn answer_with_entry(request: Request, path: &str, current: &Current) {
    let Reading { number, survey: Some(survey) } = current.reading() else {
        return respond(request, 503, "text/plain", b"503".to_vec());
    };
    let plan = &survey.scene.plan;
    let folder = path.strip_suffix('/').unwrap_or(path);
    let index =
        if folder.is_empty() { "index.html".into() } else { format!("{folder}/index.html") };
    if let (None, false, Some(_)) =
        (plan.find(path), path.ends_with('/') || path.is_empty(), plan.find(&index))
    {
        // Relative links count from the folder.
        let name = folder.rsplit('/').next().unwrap_or_default();
        return redirect(request, &format!("{name}/"));
    }
    let wants_page = path.is_empty() || path.ends_with('/') || path.ends_with(".html");
    if survey.is_stopped(false) && (wants_page || plan.find(path).is_none()) {
        let page = problems_page(&survey.report(), current.language);
        return respond(request, 500, "text/html", with_script(page.as_bytes(), number));
    }
    let (entry, status) = match plan.find(path).or_else(|| plan.find(&index)) {
        Some(entry) => (Some(entry), 200),
        None => (plan.find("404.html"), 404),
    };
    let Some(entry) = entry else {
        return respond(request, 404, "text/plain", b"404".to_vec());
    };
    match made(&survey, entry) {
        Ok(bytes) => {
            let is_page = matches!(entry.content, Content::Page(_));
            let bytes = if is_page { with_script(&bytes, number) } else { bytes };
            respond(request, status, media_type(&entry.path), bytes);
        }
        Err(problem) => {
            let report = survey.report_of((*problem).into());
            let page = problems_page(&report, current.language);
            respond(request, 500, "text/html", with_script(page.as_bytes(), number));
        }
    }
}

/// The bytes of an entry; what it tells of others is computed when it is asked for.
fn made(survey: &Survey, entry: &Entry) -> Result<Vec<u8>, Box<crate::diagnostic::Diagnostic>> {
    let tier = entry.content.tier();
    let lower = if tier == Tier::Leaf { Vec::new() } else { checksums_below(survey, tier)? };
    produce(survey, entry, &lower)
}

/// The page with the script that reloads it once there is a later reading than `number`.
fn with_script(page: &[u8], number: u64) -> Vec<u8> {
    let mut page = String::from_utf8_lossy(page).into_owned();
    let script = format!("<script src=\"/{SCRIPT_PATH}\" data-reading=\"{number}\"></script>\n");
    let at = page.rfind("</body>").unwrap_or(page.len());
    page.insert_str(at, &script);
    page.into_bytes()
}

/// Keeps the line open and says `changed` as soon as there is a later reading than the page
/// was made from.
fn tell_of_changes(request: Request, current: &Current) {
    let after = request.url().split("after=").nth(1).and_then(|number| number.parse().ok());
    let after: u64 = after.unwrap_or(0);
    let mut writer = request.into_writer();
    let head = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nCache-Control: no-store\r\nConnection: close\r\n\r\n";
    let mut say = |text: &str| writer.write_all(text.as_bytes()).and_then(|()| writer.flush());
    if say(head).is_err() {
        return;
    }
    loop {
        let changed = current.wait_for_later(after, HEARTBEAT);
        let told = say(if changed { "data: changed\n\n" } else { ": still here\n\n" });
        if changed || told.is_err() {
            return;
        }
    }
}

fn media_type(path: &str) -> &'static str {
    match path.rsplit('.').next().unwrap_or_default() {
        "html" => "text/html",
        "css" => "text/css",
        "csv" => "text/csv",
        "json" => "application/json",
        "xml" => "application/xml",
        "js" => "text/javascript",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "woff2" => "font/woff2",
        _ => "text/plain",
    }
}

fn respond(request: Request, status: u16, media_type: &str, bytes: Vec<u8>) {
    let is_text = media_type.starts_with("text/") || media_type == "application/json";
    let charset = if is_text { "; charset=utf-8" } else { "" };
    let response = Response::from_data(bytes)
        .with_status_code(status)
        .with_header(header("Content-Type", &format!("{media_type}{charset}")))
        .with_header(header("Cache-Control", "no-store"))
        .with_header(header("X-Content-Type-Options", "nosniff"));
    // A browser that has gone away needs no answer.
    let _ = request.respond(response);
}

fn redirect(request: Request, to: &str) {
    let response = Response::empty(302).with_header(header("Location", to));
    let _ = request.respond(response);
}

/// A header whose name is fixed and whose value is ours or a path of the plan: ASCII, which
/// is all that a header needs.
fn header(name: &'static str, value: &str) -> Header {
    let clean: String = value.chars().filter(|c| c.is_ascii() && !c.is_ascii_control()).collect();
    Header::from_bytes(name, clean).expect("a name and a value of ASCII make a header")
}
