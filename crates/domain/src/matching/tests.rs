//! The rules of matching as specifications.

mod activity;
mod agreement;
mod alone;
mod attested;
mod caps;
mod dry_run;
mod free_session;
mod lint;
mod open_shift;
mod plan;
mod pool;
mod properties;
mod rules;
mod scores;
mod suggested_partner;
mod times;
mod unknown;
mod visits;
mod where_and_when;
mod world;
