//! Activities, and which of them a series is part of.

use sea_orm_migration::{
    prelude::*,
    schema::{integer, json, json_null, string, uuid_null},
};

use crate::tenant;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(activities()).await?;
        // SQLite cannot add a reference of two columns.
        let part_of = Table::alter().table("series").add_column(uuid_null("activity_id")).to_owned();
        manager.alter_table(part_of).await?;
        for index in [
            tenant::index("activities", &["owner_id", "id"]),
            tenant::index("activities", &["state", "id"]),
            tenant::index("series", &["activity_id", "id"]),
        ] {
            manager.create_index(index).await?;
        }
        Ok(())
    }
}

fn activities() -> TableCreateStatement {
    tenant::table("activities")
        .col(string("name"))
        .col(json_null("description"))
        .col(uuid_null("venue_id"))
        .col(json("times"))
        .col(json("audiences"))
        .col(json("topics"))
        .col(json("languages"))
        .col(integer("champions_wanted"))
        .col(string("state"))
        .foreign_key(&mut tenant::reference("activities", "venue_id", "venues"))
        .to_owned()
}
