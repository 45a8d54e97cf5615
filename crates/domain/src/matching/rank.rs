//! The ranking: who passes, in which order, and why the others do not.

use std::cmp::Reverse;

use chrono::{DateTime, Utc};
use strum::VariantArray;

use super::{
    Ask, Calendar, Candidate, Criterion, Funnel, Part, Reason,
    funnel::Tally,
    pairs,
    rules::{Fit, Question},
    score::{self, Speakers},
    together::rank_together,
};
use crate::{affiliation::AffiliationId, policy::PolicyDetails, session::SessionId, venue::VenueId};

/// The answer to "who could help this learner?".
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ranking {
    /// The best champions, the best first.
    pub proposals: Vec<Ranked>,
    /// What became of all the champions.
    pub funnel: Funnel,
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
    /// In which session, when that is one that takes place anyway; else help is given in an hour of its own.
    pub session: Option<SessionId>,
    /// Whether somebody must be asked first.
    pub to_be_asked: bool,
    /// The sum of the points ÷ the sum of the weights, 0 to 1000, rounded down.
    pub score: u16,
    /// What the score is made of.
    pub parts: [Part; Criterion::VARIANTS.len()],
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
    if !ask.details.weekly_visits.is_empty() {
        return rank_together(ask, &[], candidates, policy, calendar, limit);
    }
    let question = Question::new(ask, policy, calendar);
    let speakers = Speakers::of(candidates);
    let mut tally = Tally::default();
    let mut fits = best_first(&question, candidates, &speakers, &mut tally);
    if question.is_for_two() {
        fits = in_pairs(&question, fits, &speakers, &mut tally);
    }
    let funnel = tally.with_passed(fits.len());
    Ranking { proposals: fits.into_iter().take(limit).map(|scored| scored.ranked(&question)).collect(), funnel }
}

/// Everybody who passes, with the best of the others to come along; those for whom there is nobody are counted.
pub(super) fn in_pairs<'a>(
    question: &Question<'a>,
    fits: Vec<Scored<'a>>,
    speakers: &Speakers<'_>,
    tally: &mut Tally,
) -> Vec<Scored<'a>> {
    let others: Vec<Fit<'_>> = fits.iter().map(|scored| scored.fit).collect();
    let paired = fits.into_iter().map(|Scored { fit, .. }| {
        let (second, opening) = pairs::companion(question, &fit, &others).ok_or(Reason::NoSecondChampion)?;
        Ok(scored(question, Fit { opening, ..fit }, speakers).with(second.candidate))
    });
    let mut paired: Vec<_> = paired.filter_map(|scored| scored.map_err(|reason| tally.reject(reason)).ok()).collect();
    paired.sort_unstable_by_key(Scored::order);
    paired
}

/// Everybody who passes the rules alone, the most points first; the others are counted.
pub(super) fn best_first<'a>(
    question: &Question<'a>,
    candidates: &'a [Candidate],
    speakers: &Speakers<'_>,
    tally: &mut Tally,
) -> Vec<Scored<'a>> {
    let judged = candidates.iter().map(|candidate| question.judge(candidate));
    let fits = judged.filter_map(|fit| fit.map_err(|reason| tally.reject(reason)).ok());
    let mut fits: Vec<_> = fits.map(|fit| scored(question, fit, speakers)).collect();
    fits.sort_unstable_by_key(Scored::order);
    fits
}

/// A champion who passes, with the points.
pub(super) struct Scored<'a> {
    pub(super) fit: Fit<'a>,
    second: Option<AffiliationId>,
    points: u32,
    parts: [Part; Criterion::VARIANTS.len()],
}

pub(super) fn scored<'a>(question: &Question<'a>, fit: Fit<'a>, speakers: &Speakers<'_>) -> Scored<'a> {
    let parts = score::parts(question, &fit, speakers);
    Scored { fit, second: None, points: parts.iter().map(|part| part.points).sum(), parts }
}

impl Scored<'_> {
    /// The same with who comes along.
    pub(super) fn with(self, second: &Candidate) -> Self {
        Self { second: Some(second.affiliation), ..self }
    }

    /// The most points first; ties go to the lower id.
    pub(super) fn order(&self) -> (Reverse<u32>, AffiliationId) {
        (Reverse(self.points), self.fit.candidate.affiliation)
    }

    /// The same whatever the time is.
    pub(super) fn order_at_any_time(&self) -> (Reverse<u32>, AffiliationId) {
        (Reverse(self.points_at(0)), self.fit.candidate.affiliation)
    }

    /// The points at a time of this value.
    pub(super) fn points_at(&self, value: u32) -> u32 {
        let points = |part: &Part| match part.criterion {
            Criterion::PreferredTime => value * u32::from(part.weight),
            _ => part.points,
        };
        self.parts.iter().map(points).sum()
    }

    pub(super) fn ranked(self, question: &Question<'_>) -> Ranked {
        let opening = self.fit.opening;
        Ranked {
            affiliation: self.fit.candidate.affiliation,
            second: self.second,
            starts_at: opening.start,
            ends_at: opening.start + question.timetable.duration(),
            venue: self.fit.site.place.map(|place| place.venue),
            session: None,
            to_be_asked: opening.to_be_asked,
            score: score::score(self.points, &question.policy.weights),
            parts: self.parts,
        }
    }
}
