//! The partner's sessions in which a learner could be helped.

use std::collections::BTreeMap;

use chrono::{DateTime, TimeDelta, Utc};
use trellis_domain::{
    AffiliationId, PartnerId, Record, RequestId, Session, SessionId, VenueId,
    interval::Interval,
    matching::{FreeSession, Place},
    policy::HORIZON_MAX,
};
use trellis_storage::{
    Reading, StoreError,
    proposal::{counted_in, counted_in_then},
    session::{Attendance, attendance, attendance_then},
    shift::{committed, committed_then},
};

use super::gather::Surroundings;

/// How many of them are looked at, the first first.
const MOST: u64 = 50;

/// Whose sessions, and where.
#[derive(Clone, Copy)]
pub(super) struct Asked<'a> {
    pub(super) partner: PartnerId,
    pub(super) places: &'a [Place],
    pub(super) surroundings: &'a Surroundings,
}

/// What is taken in sessions.
struct Standing {
    attendance: Attendance,
    champions: BTreeMap<SessionId, Vec<AffiliationId>>,
    promised: BTreeMap<SessionId, u32>,
}

/// What the partner publishes at these places in the days that can be looked at, where a place is left.
pub(super) async fn serving(
    reading: &impl Reading,
    asked: Asked<'_>,
    now: DateTime<Utc>,
) -> Result<Vec<FreeSession>, StoreError> {
    let (sessions, ids) = published(reading, asked, now).await?;
    let standing = Standing {
        attendance: attendance(reading, &ids, now).await?,
        champions: committed(reading, &ids).await?,
        promised: counted_in(reading, &ids).await?,
    };
    Ok(free(asked, &sessions, &standing))
}

/// The same as it was at a moment that is over, as far as facts are kept and but for what came of one request. What was called off since does not
/// count; nobody can say any more who would have been there.
pub(super) async fn served(
    reading: &impl Reading,
    asked: Asked<'_>,
    then: DateTime<Utc>,
    request: RequestId,
) -> Result<Vec<FreeSession>, StoreError> {
    let (sessions, ids) = published(reading, asked, then).await?;
    let standing = Standing {
        attendance: attendance_then(reading, &ids, then).await?,
        champions: committed_then(reading, &ids, then).await?,
        promised: counted_in_then(reading, &ids, then, request).await?,
    };
    Ok(free(asked, &sessions, &standing))
}

async fn published(
    reading: &impl Reading,
    Asked { partner, places, .. }: Asked<'_>,
    at: DateTime<Utc>,
) -> Result<(Vec<Record<Session>>, Vec<SessionId>), StoreError> {
    let ahead = Interval::new(at, at + TimeDelta::days(i64::from(HORIZON_MAX) + 1));
    let Some(ahead) = ahead.filter(|_| !places.is_empty()) else { return Ok((Vec::new(), Vec::new())) };
    let venues: Vec<VenueId> = places.iter().map(|place| place.venue).collect();
    let sessions = trellis_storage::session::published_at(reading, partner, &venues, ahead, MOST).await?;
    let ids = sessions.iter().map(|session| session.id).collect();
    Ok((sessions, ids))
}

fn free(asked: Asked<'_>, sessions: &[Record<Session>], standing: &Standing) -> Vec<FreeSession> {
    let Standing { attendance, champions, promised } = standing;
    let free = |session: &Record<Session>| {
        let promised = promised.get(&session.id).copied().unwrap_or_default();
        // Where nothing can be booked, people come as they like.
        let is_free = attendance.places(session.id, session).is_none_or(|places| places.free > promised);
        let place = asked.places.iter().find(|place| session.details.venue_id == Some(place.venue))?;
        let interval = session.interval().filter(|_| is_free)?;
        Some(FreeSession {
            id: session.id,
            details: session.details.clone(),
            interval,
            topics: asked.surroundings.lines(&session.details.topics),
            place: place.clone(),
            champions: champions.get(&session.id).cloned().unwrap_or_default(),
            lacks_champions: attendance.staffing(session.id, session).lacks > 0,
        })
    };
    sessions.iter().filter_map(free).collect()
}
