//! The preview: pages on request, following the sources.

use super::support::{Site, command};
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Stdio};
use std::time::{Duration, Instant};

pub(crate) struct Preview {
    child: Child,
    address: String,
}

impl Preview {
    pub(crate) fn of(site: &Site) -> Self {
        Self::started(site.path(), &[])
    }

    fn started(from: &Path, root: &[&str]) -> Self {
        let mut child = command(from)
            .args(root)
            .args(["--lang", "en", "-q", "serve", "--port", "0"])
            .stdout(Stdio::piped())
            .spawn()
            .expect("a preview");
        let mut line = String::new();
        let out = child.stdout.take().expect("its output");
        BufReader::new(out).read_line(&mut line).expect("its first line");
        let address =
            line.trim().strip_prefix("http://").expect("an address").trim_end_matches('/');
        Self { address: address.to_owned(), child }
    }

    pub(crate) fn get(&self, path: &str) -> String {
        self.get_as(path, &self.address)
    }

    fn get_as(&self, path: &str, host: &str) -> String {
        let mut stream = TcpStream::connect(&self.address).expect("a connection");
        write!(stream, "GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n")
            .expect("asked");
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).expect("an answer");
        String::from_utf8_lossy(&answer).into_owned()
    }

    /// Asks until the answer holds this text; the deadline is far beyond what it takes.
    pub(crate) fn wait_for(&self, path: &str, text: &str) -> String {
        let began = Instant::now();
        loop {
            let answer = self.get(path);
            if answer.contains(text) {
                return answer;
            }
            assert!(began.elapsed() < Duration::from_secs(20), "never came: {text}\n{answer}");
            std::thread::sleep(Duration::from_millis(5));
        }
    }
}

