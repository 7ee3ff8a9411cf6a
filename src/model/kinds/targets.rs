//! Targets: what was promised.

use super::{Area, Indicator, Level, Resolution, kind};
use crate::diagnostic::Said;
use crate::model::{Citations, Date, Known, Nested, Quantity, Ref, group, word_field};
use crate::text::Text;
use crate::yaml::{Plain, choice};
use std::sync::Arc;

choice! {
    /// How firmly something was promised.
    pub enum Ambition {
        /// To strive for it (phấn đấu).
        #[default]
        Strive = "strive",
        /// To do it (cam kết).
        Commit = "commit",
    }
}

word_field!(Ambition);

group! {
    /// Where things stood at the beginning.
    pub struct Baseline (Said::A_MAPPING) {
        /// The figure.
        pub quantity: Quantity,
        /// When it held.
        pub period: Known<Date>,
    }
}

group! {
    /// A step on the way.
    pub struct Milestone (Said::A_MAPPING) {
        /// By when.
        pub due: Date,
        /// The figure.
        pub quantity: Quantity,
    }
}

group! {
    /// A promise.
    pub struct Target (Said::A_RECORD) {
        /// Who promised it: the area.
        pub area: Ref<Area>,
        /// What is measured; none for a promise in words alone.
        pub indicator: Option<Ref<Indicator>>,
        /// The levels of administration that it speaks of.
        pub levels: Option<Arc<[Ref<Level>]>>,
        /// The promise in our words.
        pub statement: Text,
        /// The figure; none for a promise in words alone.
        pub quantity: Option<Quantity>,
        /// By when.
        pub due: Known<Date>,
        /// The document that it stands in.
        pub resolution: Option<Ref<Resolution>>,
        /// Where this is known from.
        pub sources: Citations,
        /// The part of the document.
        pub clause: Option<Plain>,
        /// How firmly it was promised.
        pub ambition: Option<Ambition>,
        /// Where things stood at the beginning.
        pub baseline: Option<Baseline>,
        /// Steps on the way.
        pub milestones: Option<Box<[Milestone]>>,
        /// What it depends on.
        pub conditions: Option<Text>,
        /// What it leaves out.
        pub exclusions: Option<Text>,
        /// What is known to have been reached.
        pub achievements: Nested,
    }
}

kind!(Target, label: ["statement"], summary: ["quantity", "due", "area"], facets: ["area", "topics", "status", "due"]);
