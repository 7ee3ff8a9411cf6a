//! Dates in sentences: long there, as official documents write them, short in tables.

use super::support::Site;
use super::words::catalogues;
use minhbach::text::{CalendarParts, DateForm, format_date};
use std::fs;

/// Nghị định 30/2020/NĐ-CP writes a zero before days below 10 and before months 1 and 2.
#[test]
fn each_language_has_its_own_long_form() {
    let parts = |year, month, day| CalendarParts { year, month, day };
    let cases = [
        (parts(Some(2024), Some(12), Some(22)), "ngày 22 tháng 12 năm 2024", "22 December 2024"),
        (parts(Some(2023), Some(9), Some(6)), "ngày 06 tháng 9 năm 2023", "6 September 2023"),
        (parts(Some(2024), Some(2), Some(10)), "ngày 10 tháng 02 năm 2024", "10 February 2024"),
        (parts(Some(2024), Some(2), None), "tháng 02 năm 2024", "February 2024"),
        (parts(Some(2024), Some(10), None), "tháng 10 năm 2024", "October 2024"),
        (parts(Some(2025), None, None), "năm 2025", "2025"),
        (
            parts(None, Some(3), Some(14)),
            "ngày 14 tháng 3 (không rõ năm)",
            "14 March (year unknown)",
        ),
        (parts(None, Some(3), None), "tháng 3 (không rõ năm)", "March (year unknown)"),
    ];
    for (code, words) in catalogues() {
        for (parts, vi, en) in cases {
            let expected = if code == "vi" { vi } else { en };
            assert_eq!(format_date(parts, DateForm::Long, &words), expected);
        }
    }
}

/// A province, its resolution, and times of every kind.
fn portal() -> Site {
    let site = Site::small();
    site.write(
        "data/areas/cu.yaml",
        "- id: quang-ngai-1989\n  name: {vi: Quảng Ngãi cũ, en: The old Quang Ngai}\n  \
         types: [{type: province}]\n  valid: {from: 1989-07, to: 2025-07-01}\n\
         - id: quang-ngai-2025\n  name: {vi: Quảng Ngãi mới, en: The new Quang Ngai}\n  \
         types: [{type: province}]\n  valid: {from: 2025-07-01}\n",
    );
    let resolution = |id: &str, keys: &str| {
        format!(
            "- id: {id}\n  type: plan\n  title: {{vi: Tên, en: Title}}\n  \
             sources: [{{source: bao}}]\n  {keys}\n  \
             unknown: {{number: not_stated, issuer: not_stated, effective: not_stated}}\n"
        )
    };
    site.write(
        "data/resolutions/them.yaml",
        [
            resolution("den-nam", "issued: XXXX-03-14\n  period: ../2025"),
            resolution("tu-nam", "issued: 2023-02\n  period: 2025-07-01/.."),
            resolution("giai-doan", "issued: 2021/2022\n  period: 2021/2025"),
        ]
        .concat(),
    );
    site.write(
        "content/about.vi.md",
        "---\ntitle: Giới thiệu\nupdated: 2026-02-05\n---\nMột trang.\n",
    );
    let ran = site.run(&["build"]);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    site
}

#[test]
fn dates_in_sentences_are_long_and_those_in_tables_short() {
    let site = portal();
    let shows = |path: &str, html: &str| {
        let page = fs::read_to_string(site.path().join("public").join(path)).expect(path);
        assert!(page.contains(html), "{path} lacks {html}\n{page}");
    };
    for (path, html) in [
        // Every page ends with the day on which the portal is judged.
        (
            "vi/index.html",
            "Số liệu tính đến <time datetime=\"2026-11-22\">ngày 22 tháng 11 năm 2026</time>.",
        ),
        ("en/index.html", "As of <time datetime=\"2026-11-22\">22 November 2026</time>."),
        (
            "vi/about/index.html",
            "Cập nhật <time datetime=\"2026-02-05\">ngày 05 tháng 02 năm 2026</time>",
        ),
        // Under the title of a document in full, in its list of facts and in tables short.
        (
            "vi/nghi-quyet/nq-13/index.html",
            "Ban hành <time datetime=\"2023-09-06\">ngày 06 tháng 9 năm 2023</time>",
        ),
        (
            "en/resolutions/nq-13/index.html",
            "Issued <time datetime=\"2023-09-06\">6 September 2023</time>",
        ),
        (
            "vi/nghi-quyet/nq-13/index.html",
            "<dd><time datetime=\"2023-09-06\">06/09/2023</time></dd>",
        ),
        ("vi/nghi-quyet/index.html", "<time datetime=\"2023-09-06\">06/09/2023</time>"),
        // A day without a year has a form in HTML, a period has none.
        (
            "vi/nghi-quyet/den-nam/index.html",
            "Ban hành <time datetime=\"03-14\">ngày 14 tháng 3 (không rõ năm)</time>",
        ),
        ("vi/nghi-quyet/den-nam/index.html", "đến <time datetime=\"2025\">năm 2025</time>"),
        ("en/resolutions/den-nam/index.html", "until <time datetime=\"2025\">2025</time>"),
        (
            "vi/nghi-quyet/tu-nam/index.html",
            "từ <time datetime=\"2025-07-01\">ngày 01 tháng 7 năm 2025</time>",
        ),
        (
            "vi/nghi-quyet/tu-nam/index.html",
            "Ban hành <time datetime=\"2023-02\">tháng 02 năm 2023</time>",
        ),
        (
            "vi/nghi-quyet/giai-doan/index.html",
            "Ban hành từ <time datetime=\"2021\">năm 2021</time> \
             đến <time datetime=\"2022\">năm 2022</time>",
        ),
        (
            "vi/nghi-quyet/giai-doan/index.html",
            "<time datetime=\"2021\">2021</time> – <time datetime=\"2025\">2025</time>",
        ),
        // How long something was or is.
        (
            "vi/tinh/quang-ngai-1989/index.html",
            "từ <time datetime=\"1989-07\">tháng 7 năm 1989</time> \
             đến trước <time datetime=\"2025-07-01\">ngày 01 tháng 7 năm 2025</time>",
        ),
        (
            "en/provinces/quang-ngai-2025/index.html",
            "from <time datetime=\"2025-07-01\">1 July 2025</time>",
        ),
    ] {
        shows(path, html);
    }
}
