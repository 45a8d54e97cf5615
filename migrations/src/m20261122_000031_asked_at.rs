//! When a request was first made: it waits since then, whoever has it.

use sea_orm_migration::{prelude::*, schema::timestamp_with_time_zone_null};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

/// Until now nobody carried the time over an onward referral. Of a request that came by one, what was passed on is known.
const FILL: &str = "UPDATE requests SET asked_at = COALESCE(\
    (SELECT MIN(sent.created_at) FROM referrals JOIN requests AS sent \
        ON sent.network_id = referrals.network_id AND sent.id = referrals.request_id \
        WHERE referrals.network_id = requests.network_id AND referrals.received_id = requests.id), \
    created_at)";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let column = timestamp_with_time_zone_null("asked_at");
        manager.alter_table(Table::alter().table("requests").add_column(column).to_owned()).await?;
        manager.get_connection().execute_unprepared(FILL).await?;
        Ok(())
    }
}
