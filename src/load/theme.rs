//! Themes: templates and assets that come with the program, each replaceable by a file of the
//! same name in the site's own `themes/<name>/`.

use super::Sources;
use super::files::cannot_read;
use crate::config::{Site, Theme};
use crate::diagnostic::{Argument, Code, Diagnostic, Diagnostics, FieldPath, Part, Place};
use walkdir::WalkDir;

/// A theme that comes with the program.
struct BuiltIn {
    name: &'static str,
    files: &'static [(&'static str, &'static [u8])],
}

impl BuiltIn {
    fn manifest(&self) -> Option<&'static [u8]> {
        self.files.iter().find(|(path, _)| *path == Theme::MANIFEST).map(|(_, bytes)| *bytes)
    }
}

/// Lists the files of a theme that comes with the program.
macro_rules! theme {
    ($name:literal: $($path:literal),* $(,)?) => {
        BuiltIn {
            name: $name,
            files: &[$(
                ($path, include_bytes!(concat!("../../themes/", $name, "/", $path))),
            )*],
        }
    };
}

const BUILT_IN: &[BuiltIn] = &[
    theme!(
    "cong-khai":
        "assets/fonts/OFL.txt",
        "assets/fonts/be-vietnam-pro-latin-600.woff2",
        "assets/fonts/be-vietnam-pro-vietnamese-600.woff2",
        "assets/icon.svg",
        "assets/list.js",
        "assets/search.js",
        "assets/site.js",
        "marks/behind.svg",
        "marks/insufficient_data.svg",
        "marks/met.svg",
        "marks/missed.svg",
        "marks/no_data.svg",
        "marks/not_comparable.svg",
        "marks/not_measurable.svg",
        "marks/on_track.svg",
        "marks/superseded.svg",
        "marks/uncertain.svg",
        "styles/10-tokens.css",
        "styles/20-ground.css",
        "styles/30-frame.css",
        "styles/40-values.css",
        "styles/45-tables.css",
        "styles/46-lists.css",
        "styles/50-drawing.css",
        "styles/55-charts.css",
        "styles/60-search.css",
        "styles/70-prose.css",
        "styles/90-print.css",
        "templates/base.html",
        "templates/charts.html",
        "templates/components.html",
        "templates/embed.html",
        "templates/home.html",
        "templates/index-az.html",
        "templates/list.html",
        "templates/lists/areas.html",
        "templates/lists/commitments.html",
        "templates/lists/datasets.html",
        "templates/lists/targets.html",
        "templates/lists/terms.html",
        "templates/macros.html",
        "templates/moved.html",
        "templates/not-found.html",
        "templates/page.html",
        "templates/parts/find.html",
        "templates/parts/footer.html",
        "templates/parts/head.html",
        "templates/parts/menu.html",
        "templates/record.html",
        "templates/records/achievements.html",
        "templates/records/areas.html",
        "templates/records/commitments.html",
        "templates/records/datasets.html",
        "templates/records/indicators.html",
        "templates/records/resolutions.html",
        "templates/records/targets.html",
        "templates/reports/comparison.html",
        "templates/reports/conflicts.html",
        "templates/reports/coverage.html",
        "templates/reports/progress.html",
        "templates/search-form.html",
        "templates/search.html",
        "templates/table.html",
        "templates/terms.html",
        "templates/welcome.html",
        "theme.yaml",
    ),
    #[cfg(feature = "tera")]
    theme!(
    "don-gian":
        "styles/10-plain.css",
        "templates/bare.html",
        "templates/base.html",
        "templates/components.html",
        "templates/embed.html",
        "templates/home.html",
        "templates/index-az.html",
        "templates/list.html",
        "templates/lists/areas.html",
        "templates/lists/commitments.html",
        "templates/lists/datasets.html",
        "templates/lists/targets.html",
        "templates/lists/terms.html",
        "templates/moved.html",
        "templates/not-found.html",
        "templates/page.html",
        "templates/parts.html",
        "templates/record.html",
        "templates/records/areas.html",
        "templates/records/commitments.html",
        "templates/records/datasets.html",
        "templates/records/indicators.html",
        "templates/records/resolutions.html",
        "templates/records/targets.html",
        "templates/reports/comparison.html",
        "templates/reports/conflicts.html",
        "templates/reports/coverage.html",
        "templates/reports/progress.html",
        "templates/search.html",
        "templates/table.html",
        "templates/welcome.html",
        "theme.yaml",
    ),
];

