//! A request as the rules see it.

use super::OpeningTimes;
use crate::{
    affiliation::AffiliationId,
    geo::Point,
    help::{AccessFeature, TopicSlug},
    interval::Interval,
    network::Nation,
    proposal::DeclineReason,
    request::RequestDetails,
    venue::{VenueDetails, VenueId},
};

/// What "any time" means for a learner who named no times, in minutes after midnight: 08:00 to 20:00.
pub const ANY_TIME: (u16, u16) = (8 * 60, 20 * 60);

/// A request with what the rules ask about it.
#[derive(Debug, Clone)]
pub struct Ask<'a> {
    /// What was asked.
    pub details: &'a RequestDetails,
    /// Each topic of the request: itself, then the topics above it, the nearest first.
    pub topics: Vec<Vec<TopicSlug>>,
    /// Where help is wanted: the point of the postcode, or the learner's home.
    pub point: Option<Point>,
    /// The venues that may serve.
    pub places: Vec<Place>,
    /// What was proposed for it before, and declined.
    pub declined: Vec<Declined>,
}

/// A proposal that was declined. What it was declined for is not proposed for the same request again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Declined {
    /// The champion.
    pub affiliation: AffiliationId,
    /// Where.
    pub venue: Option<VenueId>,
    /// When.
    pub interval: Interval,
    /// Why it was declined.
    pub reason: DeclineReason,
}

impl Ask<'_> {
    /// Whether this champion was declined for this request, or declined it.
    pub(super) fn has_declined(&self, champion: AffiliationId) -> bool {
        let of_person = |declined: &&Declined| declined.reason.is_about_the_champion();
        self.declined.iter().filter(of_person).any(|declined| declined.affiliation == champion)
    }

    /// Whether this venue was declined for this request.
    pub(super) fn has_declined_venue(&self, venue: VenueId) -> bool {
        self.declined_for(DeclineReason::PlaceUnsuitable).any(|declined| declined.venue == Some(venue))
    }

    /// The times that were declined for this request.
    pub(super) fn declined_times(&self) -> impl Iterator<Item = Interval> {
        self.declined_for(DeclineReason::TimeUnsuitable).map(|declined| declined.interval)
    }

    fn declined_for(&self, reason: DeclineReason) -> impl Iterator<Item = &Declined> {
        self.declined.iter().filter(move |declined| declined.reason == reason)
    }
}

/// A venue that may serve.
#[derive(Debug, Clone)]
pub struct Place {
    /// Which venue.
    pub venue: VenueId,
    /// Where it is.
    pub point: Point,
    /// What it is known to have.
    pub features: Vec<AccessFeature>,
    /// When it is open; by arrangement, at any hour, where nobody has recorded it.
    pub opening: Option<OpeningTimes>,
}

impl Place {
    /// A venue of a network in this nation. What nobody has seen there is not known to be there.
    pub fn of(venue: VenueId, details: &VenueDetails, nation: Nation) -> Self {
        let seen = details.access.verified_on.is_some();
        let features = if seen { details.access.features.clone() } else { Vec::new() };
        Self { venue, point: details.point, features, opening: OpeningTimes::of(&details.opening, nation) }
    }

    /// The same for a session there, which the host has agreed to whenever it is.
    #[must_use]
    pub(super) fn for_a_session(&self) -> Self {
        Self { opening: None, ..self.clone() }
    }
}
