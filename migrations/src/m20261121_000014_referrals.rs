//! Onward referrals, and the unmet-need ledger.

use sea_orm_migration::{
    prelude::*,
    schema::{
        json, string, string_null, text_null, timestamp_with_time_zone, timestamp_with_time_zone_null, uuid, uuid_null,
    },
};

use crate::tenant;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let triaged =
            Table::alter().table("requests").add_column(timestamp_with_time_zone_null("triaged_at")).to_owned();
        manager.alter_table(triaged).await?;
        let note = Table::alter().table("requests").add_column(text_null("triage_note")).to_owned();
        manager.alter_table(note).await?;
        for table in [referrals(), unmet_needs()] {
            manager.create_table(table).await?;
        }
        for index in [
            tenant::index("referrals", &["owner_id", "id"]),
            tenant::index("referrals", &["receiver_id", "id"]),
            tenant::index("referrals", &["request_id"]),
            tenant::index("referrals", &["received_id"]),
            tenant::index("referrals", &["consent_id"]),
            tenant::index("unmet_needs", &["owner_id", "id"]),
            tenant::index("unmet_needs", &["month"]),
            // What may have lapsed.
            tenant::index("requests", &["state", "updated_at", "id"]),
        ] {
            manager.create_index(index).await?;
        }
        Ok(())
    }
}

/// The consent is not held by a key: it goes when its person does, and what came of the offer stays.
fn referrals() -> TableCreateStatement {
    tenant::table("referrals")
        .col(uuid("request_id"))
        .col(uuid("receiver_id"))
        .col(uuid("consent_id"))
        .col(json("outline"))
        .col(text_null("note"))
        .col(string("decided"))
        .col(timestamp_with_time_zone("decided_at"))
        .col(timestamp_with_time_zone("expires_at"))
        .col(string_null("decline_reason"))
        .col(uuid_null("received_id"))
        .foreign_key(&mut tenant::reference("referrals", "request_id", "requests"))
        .foreign_key(&mut tenant::reference("referrals", "receiver_id", "partners"))
        .foreign_key(&mut tenant::reference("referrals", "received_id", "requests"))
        .to_owned()
}

/// Narrow on purpose: no instants, and nothing of a person. The id is the request's, so that it counts once; nobody is shown it.
fn unmet_needs() -> TableCreateStatement {
    Table::create()
        .table("unmet_needs")
        .col(uuid("network_id"))
        .col(uuid("id"))
        .col(uuid("owner_id"))
        .col(string("month"))
        .col(string_null("ward_code"))
        .col(json("topics"))
        .col(string("setting"))
        .col(json("languages"))
        .col(string("reason"))
        .col(string("urgency"))
        .primary_key(Index::create().col("network_id").col("id"))
        .foreign_key(&mut tenant::reference("unmet_needs", "id", "requests"))
        .to_owned()
}
