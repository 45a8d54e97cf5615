//! The ranking, from the pool.

use super::{
    Pool,
    lines::Lines,
    open_hours::{OpenHours, Time},
    prospect::Prospects,
    reach::{Reach, Within},
    sieve::Sieve,
    worth::Worth,
};
use crate::{
    affiliation::AffiliationId,
    matching::{
        Ask, Calendar, Candidate, Ranking, Reason,
        funnel::Tally,
        rank::{Scored, in_pairs, scored},
        rules::Question,
        score::Speakers,
    },
    policy::PolicyDetails,
};

/// Whoever passes.
pub(super) struct Passing<'a> {
    /// Those who were judged exactly.
    pub(super) judged: Vec<Scored<'a>>,
    pub(super) others: Prospects,
    pub(super) tally: Tally,
}

impl Pool {
    /// As [`rank`](crate::matching::rank()), of everybody in the pool, of whom `known` have helped this learner before.
    pub fn rank(
        &self,
        ask: &Ask<'_>,
        known: &[AffiliationId],
        policy: &PolicyDetails,
        calendar: Calendar,
        limit: usize,
    ) -> Ranking {
        let question = Question::new(ask, policy, calendar);
        let speakers = self.speakers();
        let acquainted = self.acquainted(known);
        let passing = self.passing(&question, &speakers, &acquainted);
        let Passing { judged, others, mut tally } = passing;
        let passed = judged.len() + others.len();
        if question.is_for_two() {
            // Anybody may be somebody's companion.
            let fits = self.first(usize::MAX, judged, others, &question, &speakers);
            let fits = in_pairs(&question, fits, &speakers, &mut tally);
            let funnel = tally.with_passed(fits.len());
            return Ranking {
                proposals: fits.into_iter().take(limit).map(|scored| scored.ranked(&question)).collect(),
                funnel,
            };
        }
        let fits = self.first(limit, judged, others, &question, &speakers);
        Ranking {
            proposals: fits.into_iter().map(|scored| scored.ranked(&question)).collect(),
            funnel: tally.with_passed(passed),
        }
    }

    /// How many active champions speak each language.
    pub(super) fn speakers(&self) -> Speakers<'_> {
        Speakers::counted(self.columns.languages().map(|(language, spoken)| (language, spoken.speakers)))
    }

    /// Those who have helped this learner before, with their places.
    pub(super) fn acquainted(&self, known: &[AffiliationId]) -> Vec<(usize, Candidate)> {
        let known = known.iter().filter_map(|id| self.places.get(id));
        let mut acquainted: Vec<(usize, Candidate)> = known
            .filter_map(|place| Some((*place, Candidate { helped_before: true, ..self.at(*place)?.clone() })))
            .collect();
        acquainted.sort_unstable_by_key(|(place, _)| *place);
        acquainted.dedup_by_key(|(place, _)| *place);
        acquainted
    }

    /// Everybody who passes the rules alone.
    pub(super) fn passing<'a>(
        &'a self,
        question: &Question<'a>,
        speakers: &Speakers<'_>,
        acquainted: &'a [(usize, Candidate)],
    ) -> Passing<'a> {
        debug_assert!(question.ask.details.weekly_visits.is_empty(), "weekly visits are for the rules alone");
        let mut tally = Tally::default();
        let lines = Lines::new(&self.columns, question.terms.topics);
        let mut sieve = Sieve::new(self, question, &lines, acquainted.iter().map(|(place, _)| *place), &mut tally);
        let hours = OpenHours::new(&self.columns, question);
        let reach = Reach::of(question, |_| true);
        let worth = Worth::new(question, &self.columns, &lines);

        let mut others = Prospects::default();
        let (mut too_far, mut distance_unknown, mut not_available, mut closed) = (0, 0, 0, 0);
        reach.visit(&sieve.left, &self.columns.spots, |place, way| match way.within {
            Within::Never => too_far += 1,
            Within::Unknown => distance_unknown += 1,
            Within::Perhaps => sieve.unsettled.insert(place),
            Within::Surely if !hours.at_any_hour().contains(place) => not_available += 1,
            Within::Surely => {
                let worth_at_most = match hours.time_of(place, way, || self.at(place)) {
                    Time::Closed => return closed += 1,
                    Time::Some { worth_at_most } => worth_at_most,
                    Time::Perhaps => match self.at(place).map(|candidate| question.time(candidate)) {
                        Some(Ok(opening)) => opening.value,
                        Some(Err(reason)) => return tally.reject(reason),
                        None => return,
                    },
                };
                others.push(place, worth.points_at_most(place, worth_at_most));
            }
        });
        tally.reject_all(too_far, Reason::TooFar);
        tally.reject_all(distance_unknown, Reason::DistanceUnknown);
        tally.reject_all(not_available, Reason::NotAvailable);
        tally.reject_all(closed, Reason::VenueClosed);

        let mut judged = Vec::new();
        let mut judge = |candidate| match question.judge(candidate) {
            Ok(fit) => judged.push(scored(question, fit, speakers)),
            Err(reason) => tally.reject(reason),
        };
        sieve.unsettled.for_each(|place| self.at(place).into_iter().for_each(&mut judge));
        for (_, candidate) in acquainted {
            judge(candidate);
        }
        Passing { judged, others, tally }
    }
}
