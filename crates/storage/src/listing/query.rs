//! Questions to the listing.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use sea_orm::{ColumnTrait, ConnectionTrait, QueryFilter, QueryOrder, QuerySelect};
use trellis_domain::{
    Id, NetworkId, PartnerId, Revision, SeriesId, SessionId,
    geo::Point,
    help::Setting,
    listing::{ListingCard, ListingFilter},
    session::{BookingStyle, Places, SessionState, SessionStatus, Way},
};
use uuid::Uuid;

use super::{
    TABLE,
    candidates::{self, Candidate, place},
    filter::{listed, within_reach},
};
use crate::{
    booking::{self, Taken},
    entity::listing::{Column, Model},
    error::StoreError,
    page::{Page, PageRequest},
    row::Row,
};

/// A public occurrence as somebody finds it.
#[derive(Debug, Clone, PartialEq)]
pub struct ListedSession {
    /// The network.
    pub network: NetworkId,
    /// The session.
    pub id: SessionId,
    /// The series that it is an occurrence of; none for a single session.
    pub series: Option<SeriesId>,
    /// When it starts.
    pub starts_at: DateTime<Utc>,
    /// When it ends.
    pub ends_at: DateTime<Utc>,
    /// Where it is; none at people's homes, by phone or by video.
    pub point: Option<Point>,
    /// Where help is given.
    pub setting: Setting,
    /// Whether people turn up or book.
    pub booking: BookingStyle,
    /// The ways it is.
    pub ways: Vec<Way>,
    /// Its places; none where none can be booked.
    pub places: Option<Places>,
    /// Who gives the help.
    pub partner: PartnerId,
    /// The latest revision of what it is made from: session, venue, partner.
    pub revision: Revision,
    /// When any of that last changed, to the second.
    pub changed_at: DateTime<Utc>,
    /// What is shown.
    pub card: ListingCard,
}

/// A page of the listing, and how long it stays true by the clock alone.
#[derive(Debug, Clone, PartialEq)]
pub struct ListingPage {
    /// The occurrences in order of their start and id, and where to go on.
    pub page: Page<ListedSession>,
    /// When the first of their holds runs out, if nothing else happens.
    pub next_hold_ends: Option<DateTime<Utc>>,
}

/// One occurrence, and how long it stays true by the clock alone.
#[derive(Debug, Clone, PartialEq)]
pub struct FoundSession {
    /// The occurrence.
    pub listed: ListedSession,
    /// When the first of its holds runs out, if nothing else happens.
    pub next_hold_ends: Option<DateTime<Utc>>,
}

impl ListedSession {
    /// How it stands at a moment.
    pub fn status(&self, now: DateTime<Utc>) -> SessionStatus {
        let decided = if self.card.cancelled.is_some() { SessionState::Cancelled } else { SessionState::Scheduled };
        decided.at(self.starts_at, self.ends_at, now)
    }

    /// When the clock alone changes how it stands: at its start, then at its end.
    fn changes_at(&self, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
        [self.starts_at, self.ends_at].into_iter().find(|at| now < *at)
    }
}

impl ListingPage {
    /// When the clock alone changes what is shown, if it does.
    pub fn changes_at(&self, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
        self.page.items.iter().filter_map(|listed| listed.changes_at(now)).chain(self.next_hold_ends).min()
    }
}

impl FoundSession {
    /// When the clock alone changes what is shown, if it does.
    pub fn changes_at(&self, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
        self.listed.changes_at(now).into_iter().chain(self.next_hold_ends).min()
    }
}

type Key = (Uuid, Uuid);

pub(super) async fn page(
    db: &impl ConnectionTrait,
    network: Option<NetworkId>,
    filter: &ListingFilter,
    request: PageRequest,
    now: DateTime<Utc>,
) -> Result<ListingPage, StoreError> {
    let wanted = request.limit.saturating_add(1);
    // The circle fills four fifths of its box, so a little more than wanted is mostly enough at once.
    let batch = if filter.near.is_some() { wanted.saturating_mul(2) } else { wanted };
    let mut found: Vec<Candidate> = Vec::new();
    let mut after = request.after;
    loop {
        let rows = candidates::first(db, network, filter, now, after, batch).await?;
        let full = u64::try_from(rows.len()).is_ok_and(|rows| rows >= batch);
        after = rows.last().map(place);
        found.extend(rows.into_iter().filter(|(_, _, _, lat, lng)| within_reach(filter, *lat, *lng)));
        if !full || u64::try_from(found.len()).is_ok_and(|found| found >= wanted) {
            break;
        }
    }
    let found = Page::cut(found, request.limit, place);
    let keys: Vec<Key> = found.items.iter().map(|(network, session, ..)| (*network, *session)).collect();
    let (mut shown, next_hold_ends) = fetch(db, &keys, now).await?;
    let items = keys.iter().filter_map(|key| shown.remove(key)).collect();
    Ok(ListingPage { page: Page { items, next: found.next }, next_hold_ends })
}

