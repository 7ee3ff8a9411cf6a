//! Where the links of Markdown lead.

use super::{Plan, Subject};
use crate::markdown::Target;
use crate::model::Portal;
use crate::text::{Lang, composed};
use percent_encoding::percent_decode_str;

/// Where a Markdown text stands, from where its relative links are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standpoint<'s> {
    /// In a record, which is shown on several pages: it has no relative links.
    Record,
    /// In a page.
    Page {
        /// The page's own file in the portal, in the language that the text is in.
        path: &'s str,
        /// The text's file below the folder of pages.
        source: &'s str,
    },
}

/// Where a link leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Destination<'l> {
    /// Out of the portal.
    Elsewhere(&'l str),
    /// To a file of the portal.
    Here {
        /// The file.
        path: String,
        /// What stands behind the `?`.
        query: Option<&'l str>,
        /// The place in it.
        anchor: Option<&'l str>,
    },
    /// To the record of a figure, by the name that the figure has.
    Figure(&'l str),
    /// To a file that the portal does not have.
    Missing,
    /// Where no link may lead.
    Unsafe,
}

impl Plan {
    /// Where a link leads. It may name a file or folder of the portal, relative to its page
    /// or, from a `/`, to the portal's root, whatever path the portal itself is published
    /// under; and, as git hosts show it, the source file of another page.
    pub fn follow<'l>(
        &self,
        portal: &Portal,
        from: Standpoint<'_>,
        address: &'l str,
    ) -> Destination<'l> {
        let (path, anchor) = match Target::of(address) {
            Target::Elsewhere(address) => return Destination::Elsewhere(address),
            Target::Figure(name) => return Destination::Figure(name),
            Target::Unsafe => return Destination::Unsafe,
            Target::Here { path, anchor } => (path, anchor),
        };
        let (path, query) = match path.split_once('?') {
            Some((path, query)) => (path, Some(query)),
            None => (path, None),
        };
        // An address is encoded; the names of files are not, and they are composed.
        let Ok(decoded) = percent_decode_str(path).decode_utf8() else {
            return Destination::Missing;
        };
        match self.find_linked(portal, from, &composed(&decoded)) {
            Some(path) => Destination::Here { path, query, anchor },
            None => Destination::Missing,
        }
    }

    fn find_linked(&self, portal: &Portal, from: Standpoint<'_>, link: &str) -> Option<String> {
        let from_root = link.strip_prefix('/');
        let place = match (from_root, from) {
            (Some(rest), _) => join("", rest)?,
            (None, Standpoint::Record) => return None,
            (None, Standpoint::Page { path, .. }) if link.is_empty() => path.to_owned(),
            (None, Standpoint::Page { source, .. }) if link.ends_with(".md") => {
                return self.page_of_source(portal, &join(source, link)?);
            }
            (None, Standpoint::Page { path, .. }) => join(path, link)?,
        };
        let folder = place.strip_suffix('/').unwrap_or(&place);
        let index = match folder {
            "" => "index.html".to_owned(),
            folder => format!("{folder}/index.html"),
        };
        [place, index].into_iter().find(|path| self.find(path).is_some())
    }

    /// The page that is made of a file below the folder of pages.
    fn page_of_source(&self, portal: &Portal, source: &str) -> Option<String> {
        let languages = || portal.site.languages.all();
        let source = composed(source);
        let found = (0u32..).zip(&portal.pages).find_map(|(position, page)| {
            let is_it =
                |lang: &Lang| page.versions.get(*lang).is_some_and(|v| composed(&v.path) == source);
            Some((position, languages().find(is_it)?))
        });
        let (position, lang) = found?;
        Some(self.routes.page(Subject::Content(position), Some(lang), portal))
    }
}

/// A relative link, counted from the folder of a file; `None` if it leads above the root.
fn join(file: &str, link: &str) -> Option<String> {
    let mut parts: Vec<&str> = file.split('/').collect();
    parts.pop();
    for part in link.split('/') {
        match part {
            "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::join;

    #[test]
    fn relative_links_are_counted_from_the_folder_of_their_page() {
        for (file, link, whole) in [
            ("vi/a/index.html", "../chi-tieu/", Some("vi/chi-tieu/")),
            ("vi/a/index.html", "./b.png", Some("vi/a/b.png")),
            ("vi/a/index.html", "../../data/targets.csv", Some("data/targets.csv")),
            ("a.vi.md", "guide/b.vi.md", Some("guide/b.vi.md")),
            ("guide/b.vi.md", "../a.vi.md", Some("a.vi.md")),
            ("vi/index.html", "../../x", None),
        ] {
            assert_eq!(join(file, link).as_deref(), whole, "{file} → {link}");
        }
    }
}
