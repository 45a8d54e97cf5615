//! Which of the two champions of a declined proposal the no is about; the first where nobody said.

use sea_orm_migration::{prelude::*, schema::uuid_null};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let whom = uuid_null("declined_affiliation_id");
        manager.alter_table(Table::alter().table("proposals").add_column(whom).to_owned()).await
    }
}
