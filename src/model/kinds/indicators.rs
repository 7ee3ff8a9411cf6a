//! Indicators: what is measured. Two figures can be compared only if theirs is the same.

use super::{Area, Classification, Level, Resolution, Unit, Version, kind};
use crate::diagnostic::Said;
use crate::model::{
    Because, Citations, Date, Known, Markdown, Number, Quantity, Ref, Validity, group, word_field,
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
    /// From where on Open SDG calls progress substantial, moderate and limited. The keys are
    /// its own.
    pub struct OwnThresholds (Said::A_MAPPING) {
        /// From here on it is substantial.
        pub high: Option<Number>,
        /// From here on it is moderate.
        pub med: Option<Number>,
        /// From here on it is limited, and below there is none.
        pub low: Option<Number>,
    }
}

group! {
    /// How progress is judged. All but the first are for Open SDG's formulas, which take the
    /// direction from the indicator and what is to be reached from the target
    /// (`derive::open_sdg`).
    pub struct Method (Said::A_MAPPING) {
        /// By which rules.
        pub kind: MethodKind,
        /// From when growth is counted.
        pub base_year: Option<u32>,
        /// By when a target is to be reached that does not say it itself.
        pub target_year: Option<u32>,
        /// What the figures cannot pass, as 100 percent.
        pub limit: Option<Number>,
        /// Thresholds in place of the usual ones.
        pub thresholds: Option<OwnThresholds>,
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
        pub levels: Option<Box<[Ref<Level>]>>,
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
        pub not_comparable_with: Option<Box<[NotComparable]>>,
        /// How progress is judged.
        pub method: Option<Method>,
        /// Levels that were set elsewhere.
        pub benchmarks: Option<Box<[Benchmark]>>,
        /// Where this is known from.
        pub sources: Option<Citations>,
    }
}

kind!(Indicator, label: ["name"], summary: ["unit", "direction"]);
