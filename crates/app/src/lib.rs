//! What a network can be told to do.
//!
//! One command is one function over a unit of work: it loads what the decision needs, lets the domain decide, and stores
//! the change with its event. Handlers, imports and the demonstration loader call the same functions. Because a command
//! borrows the unit of work, commands compose: several of them happen together or not at all.

pub mod activity;
pub mod affiliation;
pub mod agreement;
pub mod area;
pub mod attestation;
pub mod booking;
pub mod calendar;
pub mod champion;
pub mod check;
pub mod client;
pub mod completion;
pub mod consent;
pub mod course;
pub mod delegation;
pub mod external_id;
pub mod learner;
pub mod match_plan;
pub mod network;
pub mod partner;
pub mod place;
pub mod policy;
pub mod proposal;
pub mod referral;
pub mod request;
pub mod series;
pub mod session;
pub mod shift;
pub mod suggested_partner;
pub mod topic;
pub mod unmet_need;
pub mod venue;

mod error;
mod listing;
mod secret;

pub use error::CommandError;
pub use secret::Secret;
