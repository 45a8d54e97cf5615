//! The ranking: who passes, in which order, and why the others do not.

use std::cmp::Reverse;

use chrono::{DateTime, Utc};
use serde::Serialize;
use strum::VariantArray;

use super::{
    Ask, Calendar, Candidate, Criterion, Part, Reason, pairs,
    rules::{Fit, Question},
    score::{self, Speakers},
};
use crate::{affiliation::AffiliationId, help::Setting, policy::PolicyDetails, venue::VenueId};

/// The answer to "who could help this learner?".
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ranking {
    /// The best champions, the best first.
    pub proposals: Vec<Ranked>,
    /// What became of all the champions.
    pub funnel: Funnel,
}

/// What became of the champions, or the activities, that were looked at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Funnel {
    /// How many were looked at.
    pub considered: u32,
    /// How many pass every hard rule.
    pub passed: u32,
    /// The others, by the first rule that they fail, in the order of the rules.
    pub rejected: Vec<Rejected>,
}

/// How many champions, or activities, failed one rule first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Rejected {
    /// The rule.
    pub reason: Reason,
    /// How many.
    pub count: u32,
}

/// A champion who passes, with the best place and time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ranked {
    /// Which champion.
    pub affiliation: AffiliationId,
    /// Who comes along where two are required.
    pub second: Option<AffiliationId>,
    /// When help would start.
    pub starts_at: DateTime<Utc>,
    /// When it would end.
    pub ends_at: DateTime<Utc>,
    /// Where, when that is a venue that is known.
    pub venue: Option<VenueId>,
    /// Whether somebody must be asked first.
    pub to_be_asked: bool,
    /// The sum of the points ÷ the sum of the weights, 0 to 1000, rounded down.
    pub score: u16,
    /// What the score is made of.
    pub parts: [Part; Criterion::VARIANTS.len()],
}

impl Funnel {
    /// So many that pass, and the rules that the others fail.
    pub(super) fn of(passed: usize, failed: &[Reason]) -> Self {
        let mut counts = [0; Reason::VARIANTS.len()];
        for reason in failed {
            let place = Reason::VARIANTS.iter().position(|variant| variant == reason);
            if let Some(count) = place.and_then(|place| counts.get_mut(place)) {
                *count += 1;
            }
        }
        let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
        let rejected = Reason::VARIANTS.iter().zip(counts).filter(|(_, count)| *count > 0);
        Self {
            considered: count(passed + failed.len()),
            passed: count(passed),
            rejected: rejected.map(|(reason, count)| Rejected { reason: *reason, count }).collect(),
        }
    }
}

/// Ranks the champions for a request under a policy and gives the first `limit`.
///
/// The same champions in another order give the same answer.
pub fn rank(
    ask: &Ask<'_>,
    candidates: &[Candidate],
    policy: &PolicyDetails,
    calendar: Calendar,
    limit: usize,
) -> Ranking {
    let question = Question::new(ask, policy, calendar);
    let speakers = Speakers::of(candidates);
    let mut failed = Vec::new();
    let mut reject = |reason: Reason| failed.push(reason);
    let judged = candidates.iter().map(|candidate| question.judge(candidate));
    let mut fits: Vec<_> =
        judged.filter_map(|fit| fit.map_err(&mut reject).ok()).map(|fit| scored(&question, fit, &speakers)).collect();
    fits.sort_unstable_by_key(Scored::order);

    if policy.two_champions_at_home && ask.details.setting == Setting::Home {
        let others: Vec<Fit<'_>> = fits.iter().map(|scored| scored.fit).collect();
        let paired = fits.into_iter().map(|Scored { fit, .. }| {
            let (second, opening) = pairs::companion(&question, &fit, &others).ok_or(Reason::NoSecondChampion)?;
            let together = scored(&question, Fit { opening, ..fit }, &speakers);
            Ok(Scored { second: Some(second.candidate.affiliation), ..together })
        });
        fits = paired.filter_map(|scored| scored.map_err(&mut reject).ok()).collect();
        fits.sort_unstable_by_key(Scored::order);
    }

    let funnel = Funnel::of(fits.len(), &failed);
    Ranking { proposals: fits.into_iter().take(limit).map(|scored| scored.ranked(&question)).collect(), funnel }
}

/// A champion who passes, with the points.
struct Scored<'a> {
    fit: Fit<'a>,
    second: Option<AffiliationId>,
    points: u32,
    parts: [Part; Criterion::VARIANTS.len()],
}

fn scored<'a>(question: &Question<'a>, fit: Fit<'a>, speakers: &Speakers<'_>) -> Scored<'a> {
    let parts = score::parts(question, &fit, speakers);
    Scored { fit, second: None, points: parts.iter().map(|part| part.points).sum(), parts }
}

impl Scored<'_> {
    /// The most points first; ties go to the lower id.
    fn order(&self) -> (Reverse<u32>, AffiliationId) {
        (Reverse(self.points), self.fit.candidate.affiliation)
    }

    fn ranked(self, question: &Question<'_>) -> Ranked {
        let opening = self.fit.opening;
        Ranked {
            affiliation: self.fit.candidate.affiliation,
            second: self.second,
            starts_at: opening.start,
            ends_at: opening.start + question.timetable.duration(),
            venue: self.fit.site.place.map(|place| place.venue),
            to_be_asked: opening.to_be_asked,
            score: score::score(self.points, &question.policy.weights),
            parts: self.parts,
        }
    }
}
