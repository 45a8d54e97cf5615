//! A partner's champions as the rules see them.

use std::collections::{BTreeSet, HashMap};

use chrono::{DateTime, TimeDelta, Utc};
use trellis_domain::{
    Affiliation, AffiliationId, Attestation, ChampionId, Check, LearnerId, PartnerId, Record, RequestId,
    attestation::HeardAttestation,
    interval::Interval,
    matching::{Candidate, Commitment, TrackRecord},
};
use trellis_storage::{
    Reading, StoreError,
    engagement::{Engagement, engagements},
};

/// How far back loads are counted.
pub(super) const LOAD: TimeDelta = TimeDelta::days(28);

/// Everybody of a partner who has not gone, with checks and with what they are taken for.
pub(crate) struct Roster {
    partner: PartnerId,
    affiliations: Vec<Record<Affiliation>>,
    checks: HashMap<AffiliationId, Vec<Check>>,
    attested: HashMap<ChampionId, Vec<HeardAttestation>>,
    engagements: HashMap<ChampionId, Vec<Engagement>>,
}

impl Roster {
    /// The partner's champions as they are now, with what they are taken for in a window.
    pub(crate) async fn of(
        reading: &impl Reading,
        partner: PartnerId,
        window: Option<Interval>,
    ) -> Result<Self, StoreError> {
        let affiliations = trellis_storage::affiliation::present(reading, partner).await?;
        let mut checks: HashMap<AffiliationId, Vec<Check>> = HashMap::new();
        for check in trellis_storage::check::of_partner(reading, partner).await? {
            checks.entry(check.details.affiliation_id).or_default().push(check.noun);
        }
        let mut attested: HashMap<ChampionId, Vec<_>> = HashMap::new();
        for said in trellis_storage::attestation::given_to(reading, partner).await? {
            attested.entry(said.champion).or_default().push(heard(said));
        }
        let mut by_champion: HashMap<ChampionId, Vec<Engagement>> = HashMap::new();
        if let Some(window) = window {
            for engagement in engagements(reading, window).await? {
                by_champion.entry(engagement.champion).or_default().push(engagement);
            }
        }
        Ok(Self { partner, affiliations, checks, attested, engagements: by_champion })
    }

    /// The persons behind the affiliations.
    pub(super) fn persons(&self) -> HashMap<AffiliationId, ChampionId> {
        self.affiliations.iter().map(|present| (present.id, present.champion)).collect()
    }

    /// The same as candidates for a learner, with loads as they are at `now`.
    pub(crate) async fn candidates(
        &self,
        reading: &impl Reading,
        learner: Option<LearnerId>,
        now: DateTime<Utc>,
    ) -> Result<Vec<Candidate>, StoreError> {
        let known = match learner {
            Some(learner) => trellis_storage::shift::known_to(reading, self.partner, learner, now).await?,
            None => BTreeSet::new(),
        };
        let candidate = |affiliation: &Record<Affiliation>| {
            let checks = self.checks.get(&affiliation.id).map(Vec::as_slice).unwrap_or_default();
            let taken = self.engagements.get(&affiliation.champion).map(Vec::as_slice).unwrap_or_default();
            let record = TrackRecord {
                commitments: taken.iter().map(|taken| commitment(taken, self.partner)).collect(),
                load_minutes: load(taken, self.partner, now),
                helped_before: known.contains(&affiliation.champion),
            };
            let attested = self.attested.get(&affiliation.champion).cloned().unwrap_or_default();
            Candidate::new(affiliation.id, affiliation, checks, record).with_attested(checks, attested)
        };
        Ok(self.affiliations.iter().map(candidate).collect())
    }
}

impl Roster {
    /// Puts candidates back to a moment: taken only for what was known then, but for what came of one request.
    pub(super) fn put_back(&self, candidates: &mut [Candidate], then: DateTime<Utc>, request: RequestId) {
        let persons = self.persons();
        for candidate in candidates {
            let champion = persons.get(&candidate.affiliation);
            let taken = champion.and_then(|champion| self.engagements.get(champion)).into_iter().flatten();
            let known = taken.filter(|taken| taken.since <= then && taken.request != Some(request)).copied();
            let known: Vec<Engagement> = known.collect();
            candidate.commitments = known.iter().map(|taken| commitment(taken, self.partner)).collect();
            candidate.load_minutes = load(&known, self.partner, then);
        }
    }
}

/// What another partner attests, as the rules see it.
pub(crate) fn heard(said: Record<Attestation>) -> HeardAttestation {
    HeardAttestation { id: said.id, from: said.head.owner, attestation: said.noun, doubted: false }
}

/// A time at which a champion is taken, as this partner's rules see it.
pub(crate) fn commitment(taken: &Engagement, partner: PartnerId) -> Commitment {
    Commitment { interval: taken.taken.interval, at: taken.taken.at, own: taken.partner == partner }
}

/// Minutes of help for the partner in the last 28 days.
fn load(taken: &[Engagement], partner: PartnerId, now: DateTime<Utc>) -> u32 {
    let own = taken.iter().filter(|taken| taken.partner == partner);
    let past = own.map(|taken| taken.taken.interval).map(|taken| taken.end().min(now) - taken.start().max(now - LOAD));
    let minutes: i64 = past.map(|length| length.num_minutes().max(0)).sum();
    u32::try_from(minutes).unwrap_or(u32::MAX)
}
