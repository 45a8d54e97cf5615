//! A partner's champions as the rules see them.

use std::collections::{BTreeSet, HashMap};

use chrono::{DateTime, TimeDelta, Utc};
use trellis_domain::{
    AffiliationId, ChampionId, Check, LearnerId, PartnerId,
    interval::Interval,
    matching::{Candidate, Commitment, TrackRecord},
};
use trellis_storage::{Reading, StoreError, shift::Engagement};

/// How far back loads are counted.
pub(crate) const LOAD: TimeDelta = TimeDelta::days(28);

/// Everybody of the partner who has not gone, with checks, commitments and loads.
pub(crate) async fn of(
    reading: &impl Reading,
    partner: PartnerId,
    learner: Option<LearnerId>,
    window: Option<Interval>,
    now: DateTime<Utc>,
) -> Result<Vec<Candidate>, StoreError> {
    let affiliations = trellis_storage::affiliation::present(reading, partner).await?;
    let mut checks: HashMap<AffiliationId, Vec<Check>> = HashMap::new();
    for check in trellis_storage::check::of_partner(reading, partner).await? {
        checks.entry(check.details.affiliation_id).or_default().push(check.noun);
    }
    let mut engagements: HashMap<ChampionId, Vec<Engagement>> = HashMap::new();
    if let Some(window) = window {
        for engagement in trellis_storage::shift::engagements(reading, window).await? {
            engagements.entry(engagement.champion).or_default().push(engagement);
        }
    }
    let known = match learner {
        Some(learner) => trellis_storage::shift::known_to(reading, partner, learner).await?,
        None => BTreeSet::new(),
    };
    let candidate = |affiliation: &trellis_domain::Record<trellis_domain::Affiliation>| {
        let checks = checks.get(&affiliation.id).map(Vec::as_slice).unwrap_or_default();
        let taken = engagements.get(&affiliation.champion).map(Vec::as_slice).unwrap_or_default();
        let record = TrackRecord {
            commitments: taken.iter().map(|taken| commitment(taken, partner)).collect(),
            load_minutes: load(taken, partner, now),
            helped_before: known.contains(&affiliation.champion),
        };
        Candidate::new(affiliation.id, affiliation, checks, record)
    };
    Ok(affiliations.iter().map(candidate).collect())
}

/// A time at which a champion is taken, as this partner's rules see it.
pub(crate) fn commitment(taken: &Engagement, partner: PartnerId) -> Commitment {
    Commitment { interval: taken.interval, at: taken.at, own: taken.partner == partner }
}

/// Minutes of help for the partner in the last 28 days.
fn load(taken: &[Engagement], partner: PartnerId, now: DateTime<Utc>) -> u32 {
    let own = taken.iter().filter(|taken| taken.partner == partner);
    let past = own.map(|taken| taken.interval.end().min(now) - taken.interval.start().max(now - LOAD));
    let minutes: i64 = past.map(|length| length.num_minutes().max(0)).sum();
    u32::try_from(minutes).unwrap_or(u32::MAX)
}
