//! Plans for waiting lists.

use sea_orm_migration::{
    prelude::*,
    schema::{integer, json, json_null, string, string_null, timestamp_with_time_zone},
};

use crate::tenant;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(match_plans()).await?;
        for index in [
            tenant::index("match_plans", &["owner_id", "id"]),
            // What is still to be worked out.
            tenant::index("match_plans", &["state", "id"]),
        ] {
            manager.create_index(index).await?;
        }
        Ok(())
    }
}

fn match_plans() -> TableCreateStatement {
    tenant::table("match_plans")
        .col(json("details"))
        .col(json("requests"))
        .col(string("state"))
        .col(timestamp_with_time_zone("state_since"))
        .col(integer("progress"))
        .col(string_null("failure"))
        .col(json_null("outcome"))
        .to_owned()
}
