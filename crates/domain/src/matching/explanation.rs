//! Why a named champion is proposed, or is not: the rule or the score.

use serde::Serialize;
use strum::VariantArray;

use super::{
    Ask, Calendar, Candidate, FreeSession, JudgedCheck, JudgedCourse, Ranked, Reason, rank_together, rules::Question,
    together::rejected_for,
};
use crate::{affiliation::AffiliationId, policy::PolicyDetails};

/// What became of one champion in the ranking for a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Explanation {
    /// What became of the champion.
    pub outcome: Outcome,
    /// Every hard rule in the order in which they are judged.
    pub rules: Vec<Judged>,
    /// How each check that is required for this request is met, or is not.
    pub checks: Vec<JudgedCheck>,
    /// How each course that is required for this request is met, or is not.
    pub courses: Vec<JudgedCourse>,
    /// The best time and place, and what the score is made of; when every rule holds.
    pub fit: Option<Ranked>,
    /// The place in the ranking, from 1; when every rule holds.
    pub place: Option<u32>,
    /// The score of the last champion who is proposed; when somebody is.
    pub least_proposed: Option<u16>,
}

/// What became of a champion.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "schema", schema(as = ExplanationOutcome))]
pub enum Outcome {
    /// Among those who are proposed.
    Proposed,
    /// Every rule holds, but enough others score higher.
    Outranked,
    /// A hard rule does not hold.
    Rejected,
}

/// A hard rule as it was judged for one champion.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "schema", schema(as = JudgedRule))]
pub struct Judged {
    /// The rule, by the reason for which it rejects.
    pub rule: Reason,
    /// Whether it rejects the champion; none when an earlier one does, so that it was never asked.
    #[cfg_attr(feature = "schema", schema(required))]
    pub rejects: Option<bool>,
}

/// Explains one champion's part in the ranking of which the first `limit` are proposed; none when there is no such champion.
pub fn explain(
    ask: &Ask<'_>,
    candidates: &[Candidate],
    policy: &PolicyDetails,
    calendar: Calendar,
    limit: usize,
    affiliation: AffiliationId,
) -> Option<Explanation> {
    explain_together(ask, &[], candidates, policy, calendar, (limit, affiliation))
}

/// The same where the learner can be helped in these sessions, too: what became of a champion among the first so many.
pub fn explain_together(
    ask: &Ask<'_>,
    sessions: &[FreeSession],
    candidates: &[Candidate],
    policy: &PolicyDetails,
    calendar: Calendar,
    (limit, affiliation): (usize, AffiliationId),
) -> Option<Explanation> {
    let candidate = candidates.iter().find(|candidate| candidate.affiliation == affiliation)?;
    let ranking = rank_together(ask, sessions, candidates, policy, calendar, candidates.len()).proposals;
    Some(explained((ask, candidate), policy, calendar, ranking, limit))
}

/// The same of the ranking of everybody who passes.
pub(super) fn explained(
    (ask, candidate): (&Ask<'_>, &Candidate),
    policy: &PolicyDetails,
    calendar: Calendar,
    ranking: Vec<Ranked>,
    limit: usize,
) -> Explanation {
    let question = Question::new(ask, policy, calendar);
    let least_proposed = ranking.get(..limit).unwrap_or(&ranking).last().map(|ranked| ranked.score);
    if let Some(at) = ranking.iter().position(|ranked| ranked.affiliation == candidate.affiliation) {
        let outcome = if at < limit { Outcome::Proposed } else { Outcome::Outranked };
        let place = u32::try_from(at + 1).ok();
        let fit = ranking.into_iter().nth(at);
        let on = fit.as_ref().map(|ranked| calendar.date(ranked.starts_at));
        let (checks, courses) = (question.vetting(candidate, on), question.training(candidate, on));
        return Explanation { outcome, rules: judged(None), checks, courses, fit, place, least_proposed };
    }
    let failed = rejected_for(ask, candidate, policy, calendar).unwrap_or(Reason::NoSecondChampion);
    let (outcome, checks) = (Outcome::Rejected, question.vetting(candidate, None));
    let courses = question.training(candidate, None);
    Explanation { outcome, rules: judged(Some(failed)), checks, courses, fit: None, place: None, least_proposed }
}

fn judged(failed: Option<Reason>) -> Vec<Judged> {
    let rejects = |rule: Reason| match failed {
        Some(failed) if rule > failed => None,
        failed => Some(failed == Some(rule)),
    };
    Reason::VARIANTS.iter().map(|rule| Judged { rule: *rule, rejects: rejects(*rule) }).collect()
}
