//! What sessions are counted by.

use chrono::{DateTime, Utc};
use sea_orm::{ConnectionTrait, FromQueryResult, QueryOrder, QuerySelect};
use strum::VariantArray;
use trellis_domain::{
    Id, NetworkId,
    clock_time::Weekday,
    listing::{Faceted, ListingFilter},
};
use uuid::Uuid;

use super::{
    TABLE,
    filter::{matching, within_reach},
};
use crate::{entity::listing::Column, error::StoreError, row::Row};

/// The most sessions that are counted.
pub const FACETS_MAX: usize = 10_000;

/// Sessions to count.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FacetedPage {
    /// The first of them in time.
    pub sessions: Vec<Faceted>,
    /// Whether these are all.
    pub complete: bool,
}

#[derive(Debug, FromQueryResult)]
struct Found {
    session_id: Uuid,
    lat: Option<f64>,
    lng: Option<f64>,
    setting: String,
    booking: String,
    ways: String,
    topics: String,
    weekday: i16,
    audiences: String,
    languages: String,
    access: String,
    partner_id: Uuid,
}

pub(super) async fn page(
    db: &impl ConnectionTrait,
    network: NetworkId,
    filter: &ListingFilter,
    now: DateTime<Utc>,
) -> Result<FacetedPage, StoreError> {
    let columns = [
        Column::SessionId,
        Column::Lat,
        Column::Lng,
        Column::Setting,
        Column::Booking,
        Column::Ways,
        Column::Topics,
        Column::Weekday,
        Column::Audiences,
        Column::Languages,
        Column::Access,
        Column::PartnerId,
    ];
    let query = matching(Some(network), filter, now).select_only().columns(columns);
    let query = query.order_by_asc(Column::StartsAt).order_by_asc(Column::SessionId);
    // Twice as many and one more: the corners of a box around a place are about a fifth of it.
    let most = u64::try_from(FACETS_MAX).unwrap_or(u64::MAX).saturating_mul(2).saturating_add(1);
    let rows: Vec<Found> = query.limit(most).into_model().all(db).await?;
    let all = u64::try_from(rows.len()).is_ok_and(|rows| rows < most);
    let mut found: Vec<_> = rows.into_iter().filter(|row| within_reach(filter, row.lat, row.lng)).collect();
    let complete = all && found.len() <= FACETS_MAX;
    found.truncate(FACETS_MAX);
    let sessions = found.iter().map(read).collect::<Result<_, _>>()?;
    Ok(FacetedPage { sessions, complete })
}

fn read(found: &Found) -> Result<Faceted, StoreError> {
    let row = Row { table: TABLE, id: found.session_id };
    let weekday = Weekday::VARIANTS.iter().copied().find(|day| day.number() == found.weekday);
    Ok(Faceted {
        setting: row.parsed("setting", &found.setting)?,
        booking: row.parsed("booking", &found.booking)?,
        ways: words(row, "ways", &found.ways)?,
        topics: words(row, "topics", &found.topics)?,
        weekday: weekday.ok_or_else(|| row.wrong("weekday"))?,
        audiences: words(row, "audiences", &found.audiences)?,
        languages: words(row, "languages", &found.languages)?,
        access: words(row, "access", &found.access)?,
        partner: Id::new(found.partner_id),
    })
}

fn words<T: std::str::FromStr>(row: Row, column: &'static str, text: &str) -> Result<Vec<T>, StoreError> {
    text.split_whitespace().map(|word| row.parsed(column, word)).collect()
}
