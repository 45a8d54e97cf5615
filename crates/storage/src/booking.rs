//! Bookings as rows, and how many places they take.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, Condition, ConnectionTrait, ExprTrait, QueryFilter, QueryOrder, QuerySelect,
    sea_query::{Expr, Func, Query},
};
use strum::VariantArray;
use trellis_domain::{
    ClosedEnum, Id, LearnerId, NetworkId, Record, SessionId,
    booking::{Booking, BookingDetails, BookingState, Guest},
};
use uuid::Uuid;

use crate::{
    entity::{
        booking::{ActiveModel, Column, Entity, Model},
        listing,
    },
    error::StoreError,
    kept::Kept,
    reading::Reading,
    row::{self, Row},
    scope::{self, Standpoint},
};

const TABLE: &str = "bookings";

/// What a list of bookings can be narrowed to.
#[derive(Debug, Clone, Copy, Default)]
pub struct BookingFilter {
    /// Only those of this session.
    pub session: Option<SessionId>,
    /// Only those that stand like this at this moment.
    pub state: Option<(BookingState, DateTime<Utc>)>,
}

impl Kept for Booking {
    type Entity = Entity;
    type Filter = BookingFilter;

    fn row(&self) -> Result<ActiveModel, StoreError> {
        let Self { details, state, state_since, held_until, cancel_reason } = self;
        let BookingDetails { session_id, places, guest, learner_id, route, how_heard, hold_for_minutes } = details;
        Ok(ActiveModel {
            session_id: Set(session_id.uuid()),
            places: Set(row::whole(TABLE, Some(*places))?.unwrap_or_default()),
            guest_name: Set(row::text(guest.as_ref().map(|guest| &guest.name))),
            guest_contact: Set(row::text(guest.as_ref().map(|guest| &guest.contact))),
            learner_id: Set(learner_id.map(Id::uuid)),
            route: Set(row::code(*route)),
            how_heard: Set(row::text(how_heard.as_ref())),
            hold_for_minutes: Set(row::whole(TABLE, *hold_for_minutes)?),
            state: Set(row::code(*state)),
            state_since: Set(*state_since),
            held_until: Set(*held_until),
            cancel_reason: Set(row::text(cancel_reason.as_ref())),
            ..Default::default()
        })
    }

    fn read(model: Model) -> Result<Self, StoreError> {
        let row = Row { table: TABLE, id: model.id };
        let name = row.maybe("guest_name", model.guest_name.as_deref())?;
        let contact = row.maybe("guest_contact", model.guest_contact.as_deref())?;
        let details = BookingDetails {
            session_id: Id::new(model.session_id),
            places: row.number("places", model.places)?,
            guest: name.zip(contact).map(|(name, contact)| Guest { name, contact }),
            learner_id: model.learner_id.map(Id::new),
            route: row.parsed("route", &model.route)?,
            how_heard: row.maybe("how_heard", model.how_heard.as_deref())?,
            hold_for_minutes: model
                .hold_for_minutes
                .map(|minutes| row.number("hold_for_minutes", minutes))
                .transpose()?,
        };
        Ok(Self {
            details,
            state: row.parsed("state", &model.state)?,
            state_since: model.state_since,
            held_until: model.held_until,
            cancel_reason: row.maybe("cancel_reason", model.cancel_reason.as_deref())?,
        })
    }

    fn filter(filter: &BookingFilter) -> Condition {
        let BookingFilter { session, state } = filter;
        Condition::all()
            .add_option(session.map(|session| Column::SessionId.eq(session.uuid())))
            .add_option(state.map(|(state, now)| standing(state, now)))
    }
}

/// How a booking stands at a moment, as a condition: a hold that has run out is `expired`.
fn standing(state: BookingState, now: DateTime<Utc>) -> Condition {
    let (stored, time) = match state {
        BookingState::Held => (BookingState::Held, Some(Column::HeldUntil.gt(now))),
        BookingState::Expired => (BookingState::Held, Some(Column::HeldUntil.lte(now))),
        state => (state, None),
    };
    Condition::all().add(Column::State.eq(stored.code())).add_option(time)
}

