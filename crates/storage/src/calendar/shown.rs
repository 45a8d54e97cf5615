//! The sessions that a calendar shows.

use sea_orm::{ColumnTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait};
use strum::VariantArray;
use trellis_domain::{
    AffiliationId, ClosedEnum, PartnerId, Record, Session, VenueId, interval::Interval, session::SessionState,
    shift::ShiftState,
};

use crate::{
    entity::{listing, session, shift},
    error::StoreError,
    reading::Reading,
    scope::{self, Standpoint},
};

/// The most sessions in one calendar; the earliest are shown.
const MOST: u64 = 1_000;

/// What a calendar is narrowed to.
#[derive(Debug, Clone, Copy, Default)]
pub struct Shown {
    /// Only sessions at this venue.
    pub venue: Option<VenueId>,
    /// Only sessions of this partner.
    pub partner: Option<PartnerId>,
}

/// What one partner may see: its own sessions and those that the network shares.
pub async fn shared(
    reading: &impl Reading,
    shown: Shown,
    window: Interval,
) -> Result<Vec<Record<Session>>, StoreError> {
    let query = scope::scoped::<session::Entity>(&reading.standpoint())?;
    of(reading, narrowed(query, shown), window).await
}

/// What everybody may see: the sessions that are listed.
pub async fn public(
    reading: &impl Reading,
    shown: Shown,
    window: Interval,
) -> Result<Vec<Record<Session>>, StoreError> {
    let network = reading.standpoint().network;
    let listed = sea_orm::sea_query::Query::select()
        .column(listing::Column::SessionId)
        .from(listing::Entity)
        .and_where(listing::Column::NetworkId.eq(network.uuid()))
        .to_owned();
    let query = scope::scoped::<session::Entity>(&Standpoint::network(network))?
        .filter(session::Column::Id.in_subquery(listed));
    of(reading, narrowed(query, shown), window).await
}

/// The sessions that a champion has said yes to, as one partner's.
pub async fn shifts(
    reading: &impl Reading,
    affiliation: AffiliationId,
    window: Interval,
) -> Result<Vec<Record<Session>>, StoreError> {
    let network = Standpoint::network(reading.standpoint().network);
    let yes = ShiftState::VARIANTS.iter().filter(|state| state.commits()).map(|state| state.code());
    let taken = scope::scoped::<shift::Entity>(&network)?
        .filter(shift::Column::AffiliationId.eq(affiliation.uuid()))
        .filter(shift::Column::State.is_in(yes))
        .select_only()
        .column(shift::Column::SessionId);
    let query = scope::scoped::<session::Entity>(&network)?.filter(session::Column::Id.in_subquery(taken.into_query()));
    of(reading, query, window).await
}

fn narrowed(query: sea_orm::Select<session::Entity>, shown: Shown) -> sea_orm::Select<session::Entity> {
    let Shown { venue, partner } = shown;
    let whose = sea_orm::Condition::all()
        .add_option(venue.map(|venue| session::Column::VenueId.eq(venue.uuid())))
        .add_option(partner.map(|partner| session::Column::OwnerId.eq(partner.uuid())));
    query.filter(whose)
}

/// What is suspended takes place nowhere; what is cancelled stays, so that calendars can say so.
async fn of(
    reading: &impl Reading,
    query: sea_orm::Select<session::Entity>,
    window: Interval,
) -> Result<Vec<Record<Session>>, StoreError> {
    let models = query
        .filter(session::Column::State.ne(SessionState::Suspended.code()))
        .filter(session::Column::StartsAt.lt(window.end()))
        .filter(session::Column::EndsAt.gt(window.start()))
        .order_by_asc(session::Column::StartsAt)
        .order_by_asc(session::Column::Id)
        .limit(MOST)
        .all(&reading.executor())
        .await?;
    models.into_iter().map(scope::record).collect()
}
