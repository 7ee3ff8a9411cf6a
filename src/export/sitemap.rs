//! What search engines read: `sitemap.xml` with the languages of each page, and `robots.txt`.

use crate::model::Portal;
use crate::site::{Content, Plan, Routes, Subject, absolute};
use std::fmt::Write as _;

/// Every page with its counterparts in the other languages, in the form of sitemaps.org.
pub fn sitemap(portal: &Portal, plan: &Plan) -> Vec<u8> {
    let base = portal.site.base_url.as_ref().map_or("", |base| &base.0);
    let mut out = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\" \
         xmlns:xhtml=\"http://www.w3.org/1999/xhtml\">\n",
    );
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
        // Writing into a String cannot fail.
        let _ = write!(out, "<url><loc>{}</loc>", escape(&absolute(base, &entry.path)));
        for lang in portal.site.languages.all() {
            let path = plan.routes.page(page.subject, Some(lang), portal);
            let _ = write!(
                out,
                "<xhtml:link rel=\"alternate\" hreflang=\"{}\" href=\"{}\"/>",
                portal.site.languages.code(lang),
                escape(&absolute(base, &path)),
            );
        }
        out.push_str("</url>\n");
    }
    out.push_str("</urlset>\n");
    out.into_bytes()
}

/// Everything may be read by everybody; where the sitemap is, if there is one.
pub fn robots(portal: &Portal) -> Vec<u8> {
    let mut out = String::from("User-agent: *\nAllow: /\n");
    if let Some(base) = &portal.site.base_url {
        let _ = writeln!(out, "\nSitemap: {}", absolute(&base.0, Routes::SITEMAP));
    }
    out.into_bytes()
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
