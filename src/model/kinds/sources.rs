//! Sources: what figures and statements rest on.

use super::{CommitmentType, Organisation, kind};
use crate::config::Address;
use crate::diagnostic::Said;
use crate::model::{Citations, Date, Known, OwnText, Ref, group, word_field};
use crate::yaml::{Plain, choice};

choice! {
    /// What a source is.
    pub enum SourceType {
        /// An article in the press.
        Article = "article",
        /// A document.
        Document = "document",
        /// Data.
        Dataset = "dataset",
        /// A page on the web.
        #[default]
        Web = "web",
    }
}

choice! {
    /// How near a source is to what it tells.
    pub enum Tier {
        /// The press.
        #[default]
        Press = "press",
        /// Those in charge.
        Official = "official",
        /// Inferred by us.
        Inferred = "inferred",
    }
}

word_field!(SourceType, Tier);

group! {
    /// What a statement rests on.
    pub struct Source (Said::A_RECORD) {
        /// The title, in the source's own language.
        pub title: OwnText,
        /// Who published it.
        pub publisher: Known<Ref<Organisation>>,
        /// When it was published.
        pub published: Known<Date>,
        /// Where it can be read.
        pub url: Option<Address>,
        /// How near it is to what it tells.
        pub tier: Option<Tier>,
        /// What it is.
        pub source_type ("type"): SourceType,
        /// Who wrote it.
        pub authors: Option<Box<[Plain]>>,
        /// When it was last looked at.
        pub accessed: Option<Date>,
        /// The language it is written in.
        pub language: Option<Plain>,
        /// The checksum of the copy that was read.
        pub sha256: Option<Plain>,
        /// For which kinds of commitments it was read to its end, so that it can be said that
        /// it holds none. To cite a source for a figure takes less.
        pub searched_for: Option<Box<[CommitmentType]>>,
        /// Where this is known from.
        pub sources: Option<Citations>,
    }
}

kind!(Source, label: ["title"], summary: ["publisher", "published", "tier"], facets: ["tier", "type", "published"]);
