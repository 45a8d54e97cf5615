//! Versions of policies, what they rest on, and the network's default.

use sea_orm_migration::{
    prelude::*,
    schema::{big_integer, big_integer_null, json, json_null, string, timestamp_with_time_zone, uuid, uuid_null},
};

use crate::tenant;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(policy_versions()).await?;
        // SQLite adds one column at a time.
        for (table, mut column) in [
            ("policies", big_integer("version").default(1).take()),
            ("policies", string("basis").default("own").take()),
            ("policies", big_integer_null("default_version")),
            ("proposals", big_integer("policy_version").default(1).take()),
            ("networks", json_null("default_policy")),
            ("networks", big_integer("default_policy_version").default(0).take()),
        ] {
            manager.alter_table(Table::alter().table(table).add_column(&mut column).to_owned()).await?;
        }
        // What a dry run replays.
        manager.create_index(tenant::index("requests", &["owner_id", "taken_at"])).await
    }
}

/// A row a version, written once. Versions are numbered within their policy, so they need no id of their own.
fn policy_versions() -> TableCreateStatement {
    Table::create()
        .table("policy_versions")
        .col(uuid("network_id"))
        .col(uuid("policy_id"))
        .col(big_integer("number"))
        .col(uuid("owner_id"))
        .col(big_integer("revision"))
        .col(string("basis"))
        .col(big_integer_null("default_version"))
        .col(json("rules"))
        .col(uuid_null("made_by"))
        .col(timestamp_with_time_zone("made_at"))
        .primary_key(Index::create().col("network_id").col("policy_id").col("number"))
        .foreign_key(&mut tenant::reference("policy_versions", "policy_id", "policies"))
        .to_owned()
}
