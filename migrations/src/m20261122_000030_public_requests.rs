//! Whether anybody may ask a network for help by a public form; not unless it says so.

use sea_orm_migration::{prelude::*, schema::boolean};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let off = boolean("public_requests").default(false).take();
        manager.alter_table(Table::alter().table("networks").add_column(off).to_owned()).await
    }
}
