//! The ranking, from the pool.

use std::{cmp::Reverse, collections::BinaryHeap};

use super::{
    Pool,
    hours::Time,
    lines::Lines,
    open_hours::OpenHours,
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

/// The order of the ranking: the most points first; ties go to the lower id.
type Order = (Reverse<u32>, AffiliationId);

/// Whoever passes.
pub(super) struct Passing<'a> {
    /// Those who were judged exactly.
    pub(super) judged: Vec<Scored<'a>>,
    /// The others: the most points they can have, and their places in the pool.
    pub(super) others: Vec<(u32, usize)>,
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
        let mut tally = Tally::default();
        let lines = Lines::new(&self.columns, question.terms.topics);
        let mut sieve = Sieve::new(self, question, &lines, acquainted.iter().map(|(place, _)| *place), &mut tally);
        let while_any_is_open = question.while_any_is_open();
        let hours = OpenHours::new(&self.columns, question, while_any_is_open.as_ref());
        let reach = Reach::new(question);
        let worth = Worth::new(question, &self.columns, &lines, &reach);

        let mut others = Vec::new();
        let (mut too_far, mut distance_unknown, mut not_available, mut closed) = (0, 0, 0, 0);
        for place in sieve.left.iter() {
            let (Some(spot), Some(standing)) = (self.columns.spots.get(place), self.columns.standing.get(place)) else {
                continue;
            };
            let nearest = reach.nearest(spot);
            match reach.within(spot, nearest) {
                Within::Never => too_far += 1,
                Within::Unknown => distance_unknown += 1,
                Within::Perhaps => sieve.unsettled.insert(place),
                Within::Surely => {
                    let is_within = |opening| reach.is_surely_within(spot, opening);
                    let worth_at_most = match hours.time_of(place, || self.at(place), is_within) {
                        Time::None => {
                            not_available += 1;
                            continue;
                        }
                        Time::Closed => {
                            closed += 1;
                            continue;
                        }
                        Time::Some { worth_at_most } => worth_at_most,
                        Time::Perhaps => match self.at(place).map(|candidate| question.time(candidate)) {
                            Some(Ok(opening)) => opening.value,
                            Some(Err(reason)) => {
                                tally.reject(reason);
                                continue;
                            }
                            None => continue,
                        },
                    };
                    let points = worth.points_at_most(place, standing, (spot, nearest), worth_at_most);
                    others.push((points, place));
                }
            }
        }
        tally.reject_all(too_far, Reason::TooFar);
        tally.reject_all(distance_unknown, Reason::DistanceUnknown);
        tally.reject_all(not_available, Reason::NotAvailable);
        tally.reject_all(closed, Reason::VenueClosed);

        let unsettled = sieve.unsettled.iter().filter_map(|place| self.at(place));
        let judged = unsettled.chain(acquainted.iter().map(|(_, candidate)| candidate));
        let judged = judged.filter_map(|candidate| match question.judge(candidate) {
            Ok(fit) => Some(scored(question, fit, speakers)),
            Err(reason) => {
                tally.reject(reason);
                None
            }
        });
        Passing { judged: judged.collect(), others, tally }
    }

    /// The first `limit`. Whoever could at best come after the last of them is not judged.
    pub(super) fn first<'a>(
        &'a self,
        limit: usize,
        mut judged: Vec<Scored<'a>>,
        others: Vec<(u32, usize)>,
        question: &Question<'a>,
        speakers: &Speakers<'_>,
    ) -> Vec<Scored<'a>> {
        // The last of the first `limit` so far is on top.
        let mut best: BinaryHeap<Order> = BinaryHeap::new();
        for scored in &judged {
            best.push(scored.order());
            if best.len() > limit {
                best.pop();
            }
        }
        let mut others = BinaryHeap::from(others);
        while let Some((points, place)) = others.pop() {
            let last = best.peek().filter(|_| best.len() >= limit);
            if limit == 0 || last.is_some_and(|(Reverse(least), _)| points < *least) {
                break;
            }
            let Some(candidate) = self.at(place) else { continue };
            let at_best = (Reverse(points), candidate.affiliation);
            if last.is_some_and(|last| at_best > *last) {
                continue;
            }
            let Ok(fit) = question.judge(candidate) else { continue };
            let scored = scored(question, fit, speakers);
            debug_assert!(at_best <= scored.order(), "a bound is one");
            best.push(scored.order());
            if best.len() > limit {
                best.pop();
            }
            judged.push(scored);
        }
        judged.sort_unstable_by_key(Scored::order);
        judged.truncate(limit);
        judged
    }
}
