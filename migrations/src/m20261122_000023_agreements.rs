//! Agreements: champions whom partners lend each other.

use sea_orm_migration::{
    prelude::*,
    schema::{date, string, timestamp_with_time_zone, uuid},
};

use crate::tenant;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(agreements()).await?;
        for index in [
            tenant::index("agreements", &["owner_id", "id"]),
            tenant::index("agreements", &["receiver_id", "id"]),
            tenant::index("agreements", &["affiliation_id"]),
            tenant::index("agreements", &["consent_id"]),
        ] {
            manager.create_index(index).await?;
        }
        Ok(())
    }
}

/// The consent is not held by a key: it goes when its person does, and that somebody was lent stays.
fn agreements() -> TableCreateStatement {
    tenant::table("agreements")
        .col(uuid("affiliation_id"))
        .col(uuid("receiver_id"))
        .col(uuid("consent_id"))
        .col(date("first_day"))
        .col(date("last_day"))
        .col(string("decided"))
        .col(timestamp_with_time_zone("decided_at"))
        .foreign_key(&mut tenant::reference("agreements", "affiliation_id", "affiliations"))
        .foreign_key(&mut tenant::reference("agreements", "receiver_id", "partners"))
        .to_owned()
}
