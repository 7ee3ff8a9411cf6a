//! Systems: what was built or is to be built.

use super::{Area, Level, Organisation, kind};
use crate::config::Address;
use crate::diagnostic::Said;
use crate::model::{Citations, Ref, group, word_field};
use crate::text::Text;
use crate::yaml::choice;

choice! {
    /// How far a system has come.
    pub enum SystemStatus {
        /// It is to be built.
        Planned = "planned",
        /// It is being tried.
        Pilot = "pilot",
        /// It is in use.
        InUse = "in_use",
        /// It is no longer in use.
        Retired = "retired",
        /// It is not known.
        #[default]
        Unknown = "unknown",
    }
}

word_field!(SystemStatus);

group! {
    /// A system, platform or portal of the administration.
    pub struct DigitalSystem (Said::A_RECORD) {
        /// Where it is used.
        pub area: Option<Ref<Area>>,
        /// The name.
        pub name: Text,
        /// How far it has come.
        pub status: Option<SystemStatus>,
        /// Where this is known from.
        pub sources: Citations,
        /// The short form of its name.
        pub abbreviation: Option<Text>,
        /// Whose it is.
        pub owner: Option<Ref<Organisation>>,
        /// The levels of administration that it reaches.
        pub levels: Option<Box<[Ref<Level>]>>,
        /// What it exchanges data with.
        pub connects_to: Option<Box<[Ref<DigitalSystem>]>>,
        /// Where it can be used.
        pub url: Option<Address>,
    }
}

kind!(DigitalSystem, label: ["name"], summary: ["area", "status"], facets: ["area", "status"]);
