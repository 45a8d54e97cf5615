//! Whom a consent lets in: a partner by its id, because a name can be changed and taken by another.

use sea_orm_migration::{prelude::*, schema::uuid_null};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

/// Until now it was whoever had the name: the partner that has it, where there is just one.
const FILL: &str = "UPDATE consents SET recipient_id = \
    (SELECT id FROM partners WHERE partners.network_id = consents.network_id AND lower(partners.name) = lower(consents.recipient)) \
    WHERE 1 = (SELECT COUNT(*) FROM partners \
        WHERE partners.network_id = consents.network_id AND lower(partners.name) = lower(consents.recipient))";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let column = uuid_null("recipient_id");
        manager.alter_table(Table::alter().table("consents").add_column(column).to_owned()).await?;
        manager.get_connection().execute_unprepared(FILL).await?;
        Ok(())
    }
}
