//! A partner's champions with the persons behind them.

use std::collections::{BTreeSet, HashMap};

use trellis_domain::{AffiliationId, ChampionId, matching::Pool};

/// A partner's champions, ready for the rules.
#[derive(Debug, Clone, Default)]
pub struct Crew {
    pub(super) pool: Pool,
    persons: HashMap<AffiliationId, ChampionId>,
    affiliations: HashMap<ChampionId, BTreeSet<AffiliationId>>,
}

impl Crew {
    /// The champions.
    pub const fn pool(&self) -> &Pool {
        &self.pool
    }

    /// The person behind an affiliation.
    pub fn person(&self, affiliation: AffiliationId) -> Option<ChampionId> {
        self.persons.get(&affiliation).copied()
    }

    /// A person's affiliations with the partner; more than one where somebody came back.
    pub fn affiliations(&self, person: ChampionId) -> impl Iterator<Item = AffiliationId> {
        self.affiliations.get(&person).into_iter().flatten().copied()
    }

    pub(super) fn enter(&mut self, affiliation: AffiliationId, person: ChampionId) {
        self.forget(affiliation);
        self.persons.insert(affiliation, person);
        self.affiliations.entry(person).or_default().insert(affiliation);
    }

    pub(super) fn forget(&mut self, affiliation: AffiliationId) {
        let Some(person) = self.persons.remove(&affiliation) else { return };
        if let Some(affiliations) = self.affiliations.get_mut(&person) {
            affiliations.remove(&affiliation);
            if affiliations.is_empty() {
                self.affiliations.remove(&person);
            }
        }
    }
}
