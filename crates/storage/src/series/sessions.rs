//! The sessions of a series, and what holds on to them: for decisions about the series.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::{ColumnTrait, QueryFilter, QueryOrder, QuerySelect};
use strum::VariantArray;
use trellis_domain::{
    ClosedEnum, Id, NounKind, Record, SeriesId, Session, SessionId, series::InUse, shift::ShiftState,
};
use uuid::Uuid;

use crate::{
    booking,
    entity::{
        self,
        session::{Column, Entity},
    },
    error::StoreError,
    reading::Reading,
    scope::{self, Standpoint},
};

/// The sessions of a series that start at a moment or later, whatever became of them, in the order of their dates.
pub async fn sessions_to_come(
    reading: &impl Reading,
    series: SeriesId,
    now: DateTime<Utc>,
) -> Result<Vec<Record<Session>>, StoreError> {
    let anybody = Standpoint::network(reading.standpoint().network);
    let query =
        scope::scoped::<Entity>(&anybody)?.filter(Column::SeriesId.eq(series.uuid())).filter(Column::StartsAt.gte(now));
    scope::all(reading, query.order_by_asc(Column::RecurrenceDate)).await
}

/// The sessions of a series from a date on, by the date that the series names, in the order of these dates.
pub async fn sessions_from(
    reading: &impl Reading,
    series: SeriesId,
    date: NaiveDate,
) -> Result<Vec<Record<Session>>, StoreError> {
    let anybody = Standpoint::network(reading.standpoint().network);
    let query = scope::scoped::<Entity>(&anybody)?
        .filter(Column::SeriesId.eq(series.uuid()))
        .filter(Column::RecurrenceDate.gte(date));
    scope::all(reading, query.order_by_asc(Column::RecurrenceDate)).await
}

/// The dates from a date on that series have sessions for, wherever these were moved and whatever became of them.
pub async fn dates_from(
    reading: &impl Reading,
    series: &[SeriesId],
    date: NaiveDate,
) -> Result<BTreeSet<(SeriesId, NaiveDate)>, StoreError> {
    let anybody = Standpoint::network(reading.standpoint().network);
    let query = scope::scoped::<Entity>(&anybody)?
        .filter(Column::SeriesId.is_in(series.iter().map(|id| id.uuid())))
        .filter(Column::RecurrenceDate.gte(date));
    let query = query.select_only().columns([Column::SeriesId, Column::RecurrenceDate]);
    let dates: Vec<(Uuid, NaiveDate)> = query.into_tuple().all(&reading.executor()).await?;
    Ok(dates.into_iter().map(|(series, date)| (Id::new(series), date)).collect())
}

/// What holds on to each of these sessions at a moment; those that nothing holds are left out.
pub async fn in_use(
    reading: &impl Reading,
    sessions: &[SessionId],
    now: DateTime<Utc>,
) -> Result<BTreeMap<SessionId, InUse>, StoreError> {
    let mut found: BTreeMap<SessionId, InUse> = BTreeMap::new();
    for (id, taken) in booking::taken(&reading.executor(), reading.standpoint().network, sessions, now).await? {
        let entry = found.entry(id).or_default();
        entry.places = taken.places;
        entry.live = taken.places > 0;
    }
    let live: BTreeSet<&str> =
        ShiftState::VARIANTS.iter().filter(|state| state.is_live()).map(|state| state.code()).collect();
    for (id, state) in shifts(reading, sessions).await? {
        let entry = found.entry(Id::new(id)).or_default();
        entry.named = true;
        entry.live |= live.contains(state.as_str());
    }
    for id in named(reading, sessions).await? {
        found.entry(Id::new(id)).or_default().named = true;
    }
    Ok(found)
}

async fn shifts(reading: &impl Reading, sessions: &[SessionId]) -> Result<Vec<(Uuid, String)>, StoreError> {
    use entity::shift::{Column, Entity};
    let anybody = Standpoint::network(reading.standpoint().network);
    let query = scope::scoped::<Entity>(&anybody)?.filter(Column::SessionId.is_in(sessions.iter().map(|id| id.uuid())));
    let query = query.select_only().columns([Column::SessionId, Column::State]).distinct();
    Ok(query.into_tuple().all(&reading.executor()).await?)
}

/// Those that some booking, whatever became of it, or a partner's own number names.
async fn named(reading: &impl Reading, sessions: &[SessionId]) -> Result<Vec<Uuid>, StoreError> {
    use entity::{booking, external_id};
    let anybody = Standpoint::network(reading.standpoint().network);
    let ids = || sessions.iter().map(|id| id.uuid());
    let booked = scope::scoped::<booking::Entity>(&anybody)?.filter(booking::Column::SessionId.is_in(ids()));
    let booked = booked.select_only().column(booking::Column::SessionId).distinct();
    let mut named: Vec<Uuid> = booked.into_tuple().all(&reading.executor()).await?;
    let numbered = scope::scoped::<external_id::Entity>(&anybody)?
        .filter(external_id::Column::Noun.eq(NounKind::Session.code()))
        .filter(external_id::Column::SubjectId.is_in(ids()));
    let numbered = numbered.select_only().column(external_id::Column::SubjectId).distinct();
    named.extend(numbered.into_tuple::<Uuid>().all(&reading.executor()).await?);
    Ok(named)
}
