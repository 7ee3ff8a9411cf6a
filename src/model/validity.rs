//! For how long something was or is.

use super::{Date, group};
use crate::diagnostic::Said;

group! {
    /// A time with a beginning and an end, either of which may be open or unknown.
    pub struct Validity (Said::A_MAPPING) {
        /// The first day.
        pub from: Option<Date>,
        /// The day on which it was no more: the first day after.
        pub to: Option<Date>,
    }
}
