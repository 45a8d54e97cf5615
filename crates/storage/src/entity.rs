//! The tables as SeaORM sees them; private, so that no SeaORM type leaves this crate.

pub mod affiliation;
pub mod answer;
pub mod area;
pub mod booking;
pub mod calendar;
pub mod champion;
pub mod check;
pub mod client;
pub mod consent;
pub mod district;
pub mod event;
pub mod external_id;
pub mod learner;
pub mod listing;
pub mod network;
pub mod network_head;
pub mod partner;
pub mod policy;
pub mod postcode;
pub mod proposal;
pub mod request;
pub mod session;
pub mod shift;
pub mod stage_change;
pub mod topic;
pub mod venue;
