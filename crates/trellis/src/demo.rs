//! The demonstration: a network of invented organisations and people on the open data of a real borough.

pub mod clients;
pub(crate) mod command;
pub mod files;
pub mod names;
pub mod reference;

mod calendar;
mod content;
mod greeting;
mod load;
mod references;

pub use load::{LoadError, load};

/// The short name of the network, in addresses.
pub const SLUG: &str = "bexley";
