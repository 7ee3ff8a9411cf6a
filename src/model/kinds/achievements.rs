//! Achievements: what is known to have been reached, or not: figures, findings, awards, ranks.

use super::{Area, Indicator, Level, kind};
use crate::diagnostic::Said;
use crate::model::{Because, Citations, Date, Known, Quantity, Ref, Usual, group, word_field};
use crate::text::Text;
use crate::yaml::choice;
use std::sync::Arc;

choice! {
    /// What an achievement is.
    pub enum AchievementType {
        /// A measured figure.
        #[default]
        Figure = "figure",
        /// A judgement in words, good or bad.
        Finding = "finding",
        /// A prize.
        Award = "award",
        /// A place among others.
        Rank = "rank",
    }
}

choice! {
    /// What the period of an achievement rests on.
    pub enum PeriodBasis {
        /// The source says it.
        Stated = "stated",
        /// It is the day of the source.
        SourceDate = "source_date",
        /// It is not known.
        #[default]
        Unknown = "unknown",
    }
}

choice! {
    /// Whether a finding speaks well or ill.
    pub enum Finding {
        /// Well.
        Positive = "positive",
        /// Neither.
        #[default]
        Neutral = "neutral",
        /// Ill: shortcomings that were named (tồn tại, hạn chế).
        Negative = "negative",
    }
}

choice! {
    /// How much an observation is worth, in the terms of SDMX (OBS_STATUS).
    pub enum ObservationStatus {
        /// Normal.
        #[default]
        Normal = "normal",
        /// Estimated.
        Estimated = "estimated",
        /// Provisional.
        Provisional = "provisional",
        /// A break in the series.
        Break = "break",
        /// Missing.
        Missing = "missing",
    }
}

word_field!(AchievementType, PeriodBasis, Finding, ObservationStatus);

group! {
    /// An achievement that this one cannot be reconciled with, and why.
    pub struct Conflict (Said::A_MAPPING) {
        /// The other one.
        pub achievement: Ref<Achievement>,
        /// Why they differ.
        pub reason: Option<Because>,
    }
}

group! {
    /// What is known to have been reached, or not. Nested under a target it has the target's
    /// area, levels and indicator unless it says otherwise.
    pub struct Achievement (Said::A_RECORD) {
        /// Where.
        pub area: Option<Ref<Area>>,
        /// What was measured.
        pub indicator: Option<Ref<Indicator>>,
        /// The levels of administration that it speaks of.
        pub levels: Option<Arc<[Ref<Level>]>>,
        /// What it is.
        pub achievement_type ("type"): Usual<AchievementType>,
        /// What was reached, in our words; of one inside a target, the target's will do.
        pub statement: Known<Text>,
        /// The figure.
        pub quantity: Option<Quantity>,
        /// When it held.
        pub period: Known<Date>,
        /// Whether it speaks well or ill.
        pub finding: Option<Finding>,
        /// Where this is known from.
        pub sources: Citations,
        /// What the period rests on.
        pub period_basis: Option<PeriodBasis>,
        /// Of how many, for a rank.
        pub rank_of: Option<u32>,
        /// How much the observation is worth.
        pub status: Usual<ObservationStatus>,
        /// What it cannot be reconciled with.
        pub conflicts_with: Option<Box<[Conflict]>>,
    }
}

kind!(Achievement, label: ["statement"], summary: ["quantity", "period", "area"], facets: ["area", "type", "period", "finding"]);
