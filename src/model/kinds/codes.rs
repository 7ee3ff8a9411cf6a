//! Lists of codes that records use. Each list comes with the program (`codes/*.yaml`); a site
//! adds codes, or writes a code again to rename it.

use super::kind;
use crate::config::Address;
use crate::diagnostic::Said;
use crate::model::{Date, Number, Qualifier, Ref, Validity, group};
use crate::text::Text;
use crate::yaml::Plain;

group! {
    /// How a number is written with one qualifier.
    pub struct QualifiedPattern (Said::A_MAPPING) {
        /// The qualifier.
        pub qualifier: Qualifier,
        /// The words around the number, `{value}`; of a range the upper end is `{high}`.
        pub pattern: Text,
    }
}

group! {
    /// What is counted.
    pub struct Unit (Said::A_RECORD) {
        /// The name, as it stands behind a number.
        pub name: Text,
        /// The name behind a number other than one, where it differs.
        pub plural: Option<Text>,
        /// The sign that stands for it, as in %.
        pub symbol: Option<Text>,
        /// How a number of it is written, with `{value}`, where the unit does not simply
        /// follow: `hạng {value}`.
        pub pattern: Option<Text>,
        /// The same with a qualifier, where the usual words do not fit: a rank of at most 5 is
        /// not `tối đa hạng 5`.
        pub patterns: Option<Box<[QualifiedPattern]>>,
        /// How the distance between two figures is written, with `{value}`, where it is not
        /// itself such a figure: two shares are percentage points apart, two ranks places.
        pub difference: Option<Text>,
        /// The least that a figure can be.
        pub minimum: Option<Number>,
        /// The most that a figure can be.
        pub maximum: Option<Number>,
    }
}

group! {
    /// A level of administration.
    pub struct Level (Said::A_RECORD) {
        /// The name.
        pub name: Text,
        /// For how long it was or is.
        pub valid: Option<Validity>,
        /// The days on which its units were redrawn, so that figures before and after speak
        /// of different units.
        pub redrawn: Option<Box<[Date]>>,
        /// The level above it; none for those that stand for themselves, the areas of the
        /// portal and what is above them.
        pub broader: Option<Ref<Level>>,
    }
}

group! {
    /// What records are about.
    pub struct Topic (Said::A_RECORD) {
        /// The name.
        pub name: Text,
    }
}

group! {
    /// A way of dividing what is counted.
    pub struct Classification (Said::A_RECORD) {
        /// The name.
        pub name: Text,
        /// For how long it was or is used.
        pub valid: Option<Validity>,
    }
}

group! {
    /// An edition of an index or of a methodology.
    pub struct Version (Said::A_RECORD) {
        /// The name.
        pub name: Text,
        /// The day on which its first edition came out.
        pub published: Option<Date>,
        /// The versions whose place it took.
        pub replaces: Option<Box<[Ref<Version>]>>,
        /// For how long it was or is used.
        pub valid: Option<Validity>,
    }
}

group! {
    /// Why things can be compared or cannot.
    pub struct Reason (Said::A_RECORD) {
        /// The name.
        pub name: Text,
    }
}

group! {
    /// What may be done with data.
    pub struct Licence (Said::A_RECORD) {
        /// The name.
        pub name: Text,
        /// Where its text can be read.
        pub url: Option<Address>,
        /// Its short name, as in CC BY 4.0.
        pub abbreviation: Option<Plain>,
    }
}

kind!(Unit, label: ["name"], summary: []);
kind!(Level, label: ["name"], summary: []);
kind!(Topic, label: ["name"], summary: []);
kind!(Classification, label: ["name"], summary: []);
kind!(Version, label: ["name"], summary: []);
kind!(Reason, label: ["name"], summary: []);
kind!(Licence, label: ["name"], summary: []);