/// Reads the theme that the site names: what comes with the program, with the site's own
/// files over it. A theme that only the site has is read from there alone.
pub fn read_theme(sources: &mut Sources, site: &Site, problems: &mut Diagnostics) -> Theme {
    let mut theme = Theme::new(&site.theme);
    if let Some(built_in) = BUILT_IN.iter().find(|built_in| built_in.name == &*site.theme) {
        for (path, bytes) in built_in.files {
            theme.add(path, (*bytes).into());
        }
    }
    // A name is one folder: it cannot lead anywhere else.
    let is_name = !site.theme.contains(['/', '\\', '.', ':']);
    let below = format!("{}/{}", site.paths.themes, site.theme);
    let folder = sources.root().join(&below);
    if !is_name || !sources.has_folder(&site.paths.themes) {
        // Nothing to read.
    } else if folder.is_symlink() {
        let link = sources.add_on_disk(&below);
        problems.push(Diagnostic::new(Code::SymbolicLink, Place::File(link)));
    } else if folder.is_dir() {
        read_folder(&folder, &mut theme, problems);
    }
    read_manifest(sources, &below, &mut theme, problems);
    if theme.is_empty() {
        let place = Place::Field {
            file: Sources::SITE,
            node: 0,
            path: FieldPath::of("theme"),
            part: Part::Value,
        };
        let known = BUILT_IN.iter().map(|built_in| built_in.name);
        let problem = Diagnostic::new(Code::UnknownTheme, place).with("theme", &*site.theme);
        problems.push(problem.suggest(&site.theme, known));
    }
    theme
}

/// Reads the manifest, of the site's own files if it has one.
fn read_manifest(
    sources: &mut Sources,
    below: &str,
    theme: &mut Theme,
    problems: &mut Diagnostics,
) {
    let path = format!("{below}/{}", Theme::MANIFEST);
    let built_in = BUILT_IN.iter().find(|built_in| built_in.name == &*theme.name);
    let built_in = built_in.and_then(BuiltIn::manifest);
    let is_own = theme.file(Theme::MANIFEST).is_some_and(|own| Some(own) != built_in);
    let file = match built_in.map(std::str::from_utf8) {
        _ if is_own => sources.add_on_disk(&path),
        Some(Ok(text)) => sources.add_built_in(&path, text),
        _ => return,
    };
    match sources.text(file) {
        Ok(text) => theme.read_manifest(&text, file, &sources.budget_of(file), problems),
        Err(problem) => problems.push(problem),
    }
}

fn read_folder(folder: &std::path::Path, theme: &mut Theme, problems: &mut Diagnostics) {
    for entry in WalkDir::new(folder).sort_by_file_name() {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                let path = error.path().unwrap_or(folder).display().to_string();
                problems.push(cannot_read(Place::Nowhere, path, error.to_string()));
                continue;
            }
        };
        let is_hidden = entry.file_name().to_string_lossy().starts_with('.');
        if !entry.file_type().is_file() || is_hidden {
            continue;
        }
        let path = entry.path();
        let below = path.strip_prefix(folder).unwrap_or(path);
        let name = below.iter().map(|part| part.to_string_lossy()).collect::<Vec<_>>().join("/");
        match std::fs::read(path) {
            Ok(bytes) => theme.add(&name, bytes),
            Err(error) => {
                let path = path.display().to_string();
                problems.push(cannot_read(Place::Nowhere, path, Argument::of_io(&error)));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_of_a_theme_is_built_in() {
        for built_in in BUILT_IN {
            let mut on_disk = Theme::default();
            let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/themes/");
            let mut problems = Diagnostics::default();
            read_folder(
                &std::path::Path::new(folder).join(built_in.name),
                &mut on_disk,
                &mut problems,
            );
            let listed: Vec<_> = built_in.files.iter().map(|(path, _)| *path).collect();
            assert_eq!(on_disk.paths().collect::<Vec<&str>>(), listed);
        }
    }
}
