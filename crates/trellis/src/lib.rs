//! Trellis: the binary and its parts.

pub mod demo;
pub mod import;
