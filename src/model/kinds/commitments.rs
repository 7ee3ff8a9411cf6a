//! Commitments: promises and responsibilities that no figure measures.

use super::{Area, Level, Organisation, Resolution, Source, kind};
use crate::diagnostic::Said;
use crate::model::{Citations, Date, Known, Ref, group, word_field};
use crate::text::Text;
use crate::yaml::{Plain, choice};

choice! {
    /// What a commitment is about.
    pub enum CommitmentType {
        /// Data that anybody may use.
        OpenData = "open_data",
        /// Data shared between bodies of the state.
        DataSharing = "data_sharing",
        /// Who is to answer for something.
        Responsibility = "responsibility",
        /// Infrastructure.
        Infrastructure = "infrastructure",
        /// Money.
        Investment = "investment",
        /// Training.
        Training = "training",
        /// Security.
        Security = "security",
        /// Anything else.
        #[default]
        Other = "other",
    }
}

choice! {
    /// What evidence says about a commitment.
    pub enum EvidenceType {
        /// That it was kept.
        Supports = "supports",
        /// That it was not.
        Contradicts = "contradicts",
        /// That it was kept in part.
        #[default]
        Partial = "partial",
    }
}

word_field!(CommitmentType, EvidenceType);

group! {
    /// Something that speaks for or against a commitment having been kept.
    pub struct Evidence (Said::A_MAPPING) {
        /// When.
        pub date: Option<Date>,
        /// What it says.
        pub evidence_type ("type"): EvidenceType,
        /// What it is, in our words.
        pub statement: Option<Text>,
        /// The source.
        pub source: Ref<Source>,
        /// Where in the source.
        pub locator: Option<Plain>,
    }
}

group! {
    /// When and where evidence was last looked for.
    pub struct Checked (Said::A_MAPPING) {
        /// The day.
        pub on: Date,
        /// The places.
        pub places ("where"): Option<Box<[Plain]>>,
    }
}

group! {
    /// A promise or a responsibility that no figure measures.
    pub struct Commitment (Said::A_RECORD) {
        /// What it is about.
        pub commitment_type ("type"): CommitmentType,
        /// Where.
        pub area: Option<Ref<Area>>,
        /// The promise in our words.
        pub statement: Text,
        /// Who made it.
        pub made_by: Option<Ref<Organisation>>,
        /// Who is to answer for it.
        pub responsible: Known<Box<[Ref<Organisation>]>>,
        /// The document that it stands in.
        pub resolution: Option<Ref<Resolution>>,
        /// By when.
        pub due: Known<Date>,
        /// Whether it can be said whether it was kept.
        pub testable: Option<bool>,
        /// Where this is known from.
        pub sources: Citations,
        /// How it can be said.
        pub criteria: Option<Text>,
        /// The levels of administration that it speaks of.
        pub levels: Option<Box<[Ref<Level>]>>,
        /// What speaks for or against it having been kept.
        pub evidence: Option<Box<[Evidence]>>,
        /// When and where evidence was last looked for.
        pub checked: Option<Checked>,
    }
}

kind!(Commitment, label: ["statement"], summary: ["type", "area", "due"], facets: ["area", "type", "standing"]);
