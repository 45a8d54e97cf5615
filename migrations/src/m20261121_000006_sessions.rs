//! Sessions, shifts, bookings, and the public listing made from them.

use sea_orm_migration::{
    prelude::*,
    schema::{
        big_integer, boolean, double_null, integer, integer_null, json, json_null, string, string_null, text,
        timestamp_with_time_zone, timestamp_with_time_zone_null, uuid, uuid_null,
    },
};

use crate::tenant;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in [sessions(), shifts(), bookings(), listing()] {
            manager.create_table(table).await?;
        }
        for index in [
            tenant::index("sessions", &["starts_at", "id"]),
            tenant::index("sessions", &["owner_id", "starts_at", "id"]),
            tenant::index("sessions", &["venue_id", "starts_at"]),
            tenant::index("shifts", &["session_id", "state"]),
            tenant::index("shifts", &["champion_id", "state"]),
            tenant::index("shifts", &["affiliation_id", "id"]),
            tenant::index("bookings", &["session_id", "state"]),
            tenant::index("bookings", &["owner_id", "id"]),
            tenant::index("bookings", &["created_by", "id"]),
            tenant::index("bookings", &["learner_id", "id"]),
            tenant::index("listing", &["starts_at", "session_id"]),
            nearby(),
            everywhere(),
        ] {
            manager.create_index(index).await?;
        }
        Ok(())
    }
}

fn sessions() -> TableCreateStatement {
    tenant::table("sessions")
        .col(json("title"))
        .col(json_null("description"))
        .col(string("setting"))
        .col(uuid_null("venue_id"))
        .col(timestamp_with_time_zone("starts_at"))
        .col(timestamp_with_time_zone("ends_at"))
        .col(string("time_zone"))
        .col(json("topics"))
        .col(json("audiences"))
        .col(json("languages"))
        .col(string("booking"))
        .col(integer_null("capacity"))
        .col(integer("champions_needed"))
        .col(string("visibility"))
        .col(string("programme"))
        .col(string_null("phone"))
        .col(string("state"))
        .col(string_null("cancel_reason"))
        .col(timestamp_with_time_zone_null("cancelled_at"))
        .foreign_key(&mut tenant::reference("sessions", "venue_id", "venues"))
        .to_owned()
}

fn shifts() -> TableCreateStatement {
    tenant::table("shifts")
        .col(uuid("session_id"))
        .col(uuid("affiliation_id"))
        .col(uuid("champion_id"))
        .col(string("state"))
        .col(timestamp_with_time_zone("state_since"))
        .foreign_key(&mut tenant::reference("shifts", "session_id", "sessions"))
        .foreign_key(&mut tenant::reference("shifts", "affiliation_id", "affiliations"))
        .foreign_key(&mut tenant::reference("shifts", "champion_id", "champions"))
        .to_owned()
}

fn bookings() -> TableCreateStatement {
    tenant::table("bookings")
        .col(uuid("session_id"))
        .col(integer("places"))
        .col(string_null("guest_name"))
        .col(string_null("guest_contact"))
        .col(uuid_null("learner_id"))
        .col(string("route"))
        .col(string_null("how_heard"))
        .col(integer_null("hold_for_minutes"))
        .col(string("state"))
        .col(timestamp_with_time_zone("state_since"))
        .col(timestamp_with_time_zone_null("held_until"))
        .col(string_null("cancel_reason"))
        .foreign_key(&mut tenant::reference("bookings", "session_id", "sessions"))
        .foreign_key(&mut tenant::reference("bookings", "learner_id", "learners"))
        .to_owned()
}

/// A read model: a row for every public occurrence, without the head of a noun. Instants are epoch seconds.
fn listing() -> TableCreateStatement {
    Table::create()
        .table("listing")
        .col(uuid("network_id"))
        .col(uuid("session_id"))
        .col(integer("cell"))
        .col(big_integer("starts_at"))
        .col(big_integer("ends_at"))
        .col(double_null("lat"))
        .col(double_null("lng"))
        .col(string("setting"))
        .col(string("booking"))
        .col(integer_null("capacity"))
        .col(boolean("cancelled"))
        .col(string("ways"))
        .col(text("topics"))
        .col(text("specialisms"))
        .col(json("card"))
        .primary_key(Index::create().col("network_id").col("session_id"))
        .foreign_key(&mut tenant::reference("listing", "session_id", "sessions"))
        .to_owned()
}

/// Covers the inner query of a search around a place, over one network or all.
fn nearby() -> IndexCreateStatement {
    let columns = ["cell", "starts_at", "session_id", "lat", "lng", "network_id"];
    covering("ix_listing_nearby", &columns)
}

/// Covers the inner query of the listing of all networks.
fn everywhere() -> IndexCreateStatement {
    covering("ix_listing_everywhere", &["starts_at", "session_id", "network_id"])
}

fn covering(name: &'static str, columns: &[&'static str]) -> IndexCreateStatement {
    let mut index = Index::create();
    index.name(name).table("listing");
    for column in columns {
        index.col(*column);
    }
    index
}
