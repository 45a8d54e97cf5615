//! A partner's champions, kept so that a ranking reads little: the same answer as [`rank`](super::rank()), sooner.
//!
//! What is simply so or not (settings, languages, checks by month, levels in topics, half-hours of the week, parts of days that are
//! taken) is a set of bits over all champions, so that a rule is a few operations on sets and a count. Distances are numbers that are
//! looked at for whoever is left, many at a time. Who may pass is rounded outwards, and who surely does inwards: nobody is rejected whom the
//! exact rules accept, and where the pool rejects, it gives the same first reason. Where it cannot tell, the exact rules decide. Scores are
//! bounded from above, and only those who may be among the best are judged exactly.
//!
//! A request with weekly visits is not for the pool: places with hours of their own are for the rules alone.

mod answers;
mod bits;
mod caps;
mod columns;
mod fact;
mod half_hours;
mod hours;
mod lanes;
mod lines;
mod open_hours;
mod pattern;
mod prospect;
mod rank;
mod reach;
mod runs;
mod sieve;
mod taken;
mod week;
mod worth;

use std::collections::HashMap;

use self::columns::Columns;
use super::Candidate;
use crate::affiliation::AffiliationId;

/// A partner's champions.
#[derive(Debug, Clone, Default)]
pub struct Pool {
    candidates: Vec<Option<Candidate>>,
    places: HashMap<AffiliationId, usize>,
    /// Places of champions who have gone.
    free: Vec<usize>,
    columns: Columns,
}

impl Pool {
    /// A champion as they are now, whether or not there was one under this id.
    ///
    /// Whether they helped a learner before is not kept: it is another thing for each request.
    pub fn replace(&mut self, candidate: Candidate) {
        self.remove(candidate.affiliation);
        let candidate = Candidate { helped_before: false, ..candidate };
        let place = self.free.pop().unwrap_or(self.candidates.len());
        self.columns.enter(place, &candidate);
        self.places.insert(candidate.affiliation, place);
        match self.candidates.get_mut(place) {
            Some(free) => *free = Some(candidate),
            None => self.candidates.push(Some(candidate)),
        }
    }

    /// Takes a champion out; the champion as they were.
    pub fn remove(&mut self, affiliation: AffiliationId) -> Option<Candidate> {
        let place = self.places.remove(&affiliation)?;
        let gone = self.candidates.get_mut(place).and_then(Option::take)?;
        self.columns.leave(place, &gone);
        self.free.push(place);
        Some(gone)
    }

    /// Notes how many minutes a champion has helped lately.
    pub fn set_load(&mut self, affiliation: AffiliationId, minutes: u32) {
        let Some(place) = self.places.get(&affiliation).copied() else { return };
        if let Some(candidate) = self.candidates.get_mut(place).and_then(Option::as_mut) {
            candidate.load_minutes = minutes;
            self.columns.load(place, candidate);
        }
    }

    /// A champion.
    pub fn get(&self, affiliation: AffiliationId) -> Option<&Candidate> {
        self.at(*self.places.get(&affiliation)?)
    }

    /// Everybody, in no order.
    pub fn iter(&self) -> impl Iterator<Item = &Candidate> {
        self.candidates.iter().flatten()
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.places.len()
    }

    /// Whether there is nobody.
    pub fn is_empty(&self) -> bool {
        self.places.is_empty()
    }

    fn at(&self, place: usize) -> Option<&Candidate> {
        self.candidates.get(place).and_then(Option::as_ref)
    }
}

impl FromIterator<Candidate> for Pool {
    fn from_iter<I: IntoIterator<Item = Candidate>>(candidates: I) -> Self {
        let mut pool = Self::default();
        candidates.into_iter().for_each(|candidate| pool.replace(candidate));
        pool
    }
}
