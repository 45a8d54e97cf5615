//! Keeping the public listing: in the unit of work that changes a session, its venue or its partner.

use std::{
    collections::{BTreeMap, BTreeSet},
    slice::from_ref,
};

use trellis_domain::{Partner, PartnerId, Record, Session, Venue, VenueId, listing::listing};
use trellis_storage::{Reading, StoreError, Work, session::Of};

/// How many sessions are written at once.
const AT_ONCE: usize = 100;

/// Lists a session as it is now, or takes it out.
pub(crate) async fn keep(work: &mut Work, session: &Record<Session>) -> Result<(), StoreError> {
    keep_several(work, from_ref(session)).await
}

/// Lists sessions as they are now, or takes them out.
pub(crate) async fn keep_several(work: &mut Work, sessions: &[Record<Session>]) -> Result<(), StoreError> {
    for some in sessions.chunks(AT_ONCE) {
        trellis_storage::listing::forget(work, some.iter().map(|session| session.id)).await?;
    }
    add(work, sessions).await
}

/// Lists sessions that were just made.
pub(crate) async fn add(work: &mut Work, sessions: &[Record<Session>]) -> Result<(), StoreError> {
    if sessions.is_empty() {
        return Ok(());
    }
    let owners: BTreeSet<PartnerId> = sessions.iter().map(|session| session.head.owner).collect();
    let places: BTreeSet<VenueId> = sessions.iter().filter_map(|session| session.details.venue_id).collect();
    let owners: Vec<Record<Partner>> = work.load_all(&Vec::from_iter(owners)).await?;
    let places: Vec<Record<Venue>> = work.load_all(&Vec::from_iter(places)).await?;
    let partners: BTreeMap<PartnerId, _> = owners.iter().map(|partner| (partner.id, partner)).collect();
    let venues: BTreeMap<VenueId, _> = places.iter().map(|venue| (venue.id, venue)).collect();
    let topics = trellis_storage::topic::of(work).await?;
    for some in sessions.chunks(AT_ONCE) {
        let listed = some.iter().filter_map(|session| {
            let venue = session.details.venue_id.and_then(|id| venues.get(&id).copied());
            Some((session.id, listing(session, partners.get(&session.head.owner)?, venue, &topics)?))
        });
        trellis_storage::listing::add(work, &listed.collect::<Vec<_>>()).await?;
    }
    Ok(())
}

/// Lists a partner's sessions anew, after it changed its name, its phone or its stage.
pub(crate) async fn keep_partner(work: &mut Work, partner: PartnerId) -> Result<(), StoreError> {
    keep_all(work, Of::Partner(partner)).await
}

/// Lists the sessions at a venue anew, after it changed.
pub(crate) async fn keep_venue(work: &mut Work, venue: VenueId) -> Result<(), StoreError> {
    keep_all(work, Of::Venue(venue)).await
}

async fn keep_all(work: &mut Work, of: Of) -> Result<(), StoreError> {
    let sessions = trellis_storage::session::to_come(work, of, work.now()).await?;
    keep_several(work, &sessions).await
}