impl Drop for Preview {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

const TARGET: &str = "id: x\narea: quang-ngai\nstatement: {vi: Lời hứa, en: A promise}\ndue: 2025\nsources: [{source: bao}]\n";

#[test]
fn an_edit_shows_and_a_mistake_shows_in_its_place() {
    let site = Site::small();
    site.write("data/targets/x.yaml", TARGET);
    let preview = Preview::of(&site);
    let page = preview.get("/en/targets/x/");
    assert!(page.starts_with("HTTP/1.1 200") && page.contains("A promise"), "{page}");
    assert!(page.contains("/_minhbach/reload.js"), "{page}");

    site.write("data/targets/x.yaml", TARGET.replace("A promise", "Another promise"));
    preview.wait_for("/en/targets/x/", "Another promise");

    site.write("data/targets/x.yaml", TARGET.replace("due: 2025", "due: soon"));
    let page = preview.wait_for("/en/targets/x/", "not-a-date");
    assert!(page.starts_with("HTTP/1.1 500") && page.contains("data/targets/x.yaml:4:6"), "{page}");

    site.write("data/targets/x.yaml", TARGET);
    preview.wait_for("/en/targets/x/", "A promise");

    // A new file in a new folder, and one that goes away.
    site.write(
        "data/organisations/a.yaml",
        "id: ubnd\nname: {vi: UBND, en: Committee}\ntype: people_committee\n",
    );
    preview.wait_for("/data/organisations.csv", "ubnd");
    std::fs::remove_file(site.path().join("data/organisations/a.yaml")).expect("removed");
    let began = Instant::now();
    while preview.get("/data/organisations.csv").contains("ubnd") {
        assert!(began.elapsed() < Duration::from_secs(20), "never went");
        std::thread::sleep(Duration::from_millis(5));
    }
}

/// Changes are told with whole paths, which are below no relative one.
#[test]
fn a_root_named_from_here_is_followed_too() {
    let site = Site::small();
    site.write("data/targets/x.yaml", TARGET);
    let preview = Preview::started(site.path(), &["--root", "./data/.."]);
    site.write("data/targets/x.yaml", TARGET.replace("A promise", "Another promise"));
    preview.wait_for("/en/targets/x/", "Another promise");
}

#[test]
fn a_waiting_page_is_told_of_a_change() {
    let site = Site::small();
    site.write("data/targets/x.yaml", TARGET);
    let preview = Preview::of(&site);
    let page = preview.get("/en/targets/x/");
    let number = page
        .split("data-reading=\"")
        .nth(1)
        .and_then(|rest| rest.split('"').next())
        .expect("a number");
    let mut stream = TcpStream::connect(&preview.address).expect("a connection");
    write!(
        stream,
        "GET /_minhbach/events?after={number} HTTP/1.1\r\nHost: {}\r\n\r\n",
        preview.address
    )
    .expect("asked");
    stream.set_read_timeout(Some(Duration::from_secs(20))).expect("a time-out");
    site.write("data/targets/x.yaml", TARGET.replace("A promise", "Another"));
    let told = BufReader::new(stream).lines().map(|line| line.expect("told"));
    assert!(told.into_iter().any(|line| line == "data: changed"));
}

#[test]
fn the_preview_is_the_portal() {
    let site = Site::small();
    site.write("data/targets/x.yaml", TARGET);
    assert_eq!(site.run(&["build"]).code, Some(0));
    let preview = Preview::of(&site);
    let sums = preview.get("/SHA256SUMS");
    let body = sums.split("\r\n\r\n").nth(1).expect("a body");
    let built = std::fs::read_to_string(site.path().join("public/SHA256SUMS")).expect("the list");
    assert_eq!(body, built);
    assert!(preview.get("/data/targets.csv").contains("text/csv"));
    assert!(preview.get("/").contains("Tiếng Việt"));
    assert!(preview.get("/vi").contains("Location: vi/"));
    assert!(preview.get("/vi/khong-co/").starts_with("HTTP/1.1 404"));
}

#[test]
fn a_page_elsewhere_cannot_read_it() {
    let site = Site::small();
    let preview = Preview::of(&site);
    assert!(preview.get_as("/vi/", "evil.example").starts_with("HTTP/1.1 403"));
    assert!(preview.get("/../site.yaml").starts_with("HTTP/1.1 404"));
    assert!(preview.get("/%2e%2e/site.yaml").starts_with("HTTP/1.1 404"));
}

/// A body is announced and never sent; what answers must neither wait for it nor make room
/// for it.
#[test]
fn a_body_is_not_waited_for() {
    let site = Site::small();
    let preview = Preview::of(&site);
    for host in [preview.address.as_str(), "evil.example"] {
        let mut stream = TcpStream::connect(&preview.address).expect("a connection");
        write!(stream, "POST / HTTP/1.1\r\nHost: {host}\r\nContent-Length: 99999999999\r\n\r\nabc")
            .expect("asked");
        let mut answer = String::new();
        let _ = stream.read_to_string(&mut answer);
    }
    assert!(preview.get("/vi/").starts_with("HTTP/1.1 200"));
}

/// Addresses as a browser sends them, and as an attacker does.
#[test]
fn addresses_are_decoded_and_lead_nowhere_else() {
    let site = Site::small();
    site.write("static/Báo cáo.PDF", "%PDF");
    site.write("static/a b/index.html", "<p>here</p>");
    let preview = Preview::of(&site);
    let file = preview.get("/B%C3%A1o%20c%C3%A1o.PDF");
    assert!(file.starts_with("HTTP/1.1 200") && file.contains("application/pdf\r\n"), "{file}");
    let taken_apart = preview.get("/Ba%CC%81o%20ca%CC%81o.PDF");
    assert!(taken_apart.starts_with("HTTP/1.1 200"), "{taken_apart}");
    assert!(preview.get("/vi/?q=1").starts_with("HTTP/1.1 200"));
    assert!(preview.get("/vi?q=a&b=%20").contains("Location: vi/?q=a&b=%20\r\n"));
    assert!(preview.get("/a%20b?x").contains("Location: a%20b/?x\r\n"));
    for hostile in [
        "/%00",
        "/vi/%00",
        "/%ff%fe",
        "/%2e%2e/site.yaml",
        "/%2e%2e%2fsite.yaml",
        "/..%5csite.yaml",
        "/%",
        "/%2",
        "/%zz",
        "/%2fetc%2fpasswd",
        "/vi%0d%0aX-Evil:%201",
        "/%25%32%65",
    ] {
        let answer = preview.get(hostile);
        assert!(answer.starts_with("HTTP/1.1 404"), "{hostile}: {answer}");
        assert!(!answer.contains("\r\nX-Evil"), "{answer}");
    }
    assert!(preview.get("/vi/").starts_with("HTTP/1.1 200"));
}

#[test]
fn files_are_what_their_names_say() {
    let site = Site::small();
    let types = [
        ("a.jpg", "image/jpeg"),
        ("a.JPEG", "image/jpeg"),
        ("a.gif", "image/gif"),
        ("a.webp", "image/webp"),
        ("a.ico", "image/vnd.microsoft.icon"),
        ("a.svg", "image/svg+xml; charset=utf-8"),
        ("a.pdf", "application/pdf"),
        ("a.mp4", "video/mp4"),
        ("a.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        ("a.zip", "application/zip"),
        ("a.xml", "application/xml; charset=utf-8"),
        ("a.txt", "text/plain; charset=utf-8"),
        ("a.woff2", "font/woff2"),
        ("a.unknown", "application/octet-stream"),
        ("html", "application/octet-stream"),
    ];
    types.iter().for_each(|(name, _)| site.write(&format!("static/{name}"), "x"));
    let preview = Preview::of(&site);
    for (name, media_type) in types.into_iter().chain([("SHA256SUMS", "text/plain; charset=utf-8")])
    {
        let answer = preview.get(&format!("/{name}"));
        let header = format!("Content-Type: {media_type}\r\n");
        assert!(answer.contains(&header), "{name}: {answer}");
    }
}
