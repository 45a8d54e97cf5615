//! Trellis: the binary and its parts.

pub mod import;
