//! The only home of the database.
//!
//! Two doors. [`Store::reads`], [`Store::snapshot`] and [`Store::work`] open one network from one [`Standpoint`]: every
//! query through them carries the network and the caller's reach. [`Store::installation`] is the small second door for
//! what is truly across networks: migrations, clients, the list of networks.
//!
//! To add a noun: a table in `migrations`, a private entity and an implementation of `Kept` here, a line in
//! [`catalogue`]. That gives it `find`, `list`, `insert`, `update` and `remove`; write further queries beside it, starting
//! from `scope`.

pub mod activity;
pub mod affiliation;
pub mod agreement;
pub mod area;
pub mod attestation;
pub mod booking;
pub mod calendar;
pub mod catalogue;
pub mod champion;
pub mod check;
pub mod completion;
pub mod consent;
pub mod course;
pub mod delegation;
pub mod engagement;
pub mod event;
pub mod external_id;
pub mod learner;
pub mod listing;
pub mod match_plan;
pub mod matching_pool;
pub mod merge;
pub mod network;
pub mod partner;
pub mod place;
pub mod policy;
pub mod policy_version;
pub mod proposal;
pub mod referral;
pub mod request;
pub mod series;
pub mod session;
pub mod shift;
pub mod stage_change;
pub mod topic;
pub mod unmet_need;
pub mod venue;

mod answer;
mod client;
#[expect(unreachable_pub, reason = "public only as far as the bounds of `Kept` ask for it; the module is private")]
mod entity;
mod error;
mod installation;
#[expect(unreachable_pub, reason = "sealed: named in bounds, never outside this crate")]
mod kept;
mod page;
mod queue;
mod reading;
mod reads;
mod row;
mod scope;
mod statistics;
mod store;
mod work;

pub use answer::{Remembered, StoredAnswer};
pub use client::{Shown, StoredClient};
pub use error::StoreError;
pub use installation::Installation;
pub use listing::{FoundSession, ListedSession, ListingPage};
pub use page::{Page, PageRequest, Position};
pub use reading::{Horizon, Reading};
pub use reads::Reads;
pub use scope::Standpoint;
pub use store::{Ids, Pools, Store};
pub use work::{Actor, Work};
