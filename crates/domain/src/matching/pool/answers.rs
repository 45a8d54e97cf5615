//! The other answers, from the pool: every way to help that a plan may choose from, and one champion explained.

use super::{Pool, rank::Passing};
use crate::{
    affiliation::AffiliationId,
    matching::{Ask, Calendar, Explanation, Options, explanation::explained, options::ways, rules::Question},
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
        times: usize,
    ) -> Options {
        let question = Question::new(ask, policy, calendar);
        let (speakers, acquainted) = (self.speakers(), self.acquainted(known));
        let Passing { judged, others, tally } = self.passing(&question, &speakers, &acquainted);
        let fits = self.first(usize::MAX, judged, others, &question, &speakers);
        ways(&question, fits, &speakers, tally, times)
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
