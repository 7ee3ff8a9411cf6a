//! What search engines read: `sitemap.xml` with the languages of each page, and `robots.txt`.

use crate::model::Portal;
use crate::site::{Content, Plan, Routes, Subject, absolute};
use std::io::{self, Write};

/// Every page with its counterparts in the other languages, in the form of sitemaps.org.
///
/// # Errors
/// What `out` says.
pub fn sitemap(portal: &Portal, plan: &Plan, out: &mut dyn Write) -> io::Result<()> {
    let base = portal.site.base_url.as_ref().map_or("", |base| &base.0);
    out.write_all(
        b"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\" \
         xmlns:xhtml=\"http://www.w3.org/1999/xhtml\">\n",
    )?;
    for entry in &plan.entries {
        let Content::Page(page) = &entry.content else { continue };
        if entry.is_for_preview() {
            continue;
        }
        // What a page was called before leads to it, and is no page of its own.
        // Nor is a chart by itself, which the page that shows it has too.
        let is_other = matches!(page.subject, Subject::Moved(..) | Subject::Embed(_));
        if page.lang.is_none() || is_other {
            continue;
        }
        write!(out, "<url><loc>{}</loc>", escape(&absolute(base, &entry.path)))?;
        for lang in portal.site.languages.all() {
            let path = plan.routes.page(page.subject, Some(lang), portal);
            write!(
                out,
                "<xhtml:link rel=\"alternate\" hreflang=\"{}\" href=\"{}\"/>",
                portal.site.languages.code(lang),
                escape(&absolute(base, &path)),
            )?;
        }
        out.write_all(b"</url>\n")?;
    }
    out.write_all(b"</urlset>\n")
}

/// Everything may be read by everybody; where the sitemap is, if there is one.
pub fn robots(portal: &Portal) -> Vec<u8> {
    let base = portal.site.base_url.as_ref();
    let sitemap = base.map(|base| format!("\nSitemap: {}\n", absolute(&base.0, Routes::SITEMAP)));
    format!("User-agent: *\nAllow: /\n{}", sitemap.unwrap_or_default()).into_bytes()
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
