//! The table of kinds. A new kind is a file in `kinds/`, a line here, and its words.

mod achievements;
mod areas;
mod codes;
mod commitments;
mod datasets;
mod indicators;
mod organisations;
mod resolutions;
mod sources;
mod systems;
mod targets;
mod terms;

pub use achievements::{
    Achievement, AchievementType, Conflict, Finding, ObservationStatus, PeriodBasis,
};
pub use areas::{Area, AreaType, TypeSince};
pub use codes::{Classification, Level, Licence, Reason as ReasonCode, Topic, Unit, Version};
pub use commitments::{Checked, Commitment, CommitmentType, Evidence, EvidenceType};
pub use datasets::{
    Constraints, ContactPoint, DataTheme, Dataset, FieldType, Frequency, TableField,
};
pub use indicators::{Benchmark, Direction, Indicator, Method, MethodKind, OwnThresholds};
pub use organisations::{Organisation, OrganisationType};
pub use resolutions::{Clause, DocumentStatus, DocumentType, Resolution, System};
pub use sources::{Source, SourceType, Tier};
pub use systems::{DigitalSystem, SystemStatus};
pub use targets::{Ambition, Baseline, Milestone, Target};
pub use terms::Term;

use super::FieldInfo;
use super::record::{AnyRecord, Origin, Record, RecordKind, fields_of};
use crate::diagnostic::{Code, Diagnostic, Place, Said};
use crate::yaml::{Content, Decoder, Tree};

/// How a kind appears in the portal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Presence {
    /// A page for each record, a list and a table.
    Pages,
    /// All records on one page, each at an anchor of its own, and a table.
    OnePage,
    /// A table alone.
    Table,
    /// Codes that other records use.
    Codes,
}

/// A type whose records the portal holds.
pub trait Stored: RecordKind {
    /// The kind.
    const KIND: Kind;

    /// The records of this kind, in order of their ids.
    fn of(records: &Records) -> &[Record<Self>];
}

/// Declares the kinds: type, field of [`Records`], folder below `data/`, presence.
macro_rules! kinds {
    ($( $Type:ident = $field:ident, $group:literal, $Presence:ident; )*) => {
        /// A kind of record.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Kind {
            $( #[doc = concat!("See [`", stringify!($Type), "`].")] $Type, )*
        }

        kinds! { @enum $( $Type $field $group $Presence )* }

        /// Every record of a portal.
        #[derive(Clone, Debug, Default)]
        pub struct Records {
            $( #[doc = concat!("The records below `", $group, "`.")]
            pub $field: Vec<Record<$Type>>, )*
        }

        impl Records {
            /// The records of one kind.
            pub fn of(&self, kind: Kind) -> impl Iterator<Item = &dyn AnyRecord> + Clone {
                (0..self.count(kind)).filter_map(move |position| self.get(kind, position))
            }

            /// The record of a kind at a position.
            pub fn get(&self, kind: Kind, position: usize) -> Option<&dyn AnyRecord> {
                match kind {
                    $( Kind::$Type => self.$field.get(position).map(|r| r as &dyn AnyRecord), )*
                }
            }

            /// The position of the record of a kind with this id. Records stand in order of
            /// their ids.
            pub fn position(&self, kind: Kind, id: &str) -> Option<usize> {
                match kind {
                    $( Kind::$Type => self.$field.binary_search_by(|r| (*r.id.0).cmp(id)).ok(), )*
                }
            }

            /// How many records of a kind there are.
            pub fn count(&self, kind: Kind) -> usize {
                match kind { $( Kind::$Type => self.$field.len(), )* }
            }

            /// The records of a kind, to be changed: while they are linked, and no longer.
            pub(super) fn of_mut(&mut self, kind: Kind) -> Vec<&mut dyn AnyRecord> {
                match kind {
                    $( Kind::$Type => {
                        self.$field.iter_mut().map(|r| r as &mut dyn AnyRecord).collect()
                    } )*
                }
            }

            /// Takes in the records of another file, which is one of so many. The first makes
            /// room for all, as if they were alike: a list that grows leaves a smaller one
            /// behind, and room that is not used costs nothing.
            pub(super) fn append(&mut self, mut other: Records, files: usize) {
                $( if self.$field.is_empty() {
                    let all = other.$field.len().saturating_mul(files);
                    // Without it the list grows as lists do.
                    let _ = self.$field.try_reserve_exact(all);
                }
                self.$field.append(&mut other.$field); )*
            }

            /// Puts the records of each kind in order of their ids; equal ids stay in the order
            /// of the files.
            pub(super) fn sort(&mut self) {
                // In place: the usual way to keep equal ones in order needs half as much again.
                $( self.$field.sort_unstable_by(|a, b| {
                    let place = |origin: &Origin| (origin.file, origin.node);
                    a.id.cmp(&b.id).then_with(|| place(&a.origin).cmp(&place(&b.origin)))
                }); )*
            }

            /// Keeps the records of a kind for which `keep` says so.
            pub(super) fn retain(&mut self, kind: Kind, mut keep: impl FnMut(&dyn AnyRecord) -> bool) {
                match kind { $( Kind::$Type => self.$field.retain(|record| keep(record)), )* }
            }

            /// The records of one file of a kind.
            pub(super) fn decode(kind: Kind, tree: &Tree<'_>, decoder: &mut Decoder<'_>) -> Self {
                let mut records = Self::default();
                match kind {
                    $( Kind::$Type => records.$field = decode_file(tree, decoder), )*
                }
                records
            }
        }

        $( impl Stored for $Type {
            const KIND: Kind = Kind::$Type;

            fn of(records: &Records) -> &[Record<Self>] {
                &records.$field
            }
        } )*
    };
    (@enum $( $Type:ident $field:ident $group:literal $Presence:ident )*) => {
        impl Kind {
            /// Every kind, in the order in which lists of kinds show them.
            pub const ALL: &'static [Kind] = &[ $( Kind::$Type, )* ];

            /// The name of the kind, which is that of its table and of its folder.
            pub fn name(self) -> &'static str {
                match self { $( Kind::$Type => stringify!($field), )* }
            }

            /// The folder, or the list of codes, below `data/`.
            pub fn group(self) -> &'static str {
                match self { $( Kind::$Type => $group, )* }
            }

            /// How the kind appears in the portal.
            pub fn presence(self) -> Presence {
                match self { $( Kind::$Type => Presence::$Presence, )* }
            }

            /// The kind of this name.
            pub fn of_name(name: &str) -> Option<Kind> {
                Kind::ALL.iter().copied().find(|kind| kind.name() == name)
            }

            /// The declared fields: the id, the kind's own, and those that every record has.
            pub fn fields(self) -> impl Iterator<Item = &'static FieldInfo> {
                fields_of(match self { $( Kind::$Type => <$Type as RecordKind>::FIELDS, )* })
            }

            /// The fields that a list shows beside a record's name.
            pub fn summary(self) -> &'static [&'static str] {
                match self { $( Kind::$Type => <$Type as RecordKind>::SUMMARY, )* }
            }

            /// By what a long list of records is narrowed.
            pub fn facets(self) -> &'static [&'static str] {
                match self { $( Kind::$Type => <$Type as RecordKind>::FACETS, )* }
            }

            /// The fields that name a record, the first that is known being used.
            pub fn label(self) -> &'static [&'static str] {
                match self { $( Kind::$Type => <$Type as RecordKind>::LABEL, )* }
            }
        }
    };
}

