//! Series, and what ties sessions and their listing to them.

use sea_orm_migration::{
    prelude::*,
    schema::{
        boolean, date, date_null, integer, integer_null, json, json_null, string, string_null,
        timestamp_with_time_zone_null, uuid_null,
    },
};

use crate::tenant;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(series()).await?;
        // SQLite adds one column at a time, and cannot add a reference of two columns.
        for (table, mut column) in [
            ("sessions", uuid_null("series_id")),
            ("sessions", date_null("recurrence_date")),
            ("sessions", boolean("detached").default(false).take()),
            ("listing", uuid_null("series_id")),
        ] {
            manager.alter_table(Table::alter().table(table).add_column(&mut column).to_owned()).await?;
        }
        for index in [
            tenant::index("series", &["owner_id", "id"]),
            tenant::index("series", &["expanded_to", "id"]),
            // What makes expanding twice harmless, whoever does it.
            tenant::unique("sessions", &["series_id", "recurrence_date"]),
            tenant::index("listing", &["series_id", "starts_at"]),
        ] {
            manager.create_index(index).await?;
        }
        Ok(())
    }
}

fn series() -> TableCreateStatement {
    tenant::table("series")
        .col(json("title"))
        .col(json_null("description"))
        .col(string("setting"))
        .col(uuid_null("venue_id"))
        .col(date("starts_on"))
        .col(string("start_time"))
        .col(integer("duration_minutes"))
        .col(string("time_zone"))
        .col(string("rule"))
        .col(json("except_dates"))
        .col(json("extra_dates"))
        .col(json("closures"))
        .col(boolean("stops_on_bank_holidays"))
        .col(json("topics"))
        .col(json("audiences"))
        .col(json("languages"))
        .col(string("booking"))
        .col(integer_null("capacity"))
        .col(integer("champions_needed"))
        .col(string("visibility"))
        .col(string("programme"))
        .col(string_null("phone"))
        .col(string_null("cancel_reason"))
        .col(timestamp_with_time_zone_null("cancelled_at"))
        // Up to which date there are sessions: kept by whoever expands, and no part of what the series is.
        .col(date_null("expanded_to"))
        .foreign_key(&mut tenant::reference("series", "venue_id", "venues"))
        .to_owned()
}
