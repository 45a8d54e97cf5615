//! Personal links of champions, and calendar addresses. Of each token only a hash is kept.

use sea_orm_migration::{
    prelude::*,
    schema::{string, string_null, uuid},
};

use crate::tenant;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let link = Table::alter().table("affiliations").add_column(string_null("link_hash")).to_owned();
        manager.alter_table(link).await?;
        manager.create_table(calendars()).await?;
        for index in [
            tenant::unique("affiliations", &["link_hash"]),
            tenant::unique("calendars", &["token_hash"]),
            tenant::index("calendars", &["owner_id", "id"]),
        ] {
            manager.create_index(index).await?;
        }
        Ok(())
    }
}

/// What a calendar is about is of one of four kinds, so no foreign key holds it.
fn calendars() -> TableCreateStatement {
    tenant::table("calendars").col(string("kind")).col(uuid("subject_id")).col(string("token_hash")).to_owned()
}
