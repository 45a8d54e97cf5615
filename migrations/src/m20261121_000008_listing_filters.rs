//! What the public listing can be narrowed down by: day and time on the wall clock, people, languages, access, partner; and
//! when it last changed, for calendars and feeds.

use sea_orm_migration::{
    prelude::*,
    schema::{big_integer, small_integer, text, uuid_null},
};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

/// A listing is made anew when its session changes. Until then, what can be told from it without a clock's rules is told: the
/// day and the time by UTC (the first of January 1970 was a Thursday).
const FILL: &str = "UPDATE listing SET \
    weekday = (starts_at / 86400 + 3) % 7 + 1, \
    minute_of_day = (starts_at % 86400) / 60, \
    partner_id = (SELECT owner_id FROM sessions WHERE sessions.network_id = listing.network_id AND sessions.id = listing.session_id), \
    revision = (SELECT revision FROM sessions WHERE sessions.network_id = listing.network_id AND sessions.id = listing.session_id)";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let columns = [
            small_integer("weekday").default(1).take(),
            small_integer("minute_of_day").default(0).take(),
            text("audiences").default(" ").take(),
            text("languages").default(" ").take(),
            text("access").default(" ").take(),
            uuid_null("partner_id"),
            big_integer("revision").default(0).take(),
            big_integer("changed_at").default(0).take(),
        ];
        // One at a time, which is all that SQLite can.
        for column in columns {
            manager.alter_table(Table::alter().table("listing").add_column(column).to_owned()).await?;
        }
        manager.get_connection().execute_unprepared(FILL).await?;
        Ok(())
    }
}
