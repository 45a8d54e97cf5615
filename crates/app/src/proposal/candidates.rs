//! A partner's champions as the rules see them.

use std::{
    collections::{BTreeSet, HashMap},
    hash::Hash,
};

use chrono::{DateTime, Utc};
use trellis_domain::{
    AffiliationId, Attestation, ChampionId, Check, Id, PartnerId, Record, RequestId,
    attestation::HeardAttestation,
    interval::Interval,
    matching::{Candidate, Commitment},
};
use trellis_storage::{
    Reading, StoreError,
    attestation::given_to_about,
    engagement::{Engagement, commitments_of},
    matching_pool::Entry,
};
use uuid::Uuid;

use super::{
    present::{self, Present},
    training::{self, TrainingByChampion},
};

/// How many champions are read at once.
const PAGE: usize = 1_000;

/// Everybody who is there to help for a partner, with checks and with what they are taken for.
pub(crate) struct Roster {
    partner: PartnerId,
    present: Vec<Present>,
    checks: HashMap<AffiliationId, Vec<Check>>,
    check_ids: HashMap<AffiliationId, Vec<Uuid>>,
    training: TrainingByChampion,
    attested: HashMap<ChampionId, Vec<HeardAttestation>>,
    engagements: HashMap<ChampionId, Vec<Engagement>>,
}

impl Roster {
    /// The partner's champions as they are now, with what they are taken for in a window; read in pages.
    pub(crate) async fn of(
        reading: &impl Reading,
        partner: PartnerId,
        window: Option<Interval>,
    ) -> Result<Self, StoreError> {
        let mut everybody = present::everybody(reading, partner).await?.into_iter().peekable();
        let mut roster = Self::new(partner, Vec::new(), Vec::new(), Vec::new(), Vec::new());
        while everybody.peek().is_some() {
            let page = everybody.by_ref().take(PAGE).collect();
            roster.extend(Self::around(reading, partner, page, window).await?);
        }
        Ok(roster)
    }

    /// The same of some of them, and of nobody else.
    pub(crate) async fn around(
        reading: &impl Reading,
        partner: PartnerId,
        present: Vec<Present>,
        window: Option<Interval>,
    ) -> Result<Self, StoreError> {
        if present.is_empty() {
            return Ok(Self::new(partner, present, Vec::new(), Vec::new(), Vec::new()));
        }
        let ids = present.iter().flat_map(Present::with_checks);
        let checks = trellis_storage::check::of_affiliations(reading, partner, ids).await?;
        let training =
            training::of_affiliations(reading, partner, present.iter().map(|present| present.record.id)).await?;
        let persons = persons(&present);
        let engagements = taken(reading, &persons, window).await?;
        let said = given_to_about(reading, partner, &persons).await?;
        Ok(Self { training, ..Self::new(partner, present, checks, said, engagements) })
    }

    /// Some of them as they were read, with what they are taken for by now.
    pub(super) async fn again(
        &self,
        reading: &impl Reading,
        these: &BTreeSet<AffiliationId>,
        window: Option<Interval>,
    ) -> Result<Self, StoreError> {
        let present = self.present.iter().filter(|present| these.contains(&present.record.id));
        let present: Vec<_> = present.cloned().collect();
        let (records, persons): (Vec<_>, _) =
            (present.iter().flat_map(Present::with_checks).collect(), persons(&present));
        let taken = taken(reading, &persons, window).await?;
        Ok(Self {
            partner: self.partner,
            checks: some(&self.checks, &records),
            check_ids: some(&self.check_ids, &records),
            training: some(&self.training, &records),
            attested: some(&self.attested, &persons),
            engagements: by_person(taken),
            present,
        })
    }

    /// What is known of a person is in either of them whole.
    fn extend(&mut self, others: Self) {
        let Self { partner: _, present, checks, check_ids, training, attested, engagements } = others;
        self.present.extend(present);
        self.checks.extend(checks);
        self.check_ids.extend(check_ids);
        self.training.extend(training);
        self.attested.extend(attested);
        self.engagements.extend(engagements);
    }

    fn new(
        partner: PartnerId,
        present: Vec<Present>,
        recorded: Vec<Record<Check>>,
        said: Vec<Record<Attestation>>,
        engagements: Vec<Engagement>,
    ) -> Self {
        let mut checks: HashMap<AffiliationId, Vec<Check>> = HashMap::new();
        let mut check_ids: HashMap<AffiliationId, Vec<Uuid>> = HashMap::new();
        for check in recorded {
            check_ids.entry(check.details.affiliation_id).or_default().push(check.id.uuid());
            checks.entry(check.details.affiliation_id).or_default().push(check.noun);
        }
        let mut attested: HashMap<ChampionId, Vec<_>> = HashMap::new();
        for said in said {
            attested.entry(said.champion).or_default().push(heard(said));
        }
        let (training, engagements) = (HashMap::new(), by_person(engagements));
        Self { partner, present, checks, check_ids, training, attested, engagements }
    }

