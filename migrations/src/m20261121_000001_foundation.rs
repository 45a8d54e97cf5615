//! Networks and their heads, clients, partners with their stage history, events, and stored answers.

use sea_orm_migration::{
    prelude::*,
    schema::{
        big_integer, boolean, date_null, integer_null, json, json_null, string, string_null, text, text_null,
        timestamp_with_time_zone, timestamp_with_time_zone_null, uuid, uuid_null,
    },
};

use crate::tenant;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in [networks(), network_head(), clients(), partners(), stage_changes(), events(), answers()] {
            manager.create_table(table).await?;
        }
        for index in [
            Index::create().name("ux_networks_slug").table("networks").col("slug").unique().to_owned(),
            Index::create().name("ix_clients_network_id").table("clients").col("network_id").to_owned(),
            tenant::index("stage_changes", &["partner_id", "id"]),
        ] {
            manager.create_index(index).await?;
        }
        Ok(())
    }
}

fn networks() -> TableCreateStatement {
    Table::create()
        .table("networks")
        .col(uuid("id").primary_key())
        .col(string("slug"))
        .col(json("name"))
        .col(string_null("area_code"))
        .col(string("nation"))
        .col(string("time_zone"))
        .col(json("languages"))
        .col(json_null("charter"))
        .col(json_null("joint_controllers"))
        .col(uuid("lead_body_id"))
        .col(big_integer("revision"))
        .col(timestamp_with_time_zone("created_at"))
        .to_owned()
}

fn network_head() -> TableCreateStatement {
    Table::create()
        .table("network_head")
        .col(uuid("network_id").primary_key())
        .col(big_integer("revision"))
        .foreign_key(
            ForeignKey::create()
                .name("fk_network_head_network")
                .from("network_head", "network_id")
                .to("networks", "id"),
        )
        .to_owned()
}

fn clients() -> TableCreateStatement {
    Table::create()
        .table("clients")
        .col(uuid("id").primary_key())
        .col(string("name"))
        .col(string("role"))
        .col(uuid_null("network_id"))
        .col(uuid_null("partner_id"))
        .col(json_null("scopes"))
        .col(string("secret_hash"))
        .col(timestamp_with_time_zone("created_at"))
        .col(timestamp_with_time_zone_null("revoked_at"))
        .to_owned()
}

fn partners() -> TableCreateStatement {
    tenant::table("partners")
        .col(string("name"))
        .col(string("kind"))
        .col(string("size"))
        .col(json("serves"))
        .col(integer_null("stated_capacity"))
        .col(string_null("contact_cadence"))
        .col(json_null("about"))
        .col(text_null("logo_url"))
        .col(string_null("public_phone"))
        .col(string_null("safeguarding_contact"))
        .col(text_null("privacy_notice_url"))
        .col(string_null("senior_sponsor"))
        .col(string("stage"))
        .col(string_null("paused_from"))
        .col(timestamp_with_time_zone("stage_since"))
        .to_owned()
}

fn stage_changes() -> TableCreateStatement {
    tenant::table("stage_changes")
        .col(uuid("partner_id"))
        .col(string("from_stage"))
        .col(string("to_stage"))
        .col(timestamp_with_time_zone("at"))
        .col(text_null("reason"))
        .col(string_null("pause_reason"))
        .col(date_null("review_on"))
        .foreign_key(&mut tenant::reference("stage_changes", "partner_id", "partners"))
        .to_owned()
}

/// An event is its revision, so that is its key.
fn events() -> TableCreateStatement {
    Table::create()
        .table("events")
        .col(uuid("network_id"))
        .col(big_integer("revision"))
        .col(string("noun"))
        .col(uuid("subject_id"))
        .col(string("change"))
        .col(uuid("owner_id"))
        .col(boolean("shared"))
        .col(uuid_null("client_id"))
        .col(string_null("on_behalf_of"))
        .col(timestamp_with_time_zone("at"))
        .primary_key(Index::create().col("network_id").col("revision"))
        .foreign_key(ForeignKey::create().name("fk_events_network").from("events", "network_id").to("networks", "id"))
        .to_owned()
}

/// The answers of successful commands, for repeats with the same key.
fn answers() -> TableCreateStatement {
    Table::create()
        .table("answers")
        .col(uuid("network_id"))
        .col(uuid("client_id"))
        .col(string("key"))
        .col(string("fingerprint"))
        .col(uuid_null("subject_id"))
        .col(text("answer"))
        .col(timestamp_with_time_zone("created_at"))
        .primary_key(Index::create().col("network_id").col("client_id").col("key"))
        .foreign_key(ForeignKey::create().name("fk_answers_network").from("answers", "network_id").to("networks", "id"))
        .to_owned()
}
