//! Where learners who ask for help already go each week, and the sessions in which champions are proposed.

use sea_orm_migration::{
    prelude::*,
    schema::{json, uuid_null},
};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let nowhere = json("weekly_visits").default("[]").take();
        manager.alter_table(Table::alter().table("requests").add_column(nowhere).to_owned()).await?;
        let on_their_own = uuid_null("session_id");
        manager.alter_table(Table::alter().table("proposals").add_column(on_their_own).to_owned()).await
    }
}
