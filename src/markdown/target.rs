//! What an address in a link asks for.

/// What an address in a link asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target<'t> {
    /// A place on the web, or a mailbox: `https:`, `http:`, `mailto:`.
    Elsewhere(&'t str),
    /// A file of the portal or of its sources, and a place in it.
    Here {
        /// The file, relative to where the link stands, or from the portal's root if it
        /// begins with `/`; empty for the page itself.
        path: &'t str,
        /// What stands behind the `#`.
        anchor: Option<&'t str>,
    },
    /// A figure of a record, by its name: `figure:qn-2025-ho-so-cap-huyen`.
    Figure(&'t str),
    /// Something that a browser might run, or that leads where it does not seem to.
    Unsafe,
}

impl<'t> Target<'t> {
    /// Reads an address. A browser ignores control characters and spaces before a scheme and
    /// takes `\` for `/`, so neither may be there.
    pub fn of(address: &'t str) -> Self {
        let hides = |c: char| c.is_control() || c == '\\';
        if address.contains(hides) || address.starts_with(char::is_whitespace) {
            return Target::Unsafe;
        }
        if let Some(name) = address.strip_prefix("figure:") {
            return Target::Figure(name);
        }
        let punctuation = address.find([':', '/', '?', '#']);
        if let Some(end) = punctuation.filter(|at| address[*at..].starts_with(':')) {
            let scheme = address[..end].to_ascii_lowercase();
            let known = matches!(scheme.as_str(), "http" | "https" | "mailto");
            return if known { Target::Elsewhere(address) } else { Target::Unsafe };
        }
        if address.starts_with("//") {
            return Target::Unsafe;
        }
        match address.split_once('#') {
            Some((path, anchor)) => Target::Here { path, anchor: Some(anchor) },
            None => Target::Here { path: address, anchor: None },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Target;

    #[test]
    fn the_web_mailboxes_and_the_portal_may_be_linked_and_nothing_else() {
        for address in ["https://example.vn/a?b=1#c", "HTTP://example.vn", "mailto:a@example.vn"] {
            assert_eq!(Target::of(address), Target::Elsewhere(address));
        }
        let here = |path, anchor| Target::Here { path, anchor };
        assert_eq!(Target::of("../chi-tieu/#a:b"), here("../chi-tieu/", Some("a:b")));
        assert_eq!(Target::of("#cuoi"), here("", Some("cuoi")));
        assert_eq!(Target::of("Báo cáo 2024.pdf"), here("Báo cáo 2024.pdf", None));
        assert_eq!(Target::of("figure:a-1"), Target::Figure("a-1"));
        for address in [
            "FIGURE:a-1",
            "javascript:alert(1)",
            "JaVaScRiPt:alert(1)",
            "java\nscript:alert(1)",
            "\u{1}javascript:alert(1)",
            " javascript:alert(1)",
            "data:text/html,x",
            "vbscript:x",
            "//evil.example",
            "/\\evil.example",
            "\\\\evil.example",
        ] {
            assert_eq!(Target::of(address), Target::Unsafe, "{address}");
        }
    }
}
