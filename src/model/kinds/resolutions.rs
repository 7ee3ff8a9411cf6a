//! Resolutions: every legal or Party document.

use super::{Area, Organisation, kind};
use crate::config::Address;
use crate::diagnostic::Said;
use crate::model::{Citations, Date, Known, Ref, group, word_field};
use crate::text::Text;
use crate::yaml::{Plain, choice};

choice! {
    /// What a document is.
    pub enum DocumentType {
        /// Nghị quyết.
        Resolution = "resolution",
        /// Chỉ thị.
        Directive = "directive",
        /// Kế hoạch.
        Plan = "plan",
        /// Quyết định.
        Decision = "decision",
        /// Nghị định.
        Decree = "decree",
        /// Luật.
        Law = "law",
        /// Thông tư.
        Circular = "circular",
        /// Đề án.
        Scheme = "scheme",
        /// Chương trình.
        Programme = "programme",
        /// An order given in speech, known from a report alone.
        OralDirection = "oral_direction",
        /// Anything else.
        #[default]
        Other = "other",
    }
}

choice! {
    /// Whose way of numbering documents it follows.
    pub enum System {
        /// The Party's, with a hyphen: 13-NQ/TU.
        Party = "party",
        /// The state's, with a slash: 749/QĐ-TTg.
        State = "state",
        /// Another.
        #[default]
        Other = "other",
    }
}

choice! {
    /// Whether a document is in force.
    pub enum DocumentStatus {
        /// It is.
        InForce = "in_force",
        /// Its time is over.
        Expired = "expired",
        /// Another took its place.
        Superseded = "superseded",
        /// It is not known.
        #[default]
        Unknown = "unknown",
    }
}

word_field!(DocumentType, System, DocumentStatus);

group! {
    /// A part of a document that targets point to.
    pub struct Clause (Said::A_MAPPING) {
        /// Its id within the document.
        pub id: Plain,
        /// What it is about.
        pub title: Text,
    }
}

group! {
    /// A legal or Party document.
    pub struct Resolution (Said::A_RECORD) {
        /// What it is.
        pub document_type ("type"): DocumentType,
        /// Its number in the usual form. `13-NQ/TU` alone identifies nothing: every province
        /// has one.
        pub number: Known<Plain>,
        /// Who issued it.
        pub issuer: Known<Ref<Organisation>>,
        /// Who issued it, in the words of the source.
        pub issuer_as_written: Option<Plain>,
        /// Where it applies.
        pub area: Option<Ref<Area>>,
        /// What it is about (trích yếu).
        pub title: Text,
        /// The day on which it was issued.
        pub issued: Known<Date>,
        /// The time that it speaks of.
        pub period: Option<Date>,
        /// Where this is known from.
        pub sources: Citations,
        /// Its number in the words of the source.
        pub number_as_written: Option<Plain>,
        /// Whose way of numbering it follows.
        pub system: Option<System>,
        /// The day from which it applies.
        pub effective: Known<Date>,
        /// The time beyond the period that it looks to.
        pub outlook: Option<Date>,
        /// The documents that it carries out.
        pub implements: Option<Box<[Ref<Resolution>]>>,
        /// The documents whose place it takes.
        pub replaces: Option<Box<[Ref<Resolution>]>>,
        /// Whether it is in force.
        pub status: Option<DocumentStatus>,
        /// Where its text can be read.
        pub url: Option<Address>,
        /// Its parts.
        pub clauses: Option<Box<[Clause]>>,
    }
}

kind!(Resolution, label: ["number", "title"], summary: ["title", "issuer", "issued"], facets: ["area", "type", "issued"]);
