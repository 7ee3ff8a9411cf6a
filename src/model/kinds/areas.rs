//! Areas: the nation, provinces and cities, with what they were and what they became.

use super::{Resolution, kind};
use crate::config::Day;
use crate::diagnostic::Said;
use crate::model::{Date, Known, Ref, Tile, Validity, group, word_field};
use crate::text::Text;
use crate::yaml::{Plain, choice};

choice! {
    /// What an area is.
    pub enum AreaType {
        /// A country.
        #[default]
        Nation = "nation",
        /// A province (tỉnh).
        Province = "province",
        /// A city under the central government (thành phố trực thuộc trung ương).
        City = "city",
    }
}

word_field!(AreaType);

group! {
    /// What an area is, and since when. A change of type is not a new area.
    pub struct TypeSince (Said::A_MAPPING) {
        /// What it is.
        pub area_type ("type"): AreaType,
        /// Since when.
        pub from: Option<Date>,
    }
}

group! {
    /// The codes of an area in other people's lists. They are texts: `01` is not 1. A code may
    /// be given again to a larger area, so that it identifies nothing by itself.
    pub struct AreaCodes (Said::A_MAPPING) {
        /// Of the National Statistics Office.
        pub nso: Option<Plain>,
        /// Of ISO 3166-2.
        pub iso_3166_2: Option<Plain>,
    }
}

group! {
    /// A territory that has promises to keep.
    pub struct Area (Said::A_RECORD) {
        /// The name.
        pub name: Text,
        /// For how long it was or is; `to` is the day on which it was no more.
        pub valid: Known<Validity>,
        /// The areas that it was made of.
        pub predecessors: Option<Box<[Ref<Area>]>>,
        /// What it is, and what it was before.
        pub types: Known<Box<[TypeSince]>>,
        /// Its codes.
        pub codes: Option<AreaCodes>,
        /// The documents that made it or changed it.
        pub legal_basis: Option<Box<[Ref<Resolution>]>>,
        /// Other names that people look for.
        pub aliases: Option<Box<[Plain]>>,
        /// Its place in the tile grid.
        pub tile: Option<Tile>,
        /// Where this is known from.
        pub sources: Option<crate::model::Citations>,
    }
}

impl Area {
    /// What it is on a day, or was last: the last of its types that has begun.
    pub fn type_on(&self, day: Day) -> Option<AreaType> {
        let has_begun = |since: &&TypeSince| {
            since.from.and_then(|from| from.earliest()).is_none_or(|from| from <= day)
        };
        Some(self.types.given()?.iter().rfind(has_begun)?.area_type)
    }
}

kind!(Area, label: ["name"], summary: ["types", "valid"], facets: ["types"]);
