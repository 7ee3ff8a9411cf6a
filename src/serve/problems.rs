//! The page that stands in the place of one that cannot be made.

use crate::diagnostic::{MessageLanguage, Report, render_human};

/// The problems as a page, in the editor's language.
pub(super) fn problems_page(report: &Report, language: MessageLanguage) -> String {
    let (code, title, hint) = language.pick(
        ("vi", "Chưa dựng được trang", "Sửa các chỗ dưới đây rồi lưu tệp; trang sẽ tự tải lại."),
        (
            "en",
            "The page cannot be made yet",
            "Fix the problems below and save the file; the page reloads by itself.",
        ),
    );
    let problems = escape(&render_human(report, language, false));
    format!(
        "<!doctype html>\n<html lang=\"{code}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>{title}</title>\n<link rel=\"stylesheet\" href=\"/{STYLE_PATH}\">\n</head>\n<body>\n\
         <h1>{title}</h1>\n<p>{hint}</p>\n<pre>{problems}</pre>\n</body>\n</html>\n"
    )
}

/// The address of the page's style.
pub(super) const STYLE_PATH: &str = "_minhbach/problems.css";

/// The page belongs to the preview alone, so that it needs no file of a theme, which may be
/// what is broken.
pub(super) const STYLE: &str = "body{font:1.0625rem/1.6 system-ui,sans-serif;margin:2rem auto;\
    max-width:60rem;padding:0 1rem;background:#fbfaf6;color:#1b1f24}\
    pre{overflow-x:auto;padding:1rem;border:1px solid #807a6c;background:#fff}";

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
