//! Attestations, and which of them a policy accepts.

use sea_orm_migration::{
    prelude::*,
    schema::{date, date_null, json_null, string, string_null, uuid, uuid_null},
};

use crate::tenant;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(attestations()).await?;
        for index in [
            tenant::index("attestations", &["owner_id", "id"]),
            tenant::index("attestations", &["receiver_id", "id"]),
            tenant::index("attestations", &["affiliation_id"]),
            tenant::index("attestations", &["consent_id"]),
            tenant::index("attestations", &["check_id"]),
        ] {
            manager.create_index(index).await?;
        }
        let accepted = Table::alter().table("policies").add_column(json_null("accepted_attestations")).to_owned();
        manager.alter_table(accepted).await
    }
}

/// Neither the consent nor the check is held by a key: an attestation goes when one of them does.
fn attestations() -> TableCreateStatement {
    tenant::table("attestations")
        .col(uuid("affiliation_id"))
        .col(uuid("champion_id"))
        .col(uuid("receiver_id"))
        .col(uuid("consent_id"))
        .col(uuid_null("check_id"))
        .col(string("kind"))
        .col(date("done_on"))
        .col(date_null("valid_until"))
        .col(string_null("scheme"))
        .col(string_null("level"))
        .col(string_null("workforce"))
        .col(date_null("issued_on"))
        .foreign_key(&mut tenant::reference("attestations", "affiliation_id", "affiliations"))
        .foreign_key(&mut tenant::reference("attestations", "champion_id", "champions"))
        .foreign_key(&mut tenant::reference("attestations", "receiver_id", "partners"))
        .to_owned()
}
