//! End-to-end tests over a real listener, on SQLite, or on PostgreSQL where `TRELLIS_TEST_DATABASE_URL` says so.
//!
//! Files mirror the address space. Every request and every answer is checked against the contract.

#![expect(clippy::disallowed_methods, reason = "tests own the clock and the environment")]
#![expect(unreachable_pub, reason = "one binary: what its files share is public to them")]
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that fails should say where"
)]

mod harness;

mod access;
mod activities;
mod affiliations;
mod agreements;
mod areas;
mod attestations;
mod bookings;
mod calendars;
mod calls;

mod canary;
mod catalogue;
mod champions;
mod checks;
mod clients;
mod codings;
mod completions;
mod consents;
mod contract;
mod courses;
mod crawl;
mod delegated;
mod delegations;
mod demo;
mod demo_command;
mod embeds;
mod errors;
mod examples;
mod external_ids;
mod formats;
mod house;
mod http;
mod idempotency;
mod imports;
mod isolation;
mod learners;
mod match_plans;
mod matching_pools;
mod matching_races;
mod modes;
mod near_pages;
mod networks;
mod pages;
mod partners;
mod policies;
mod proposals;
mod public_requests;
mod public_sessions;
mod rate_limits;
mod referrals;
mod requests;
mod required_courses;
mod rota;
mod series;
mod series_pages;
mod sessions;
mod shifts;
mod stories;
mod suggested_partners;
mod tidying;
mod together;
mod tokens;
mod topics;
mod twin;
mod unmet_needs;
mod venues;
