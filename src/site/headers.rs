//! What a browser is told with each file of the portal: by a page itself, by the web host if
//! it reads [`Routes::HEADERS`](super::Routes::HEADERS), and by the preview.

/// What a page may load, run and send to: files of the portal alone, and pictures that stand
/// in the page itself. Pages repeat it in a `<meta>`, for hosts that send no headers.
///
/// Nothing says who may show a page inside their own (`frame-ancestors`): a newspaper may,
/// and a page on which nobody signs in has nothing that a click could give away.
pub const CONTENT_POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; \
     img-src 'self' data:; font-src 'self'; connect-src 'self'; base-uri 'none'; \
     form-action 'self'";

/// The headers that go with every file, by name.
pub const HEADERS: &[(&str, &str)] = &[
    ("Content-Security-Policy", CONTENT_POLICY),
    // A download is what its media type says, and never run as something else.
    ("X-Content-Type-Options", "nosniff"),
    // Which page somebody came from is nobody's business.
    ("Referrer-Policy", "no-referrer"),
];

/// The header by which the scripts of other sites may read the open data. A preview, which
/// is nobody else's yet, does not send it.
pub const SHARING: (&str, &str) = ("Access-Control-Allow-Origin", "*");
