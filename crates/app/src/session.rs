//! Sessions: planning them, changing them, calling them off.

use trellis_domain::{
    Conflict, FieldCode, PartnerId, Record, Refusals, Session, Venue, VenueId,
    help::TopicSlug,
    session::{CancelSession, Places, SessionDetails},
};
use trellis_storage::{Reading, StoreError, Work};

use crate::{error::CommandError, listing, network, proposal, shift, topic};

/// A partner plans a session; if it is public, it is listed at once.
pub async fn create(
    work: &mut Work,
    owner: PartnerId,
    details: SessionDetails,
) -> Result<Record<Session>, CommandError> {
    let zone = network::of(work).await?.details.time_zone;
    let session = Session::new(details, zone, work.now())?;
    check_references(work, session.details.venue_id, &session.details.topics).await?;
    let id = work.new_id();
    let session = work.insert(id, owner, session).await?;
    listing::keep(work, &session).await?;
    Ok(session)
}

/// A partner says something else about a session. Nobody who has a place loses it, and no champion is asked to be in
/// two places at once.
pub async fn update(
    work: &mut Work,
    session: &Record<Session>,
    details: SessionDetails,
) -> Result<Record<Session>, CommandError> {
    session.open_to_change(work.now())?;
    let zone = network::of(work).await?.details.time_zone;
    let changed = session.noun.clone().with(details, zone, work.now())?;
    check_references(work, changed.details.venue_id, &changed.details.topics).await?;
    check_bookings(work, session, &changed).await?;
    if changed.takes() != session.takes() {
        shift::check_moved(work, session, &changed).await?;
    }
    let changed = work.update(session, changed).await?;
    Box::pin(proposal::follow_session(work, &changed)).await?;
    listing::keep(work, &changed).await?;
    Ok(changed)
}

/// A partner calls a session off; every booking that has a place is told so by its state.
pub async fn cancel(
    work: &mut Work,
    session: &Record<Session>,
    order: CancelSession,
) -> Result<Record<Session>, CommandError> {
    let now = work.now();
    let reason = order.reason.clone();
    let cancelled = session.noun.clone().cancel(order, now)?;
    for booking in trellis_storage::booking::holding_places(work, session.id, now).await? {
        if let Some(told) = booking.noun.clone().session_cancelled(&reason, now) {
            work.update(&booking, told).await?;
        }
    }
    let cancelled = work.update(session, cancelled).await?;
    Box::pin(proposal::follow_session(work, &cancelled)).await?;
    listing::keep(work, &cancelled).await?;
    Ok(cancelled)
}

/// The places of a session that takes bookings, as they are now.
pub(crate) async fn places(work: &Work, session: &Record<Session>) -> Result<Places, StoreError> {
    let attendance = trellis_storage::session::attendance(work, &[session.id], work.now()).await?;
    Ok(attendance.places(session.id, session).unwrap_or(Places::new(0, 0)))
}

/// Refuses a venue that the network does not have and topics that nobody knows.
pub(crate) async fn check_references(
    work: &Work,
    venue: Option<VenueId>,
    slugs: &[TopicSlug],
) -> Result<(), CommandError> {
    let mut refusals = Refusals::none();
    if let Some(id) = venue {
        let venue: Option<Record<Venue>> = work.load(id).await?;
        let detail = "the id of a venue that you may use";
        refusals.require(venue.is_some(), "/venue_id", FieldCode::UnknownReference, detail);
    }
    topic::check(work, &topic::placed(slugs), &mut refusals).await?;
    Ok(refusals.finish()?)
}

/// Refuses to take away places that are booked: by a smaller capacity, or by taking no bookings any more.
async fn check_bookings(work: &Work, session: &Record<Session>, changed: &Session) -> Result<(), CommandError> {
    let taken = places(work, session).await?.taken;
    let capacity = changed.details.capacity.filter(|_| changed.details.booking.is_bookable()).unwrap_or_default();
    let smaller = taken > 0 && capacity < taken;
    if smaller { Err(Conflict::CapacityBelowBooked.into()) } else { Ok(()) }
}
