//! Delegations, and by which of them something was done.

use sea_orm_migration::{
    prelude::*,
    schema::{json, string, text, timestamp_with_time_zone, timestamp_with_time_zone_null, uuid, uuid_null},
};

use crate::tenant;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(delegations()).await?;
        for index in [
            tenant::index("delegations", &["owner_id", "receiver_id", "id"]),
            tenant::index("delegations", &["receiver_id", "id"]),
        ] {
            manager.create_index(index).await?;
        }
        let mark = Table::alter().table("events").add_column(uuid_null("delegation_id")).to_owned();
        manager.alter_table(mark).await
    }
}

fn delegations() -> TableCreateStatement {
    tenant::table("delegations")
        .col(string("kind"))
        .col(uuid("receiver_id"))
        .col(json("scopes"))
        .col(timestamp_with_time_zone("starts_at"))
        .col(timestamp_with_time_zone("ends_at"))
        .col(text("reason"))
        .col(timestamp_with_time_zone_null("revoked_at"))
        .foreign_key(&mut tenant::reference("delegations", "receiver_id", "partners"))
        .to_owned()
}
