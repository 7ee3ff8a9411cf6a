//! Indicators: what is measured. Two figures can be compared only if theirs is the same.

use super::{Area, Classification, Level, Resolution, Unit, Version, kind};
use crate::diagnostic::Said;
use crate::model::{
    Because, Citations, Date, Known, Markdown, Quantity, Ref, Validity, group, word_field,
};
use crate::text::Text;
use crate::yaml::choice;

choice! {
    /// Which way is better.
    pub enum Direction {
        /// More is better.
        Up = "up",
        /// Less is better.
        Down = "down",
        /// It should stay.
        Maintain = "maintain",
        /// It should be between two values.
        Range = "range",
        /// Neither.
        #[default]
        None = "none",
    }
}

choice! {
    /// How progress is judged.
    pub enum MethodKind {
        /// By the rules of this program.
        #[default]
        Minhbach = "minhbach",
        /// By the formulas that Open SDG publishes.
        OpenSdg = "open-sdg",
    }
}

word_field!(Direction, MethodKind);

group! {
    /// How progress is judged.
    pub struct Method (Said::A_MAPPING) {
        /// By which rules.
        pub kind: MethodKind,
    }
}

group! {
    /// Something that cannot be compared with this, and why.
    pub struct NotComparable (Said::A_MAPPING) {
        /// The other indicator.
        pub indicator: Ref<Indicator>,
        /// Why not.
        pub reason: Because,
    }
}

group! {
    /// A level that was set elsewhere for the same thing, as the nation does for its
    /// provinces: no promise that this portal follows, but one to lay its promises beside.
    pub struct Benchmark (Said::A_MAPPING) {
        /// Where it was set: most often the nation.
        pub area: Ref<Area>,
        /// By when.
        pub due: Date,
        /// The level.
        pub quantity: Quantity,
        /// The levels of administration that it speaks of.
        pub levels: Option<Vec<Ref<Level>>>,
        /// The document that it stands in.
        pub resolution: Option<Ref<Resolution>>,
        /// Where this is known from.
        pub sources: Citations,
        /// What else there is to say.
        pub note: Option<Text>,
    }
}

group! {
    /// What is measured.
    pub struct Indicator (Said::A_RECORD) {
        /// The name.
        pub name: Text,
        /// What is counted, over what.
        pub definition: Known<Markdown>,
        /// The unit that its figures have.
        pub unit: Ref<Unit>,
        /// Which way is better.
        pub direction: Option<Direction>,
        /// The classification that it rests on.
        pub classification: Option<Ref<Classification>>,
        /// The edition of the index or of the methodology.
        pub version: Option<Ref<Version>>,
        /// For how long it was or is measured so.
        pub valid: Option<Validity>,
        /// What it cannot be compared with.
        pub not_comparable_with: Option<Vec<NotComparable>>,
        /// How progress is judged.
        pub method: Option<Method>,
        /// Levels that were set elsewhere.
        pub benchmarks: Option<Vec<Benchmark>>,
        /// Where this is known from.
        pub sources: Option<Citations>,
    }
}

kind!(Indicator, label: ["name"], summary: ["unit", "direction"]);
