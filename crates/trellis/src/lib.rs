//! The service: configuration, start-up, and the command line over them. Thin: what it does is said elsewhere.

pub mod demo;
pub mod import;
pub mod keys;
pub mod server;

pub use server::{Running, bind, start};

/// The contract as it is checked in: pretty, with a newline at the end.
pub fn openapi() -> String {
    let contract = trellis_api::contract();
    format!("{contract:#}\n")
}
