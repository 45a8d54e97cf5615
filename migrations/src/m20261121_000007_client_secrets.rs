//! Two live secrets for a client, and to whom a secret was shown.

use sea_orm_migration::{
    prelude::*,
    schema::{string_null, timestamp_with_time_zone_null, uuid_null},
};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let columns = [
            string_null("earlier_hash"),
            timestamp_with_time_zone_null("earlier_until"),
            uuid_null("shown_to"),
            string_null("shown_under"),
        ];
        // SQLite adds one column at a time.
        for column in columns {
            manager.alter_table(Table::alter().table("clients").add_column(column).to_owned()).await?;
        }
        let once = Index::create()
            .name("ux_clients_shown")
            .table("clients")
            .col("shown_to")
            .col("shown_under")
            .unique()
            .to_owned();
        manager.create_index(once).await
    }
}
