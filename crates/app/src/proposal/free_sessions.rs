//! The partner's sessions in which a learner could be helped.

use chrono::{DateTime, TimeDelta, Utc};
use trellis_domain::{
    PartnerId, Record, Session, SessionId, VenueId,
    interval::Interval,
    matching::{FreeSession, Place},
    policy::HORIZON_MAX,
};
use trellis_storage::{Reading, StoreError, proposal::counted_in, session::attendance, shift::committed};

use super::gather::Surroundings;

/// How many of them are looked at, the first first.
const MOST: u64 = 50;

/// What the partner publishes at these places in the days that can be looked at, where a place is left.
pub(super) async fn serving(
    reading: &impl Reading,
    partner: PartnerId,
    places: &[Place],
    surroundings: &Surroundings,
    now: DateTime<Utc>,
) -> Result<Vec<FreeSession>, StoreError> {
    let ahead = Interval::new(now, now + TimeDelta::days(i64::from(HORIZON_MAX) + 1));
    let Some(ahead) = ahead.filter(|_| !places.is_empty()) else { return Ok(Vec::new()) };
    let venues: Vec<VenueId> = places.iter().map(|place| place.venue).collect();
    let sessions = trellis_storage::session::published_at(reading, partner, &venues, ahead, MOST).await?;
    let ids: Vec<SessionId> = sessions.iter().map(|session| session.id).collect();
    let attendance = attendance(reading, &ids, now).await?;
    let (champions, promised) = (committed(reading, &ids).await?, counted_in(reading, &ids).await?);
    let free = |session: &Record<Session>| {
        let promised = promised.get(&session.id).copied().unwrap_or_default();
        // Where nothing can be booked, people come as they like.
        let is_free = attendance.places(session.id, session).is_none_or(|places| places.free > promised);
        let place = places.iter().find(|place| session.details.venue_id == Some(place.venue))?;
        let interval = session.interval().filter(|_| is_free)?;
        Some(FreeSession {
            id: session.id,
            details: session.details.clone(),
            interval,
            topics: surroundings.lines(&session.details.topics),
            place: place.clone(),
            champions: champions.get(&session.id).cloned().unwrap_or_default(),
            lacks_champions: attendance.staffing(session.id, session).lacks > 0,
        })
    };
    Ok(sessions.iter().filter_map(free).collect())
}
