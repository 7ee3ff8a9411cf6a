//! Where a reader says that something is wrong: by mail or in a tracker, with what helps
//! filled in.

use super::support::Site;
use percent_encoding::percent_decode_str;

/// The links of the page of an area: for reporting what is wrong with the record, for naming
/// a source, and for reporting what is wrong with the list of areas.
fn links(settings: &str) -> (String, [String; 3]) {
    let site = Site::small();
    let title = "title: {vi: Cổng thử, en: A trial}\nas_of: 2026-11-22\n";
    site.write("site.yaml", format!("format: 1\n{title}{settings}"));
    site.write(
        "themes/cong-khai/templates/records/areas.html",
        "{{ record.report_href or '-' }} {{ record.source_href or '-' }}",
    );
    site.write("themes/cong-khai/templates/lists/areas.html", "{{ page.report_href or '-' }}");
    let ran = site.run(&["build", "-o", "out"]);
    let read = |path: &str| {
        let path = site.path().join("out/vi/tinh").join(path);
        std::fs::read_to_string(path).unwrap_or_default().replace("&amp;", "&")
    };
    let page = read("quang-ngai/index.html");
    let (report, source) = page.split_once(' ').unwrap_or_default();
    (ran.out + &ran.err, [report.to_owned(), source.to_owned(), read("index.html")])
}

fn decoded(text: &str) -> String {
    percent_decode_str(text).decode_utf8().expect("UTF-8").into_owned()
}

#[test]
fn a_mail_names_the_record_its_page_and_asks_what_helps() {
    let (_, [report, source, list]) = links("contact: {email: gop+y@example.org}\n");
    let (mailbox, query) = report.split_once("?subject=").expect("a subject");
    assert_eq!(mailbox, "mailto:gop%2By@example.org");
    let (subject, body) = query.split_once("&body=").expect("a body");
    assert!(report.is_ascii() && !report.contains([' ', '+', '\n', '"', '<']), "{report}");
    assert_eq!(decoded(subject), "Báo sai sót: Quảng Ngãi");
    let body = decoded(body);
    let about = "Bản ghi: areas/quang-ngai\r\nTrang (vi): vi/tinh/quang-ngai/\r\n\r\nChỗ sai:";
    assert!(body.starts_with(about), "{body:?}");
    assert_eq!(body.matches('\n').count(), body.matches("\r\n").count());
    assert!(decoded(&source).contains("subject=Thêm nguồn: Quảng Ngãi&body=Bản ghi: areas/"));
    assert!(
        decoded(&list).contains("subject=Báo sai sót: Địa phương&body=Trang (vi): vi/tinh/\r\n")
    );
}

#[test]
fn a_tracker_is_given_the_same_in_its_own_parameters() {
    let base = "base_url: https://a.vn/cong\ncontact: {email: a@example.org}\n";
    let (_, [report, ..]) = links(&format!("{base}report_url: https://b.vn/issues/new?labels=x\n"));
    let rest = report.strip_prefix("https://b.vn/issues/new?labels=x&title=").expect(&report);
    let (title, body) = rest.split_once("&body=").expect("a body");
    assert_eq!(decoded(title), "Báo sai sót: Quảng Ngãi");
    let body = decoded(body);
    assert!(body.contains("Trang (vi): https://a.vn/cong/vi/tinh/quang-ngai/\n\n"), "{body:?}");
    assert!(!body.contains('\r'));
    let (_, [report, ..]) =
        links("report_url: \"https://b.vn/new?issue[title]={title}&issue[description]={body}\"\n");
    assert!(report.starts_with("https://b.vn/new?issue[title]=B%C3%A1o%20sai"), "{report}");
    assert!(report.contains("&issue[description]=B%E1%BA%A3n%20ghi"), "{report}");
}

#[test]
fn where_nobody_can_be_written_to_there_is_no_link() {
    let (_, found) = links("contact: {answers_within_days: 5}\n");
    assert_eq!(found, ["-", "-", "-"]);
}

#[test]
fn the_page_of_contact_says_what_the_settings_say() {
    let site = Site::demonstration_without_pictures();
    let ran = site.run(&["build", "-o", "out"]);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    let page =
        |path: &str| std::fs::read_to_string(site.path().join("out").join(path)).expect(path);
    for (path, answer) in
        [("vi/contact", "Trả lời trong 5 ngày"), ("en/contact", "Answers within 5 days")]
    {
        let page = page(&format!("{path}/index.html"));
        let (main, _) = page.split_once("<footer").expect("a footer");
        assert!(main.contains(answer), "{path}");
        assert!(main.contains("<a href=\"mailto:bao-sai-sot@example.org\">"), "{path}");
    }
    // Reserved for examples (RFC 2606): a demonstration must not lead mail to anybody.
    let settings = std::fs::read_to_string(site.path().join("site.yaml")).expect("site.yaml");
    let email = settings.lines().find_map(|line| line.trim().strip_prefix("email: "));
    assert!(email.is_some_and(|email| email.ends_with("@example.org")), "{email:?}");
}
