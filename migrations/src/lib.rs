//! The schema, written once for SQLite and PostgreSQL. Forward only; see the README for how to change it.

mod m20261121_000001_foundation;
mod m20261121_000002_places;
mod m20261121_000003_people;
mod m20261121_000005_help;
mod m20261121_000006_sessions;
mod m20261121_000007_client_secrets;
mod m20261121_000008_listing_filters;
mod m20261121_000009_rota;
mod m20261121_000010_series;
mod m20261121_000011_embed_origins;
mod m20261121_000012_activities;
mod m20261121_000013_policies;
mod m20261121_000014_referrals;
mod m20261121_000015_delegations;
mod m20261121_000016_decisions;
mod m20261121_000017_merges;
mod m20261121_000018_match_plans;
mod m20261121_000019_attestations;
mod m20261121_000021_together;
mod m20261121_000022_consent_recipients;
mod m20261122_000023_agreements;
mod m20261122_000025_attested_of;
mod m20261122_000026_declined;
mod m20261122_000027_courses;
mod m20261122_000030_public_requests;
mod m20261122_000031_asked_at;
pub mod tenant;

pub use sea_orm_migration;
use sea_orm_migration::prelude::*;

/// Every migration, in order.
#[derive(Debug)]
pub struct Migrator;

#[async_trait::async_trait]
impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(m20261121_000001_foundation::Migration),
            Box::new(m20261121_000002_places::Migration),
            Box::new(m20261121_000003_people::Migration),
            Box::new(m20261121_000005_help::Migration),
            Box::new(m20261121_000006_sessions::Migration),
            Box::new(m20261121_000007_client_secrets::Migration),
            Box::new(m20261121_000008_listing_filters::Migration),
            Box::new(m20261121_000009_rota::Migration),
            Box::new(m20261121_000010_series::Migration),
            Box::new(m20261121_000011_embed_origins::Migration),
            Box::new(m20261121_000012_activities::Migration),
            Box::new(m20261121_000013_policies::Migration),
            Box::new(m20261121_000014_referrals::Migration),
            Box::new(m20261121_000015_delegations::Migration),
            Box::new(m20261121_000016_decisions::Migration),
            Box::new(m20261121_000017_merges::Migration),
            Box::new(m20261121_000018_match_plans::Migration),
            Box::new(m20261121_000019_attestations::Migration),
            Box::new(m20261121_000021_together::Migration),
            Box::new(m20261121_000022_consent_recipients::Migration),
            Box::new(m20261122_000023_agreements::Migration),
            Box::new(m20261122_000025_attested_of::Migration),
            Box::new(m20261122_000026_declined::Migration),
            Box::new(m20261122_000027_courses::Migration),
            Box::new(m20261122_000030_public_requests::Migration),
            Box::new(m20261122_000031_asked_at::Migration),
        ]
    }
}
