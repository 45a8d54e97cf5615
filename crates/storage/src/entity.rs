//! The tables as SeaORM sees them; private, so that no SeaORM type leaves this crate.

pub mod affiliation;
pub mod answer;
pub mod champion;
pub mod check;
pub mod booking;
pub mod client;
pub mod consent;
pub mod event;
pub mod external_id;
pub mod listing;
pub mod network;
pub mod network_head;
pub mod partner;
pub mod stage_change;
pub mod session;
pub mod shift;
