//! The made-up portal that comes with the program.

use super::Sources;
use std::path::Path;

/// Lists the files of the made-up portal, with the group of each.
macro_rules! samples {
    ($($path:literal in $group:literal),* $(,)?) => {
        &[$(($path, $group, include_str!(concat!("../../samples/", $path)))),*]
    };
}

/// The made-up portal that comes with the program. `site.yaml` stands first, as in any sources.
const SAMPLES: &[(&str, &str, &str)] = samples!(
    "site.yaml" in "",
    "data/areas/all.yaml" in "areas",
    "data/codes/units.yaml" in "codes/units",
    "data/indicators/bullets.yaml" in "indicators",
    "data/indicators/series.yaml" in "indicators",
    "data/organisations/bao.yaml" in "organisations",
    "data/resolutions/all.yaml" in "resolutions",
    "data/sources/bao.yaml" in "sources",
    "data/targets/bullets.yaml" in "targets",
    "data/targets/series.yaml" in "targets",
);

impl Sources {
    /// The sources of the made-up portal that comes with the program.
    pub fn samples() -> Self {
        let mut sources = Self::none(Path::new(""));
        for (path, group, text) in SAMPLES {
            sources.add_built_in_to(group, path, text);
        }
        sources
    }
}
