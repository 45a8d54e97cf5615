//! What is decided about proposals: an accepted one takes its champions' time, for whomever they volunteer.

use sea_orm_migration::{
    prelude::*,
    schema::{string, string_null, timestamp_with_time_zone_null, uuid_null},
};

use crate::tenant;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

/// Until now every proposal was open or superseded, by a champion who is on the record of the affiliation.
const FILL: &str = "UPDATE proposals SET \
    champion_id = (SELECT champion_id FROM affiliations WHERE affiliations.network_id = proposals.network_id \
        AND affiliations.id = proposals.affiliation_id), \
    second_champion_id = (SELECT champion_id FROM affiliations WHERE affiliations.network_id = proposals.network_id \
        AND affiliations.id = proposals.second_affiliation_id), \
    setting = (SELECT setting FROM requests WHERE requests.network_id = proposals.network_id AND requests.id = proposals.request_id), \
    expires_at = starts_at, \
    state_since = updated_at";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let columns = [
            uuid_null("champion_id"),
            uuid_null("second_champion_id"),
            string("setting").default("venue").take(),
            timestamp_with_time_zone_null("expires_at"),
            timestamp_with_time_zone_null("state_since"),
            string_null("decline_reason"),
        ];
        // One at a time, which is all that SQLite can.
        for column in columns {
            manager.alter_table(Table::alter().table("proposals").add_column(column).to_owned()).await?;
        }
        manager.get_connection().execute_unprepared(FILL).await?;
        for index in [
            tenant::index("proposals", &["state", "ends_at"]),
            tenant::index("proposals", &["champion_id", "ends_at"]),
            tenant::index("proposals", &["second_champion_id", "ends_at"]),
        ] {
            manager.create_index(index).await?;
        }
        Ok(())
    }
}
