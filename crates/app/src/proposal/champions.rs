//! A partner's champions, listed from their records or kept in a pool: the answers are the same.

use std::{
    collections::{BTreeSet, HashMap},
    sync::Arc,
};

use chrono::{DateTime, Utc};
use trellis_domain::{
    AffiliationId, ChampionId, LearnerId, PartnerId,
    matching::{
        Ask, Calendar, Candidate, Chosen, Explanation, Options, Ranking, Reason, explain, options, rank, still_holds,
    },
    policy::PolicyDetails,
};
use trellis_storage::{Reading, StoreError, affiliation::present_among, matching_pool::Crew, shift::known_to};

use super::{candidates::Roster, gather::window};

/// Who could help.
pub(super) enum Champions {
    Listed(Roster),
    Pooled(Arc<Crew>),
}

/// The same with whether each has helped this learner before.
pub(super) enum Candidates {
    Listed { candidates: Vec<Candidate>, persons: HashMap<AffiliationId, ChampionId> },
    Pooled { crew: Arc<Crew>, known: Vec<AffiliationId> },
}

impl Champions {
    /// These, from their records, for questions that are asked now.
    pub(super) async fn only(
        reading: &impl Reading,
        partner: PartnerId,
        now: DateTime<Utc>,
        champions: impl IntoIterator<Item = AffiliationId>,
    ) -> Result<Self, StoreError> {
        let affiliations = present_among(reading, partner, champions).await?;
        Ok(Self::Listed(Roster::around(reading, partner, affiliations, window(now, now)).await?))
    }

    /// The champions as candidates for a learner, with loads as they are at `now`; those of a pool are as it was asked for.
    pub(super) async fn candidates(
        &self,
        reading: &impl Reading,
        partner: PartnerId,
        learner: Option<LearnerId>,
        now: DateTime<Utc>,
    ) -> Result<Candidates, StoreError> {
        let known = match learner {
            Some(learner) => known_to(reading, partner, learner).await?,
            None => BTreeSet::new(),
        };
        Ok(match self {
            Self::Listed(roster) => {
                Candidates::Listed { candidates: roster.candidates(&known, now), persons: roster.persons() }
            }
            Self::Pooled(crew) => Candidates::Pooled {
                crew: Arc::clone(crew),
                known: known.into_iter().flat_map(|person| crew.affiliations(person)).collect(),
            },
        })
    }

    /// The champions, whomever they are asked for.
    pub(super) fn everybody(&self, now: DateTime<Utc>) -> Vec<Candidate> {
        match self {
            Self::Listed(roster) => roster.candidates(&BTreeSet::new(), now),
            Self::Pooled(crew) => crew.pool().iter().cloned().collect(),
        }
    }
}

impl Candidates {
    pub(super) fn rank(&self, ask: &Ask<'_>, policy: &PolicyDetails, calendar: Calendar, limit: usize) -> Ranking {
        match self {
            Self::Listed { candidates, .. } => rank(ask, candidates, policy, calendar, limit),
            Self::Pooled { crew, known } => crew.pool().rank(ask, known, policy, calendar, limit),
        }
    }

    pub(super) fn options(&self, ask: &Ask<'_>, policy: &PolicyDetails, calendar: Calendar, times: usize) -> Options {
        match self {
            Self::Listed { candidates, .. } => options(ask, candidates, policy, calendar, times),
            Self::Pooled { crew, known } => crew.pool().options(ask, known, policy, calendar, times),
        }
    }

    pub(super) fn explain(
        &self,
        ask: &Ask<'_>,
        policy: &PolicyDetails,
        calendar: Calendar,
        limit: usize,
        champion: AffiliationId,
    ) -> Option<Explanation> {
        match self {
            Self::Listed { candidates, .. } => explain(ask, candidates, policy, calendar, limit, champion),
            Self::Pooled { crew, known } => crew.pool().explain(ask, known, policy, calendar, limit, champion),
        }
    }

    pub(super) fn still_holds(
        &self,
        ask: &Ask<'_>,
        policy: &PolicyDetails,
        calendar: Calendar,
        chosen: Chosen,
    ) -> Result<(), Reason> {
        match self {
            Self::Listed { candidates, .. } => still_holds(ask, candidates, policy, calendar, chosen),
            Self::Pooled { crew, .. } => {
                let champions = [Some(chosen.affiliation), chosen.second].into_iter().flatten();
                let candidates: Vec<_> = champions.filter_map(|champion| crew.pool().get(champion)).cloned().collect();
                still_holds(ask, &candidates, policy, calendar, chosen)
            }
        }
    }

    pub(super) fn person(&self, champion: AffiliationId) -> Option<ChampionId> {
        match self {
            Self::Listed { persons, .. } => persons.get(&champion).copied(),
            Self::Pooled { crew, .. } => crew.person(champion),
        }
    }
}
