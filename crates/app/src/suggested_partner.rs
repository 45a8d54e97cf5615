//! Which partner could take a request on.

use std::collections::BTreeMap;

use chrono::{DateTime, TimeDelta, Utc};
use trellis_domain::{
    Partner, PartnerId, Record, Request, VenueId,
    geo::Point,
    interval::Interval,
    matching::{PartnerFacts, PublicHelp, SuggestedPartner, Wanted, suggest},
};
use trellis_storage::{Reading, StoreError};

use crate::network;

/// How far ahead public sessions tell what a partner does, in days.
const AHEAD_DAYS: i64 = 28;

/// Ranks the other partners of the network for a request by what everybody in the network may know of them.
pub async fn of_request(
    reading: &impl Reading,
    request: &Record<Request>,
    limit: usize,
    now: DateTime<Utc>,
) -> Result<Vec<(Record<Partner>, SuggestedPartner)>, StoreError> {
    let partners = trellis_storage::partner::others(reading, request.head.owner).await?;
    let mut help = public_help(reading, now).await?;
    let facts: Vec<PartnerFacts<'_>> = partners
        .iter()
        .map(|partner| PartnerFacts {
            id: partner.id,
            partner: &partner.noun,
            help: help.remove(&partner.id).unwrap_or_default(),
        })
        .collect();
    let topics = trellis_storage::topic::of(reading).await?;
    let wanted = Wanted {
        details: &request.details,
        topics: request.details.topics.iter().map(|slug| topics.line(slug)).collect(),
        point: request.point,
    };
    let ranked = suggest(&wanted, &facts, limit);
    let named = ranked.into_iter().filter_map(|suggested| {
        let partner = partners.iter().find(|partner| partner.id == suggested.partner)?;
        Some((partner.clone(), suggested))
    });
    Ok(named.collect())
}

/// What each partner shows the public of the next weeks.
async fn public_help(
    reading: &impl Reading,
    now: DateTime<Utc>,
) -> Result<BTreeMap<PartnerId, Vec<PublicHelp>>, StoreError> {
    let Some(window) = Interval::new(now, now + TimeDelta::days(AHEAD_DAYS)) else { return Ok(BTreeMap::new()) };
    let kinds = trellis_storage::session::shown(reading, window).await?;
    let venues: Vec<VenueId> = kinds.iter().filter_map(|shown| shown.venue).collect();
    let venues = reading.load_all(&venues).await?;
    let points: BTreeMap<VenueId, Point> = venues.iter().map(|venue| (venue.id, venue.details.point)).collect();
    let languages = network::of(reading).await?.details.languages;
    let mut help: BTreeMap<PartnerId, Vec<PublicHelp>> = BTreeMap::new();
    for kind in kinds {
        let shown = PublicHelp {
            setting: kind.setting,
            point: kind.venue.and_then(|venue| points.get(&venue).copied()),
            topics: kind.topics,
            audiences: kind.audiences,
            languages: if kind.languages.is_empty() { languages.clone() } else { kind.languages },
        };
        help.entry(kind.partner).or_default().push(shown);
    }
    Ok(help)
}