pub(super) async fn find(
    db: &impl ConnectionTrait,
    network: NetworkId,
    session: SessionId,
    now: DateTime<Utc>,
) -> Result<Option<FoundSession>, StoreError> {
    let (shown, next_hold_ends) = fetch(db, &[(network.uuid(), session.uuid())], now).await?;
    Ok(shown.into_values().next().map(|listed| FoundSession { listed, next_hold_ends }))
}

pub(super) async fn of_series(
    db: &impl ConnectionTrait,
    network: NetworkId,
    series: SeriesId,
    limit: u64,
    now: DateTime<Utc>,
) -> Result<ListingPage, StoreError> {
    let query =
        listed(Some(network)).filter(Column::SeriesId.eq(series.uuid())).filter(Column::EndsAt.gt(now.timestamp()));
    let query = query.order_by_asc(Column::StartsAt).order_by_asc(Column::SessionId).limit(limit);
    let ids: Vec<Uuid> = query.select_only().column(Column::SessionId).into_tuple().all(db).await?;
    let keys: Vec<Key> = ids.into_iter().map(|session| (network.uuid(), session)).collect();
    let (mut shown, next_hold_ends) = fetch(db, &keys, now).await?;
    let items = keys.iter().filter_map(|key| shown.remove(key)).collect();
    Ok(ListingPage { page: Page { items, next: None }, next_hold_ends })
}

pub(super) async fn series_to_come(
    db: &impl ConnectionTrait,
    network: NetworkId,
    now: DateTime<Utc>,
) -> Result<Vec<SeriesId>, StoreError> {
    let query = listed(Some(network)).filter(Column::SeriesId.is_not_null()).filter(Column::EndsAt.gt(now.timestamp()));
    let query = query.select_only().column(Column::SeriesId).distinct().order_by_asc(Column::SeriesId);
    let ids: Vec<Uuid> = query.into_tuple().all(db).await?;
    Ok(ids.into_iter().map(Id::new).collect())
}

/// The outer query: what these show, and how many of their places are taken.
async fn fetch(
    db: &impl ConnectionTrait,
    keys: &[Key],
    now: DateTime<Utc>,
) -> Result<(BTreeMap<Key, ListedSession>, Option<DateTime<Utc>>), StoreError> {
    let mut by_network: BTreeMap<Uuid, Vec<Uuid>> = BTreeMap::new();
    for (network, session) in keys {
        by_network.entry(*network).or_default().push(*session);
    }
    let (mut shown, mut next_hold_ends) = (BTreeMap::new(), None);
    for (network, sessions) in by_network {
        let network = Id::new(network);
        let models = listed(Some(network)).filter(Column::SessionId.is_in(sessions.iter().copied())).all(db).await?;
        let ids: Vec<SessionId> = sessions.into_iter().map(Id::new).collect();
        let taken = booking::taken(db, network, &ids, now).await?;
        next_hold_ends = taken.values().filter_map(|taken| taken.first_hold_ends).chain(next_hold_ends).min();
        for model in models {
            let key = (model.network_id, model.session_id);
            let taken = taken.get(&Id::new(model.session_id)).copied().unwrap_or_default();
            shown.insert(key, read(model, taken)?);
        }
    }
    Ok((shown, next_hold_ends))
}

fn read(model: Model, taken: Taken) -> Result<ListedSession, StoreError> {
    let row = Row { table: TABLE, id: model.session_id };
    let instant = |column, seconds| DateTime::from_timestamp(seconds, 0).ok_or_else(|| row.wrong(column));
    let booking: BookingStyle = row.parsed("booking", &model.booking)?;
    let capacity = model.capacity.map(|capacity| row.number("capacity", capacity)).transpose()?;
    let ways = model.ways.split_whitespace().map(|way| row.parsed("ways", way)).collect::<Result<_, _>>()?;
    Ok(ListedSession {
        network: Id::new(model.network_id),
        id: Id::new(model.session_id),
        series: model.series_id.map(Id::new),
        starts_at: instant("starts_at", model.starts_at)?,
        ends_at: instant("ends_at", model.ends_at)?,
        point: model.lat.zip(model.lng).map(|(latitude, longitude)| Point { latitude, longitude }),
        setting: row.parsed("setting", &model.setting)?,
        booking,
        ways,
        partner: Id::new(model.partner_id),
        revision: Revision::new(model.revision),
        changed_at: instant("changed_at", model.changed_at)?,
        places: capacity.filter(|_| booking.is_bookable()).map(|capacity| Places::new(capacity, taken.places)),
        card: model.card.0,
    })
}
