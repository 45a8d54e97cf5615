//! A partner's champions, listed from their records or kept in a pool: the answers are the same.

use std::{
    borrow::Cow,
    collections::{BTreeSet, HashMap},
    sync::Arc,
};

use chrono::{DateTime, Utc};
use trellis_domain::{
    Affiliation, AffiliationId, ChampionId, LearnerId, PartnerId, Record,
    matching::{
        Ask, Calendar, Candidate, Explanation, FreeSession, Options, Ranking, explain_together, options, rank_together,
    },
    policy::PolicyDetails,
};
use trellis_storage::{Reading, StoreError, matching_pool::Crew, shift::known_to};

use super::{candidates::Roster, gather::window, present};

/// Who could help.
pub(super) enum Champions {
    Listed(Box<Roster>),
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
        let present = present::among(reading, partner, &champions.into_iter().collect()).await?;
        let roster = Roster::around(reading, partner, present, window(now, now)).await?;
        Ok(Self::Listed(Box::new(roster)))
    }

    /// Some of them as they were read, with what they are taken for by now; those of a pool are read.
    pub(super) async fn again(
        &self,
        reading: &impl Reading,
        partner: PartnerId,
        now: DateTime<Utc>,
        these: BTreeSet<AffiliationId>,
    ) -> Result<Self, StoreError> {
        match self {
            Self::Listed(roster) => Ok(Self::Listed(Box::new(roster.again(reading, &these, window(now, now)).await?))),
            Self::Pooled(_) => Self::only(reading, partner, now, these).await,
        }
    }

    pub(super) fn person(&self, champion: AffiliationId) -> Option<ChampionId> {
        match self {
            Self::Listed(roster) => roster.person(champion),
            Self::Pooled(crew) => crew.person(champion),
        }
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
            Some(learner) => known_to(reading, partner, learner, now).await?,
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

    /// Every record by which whoever is behind some records is among these.
    pub(super) async fn same_persons(
        &self,
        reading: &impl Reading,
        named: &[AffiliationId],
    ) -> Result<Vec<AffiliationId>, StoreError> {
        if named.is_empty() {
            return Ok(Vec::new());
        }
        let named: Vec<Record<Affiliation>> = reading.load_all(named).await?;
        let persons: BTreeSet<ChampionId> = named.iter().map(|record| record.champion).collect();
        Ok(match self {
            Self::Listed(roster) => roster.affiliations(&persons).collect(),
            Self::Pooled(crew) => persons.into_iter().flat_map(|person| crew.affiliations(person)).collect(),
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
    pub(super) fn rank(
        &self,
        (ask, sessions): (&Ask<'_>, &[FreeSession]),
        policy: &PolicyDetails,
        calendar: Calendar,
        limit: usize,
    ) -> Ranking {
        match self {
            Self::Pooled { crew, known } if in_hours_of_its_own(ask, sessions) => {
                crew.pool().rank(ask, known, policy, calendar, limit)
            }
            _ => rank_together(ask, sessions, &self.everybody(), policy, calendar, limit),
        }
    }

    pub(super) fn options(&self, ask: &Ask<'_>, policy: &PolicyDetails, calendar: Calendar, most: usize) -> Options {
        match self {
            Self::Pooled { crew, known } if in_hours_of_its_own(ask, &[]) => {
                crew.pool().options(ask, known, policy, calendar, most)
            }
            _ => options(ask, &self.everybody(), policy, calendar, most),
        }
    }

    pub(super) fn explain(
        &self,
        (ask, sessions): (&Ask<'_>, &[FreeSession]),
        policy: &PolicyDetails,
        calendar: Calendar,
        limit: usize,
        champion: AffiliationId,
    ) -> Option<Explanation> {
        match self {
            Self::Pooled { crew, known } if in_hours_of_its_own(ask, sessions) => {
                crew.pool().explain(ask, known, policy, calendar, limit, champion)
            }
            _ => explain_together(ask, sessions, &self.everybody(), policy, calendar, (limit, champion)),
        }
    }

    /// Those of some who are there.
    pub(super) fn some(&self, champions: impl Iterator<Item = AffiliationId>) -> Vec<Candidate> {
        match self {
            Self::Listed { candidates, .. } => {
                let chosen: BTreeSet<_> = champions.collect();
                candidates.iter().filter(|candidate| chosen.contains(&candidate.affiliation)).cloned().collect()
            }
            Self::Pooled { crew, .. } => champions.filter_map(|champion| crew.pool().get(champion)).cloned().collect(),
        }
    }

    fn everybody(&self) -> Cow<'_, [Candidate]> {
        match self {
            Self::Listed { candidates, .. } => Cow::Borrowed(candidates),
            Self::Pooled { crew, known } => {
                let known: BTreeSet<_> = known.iter().copied().collect();
                let candidate = |candidate: &Candidate| Candidate {
                    helped_before: known.contains(&candidate.affiliation),
                    ..candidate.clone()
                };
                Cow::Owned(crew.pool().iter().map(candidate).collect())
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

/// Whether a pool answers by itself: help in an hour of its own, and not where the learner goes each week.
fn in_hours_of_its_own(ask: &Ask<'_>, sessions: &[FreeSession]) -> bool {
    sessions.is_empty() && ask.details.weekly_visits.is_empty()
}
