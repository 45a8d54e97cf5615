//! A request that names weekly visits, as requests that do not: one for the times at any place that serves, and one for the hour of each visit
//! at its place.

use super::{Ask, Place};
use crate::request::{RequestDetails, WeeklyVisit};

/// One way in which the learner can be helped, as a request of its own.
pub(super) struct Facet {
    pub(super) details: RequestDetails,
    pub(super) places: Vec<Place>,
}

impl Facet {
    /// The request of this way alone.
    pub(super) fn ask<'f>(&'f self, whole: &Ask<'_>) -> Ask<'f> {
        let Self { details, places } = self;
        let Ask { details: _, topics, point, places: _, declined } = whole;
        Ask { details, topics: topics.clone(), point: *point, places: places.clone(), declined: declined.clone() }
    }
}

/// Every way in which the learner can be helped. Where no times are named, the visits are the only ones.
pub(super) fn facets(ask: &Ask<'_>) -> Vec<Facet> {
    let visits = &ask.details.weekly_visits;
    let at_any_place = !ask.details.times.is_empty() || visits.is_empty();
    let at_any_place = at_any_place.then(|| at_any_place_that_serves(ask));
    at_any_place.into_iter().chain(visits.iter().filter_map(|visit| during(ask, *visit))).collect()
}

fn at_any_place_that_serves(ask: &Ask<'_>) -> Facet {
    let details = ask.details;
    let serves = |place: &&Place| details.venue_ids.is_empty() || details.venue_ids.contains(&place.venue);
    let visited = details.weekly_visits.iter().map(|visit| visit.venue_id);
    Facet {
        places: ask.places.iter().filter(serves).cloned().collect(),
        details: RequestDetails {
            preferred_venues: details.preferred_venues.iter().copied().chain(visited).collect(),
            weekly_visits: Vec::new(),
            ..details.clone()
        },
    }
}

fn during(ask: &Ask<'_>, visit: WeeklyVisit) -> Option<Facet> {
    let place = ask.places.iter().find(|place| place.venue == visit.venue_id)?;
    let details = RequestDetails {
        times: vec![visit.slot()],
        preferred_venues: vec![visit.venue_id],
        weekly_visits: Vec::new(),
        ..ask.details.clone()
    };
    Some(Facet { details, places: vec![place.clone()] })
}
