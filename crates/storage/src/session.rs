//! Sessions as rows, and how many places and champions they have.

mod shown;

pub use shown::{Shown, shown};

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, Condition, ExprTrait, QueryFilter, QueryOrder, QuerySelect, sea_query::Expr,
};
use trellis_domain::{
    Id, PartnerId, Record, SeriesId, SessionId, VenueId,
    help::Setting,
    interval::Interval,
    session::{
        Cancellation, Places, Programme, SeriesDate, Session, SessionDetails, SessionState, SessionStatus, Staffing,
        Visibility,
    },
};

use crate::{
    booking::{self, Taken},
    entity::session::{ActiveModel, Column, Entity, Model},
    error::StoreError,
    kept::Kept,
    reading::Reading,
    row::{self, Row},
    scope::{self, Standpoint},
    shift,
};

const TABLE: &str = "sessions";

/// What a list of sessions can be narrowed to.
#[derive(Debug, Clone, Copy, Default)]
pub struct SessionFilter {
    /// Only those that start in this window.
    pub window: Option<Interval>,
    /// Only those of this partner.
    pub partner: Option<PartnerId>,
    /// Only those that stand like this at this moment.
    pub status: Option<(SessionStatus, DateTime<Utc>)>,
    /// Only those in this setting.
    pub setting: Option<Setting>,
    /// Only those of this series.
    pub series: Option<SeriesId>,
    /// Only those that take place and lack champions (`true`), or have enough (`false`).
    pub lacks_champions: Option<bool>,
}

impl Kept for Session {
    type Entity = Entity;
    type Filter = SessionFilter;

    const ORDER: Option<&'static str> = Some("starts_at");

    fn row(&self) -> Result<ActiveModel, StoreError> {
        let Self { details, state, cancellation, in_series } = self;
        let SessionDetails {
            title,
            description,
            setting,
            venue_id,
            starts_at,
            ends_at,
            time_zone: _always_named,
            topics,
            audiences,
            languages,
            booking,
            capacity,
            champions_needed,
            visibility,
            programme,
            phone,
        } = details;
        Ok(ActiveModel {
            title: Set(row::json(TABLE, title)?),
            description: Set(row::maybe_json(TABLE, description.as_ref())?),
            setting: Set(row::code(*setting)),
            venue_id: Set(venue_id.map(Id::uuid)),
            starts_at: Set(*starts_at),
            ends_at: Set(*ends_at),
            time_zone: Set(self.zone().to_string()),
            topics: Set(row::json(TABLE, topics)?),
            audiences: Set(row::json(TABLE, audiences)?),
            languages: Set(row::json(TABLE, languages)?),
            booking: Set(row::code(*booking)),
            capacity: Set(row::whole(TABLE, *capacity)?),
            champions_needed: Set(row::whole(TABLE, Some(*champions_needed))?.unwrap_or_default()),
            visibility: Set(row::code(*visibility)),
            programme: Set(row::code(*programme)),
            phone: Set(phone.as_ref().map(|phone| phone.as_str().to_owned())),
            state: Set(row::code(*state)),
            cancel_reason: Set(row::text(cancellation.as_ref().map(|cancellation| &cancellation.reason))),
            cancelled_at: Set(cancellation.as_ref().map(|cancellation| cancellation.at)),
            series_id: Set(in_series.map(|date| date.series.uuid())),
            recurrence_date: Set(in_series.map(|date| date.date)),
            detached: Set(in_series.is_some_and(|date| date.detached)),
            ..Default::default()
        })
    }

    fn read(model: Model) -> Result<Self, StoreError> {
        let row = Row { table: TABLE, id: model.id };
        let reason = row.maybe("cancel_reason", model.cancel_reason.as_deref())?;
        let cancellation = reason.zip(model.cancelled_at).map(|(reason, at)| Cancellation { reason, at });
        let details = SessionDetails {
            title: row.json("title", model.title)?,
            description: row.maybe_json("description", model.description)?,
            setting: row.parsed("setting", &model.setting)?,
            venue_id: model.venue_id.map(Id::new),
            starts_at: model.starts_at,
            ends_at: model.ends_at,
            time_zone: Some(row.parsed("time_zone", &model.time_zone)?),
            topics: row.json("topics", model.topics)?,
            audiences: row.json("audiences", model.audiences)?,
            languages: row.json("languages", model.languages)?,
            booking: row.parsed("booking", &model.booking)?,
            capacity: model.capacity.map(|capacity| row.number("capacity", capacity)).transpose()?,
            champions_needed: row.number("champions_needed", model.champions_needed)?,
            visibility: row.parsed("visibility", &model.visibility)?,
            programme: row.parsed("programme", &model.programme)?,
            phone: row.maybe("phone", model.phone.as_deref())?,
        };
        let detached = model.detached;
        let in_series = model.series_id.zip(model.recurrence_date);
        let in_series = in_series.map(|(series, date)| SeriesDate { series: Id::new(series), date, detached });
        Ok(Self { details, state: row.parsed("state", &model.state)?, cancellation, in_series })
    }

    fn filter(filter: &SessionFilter) -> Condition {
        let SessionFilter { window, partner, status, setting, series, lacks_champions } = filter;
        let within = |window: &Interval| {
            Condition::all().add(Column::StartsAt.gte(window.start())).add(Column::StartsAt.lt(window.end()))
        };
        Condition::all()
            .add_option(window.as_ref().map(within))
            .add_option(partner.map(|partner| Column::OwnerId.eq(partner.uuid())))
            .add_option(status.map(|(status, now)| standing(status, now)))
            .add_option(setting.map(|setting| Column::Setting.eq(row::code(setting))))
            .add_option(series.map(|series| Column::SeriesId.eq(series.uuid())))
            .add_option(lacks_champions.map(lacking))
    }
}

