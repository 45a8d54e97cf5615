//! A request as the rules see it.

use crate::{
    geo::Point,
    help::{AccessFeature, TopicSlug},
    request::RequestDetails,
    venue::VenueId,
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
}
