//! Learners, requests, policies and proposals.

use sea_orm_migration::{
    prelude::*,
    schema::{
        boolean, date_null, double_null, integer, integer_null, json, string, string_null, text_null,
        timestamp_with_time_zone, timestamp_with_time_zone_null, uuid, uuid_null,
    },
};

use crate::tenant;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in [learners(), requests(), policies(), proposals()] {
            manager.create_table(table).await?;
        }
        for index in [
            tenant::index("learners", &["owner_id", "id"]),
            tenant::index("requests", &["owner_id", "id"]),
            tenant::index("requests", &["created_by", "id"]),
            tenant::index("requests", &["learner_id", "id"]),
            // The inbox.
            tenant::index("requests", &["state", "inbox", "id"]),
            // One policy in force for each partner; older versions will stand elsewhere.
            tenant::unique("policies", &["owner_id"]),
            tenant::index("proposals", &["request_id", "id"]),
            tenant::index("proposals", &["owner_id", "id"]),
        ] {
            manager.create_index(index).await?;
        }
        Ok(())
    }
}

fn learners() -> TableCreateStatement {
    tenant::table("learners")
        .col(string("name"))
        .col(string_null("known_as"))
        .col(string_null("phone"))
        .col(string_null("email"))
        .col(text_null("address"))
        .col(string_null("postcode"))
        .col(double_null("latitude"))
        .col(double_null("longitude"))
        .col(json("languages"))
        .col(json("access_needs"))
        .col(json("audiences"))
        .col(text_null("notes"))
        .to_owned()
}

fn requests() -> TableCreateStatement {
    tenant::table("requests")
        .col(text_null("goal"))
        .col(json("topics"))
        .col(string_null("level"))
        .col(string("setting"))
        .col(string_null("near"))
        .col(double_null("latitude"))
        .col(double_null("longitude"))
        .col(string_null("ward_code"))
        .col(json("venue_ids"))
        .col(json("times"))
        .col(integer("duration_minutes"))
        .col(json("access_needs"))
        .col(json("required_languages"))
        .col(json("preferred_languages"))
        .col(string_null("audience"))
        .col(string("urgency"))
        .col(string("route"))
        .col(string_null("how_heard"))
        .col(string_null("on_behalf_of"))
        .col(uuid_null("learner_id"))
        .col(json("excluded_affiliations"))
        .col(json("preferred_venues"))
        .col(json("role_flags"))
        .col(date_null("wanted_from"))
        .col(date_null("wanted_until"))
        .col(string("state"))
        .col(timestamp_with_time_zone("state_since"))
        .col(string_null("unmet_reason"))
        .col(boolean("inbox"))
        .col(timestamp_with_time_zone_null("taken_at"))
        .foreign_key(&mut tenant::reference("requests", "learner_id", "learners"))
        .to_owned()
}

fn policies() -> TableCreateStatement {
    tenant::table("policies")
        .col(string("mode"))
        .col(json("required_checks"))
        .col(string("required_level"))
        .col(boolean("require_language"))
        .col(integer("max_travel_factor"))
        .col(integer_null("weekly_minutes_cap"))
        .col(boolean("two_champions_at_home"))
        .col(integer("travel_buffer_minutes"))
        .col(integer("notice_hours"))
        .col(integer("horizon_days"))
        .col(json("weights"))
        .to_owned()
}

fn proposals() -> TableCreateStatement {
    tenant::table("proposals")
        .col(uuid("request_id"))
        .col(uuid("affiliation_id"))
        .col(uuid_null("second_affiliation_id"))
        .col(timestamp_with_time_zone("starts_at"))
        .col(timestamp_with_time_zone("ends_at"))
        .col(uuid_null("venue_id"))
        .col(boolean("to_be_asked"))
        .col(integer("score"))
        .col(json("parts"))
        .col(string("state"))
        .foreign_key(&mut tenant::reference("proposals", "request_id", "requests"))
        .foreign_key(&mut tenant::reference("proposals", "affiliation_id", "affiliations"))
        .foreign_key(&mut tenant::reference("proposals", "venue_id", "venues"))
        .to_owned()
}
