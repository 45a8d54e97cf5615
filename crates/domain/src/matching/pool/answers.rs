//! The other answers, from the pool: every way to help that a plan may choose from, and one champion explained.

use super::{Pool, rank::Passing};
use crate::{
    affiliation::AffiliationId,
    matching::{
        Ask, Calendar, Explanation, Options,
        explanation::explained,
        options::{alone, for_two},
        rules::Question,
    },
    policy::PolicyDetails,
};

impl Pool {
    /// As [`options`](crate::matching::options()), of everybody in the pool, of whom `known` have helped this learner before.
    pub fn options(
        &self,
        ask: &Ask<'_>,
        known: &[AffiliationId],
        policy: &PolicyDetails,
        calendar: Calendar,
        most: usize,
    ) -> Options {
        let question = Question::new(ask, policy, calendar);
        let (speakers, acquainted) = (self.speakers(), self.acquainted(known));
        let Passing { judged, others, tally } = self.passing(&question, &speakers, &acquainted);
        if question.is_for_two() {
            // Anybody may be somebody's companion.
            let fits = self.first(usize::MAX, judged, others, &question, &speakers);
            return for_two(&question, fits, &speakers, tally, most);
        }
        let funnel = tally.with_passed(judged.len() + others.len());
        let fits = self.first(most, judged, others, &question, &speakers);
        alone(&question, fits, &speakers, funnel, most)
    }

    /// As [`explain`](crate::matching::explain), of everybody in the pool, of whom `known` have helped this learner before.
    pub fn explain(
        &self,
        ask: &Ask<'_>,
        known: &[AffiliationId],
        policy: &PolicyDetails,
        calendar: Calendar,
        limit: usize,
        affiliation: AffiliationId,
    ) -> Option<Explanation> {
        let candidate = self.get(affiliation)?;
        let ranking = self.rank(ask, known, policy, calendar, self.len()).proposals;
        Some(explained((ask, candidate), policy, calendar, ranking, limit))
    }
}
