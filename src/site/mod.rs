//! The plan: every page and file of the portal, with its address, its language and its
//! subject. Nothing is rendered to find that out, and nobody else makes addresses.
//!
//! Entries stand in tiers, since some tell of others ([`Tier`]). `build` renders every
//! entry; `serve` renders the one that was asked for.

mod facets;
mod findable;
mod follow;
mod headers;
mod plan;
mod routes;

pub use facets::{Facet, FacetValue, Facets, KnownFacet, Slice};
pub use findable::{Findable, SearchFile, findable};
pub use follow::{Destination, Standpoint};
pub use headers::{CONTENT_POLICY, HEADERS, SHARING};
pub use plan::{
    ChartFormat, Content, Entry, Page, Plan, Report, Subject, Table, TableFormat, Tier,
    count_of_listed, pages_for, pages_of, plan, tables,
};
pub use routes::{Routes, absolute, encoded, relative};
