//! The venues that may serve a request.

use std::collections::BTreeSet;

use trellis_domain::{
    RadiusKm, VenueId, geo::Point, help::Setting, matching::Place, network::Nation, request::RequestDetails,
};
use trellis_storage::{Reading, StoreError};

/// How far around the learner's postcode venues are looked for.
const AROUND_KM: f64 = 3.0;
/// How many of them are looked at, the nearest first.
const AROUND_MAX: usize = 20;

/// The venues that the request names; else those that the learner likes best, and those nearby whose hosts agree. Those where the learner
/// already goes each week serve in either case, the rules know when.
pub(super) async fn serving(
    reading: &impl Reading,
    details: &RequestDetails,
    point: Option<Point>,
    nation: Nation,
) -> Result<Vec<Place>, StoreError> {
    if details.setting != Setting::Venue {
        return Ok(Vec::new());
    }
    let visited = details.weekly_visits.iter().map(|visit| visit.venue_id);
    if !details.venue_ids.is_empty() {
        return named(reading, details.venue_ids.iter().copied().chain(visited), nation).await;
    }
    let mut places = named(reading, details.preferred_venues.iter().copied().chain(visited), nation).await?;
    if let Some((point, radius)) = point.zip(RadiusKm::try_from(AROUND_KM).ok()) {
        for venue in trellis_storage::venue::hosting(reading, (point, radius), AROUND_MAX).await? {
            if !places.iter().any(|place| place.venue == venue.id) {
                places.push(Place::of(venue.id, &venue.details, nation));
            }
        }
    }
    Ok(places)
}

async fn named(
    reading: &impl Reading,
    ids: impl Iterator<Item = VenueId>,
    nation: Nation,
) -> Result<Vec<Place>, StoreError> {
    let ids: BTreeSet<VenueId> = ids.collect();
    let ids: Vec<VenueId> = ids.into_iter().collect();
    Ok(reading.load_all(&ids).await?.iter().map(|venue| Place::of(venue.id, &venue.noun.details, nation)).collect())
}
