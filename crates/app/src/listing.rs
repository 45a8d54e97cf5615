//! Keeping the public listing: in the unit of work that changes a session, its venue or its partner.

use trellis_domain::{PartnerId, Record, Session, Venue, VenueId, listing::listing};
use trellis_storage::{Reading, StoreError, Work, session::Of};

/// Lists a session as it is now, or takes it out.
pub(crate) async fn keep(work: &mut Work, session: &Record<Session>) -> Result<(), StoreError> {
    let partner = work.load(session.head.owner).await?;
    let venue: Option<Record<Venue>> = match session.details.venue_id {
        Some(id) => work.load(id).await?,
        None => None,
    };
    let topics = trellis_storage::topic::of(work).await?;
    let listed = partner.and_then(|partner| listing(session, &partner, venue.as_ref(), &topics));
    trellis_storage::listing::keep(work, session.id, listed.as_ref()).await
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
    for session in trellis_storage::session::to_come(work, of, work.now()).await? {
        keep(work, &session).await?;
    }
    Ok(())
}
