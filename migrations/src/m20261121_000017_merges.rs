//! Persons found to be one: what moved from one to the other, so that it can be undone.

use sea_orm_migration::{
    prelude::*,
    schema::{json, timestamp_with_time_zone, uuid},
};

use crate::tenant;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(merges()).await?;
        manager.create_index(tenant::index("merges", &["owner_id", "id"])).await
    }
}

/// Narrow on purpose: nothing of a person but ids, which nobody is shown. The owner is the partner that asked.
fn merges() -> TableCreateStatement {
    Table::create()
        .table("merges")
        .col(uuid("network_id"))
        .col(uuid("id"))
        .col(uuid("owner_id"))
        .col(uuid("source_id"))
        .col(json("moved"))
        .col(timestamp_with_time_zone("merged_at"))
        .primary_key(Index::create().col("network_id").col("id"))
        .foreign_key(&mut tenant::reference("merges", "owner_id", "partners"))
        .foreign_key(&mut tenant::reference("merges", "source_id", "champions"))
        .to_owned()
}
