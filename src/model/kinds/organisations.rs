//! Organisations: who issues, promises, answers and publishes.

use super::{Area, kind};
use crate::diagnostic::Said;
use crate::model::{Citations, Ref, Validity, group, word_field};
use crate::text::Text;
use crate::yaml::choice;

choice! {
    /// What an organisation is.
    pub enum OrganisationType {
        /// A committee of the Communist Party.
        PartyCommittee = "party_committee",
        /// A People's Committee (UBND).
        PeopleCommittee = "people_committee",
        /// A People's Council (HĐND).
        PeopleCouncil = "people_council",
        /// A department of a province (sở).
        Department = "department",
        /// A ministry.
        Ministry = "ministry",
        /// The Government.
        Government = "government",
        /// The police.
        Police = "police",
        /// A newspaper or news agency.
        Press = "press",
        /// Anything else.
        #[default]
        Other = "other",
    }
}

word_field!(OrganisationType);

group! {
    /// Somebody who issues, promises, answers or publishes.
    pub struct Organisation (Said::A_RECORD) {
        /// The name.
        pub name: Text,
        /// What it is.
        pub organisation_type ("type"): OrganisationType,
        /// Where it is in charge.
        pub area: Option<Ref<Area>>,
        /// The short form of its name.
        pub abbreviation: Option<Text>,
        /// For how long it was or is.
        pub valid: Option<Validity>,
        /// The organisations that it was made of.
        pub predecessors: Option<Box<[Ref<Organisation>]>>,
        /// Where this is known from.
        pub sources: Option<Citations>,
    }
}

kind!(Organisation, label: ["name"], summary: ["type", "area"]);
