//! Which of a partner's champions could join an activity, and which activities one of them could join, by the partner's own
//! policy.
//!
//! Only commitments to the partner itself count: a list does not tell when somebody is busy for others.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use trellis_domain::{
    Activity, ActivityId, Affiliation, AffiliationId, PartnerId, Record, Venue, VenueId,
    geo::Point,
    matching::{self, Calendar, Candidate, Funnel, OpenActivity, Suitability, Suited},
    policy::PolicyDetails,
};
use trellis_storage::{Reading, StoreError};

use crate::{policy, proposal::gather::Surroundings};

/// The partner's champions for an activity of its own or of another partner, the best first.
pub async fn champions_for(
    reading: &impl Reading,
    partner: PartnerId,
    activity: &Record<Activity>,
    now: DateTime<Utc>,
    limit: usize,
) -> Result<Suitability<AffiliationId>, StoreError> {
    let own = Own::of(reading, partner, now).await?;
    let places = places(reading, std::slice::from_ref(activity)).await?;
    Ok(matching::champions_for(&own.open(activity, &places), &own.champions, &own.policy, own.calendar, limit))
}

/// The best activities for a champion, and what became of the others.
#[derive(Debug, Clone)]
pub struct SuitableActivities {
    /// The best, the best first.
    pub items: Vec<(Record<Activity>, Suited<ActivityId>)>,
    /// What became of all that were looked at.
    pub funnel: Funnel,
}

/// The activities of the partner and those that the network shares, for one of the partner's champions, the best first.
/// Somebody who has gone suits none.
pub async fn activities_for(
    reading: &impl Reading,
    affiliation: &Record<Affiliation>,
    now: DateTime<Utc>,
    limit: usize,
) -> Result<SuitableActivities, StoreError> {
    let own = Own::of(reading, affiliation.head.owner, now).await?;
    let activities = trellis_storage::activity::going_on(reading).await?;
    let places = places(reading, &activities).await?;
    let open: Vec<OpenActivity<'_>> = activities.iter().map(|activity| own.open(activity, &places)).collect();
    let present = own.champions.iter().find(|champion| champion.affiliation == affiliation.id);
    let gone = || Candidate::new(affiliation.id, affiliation, [], Vec::new());
    let champion = present.cloned().unwrap_or_else(gone);
    let ranking = matching::activities_for(&champion, &own.champions, &open, &own.policy, own.calendar, limit);
    let Suitability { items, funnel } = ranking;
    let known = |suited: Suited<ActivityId>| {
        let activity = activities.iter().find(|activity| activity.id == suited.id)?;
        Some((activity.clone(), suited))
    };
    Ok(SuitableActivities { items: items.into_iter().filter_map(known).collect(), funnel })
}

/// What the rules ask of the asking partner, looked up once.
struct Own {
    champions: Vec<Candidate>,
    policy: PolicyDetails,
    surroundings: Surroundings,
    calendar: Calendar,
}

impl Own {
    async fn of(reading: &impl Reading, partner: PartnerId, now: DateTime<Utc>) -> Result<Self, StoreError> {
        let surroundings = Surroundings::now(reading, partner, now).await?;
        let mut champions = surroundings.candidates(now);
        // Whoever is lent helps with requests; the lender says what else they join.
        champions.retain(|champion| !champion.is_lent);
        for champion in &mut champions {
            champion.commitments.retain(|taken| taken.own);
        }
        Ok(Self {
            champions,
            policy: policy::of(reading, partner).await?,
            calendar: Calendar { now, zone: surroundings.zone() },
            surroundings,
        })
    }

    fn open<'a>(&self, activity: &'a Record<Activity>, places: &BTreeMap<VenueId, Point>) -> OpenActivity<'a> {
        let details = &activity.noun.details;
        OpenActivity {
            id: activity.id,
            details,
            topics: self.surroundings.lines(&details.topics),
            point: details.venue_id.and_then(|id| places.get(&id)).copied(),
        }
    }
}

/// Where the venues of activities are.
async fn places(
    reading: &impl Reading,
    activities: &[Record<Activity>],
) -> Result<BTreeMap<VenueId, Point>, StoreError> {
    let ids: Vec<VenueId> = activities.iter().filter_map(|activity| activity.details.venue_id).collect();
    let venues: Vec<Record<Venue>> = reading.load_all(&ids).await?;
    Ok(venues.into_iter().map(|venue| (venue.id, venue.details.point)).collect())
}