/// How a session stands at a moment, as a condition: see [`SessionState`] and the clock.
fn standing(status: SessionStatus, now: DateTime<Utc>) -> Condition {
    let (state, time) = match status {
        SessionStatus::Cancelled => (SessionState::Cancelled, None),
        SessionStatus::Suspended => (SessionState::Suspended, None),
        SessionStatus::Scheduled => (SessionState::Scheduled, Some(Column::StartsAt.gt(now))),
        SessionStatus::InProgress => {
            (SessionState::Scheduled, Some(Column::StartsAt.lte(now).and(Column::EndsAt.gt(now))))
        }
        SessionStatus::Completed => (SessionState::Scheduled, Some(Column::EndsAt.lte(now))),
    };
    Condition::all().add(Column::State.eq(row::code(state))).add_option(time)
}

fn lacking(lacks: bool) -> Condition {
    let (needed, confirmed) = (Expr::col((Entity, Column::ChampionsNeeded)), shift::confirmed_on_session());
    let short = if lacks { needed.gt(confirmed) } else { needed.lte(confirmed) };
    Condition::all().add(Column::State.eq(row::code(SessionState::Scheduled))).add(short)
}

/// The places of sessions with a capacity, and the champions of all, at a moment.
#[derive(Debug, Clone, Default)]
pub struct Attendance {
    booked: BTreeMap<SessionId, Taken>,
    confirmed: BTreeMap<SessionId, u32>,
}

impl Attendance {
    /// The places of a session; none where none can be booked.
    pub fn places(&self, id: SessionId, session: &Session) -> Option<Places> {
        let capacity = session.details.capacity.filter(|_| session.details.booking.is_bookable());
        capacity.map(|capacity| Places::new(capacity, self.booked.get(&id).copied().unwrap_or_default().places))
    }

    /// The champions of a session.
    pub fn staffing(&self, id: SessionId, session: &Session) -> Staffing {
        Staffing::new(session.details.champions_needed, self.confirmed.get(&id).copied().unwrap_or_default())
    }
}

/// Who has booked and who helps, for several sessions at once. Counts only, so it needs no reach.
pub async fn attendance(
    reading: &impl Reading,
    ids: &[SessionId],
    now: DateTime<Utc>,
) -> Result<Attendance, StoreError> {
    if ids.is_empty() {
        return Ok(Attendance::default());
    }
    let booked = booking::taken(&reading.executor(), reading.standpoint().network, ids, now).await?;
    let confirmed = shift::confirmed(reading, ids).await?;
    Ok(Attendance { booked, confirmed })
}

/// The same as it was at a moment that is over, as far as facts are kept.
pub async fn attendance_then(
    reading: &impl Reading,
    ids: &[SessionId],
    then: DateTime<Utc>,
) -> Result<Attendance, StoreError> {
    if ids.is_empty() {
        return Ok(Attendance::default());
    }
    let booked = booking::taken_then(&reading.executor(), reading.standpoint().network, ids, then).await?;
    let committed = shift::committed_then(reading, ids, then).await?;
    let count = |champions: Vec<_>| u32::try_from(champions.len()).unwrap_or(u32::MAX);
    let confirmed = committed.into_iter().map(|(session, champions)| (session, count(champions))).collect();
    Ok(Attendance { booked, confirmed })
}

/// The sessions that are not over yet at a venue, or of a partner; whatever they are, for whoever keeps the listing.
pub async fn to_come(reading: &impl Reading, of: Of, now: DateTime<Utc>) -> Result<Vec<Record<Session>>, StoreError> {
    let anybody = Standpoint::network(reading.standpoint().network);
    let whose = match of {
        Of::Venue(venue) => Column::VenueId.eq(venue.uuid()),
        Of::Partner(partner) => Column::OwnerId.eq(partner.uuid()),
    };
    let query = scope::scoped::<Entity>(&anybody)?.filter(whose).filter(Column::EndsAt.gt(now));
    scope::all(reading, query.order_by_asc(Column::Id)).await
}

/// What a partner publishes at these venues, but for its own staff, that starts in this window and was there when that begins; the first so many, as
/// they come.
pub async fn published_at(
    reading: &impl Reading,
    partner: PartnerId,
    venues: &[VenueId],
    window: Interval,
    limit: u64,
) -> Result<Vec<Record<Session>>, StoreError> {
    let own = reading.standpoint().of_partner(partner);
    let query = scope::scoped::<Entity>(&own)?
        .filter(Column::VenueId.is_in(venues.iter().map(|id| id.uuid())))
        .filter(Column::Visibility.ne(row::code(Visibility::Partner)))
        .filter(Column::Programme.ne(row::code(Programme::Staff)))
        .filter(Column::State.eq(row::code(SessionState::Scheduled)))
        .filter(Column::StartsAt.gte(window.start()))
        .filter(Column::StartsAt.lt(window.end()))
        .filter(Column::CreatedAt.lte(window.start()))
        .order_by_asc(Column::StartsAt)
        .order_by_asc(Column::Id)
        .limit(limit);
    scope::all(reading, query).await
}

/// Whose sessions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Of {
    /// Those at a venue.
    Venue(VenueId),
    /// Those of a partner.
    Partner(PartnerId),
}
