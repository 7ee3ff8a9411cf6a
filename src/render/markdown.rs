//! Markdown becomes HTML that can do no harm: raw HTML is shown as text, links lead to the
//! web, to a mailbox or within the portal, and nothing carries a style of its own.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd, html::push_html};

/// The HTML of a Markdown text.
pub(super) fn html(markdown: &str) -> String {
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH;
    // Whether each link that is open was let through: its end must follow its beginning.
    let mut open = Vec::new();
    let events = Parser::new_ext(markdown, options).filter_map(move |event| match event {
        Event::Html(text) | Event::InlineHtml(text) => Some(Event::Text(text)),
        Event::Start(Tag::Link { ref dest_url, .. }) => {
            let safe = is_safe(dest_url);
            open.push(safe);
            safe.then_some(event)
        }
        Event::End(TagEnd::Link) => open.pop().unwrap_or(false).then_some(event),
        // A picture needs its file published, which records cannot ask for: its text is kept.
        Event::Start(Tag::Image { .. }) | Event::End(TagEnd::Image) => None,
        // Alignment would become a style attribute, which a strict content policy forbids.
        Event::Start(Tag::Table(columns)) => {
            let plain = vec![pulldown_cmark::Alignment::None; columns.len()];
            Some(Event::Start(Tag::Table(plain)))
        }
        event => Some(event),
    });
    let mut out = String::with_capacity(markdown.len() * 3 / 2);
    push_html(&mut out, events);
    out
}

/// Whether a link may be followed: to the web, to a mailbox, or to a relative address. A
/// browser ignores control characters and spaces before a scheme, so none may be there.
fn is_safe(address: &str) -> bool {
    if address.chars().any(|c| c.is_control() || c.is_whitespace()) {
        return false;
    }
    let scheme_end =
        address.find([':', '/', '?', '#']).filter(|at| address[*at..].starts_with(':'));
    match scheme_end.map(|end| address[..end].to_ascii_lowercase()) {
        None => {
            !address.starts_with("//") && !address.starts_with('\\') && !address.starts_with("/\\")
        }
        Some(scheme) => matches!(scheme.as_str(), "http" | "https" | "mailto"),
    }
}

#[cfg(test)]
mod tests {
    use super::html;

    #[test]
    fn harmless_markdown_is_rendered() {
        assert_eq!(html("Xem *đoạn 1*."), "<p>Xem <em>đoạn 1</em>.</p>\n");
        let link = html("[NQ](https://example.vn/a?b=1&c=2)");
        assert_eq!(link, "<p><a href=\"https://example.vn/a?b=1&amp;c=2\">NQ</a></p>\n");
    }

    #[test]
    fn harm_is_shown_as_text() {
        assert_eq!(html("<script>alert(1)</script>"), "&lt;script&gt;alert(1)&lt;/script&gt;");
        assert_eq!(html("a <b onclick=x>b</b>"), "<p>a &lt;b onclick=x&gt;b&lt;/b&gt;</p>\n");
        for address in [
            "javascript:alert(1)",
            "JaVaScRiPt:alert(1)",
            "java&#10;script:alert(1)",
            "&#1;javascript:alert(1)",
            "data:text/html,x",
            "vbscript:x",
            "//evil.example",
            "/\\evil.example",
        ] {
            let out = html(&format!("[x]({address})"));
            assert!(!out.contains("href"), "{address}: {out}");
        }
    }

    #[test]
    fn tables_carry_no_style() {
        let out = html("| a |\n|--:|\n| 1 |\n");
        assert!(!out.contains("style"), "{out}");
    }
}