/// The bookings that take places at a moment: what [`Booking::takes`] says, as a condition.
fn taking_places(now: DateTime<Utc>) -> Condition {
    let taking = BookingState::VARIANTS.iter().filter(|state| state.takes_places());
    taking.fold(Condition::any(), |any, state| any.add(standing(*state, now)))
}

/// The places that are taken in a session.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Taken {
    /// How many.
    pub(crate) places: u32,
    /// When the first of its holds runs out.
    pub(crate) first_hold_ends: Option<DateTime<Utc>>,
}

/// What is taken in each of these sessions; those without any are left out.
pub(crate) async fn taken(
    db: &impl ConnectionTrait,
    network: NetworkId,
    sessions: &[SessionId],
    now: DateTime<Utc>,
) -> Result<BTreeMap<SessionId, Taken>, StoreError> {
    summed(db, network, sessions, taking_places(now)).await
}

/// The same as it was at a moment that is over: of what was given back since, as it was before.
pub(crate) async fn taken_then(
    db: &impl ConnectionTrait,
    network: NetworkId,
    sessions: &[SessionId],
    then: DateTime<Utc>,
) -> Result<BTreeMap<SessionId, Taken>, StoreError> {
    let cancelled = [BookingState::CancelledByLearner, BookingState::CancelledByPartner].map(ClosedEnum::code);
    let given_back = Condition::all().add(Column::State.is_in(cancelled)).add(Column::StateSince.gt(then));
    let taking = Condition::any().add(taking_places(then)).add(given_back);
    summed(db, network, sessions, Condition::all().add(Column::CreatedAt.lte(then)).add(taking)).await
}

async fn summed(
    db: &impl ConnectionTrait,
    network: NetworkId,
    sessions: &[SessionId],
    which: Condition,
) -> Result<BTreeMap<SessionId, Taken>, StoreError> {
    let anybody = Standpoint::network(network);
    let query = scope::scoped::<Entity>(&anybody)?
        .filter(Column::SessionId.is_in(sessions.iter().map(|id| id.uuid())))
        .filter(which)
        .select_only()
        .column(Column::SessionId)
        .column_as(Column::Places.sum(), "taken")
        // Only holds have an end, and only those that still run are among these.
        .column_as(Column::HeldUntil.min(), "first_hold_ends")
        .group_by(Column::SessionId);
    let rows: Vec<(Uuid, i64, Option<DateTime<Utc>>)> = query.into_tuple().all(db).await?;
    let taken = rows.into_iter().map(|(id, sum, first_hold_ends)| {
        Ok((Id::new(id), Taken { places: row::counted(TABLE, id, sum)?, first_hold_ends }))
    });
    taken.collect()
}

/// The bookings of a session that hold places at a moment, in the order of their ids; for whoever calls it off.
pub async fn holding_places(
    reading: &impl Reading,
    session: SessionId,
    now: DateTime<Utc>,
) -> Result<Vec<Record<Booking>>, StoreError> {
    let anybody = Standpoint::network(reading.standpoint().network);
    let query =
        scope::scoped::<Entity>(&anybody)?.filter(Column::SessionId.eq(session.uuid())).filter(taking_places(now));
    scope::all(reading, query.order_by_asc(Column::Id)).await
}

/// The bookings of a learner, in the order of their ids; for whoever erases the person.
pub async fn of_learner(reading: &impl Reading, learner: LearnerId) -> Result<Vec<Record<Booking>>, StoreError> {
    let anybody = Standpoint::network(reading.standpoint().network);
    let query = scope::scoped::<Entity>(&anybody)?.filter(Column::LearnerId.eq(learner.uuid()));
    scope::all(reading, query.order_by_asc(Column::Id)).await
}

/// How many places are taken in the listed session of the outer query, within its network.
pub(crate) fn taken_in_listed(now: DateTime<Utc>) -> Expr {
    let same = |inner: Column, outer: listing::Column| Expr::col((Entity, inner)).equals((listing::Entity, outer));
    let sum = Query::select()
        .expr(Func::coalesce([Expr::col((Entity, Column::Places)).sum(), Expr::val(0)]))
        .from(Entity)
        .and_where(same(Column::NetworkId, listing::Column::NetworkId))
        .and_where(same(Column::SessionId, listing::Column::SessionId))
        .cond_where(taking_places(now))
        .to_owned();
    Expr::SubQuery(None, Box::new(sum.into()))
}
