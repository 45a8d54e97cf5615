//! The public listing: kept in the unit of work that changes a session, asked by everybody.
//!
//! A question is two steps. The inner query finds candidates by cell and time from a covering index alone, unless a
//! filter needs more; distance is judged here, by the one function that the domain has for it. The outer query fetches
//! what the few that are left show, and how many of their places are taken.

mod candidates;
mod facets;
mod filter;
mod query;

pub use facets::{FACETS_MAX, FacetedPage};
pub use query::{FoundSession, ListedSession, ListingPage};

use chrono::{DateTime, TimeDelta, Utc};
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};
use trellis_domain::{
    ClosedEnum, Id, NetworkId, SeriesId, SessionId,
    listing::{Listing, ListingFilter},
};

use crate::{
    entity::listing::{ActiveModel, Card, Column, Entity},
    error::StoreError,
    installation::Installation,
    page::PageRequest,
    reading::{Reading, sealed::Connected},
    reads::Reads,
    row,
    work::Work,
};

const TABLE: &str = "listing";

/// Lists sessions that are not listed; at most some hundred at once.
pub async fn add(work: &mut Work, listings: &[(SessionId, Listing)]) -> Result<(), StoreError> {
    let network = work.standpoint().network;
    let rows = listings.iter().map(|(session, listing)| active(network, *session, listing));
    let rows = rows.collect::<Result<Vec<_>, _>>()?;
    if !rows.is_empty() {
        #[expect(clippy::disallowed_methods, reason = "each row names its network")]
        Entity::insert_many(rows).exec_without_returning(&work.executor()).await?;
    }
    Ok(())
}

/// Takes sessions out of the listing.
pub async fn forget(work: &mut Work, sessions: impl IntoIterator<Item = SessionId>) -> Result<(), StoreError> {
    #[expect(clippy::disallowed_methods, reason = "held to the network and the sessions")]
    let all = Entity::delete_many();
    let of_network = all.filter(Column::NetworkId.eq(work.standpoint().network.uuid()));
    let old = of_network.filter(Column::SessionId.is_in(sessions.into_iter().map(Id::uuid)));
    old.exec(&work.executor()).await?;
    Ok(())
}

/// A page of the listing of one network.
pub async fn page(
    reads: &Reads,
    filter: &ListingFilter,
    page: PageRequest,
    now: DateTime<Utc>,
) -> Result<ListingPage, StoreError> {
    query::page(&reads.executor(), Some(reads.standpoint().network), filter, page, now).await
}

/// One occurrence of the listing of one network.
pub async fn find(reads: &Reads, session: SessionId, now: DateTime<Utc>) -> Result<Option<FoundSession>, StoreError> {
    query::find(&reads.executor(), reads.standpoint().network, session, now).await
}

/// The next occurrences of a series that are listed, at most so many.
pub async fn of_series(
    reads: &Reads,
    series: SeriesId,
    limit: u64,
    now: DateTime<Utc>,
) -> Result<ListingPage, StoreError> {
    query::of_series(&reads.executor(), reads.standpoint().network, series, limit, now).await
}

/// The series with occurrences to come that are listed, the oldest first.
pub async fn series_to_come(reads: &Reads, now: DateTime<Utc>) -> Result<Vec<SeriesId>, StoreError> {
    query::series_to_come(&reads.executor(), reads.standpoint().network, now).await
}

/// How long the page of an occurrence stays after it is over, so that a link somebody was sent does not die at once.
const KEPT_AFTER_END: TimeDelta = TimeDelta::days(30);

/// Removes what is long over.
#[expect(clippy::disallowed_methods, reason = "tidying: what is over in every network")]
pub(crate) async fn forget_past(db: &impl ConnectionTrait, now: DateTime<Utc>) -> Result<u64, StoreError> {
    let over = Entity::delete_many().filter(Column::EndsAt.lt((now - KEPT_AFTER_END).timestamp()));
    Ok(over.exec(db).await?.rows_affected)
}

/// What the sessions of one network are counted by, the first of them in time.
pub async fn faceted(reads: &Reads, filter: &ListingFilter, now: DateTime<Utc>) -> Result<FacetedPage, StoreError> {
    facets::page(&reads.executor(), reads.standpoint().network, filter, now).await
}

impl Installation<'_> {
    /// A page of the listing of all networks.
    pub async fn listing(
        &self,
        filter: &ListingFilter,
        page: PageRequest,
        now: DateTime<Utc>,
    ) -> Result<ListingPage, StoreError> {
        let snapshot = self.snapshot().await?;
        query::page(&snapshot, None, filter, page, now).await
    }
}

fn active(network: NetworkId, session: SessionId, listing: &Listing) -> Result<ActiveModel, StoreError> {
    let Listing {
        cell,
        series,
        starts_at,
        ends_at,
        weekday,
        time_of_day,
        partner,
        revision,
        changed_at,
        point,
        setting,
        booking,
        capacity,
        ways,
        topics,
        specialisms,
        card,
    } = listing;
    let access = card.venue.iter().flat_map(|venue| &venue.access.features);
    Ok(ActiveModel {
        network_id: Set(network.uuid()),
        session_id: Set(session.uuid()),
        cell: Set(*cell),
        starts_at: Set(starts_at.timestamp()),
        ends_at: Set(ends_at.timestamp()),
        lat: Set(point.map(|point| point.latitude)),
        lng: Set(point.map(|point| point.longitude)),
        setting: Set(row::code(*setting)),
        booking: Set(row::code(*booking)),
        capacity: Set(row::whole(TABLE, *capacity)?),
        cancelled: Set(card.cancelled.is_some()),
        ways: Set(words(ways.iter().map(|way| way.code()))),
        topics: Set(words(topics)),
        specialisms: Set(words(specialisms)),
        weekday: Set(weekday.number()),
        minute_of_day: Set(row::whole(TABLE, Some(time_of_day.minutes()))?.unwrap_or_default()),
        audiences: Set(words(card.audiences.iter().map(|audience| audience.code()))),
        languages: Set(words(&card.languages)),
        access: Set(words(access.map(|feature| feature.code()))),
        partner_id: Set(partner.uuid()),
        revision: Set(revision.number()),
        changed_at: Set(changed_at.timestamp()),
        card: Set(Card(card.clone())),
        series_id: Set(series.map(Id::uuid)),
    })
}

/// Several codes in one column, each with a space on either side, so that a whole code can be looked for.
fn words(codes: impl IntoIterator<Item = impl ToString>) -> String {
    codes.into_iter().fold(" ".to_owned(), |all, code| all + &code.to_string() + " ")
}
