//! Venues around a place, the nearest first.

use sea_orm::{ColumnTrait, Condition, QueryFilter, QuerySelect};
use trellis_domain::{
    Id, Record,
    geo::Point,
    near::RadiusKm,
    venue::{Venue, VenueId},
};
use uuid::Uuid;

use super::VenueFilter;
use crate::{
    entity::venue::{Column, Entity},
    error::StoreError,
    kept::Kept,
    page::{Page, PageRequest, Position},
    reading::Reading,
    scope::{self, Standpoint},
};

/// A venue and how far away it is.
#[derive(Debug, Clone, PartialEq)]
pub struct NearVenue {
    /// The venue.
    pub venue: Record<Venue>,
    /// Kilometres as the crow flies.
    pub distance_km: f64,
}

/// A page of the venues within a radius, by distance and then id.
///
/// A borough has hundreds of venues, so all that lie in the bounding box are measured; only the page is read in full.
pub async fn near(
    reading: &impl Reading,
    filter: &VenueFilter,
    (centre, radius): (Point, RadiusKm),
    page: PageRequest,
) -> Result<Page<NearVenue>, StoreError> {
    let mut found = measured(reading, &reading.standpoint(), Venue::filter(filter), centre, radius).await?;
    if let Some(Position { id: last, .. }) = page.after {
        // The place in the order is that of the last one seen, wherever it is now.
        let last = reading.load::<Venue>(Id::new(last)).await?;
        let last =
            last.map(|venue| Candidate { distance_km: centre.distance_km(venue.details.point), id: venue.id.uuid() });
        found.retain(|found| last.is_none_or(|last| last.order(found).is_lt()));
    }
    let page = Page::cut(found, page.limit, |found| Position { at: None, id: found.id });
    let ids: Vec<VenueId> = page.items.iter().map(|found| Id::new(found.id)).collect();
    let mut venues = reading.load_all(&ids).await?;
    let mut full = Vec::with_capacity(venues.len());
    for Candidate { distance_km, id } in &page.items {
        if let Some(index) = venues.iter().position(|venue| venue.id.uuid() == *id) {
            full.push(NearVenue { venue: venues.swap_remove(index), distance_km: *distance_km });
        }
    }
    Ok(Page { items: full, next: page.next })
}

/// The nearest venues of the network whose hosts have agreed to sessions, whatever the caller reaches otherwise.
pub async fn hosting(
    reading: &impl Reading,
    (centre, radius): (Point, RadiusKm),
    limit: usize,
) -> Result<Vec<Record<Venue>>, StoreError> {
    let anybody = Standpoint::network(reading.standpoint().network);
    let agreed = Condition::all().add(Column::HostPermission.eq(true));
    let mut found = measured(reading, &anybody, agreed, centre, radius).await?;
    found.truncate(limit);
    let ids: Vec<VenueId> = found.iter().map(|found| Id::new(found.id)).collect();
    reading.load_all(&ids).await
}

/// All that lie in the radius, the nearest first.
async fn measured(
    reading: &impl Reading,
    standpoint: &Standpoint,
    filter: Condition,
    centre: Point,
    radius: RadiusKm,
) -> Result<Vec<Candidate>, StoreError> {
    let (south_west, north_east) = centre.bounds(radius.kilometres());
    let within = Condition::all()
        .add(Column::Latitude.between(south_west.latitude, north_east.latitude))
        .add(Column::Longitude.between(south_west.longitude, north_east.longitude));
    let query = scope::scoped::<Entity>(standpoint)?.filter(filter).filter(within);
    let columns = query.select_only().columns([Column::Id, Column::Latitude, Column::Longitude]);
    let candidates: Vec<(Uuid, f64, f64)> = columns.into_tuple().all(&reading.executor()).await?;
    let measured = candidates.into_iter().map(|(id, latitude, longitude)| Candidate {
        distance_km: centre.distance_km(Point { latitude, longitude }),
        id,
    });
    let mut found: Vec<Candidate> = measured.filter(|found| found.distance_km <= radius.kilometres()).collect();
    found.sort_by(Candidate::order);
    Ok(found)
}

#[derive(Debug, Clone, Copy)]
struct Candidate {
    distance_km: f64,
    id: Uuid,
}

impl Candidate {
    fn order(&self, other: &Self) -> std::cmp::Ordering {
        self.distance_km.total_cmp(&other.distance_km).then(self.id.cmp(&other.id))
    }
}
