//! The rules of a digital champion network.
//!
//! Everything here is pure: no input or output, no clock, no randomness, no framework. Time and ids come in as
//! arguments, so every rule can be tested to the letter.
//!
//! A noun of the network is a file. Its *details* are what its owner may say about it (and so what the API accepts,
//! an import reads and a merge-patch changes); its record adds what only commands may change. The words are the ones
//! used in paths, tables and documents.

pub mod access;
pub mod area;
pub mod availability;
pub mod clock_time;
pub mod closed;
pub mod conflict;
pub mod event;
pub mod geo;
pub mod help;
pub mod id;
pub mod language;
pub mod near;
pub mod network;
pub mod noun;
pub mod partner;
pub mod postcode;
pub mod record;
pub mod refusal;
pub mod revision;
pub mod text;
pub mod topic;
pub mod venue;

mod client;

pub use area::{Area, AreaId};
pub use client::{Client, ClientDetails, ClientId};
pub use closed::ClosedEnum;
pub use conflict::Conflict;
pub use id::Id;
pub use near::{Located, Near, Precision, RadiusKm};
pub use network::{Network, NetworkDetails, NetworkId};
pub use noun::{Noun, NounKind};
pub use partner::{Partner, PartnerId};
pub use record::{Head, Record};
pub use refusal::{FieldCode, Refusal, Refusals};
pub use revision::Revision;
pub use topic::TopicTree;
pub use venue::{Venue, VenueId};
