//! The websites that may show a network's pages in a frame.

use sea_orm_migration::{prelude::*, schema::json};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let none = json("embed_origins").default("[]").take();
        manager.alter_table(Table::alter().table("networks").add_column(none).to_owned()).await
    }
}
