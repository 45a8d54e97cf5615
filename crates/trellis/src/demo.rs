//! The demonstration: a network on the open data of a real borough.

pub mod files;
pub mod reference;