    /// The person behind an affiliation.
    pub(super) fn person(&self, affiliation: AffiliationId) -> Option<ChampionId> {
        let known = self.present.iter().find(|present| present.record.id == affiliation)?;
        Some(known.record.champion)
    }

    /// The persons behind the affiliations.
    pub(super) fn persons(&self) -> HashMap<AffiliationId, ChampionId> {
        self.present.iter().map(|present| (present.record.id, present.record.champion)).collect()
    }

    /// The affiliations of some persons.
    pub(super) fn affiliations(&self, persons: &BTreeSet<ChampionId>) -> impl Iterator<Item = AffiliationId> {
        let theirs = self.present.iter().filter(|present| persons.contains(&present.record.champion));
        theirs.map(|present| present.record.id)
    }

    /// The same as candidates, of whom some persons are `known` to a learner, with loads as they are at `now`.
    pub(crate) fn candidates(&self, known: &BTreeSet<ChampionId>, now: DateTime<Utc>) -> Vec<Candidate> {
        let candidate = |present: &Present| {
            let candidate = self.candidate(present, now);
            Candidate { helped_before: known.contains(&present.record.champion), ..candidate }
        };
        self.present.iter().map(candidate).collect()
    }

    /// The champions, with what each follows from and loads as they are at `now`, for a pool.
    pub(super) fn entries(&self, now: DateTime<Utc>) -> impl Iterator<Item = Entry> {
        self.present.iter().map(move |present| {
            let record = &present.record;
            let checks = present.with_checks().filter_map(|record| self.check_ids.get(&record)).flatten().copied();
            let training = self.training.get(&record.id).into_iter().flatten().flat_map(|training| training.sources);
            let attested = self.attested.get(&record.champion).into_iter().flatten().map(|heard| heard.id.uuid());
            let taken = self.engagements.get(&record.champion).into_iter().flatten();
            let taken = taken.flat_map(|taken| [Some(taken.source), taken.session.map(Id::uuid)]).flatten();
            let sources = checks.chain(training).chain(attested).chain(taken).collect();
            Entry { person: record.champion, candidate: self.candidate(present, now), sources }
        })
    }

    fn candidate(&self, present: &Present, now: DateTime<Utc>) -> Candidate {
        let Present { record: present, lent } = present;
        let checks = self.checks.get(&present.id).map(Vec::as_slice).unwrap_or_default();
        let before = lent.iter().flat_map(|lent| &lent.before).filter_map(|before| self.checks.get(before)).flatten();
        let taken = self.engagements.get(&present.champion).map(Vec::as_slice).unwrap_or_default();
        let commitments = taken.iter().map(|taken| commitment(taken, self.partner)).collect();
        let attested = self.attested.get(&present.champion).cloned().unwrap_or_default();
        let training = self.training.get(&present.id).into_iter().flatten();
        let candidate = Candidate::new(present.id, present, checks, commitments)
            .with_attested(checks.iter().chain(before), attested)
            .with_completed(training.map(|training| training.completed));
        let candidate = match lent {
            Some(lent) => candidate.lent(lent.days),
            None => candidate,
        };
        Candidate { load_minutes: candidate.load_at(now), ..candidate }
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
            candidate.load_minutes = candidate.load_at(then);
        }
    }
}

/// The persons, each once.
fn persons(present: &[Present]) -> Vec<ChampionId> {
    let persons: BTreeSet<_> = present.iter().map(|present| present.record.champion).collect();
    persons.into_iter().collect()
}

async fn taken(
    reading: &impl Reading,
    persons: &[ChampionId],
    window: Option<Interval>,
) -> Result<Vec<Engagement>, StoreError> {
    match window {
        Some(window) => commitments_of(reading, persons, window).await,
        None => Ok(Vec::new()),
    }
}

fn by_person(engagements: Vec<Engagement>) -> HashMap<ChampionId, Vec<Engagement>> {
    let mut by_person: HashMap<ChampionId, Vec<Engagement>> = HashMap::new();
    for engagement in engagements {
        by_person.entry(engagement.champion).or_default().push(engagement);
    }
    by_person
}

fn some<K: Copy + Eq + Hash, V: Clone>(all: &HashMap<K, Vec<V>>, keys: &[K]) -> HashMap<K, Vec<V>> {
    keys.iter().filter_map(|key| Some((*key, all.get(key)?.clone()))).collect()
}

/// What another partner attests, as the rules see it.
pub(crate) fn heard(said: Record<Attestation>) -> HeardAttestation {
    HeardAttestation { id: said.id, from: said.head.owner, attestation: said.noun, doubted: false }
}

/// A time at which a champion is taken, as this partner's rules see it.
pub(crate) fn commitment(taken: &Engagement, partner: PartnerId) -> Commitment {
    Commitment { interval: taken.taken.interval, at: taken.taken.at, own: taken.partner == partner }
}
