//! The service: settings, start-up, and the command line over them. Thin: what it does is said elsewhere.

pub mod cli;
pub mod demo;
pub mod import;
pub mod keys;

mod background;
mod client;
mod clock;
mod failure;
mod log;
mod metrics;
mod migrate;
mod network;
mod openapi;
mod serve;
mod server;
mod settings;

pub use failure::Failure;
pub use server::{Running, bind, start};
pub use settings::Settings;
