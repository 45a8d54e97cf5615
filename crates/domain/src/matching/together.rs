//! Champions, times and places together: the best of the ways in which each champion could help.

use std::{cmp::Reverse, collections::BTreeSet};

use chrono::{DateTime, Utc};

use super::{
    Ask, Calendar, Candidate, Funnel, Options, Ranked, Ranking, Reason,
    facets::{Facet, facets},
    funnel::Tally,
    options::starts,
    rank::scored,
    rules::{Fit, Question},
    score::Speakers,
};
use crate::{affiliation::AffiliationId, policy::PolicyDetails, venue::VenueId};

/// Ranks as [`rank`](super::rank) does, where the learner can be helped in several ways.
pub(super) fn rank_together(
    ask: &Ask<'_>,
    candidates: &[Candidate],
    policy: &PolicyDetails,
    calendar: Calendar,
    limit: usize,
) -> Ranking {
    let facets = facets(ask);
    let asks = asks(ask, &facets);
    let ways = Ways::new(&asks, candidates, policy, calendar);
    let (mut proposals, funnel) = ways.ranking(candidates);
    proposals.truncate(limit);
    Ranking { proposals, funnel }
}

/// At most `times` ways for each champion to help, as [`options`](super::options).
pub(super) fn options_together(
    ask: &Ask<'_>,
    candidates: &[Candidate],
    policy: &PolicyDetails,
    calendar: Calendar,
    times: usize,
) -> Options {
    let facets = facets(ask);
    let asks = asks(ask, &facets);
    let ways = Ways::new(&asks, candidates, policy, calendar);
    let (ranked, funnel) = ways.ranking(candidates);
    let who = |ranked: &Ranked| candidates.iter().find(|candidate| candidate.affiliation == ranked.affiliation);
    let options = ranked.iter().filter_map(who).flat_map(|candidate| ways.options(candidate, times)).collect();
    Options { options, funnel }
}

/// The first rule that leaves a champion no way to help, if one does: that of the way in which the champion comes furthest.
pub(super) fn rejected_for(
    ask: &Ask<'_>,
    candidate: &Candidate,
    policy: &PolicyDetails,
    calendar: Calendar,
) -> Option<Reason> {
    let facets = facets(ask);
    let asks = asks(ask, &facets);
    Ways::new(&asks, &[], policy, calendar).best(candidate).err()
}

pub(super) fn asks<'f>(ask: &Ask<'_>, facets: &'f [Facet]) -> Vec<Ask<'f>> {
    facets.iter().map(|facet| facet.ask(ask)).collect()
}

/// The ways in which a learner can be helped.
struct Ways<'a> {
    questions: Vec<Question<'a>>,
    speakers: Speakers<'a>,
}

impl<'a> Ways<'a> {
    fn new(asks: &'a [Ask<'a>], candidates: &'a [Candidate], policy: &'a PolicyDetails, calendar: Calendar) -> Self {
        let questions = asks.iter().map(|ask| Question::new(ask, policy, calendar)).collect();
        Self { questions, speakers: Speakers::of(candidates) }
    }

    /// Everybody with their best way, the best first; ties go to the lower id.
    fn ranking(&self, candidates: &'a [Candidate]) -> (Vec<Ranked>, Funnel) {
        let mut tally = Tally::default();
        let best = candidates.iter().map(|candidate| self.best(candidate));
        let mut ranked: Vec<Ranked> =
            best.filter_map(|best| best.map_err(|reason| tally.reject(reason)).ok()).collect();
        ranked.sort_unstable_by_key(order);
        let funnel = tally.with_passed(ranked.len());
        (ranked, funnel)
    }

    fn best(&self, candidate: &'a Candidate) -> Result<Ranked, Reason> {
        let mut best: Option<Ranked> = None;
        let mut failed = None;
        for question in &self.questions {
            match question.judge(candidate) {
                Ok(fit) => best = better(best, scored(question, fit, &self.speakers).ranked(question)),
                Err(reason) => failed = failed.max(Some(reason)),
            }
        }
        // Only where no place of a visit is known any more, there is no way at all.
        best.ok_or(failed.unwrap_or(Reason::VenueAccess))
    }

    fn options(&self, candidate: &'a Candidate, times: usize) -> Vec<Ranked> {
        let mut options = Vec::new();
        for question in &self.questions {
            let Ok(fit) = question.judge(candidate) else { continue };
            let starts = starts(question, &fit, times).into_iter();
            let option = |opening| scored(question, Fit { opening, ..fit }, &self.speakers).ranked(question);
            options.extend(starts.map(option));
        }
        options.sort_unstable_by_key(preference);
        let mut seen = BTreeSet::new();
        options.retain(|option| seen.insert(option.starts_at));
        options.truncate(times);
        options
    }
}

/// The better of two ways of one champion: that with more points, then the earlier.
pub(super) fn better(best: Option<Ranked>, other: Ranked) -> Option<Ranked> {
    match best {
        Some(best) if preference(&best) <= preference(&other) => Some(best),
        _ => Some(other),
    }
}

fn preference(ranked: &Ranked) -> (Reverse<u32>, DateTime<Utc>, Option<VenueId>) {
    (Reverse(points(ranked)), ranked.starts_at, ranked.venue)
}

fn order(ranked: &Ranked) -> (Reverse<u32>, AffiliationId) {
    (Reverse(points(ranked)), ranked.affiliation)
}

fn points(ranked: &Ranked) -> u32 {
    ranked.parts.iter().map(|part| part.points).sum()
}