kinds! {
    Area = areas, "areas", Pages;
    Resolution = resolutions, "resolutions", Pages;
    Target = targets, "targets", Pages;
    Achievement = achievements, "achievements", Pages;
    Commitment = commitments, "commitments", Pages;
    DigitalSystem = systems, "systems", Pages;
    Indicator = indicators, "indicators", Pages;
    Organisation = organisations, "organisations", Table;
    Source = sources, "sources", Pages;
    Term = terms, "terms", OnePage;
    Dataset = datasets, "datasets", Pages;
    Unit = units, "codes/units", Codes;
    Level = levels, "codes/levels", Codes;
    Topic = topics, "codes/topics", Codes;
    Classification = classifications, "codes/classifications", Codes;
    Version = versions, "codes/versions", Codes;
    ReasonCode = reasons, "codes/reasons", Codes;
    Licence = licences, "codes/licences", Codes;
}

/// The records of a file: one, or a list of them.
fn decode_file<T: Stored>(tree: &Tree<'_>, decoder: &mut Decoder<'_>) -> Vec<Record<T>> {
    let file = decoder.file();
    let Some(root) = tree.root() else {
        // A tree is also empty where everything in the file was set aside, which is told.
        if tree.is_empty_file() {
            decoder.tell(Diagnostic::new(Code::EmptyRecords, Place::File(file)));
        }
        return Vec::new();
    };
    match decoder.content(root) {
        Some(Content::Sequence(items)) => {
            items.iter().filter_map(|item| Record::decode(item, file, decoder)).collect()
        }
        Some(Content::Mapping(_)) => Record::decode(root, file, decoder).into_iter().collect(),
        Some(Content::Scalar(..)) => {
            decoder.expected(Said::A_RECORD, root);
            Vec::new()
        }
        None => Vec::new(),
    }
}

/// Declares what a kind adds to its fields: what names a record, what a list shows, and by
/// what a long list is narrowed.
macro_rules! kind {
    (
        $Name:ident, label: [$($label:literal),*], summary: [$($summary:literal),*]
        $(, facets: [$($facet:literal),*])?
    ) => {
        impl $crate::model::RecordKind for $Name {
            const FIELDS: &'static [$crate::model::FieldInfo] = $Name::FIELDS;
            const LABEL: &'static [&'static str] = &[$($label),*];
            const SUMMARY: &'static [&'static str] = &[$($summary),*];
            const FACETS: &'static [&'static str] = &[$($($facet),*)?];

            fn take(
                mapping: &mut $crate::yaml::Mapping<'_>,
                decoder: &mut $crate::yaml::Decoder<'_>,
            ) -> Self {
                $Name::take(mapping, decoder)
            }

            fn link(&mut self, linker: &mut $crate::model::Linker<'_>) {
                $crate::model::Field::link(self, linker);
            }
        }
    };
}

pub(crate) use kind;
