//! One request, answered.

use super::current::{Current, Reading};
use super::http::Request;
use super::problems::{STYLE, STYLE_PATH, problems_page};
use crate::site::{Content, Entry, HEADERS, Routes, Tier, encoded};
use crate::text::composed;
use crate::{Survey, checksums_below, produce};
use percent_encoding::percent_decode_str;
use std::net::{SocketAddr, TcpStream};
use std::time::Duration;

/// The address under which a page waits for a later reading.
const EVENTS: &str = "_minhbach/events";

/// The script that reloads a page. It is added to every page of the preview, and to none
/// that is published.
const SCRIPT_PATH: &str = "_minhbach/reload.js";
const SCRIPT: &str = include_str!("reload.js");

/// How long a waiting page is kept before it is told that the preview is still there.
const HEARTBEAT: Duration = Duration::from_secs(15);

pub(super) fn answer(stream: TcpStream, current: &Current, address: SocketAddr) {
    let Some(request) = Request::read(stream) else { return };
    if !is_for_us(&request, address) {
        return respond(request, 403, "text/plain", b"403");
    }
    if !matches!(request.method.as_str(), "GET" | "HEAD") {
        return respond(request, 405, "text/plain", b"405");
    }
    let url = request.target.split(['?', '#']).next().unwrap_or_default();
    // What is not UTF-8 is no path of the plan, and neither is what leads upwards: no file of
    // the disk is ever asked for by these letters.
    let path = percent_decode_str(url).decode_utf8_lossy();
    let path = composed(path.trim_start_matches('/')).into_owned();
    match path.as_str() {
        SCRIPT_PATH => respond(request, 200, "text/javascript", SCRIPT.as_bytes()),
        STYLE_PATH => respond(request, 200, "text/css", STYLE.as_bytes()),
        EVENTS => tell_of_changes(request, current),
        path => answer_with_entry(request, path, current),
    }
}

/// Whether a browser asked for this machine by its own name. A page elsewhere that has its
/// name point here must not read the preview.
fn is_for_us(request: &Request, address: SocketAddr) -> bool {
    request.host.as_deref().is_some_and(|host| {
        let name = host.strip_suffix(&format!(":{}", address.port())).unwrap_or(host);
        name.eq_ignore_ascii_case("localhost") || name == "127.0.0.1"
    })
}

fn answer_with_entry(request: Request, path: &str, current: &Current) {
    let Reading { number, survey: Some(survey) } = current.reading() else {
        return respond(request, 503, "text/plain", b"503");
    };
    let plan = &survey.scene.plan;
    let folder = path.strip_suffix('/').unwrap_or(path);
    let index =
        if folder.is_empty() { "index.html".into() } else { format!("{folder}/index.html") };
    let is_folder = path.ends_with('/') || path.is_empty();
    if !is_folder && plan.find(path).is_none() && plan.find(&index).is_some() {
        // Relative links count from the folder.
        let name = encoded(folder.rsplit('/').next().unwrap_or_default());
        let query = request.target.split_once('?').map(|(_, query)| format!("?{query}"));
        let location = format!("{name}/{}", query.unwrap_or_default());
        return request.answer(302, &[("Location", &location)], b"");
    }
    let wants_page = is_folder || path.ends_with(".html");
    if survey.is_stopped(false) && (wants_page || plan.find(path).is_none()) {
        let page = problems_page(&survey.report(), current.language);
        return respond(request, 500, "text/html", &with_script(page.as_bytes(), number));
    }
    let (entry, status) = match plan.find(path).or_else(|| plan.find(&index)) {
        Some(entry) => (Some(entry), 200),
        None => (plan.find("404.html"), 404),
    };
    let Some(entry) = entry else {
        return respond(request, 404, "text/plain", b"404");
    };
    match made(&survey, entry) {
        Ok(bytes) => {
            let is_page = matches!(entry.content, Content::Page(_));
            let bytes = if is_page { with_script(&bytes, number) } else { bytes };
            respond(request, status, media_type(&entry.path), &bytes);
        }
        Err(problem) => {
            let report = survey.report_of((*problem).into());
            let page = problems_page(&report, current.language);
            respond(request, 500, "text/html", &with_script(page.as_bytes(), number));
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

/// Keeps the line open and says `changed` as soon as there is another reading than the one
/// that the page was made from.
fn tell_of_changes(request: Request, current: &Current) {
    let after = request.target.split("after=").nth(1).and_then(|number| number.parse().ok());
    let after: u64 = after.unwrap_or(0);
    let Ok(mut events) = request.begin_events() else { return };
    loop {
        let changed = current.wait_for_other(after, HEARTBEAT);
        let told = events.tell(if changed { "data: changed\n\n" } else { ": still here\n\n" });
        if changed || told.is_err() {
            return;
        }
    }
}

/// The media type of a file, by its name; what is not known is nothing that a browser opens.
fn media_type(path: &str) -> &'static str {
    let name = path.rsplit('/').next().unwrap_or_default();
    let (_, extension) = name.rsplit_once('.').unwrap_or_default();
    match extension.to_ascii_lowercase().as_str() {
        "html" | "htm" => "text/html",
        "css" => "text/css",
        "csv" => "text/csv",
        "js" | "mjs" => "text/javascript",
        "md" => "text/markdown",
        "txt" => "text/plain",
        "json" | "map" => "application/json",
        "geojson" => "application/geo+json",
        "webmanifest" => "application/manifest+json",
        "xml" => "application/xml",
        "atom" => "application/atom+xml",
        "rss" => "application/rss+xml",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "gif" => "image/gif",
        "webp" => "image/webp",
        "avif" => "image/avif",
        "ico" => "image/vnd.microsoft.icon",
        "mp3" => "audio/mpeg",
        "mp4" => "video/mp4",
        "webm" => "video/webm",
        "woff" => "font/woff",
        "woff2" => "font/woff2",
        "ttf" => "font/ttf",
        "otf" => "font/otf",
        "pdf" => "application/pdf",
        "zip" => "application/zip",
        "doc" => "application/msword",
        "xls" => "application/vnd.ms-excel",
        "docx" => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "xlsx" => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "pptx" => "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        "odt" => "application/vnd.oasis.opendocument.text",
        "ods" => "application/vnd.oasis.opendocument.spreadsheet",
        _ if name == Routes::CHECKSUMS => "text/plain",
        _ => "application/octet-stream",
    }
}

fn respond(request: Request, status: u16, media_type: &str, bytes: &[u8]) {
    let is_text = media_type.starts_with("text/")
        || ["javascript", "json", "xml"].iter().any(|ending| media_type.ends_with(ending));
    let charset = if is_text { "; charset=utf-8" } else { "" };
    let content_type = format!("{media_type}{charset}");
    let own = [("Content-Type", content_type.as_str()), ("Cache-Control", "no-store")];
    request.answer(status, &[&own, HEADERS].concat(), bytes);
}
