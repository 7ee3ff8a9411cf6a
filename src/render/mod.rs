//! A page of the plan becomes HTML.
//!
//! 1. [`Scene`] holds what pages speak of; [`Engine`] holds the templates of the theme.
//! 2. A page's subject becomes a view: an object that templates ask for what they show,
//!    already in the words, numbers and dates of the page's language. Nothing is converted
//!    that no template asks for.
//! 3. The template is run with fuel, so that one that never ends is told and not waited for.

mod content;
mod engine;
mod escape;
mod functions;
mod markdown;
mod order;
mod page;
mod record;
mod value;

use order::Orders;

pub use engine::Engine;

use crate::derive::Derived;
use crate::model::Portal;
use crate::site::Plan;

/// Everything that pages speak of.
#[derive(Debug)]
pub struct Scene {
    /// The records.
    pub portal: Portal,
    /// What follows from them.
    pub derived: Derived,
    /// The pages and files.
    pub plan: Plan,
    orders: Orders,
}

impl Scene {
    /// The scene of a portal.
    pub fn new(portal: Portal, derived: Derived, plan: Plan) -> Self {
        let orders = Orders::new(&portal);
        Self { portal, derived, plan, orders }
    }
}
