//! Champions, affiliations, checks, consents, and partners' own numbers for things.

use sea_orm_migration::{
    prelude::*,
    schema::{
        boolean, date, date_null, double_null, integer_null, json, json_null, string, string_null, text_null,
        timestamp_with_time_zone, timestamp_with_time_zone_null, uuid, uuid_null,
    },
};

use crate::tenant;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in [champions(), affiliations(), checks(), consents(), external_ids()] {
            manager.create_table(table).await?;
        }
        for index in [
            tenant::unique("champions", &["join_hash"]),
            tenant::index("affiliations", &["owner_id", "id"]),
            tenant::index("affiliations", &["champion_id", "owner_id"]),
            tenant::index("checks", &["affiliation_id", "id"]),
            tenant::index("consents", &["champion_id", "id"]),
            tenant::index("consents", &["learner_id", "id"]),
            tenant::unique("external_ids", &["owner_id", "noun", "source", "external_id"]),
            tenant::index("external_ids", &["subject_id"]),
        ] {
            manager.create_index(index).await?;
        }
        Ok(())
    }
}

fn champions() -> TableCreateStatement {
    tenant::table("champions")
        .col(string_null("join_hash"))
        .col(timestamp_with_time_zone_null("join_expires_at"))
        .to_owned()
}

fn affiliations() -> TableCreateStatement {
    tenant::table("affiliations")
        .col(uuid("champion_id"))
        .col(string("given_name"))
        .col(string_null("family_name"))
        .col(string_null("known_as"))
        .col(string_null("email"))
        .col(string_null("phone"))
        .col(string("involvement"))
        .col(json("languages"))
        .col(json("skills"))
        .col(json("settings"))
        .col(json("audiences"))
        .col(string_null("home_postcode"))
        .col(double_null("home_point_latitude"))
        .col(double_null("home_point_longitude"))
        .col(double_null("latitude"))
        .col(double_null("longitude"))
        .col(double_null("travel_limit_km"))
        .col(json("travel_means"))
        .col(json("availability"))
        .col(boolean("ask_me"))
        .col(integer_null("weekly_hours_cap"))
        .col(string_null("recruitment_source"))
        .col(string_null("supervisor"))
        .col(json("induction"))
        .col(text_null("supervision_notes"))
        .col(json("decisions"))
        .col(string("stage"))
        .col(timestamp_with_time_zone("stage_since"))
        .col(text_null("stage_reason"))
        .foreign_key(&mut tenant::reference("affiliations", "champion_id", "champions"))
        .to_owned()
}

fn checks() -> TableCreateStatement {
    tenant::table("checks")
        .col(uuid("affiliation_id"))
        .col(string("scheme"))
        .col(string("level"))
        .col(json("barred_lists"))
        .col(string("workforce"))
        .col(boolean("for_volunteer"))
        .col(date("issued_on"))
        .col(string_null("certificate_seen_by"))
        .col(date_null("certificate_seen_on"))
        .col(string_null("certificate_reference"))
        .col(text_null("eligibility_basis"))
        .col(json_null("update_service"))
        .col(date_null("decided_on"))
        .col(string_null("outcome"))
        .foreign_key(&mut tenant::reference("checks", "affiliation_id", "affiliations"))
        .to_owned()
}

fn consents() -> TableCreateStatement {
    tenant::table("consents")
        .col(uuid_null("champion_id"))
        .col(uuid_null("learner_id"))
        .col(string("purpose"))
        .col(string("recipient"))
        .col(string("wording_version"))
        .col(timestamp_with_time_zone("given_at"))
        .col(string("given_by"))
        .col(string_null("given_by_proxy"))
        .col(timestamp_with_time_zone_null("withdrawn_at"))
        .col(string_null("withdrawn_by"))
        .col(string_null("withdrawn_by_proxy"))
        .foreign_key(&mut tenant::reference("consents", "champion_id", "champions"))
        .to_owned()
}

fn external_ids() -> TableCreateStatement {
    tenant::table("external_ids")
        .col(string("noun"))
        .col(uuid("subject_id"))
        .col(string("source"))
        .col(string("external_id"))
        .to_owned()
}
