//! Venues: describing the places where help is given.

use trellis_domain::{
    Conflict, PartnerId, Record,
    venue::{Venue, VenueDetails},
};
use trellis_storage::Work;

use crate::{
    error::{CommandError, on_duplicate},
    listing,
    network::today,
};

/// A new venue. No other venue of the network came from the same source under the same number.
pub async fn create(work: &mut Work, owner: PartnerId, details: VenueDetails) -> Result<Record<Venue>, CommandError> {
    let venue = Venue::new(details, today(work, work.now()).await?)?;
    let id = work.new_id();
    on_duplicate(work.insert(id, owner, venue).await, Conflict::AlreadyExists)
}

/// Its owner says something else about a venue.
pub async fn update(
    work: &mut Work,
    venue: &Record<Venue>,
    details: VenueDetails,
) -> Result<Record<Venue>, CommandError> {
    let changed = venue.noun.clone().with(details, today(work, work.now()).await?)?;
    let changed = on_duplicate(work.update(venue, changed).await, Conflict::AlreadyExists)?;
    listing::keep_venue(work, venue.id).await?;
    Ok(changed)
}

/// What an import knows about a venue: the one from the same source is refreshed, else it is new.
///
/// What people added by hand stays, and a venue that another partner owns stays as it is.
pub async fn put(work: &mut Work, owner: PartnerId, details: VenueDetails) -> Result<Record<Venue>, CommandError> {
    let there = match &details.source {
        Some(source) => trellis_storage::venue::by_source(work, source).await?,
        None => None,
    };
    match there {
        Some(venue) if venue.head.owner == owner => {
            let refreshed = venue.details.clone().refreshed_by(details);
            update(work, &venue, refreshed).await
        }
        Some(venue) => Ok(venue),
        None => create(work, owner, details).await,
    }
}
