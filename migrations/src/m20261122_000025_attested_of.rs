//! What is attested to a partner of somebody is looked up by that person.

use sea_orm_migration::prelude::*;

use crate::tenant;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_index(tenant::index("attestations", &["receiver_id", "champion_id"])).await
    }
}
