//! What a plan says of one champion for one request.

use serde::Serialize;

use super::{MatchPlanOutcome, WhyWaiting};
use crate::{affiliation::AffiliationId, request::RequestId};

/// What a plan says of one champion for one request: the price, or why there is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct InPlan {
    /// What the plan does with the two.
    pub standing: PlanStanding,
    /// How much dearer than this plan every plan is in which the champion helps with the request, at least, in thousandths; none where no rule let the
    /// champion. 0: it may be as good.
    #[cfg_attr(feature = "schema", schema(required))]
    pub dearer_by: Option<i64>,
}

/// What a plan does with a champion and a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub enum PlanStanding {
    /// The champion helps, or comes along.
    Chosen,
    /// The champion could help, and the plan has it otherwise: `dearer_by` is the price.
    NotChosen,
    /// When the plan was worked out, a rule rejected the champion, or enough others suited better.
    NotAnOption,
    /// The request is not in the plan.
    NotPlanned,
}

impl MatchPlanOutcome {
    /// What it says of this champion for this request.
    pub fn of_champion(&self, request: RequestId, champion: AffiliationId) -> InPlan {
        let arranged = self.arrangements.iter().find(|pair| pair.request_id == request);
        let is_chosen = arranged
            .is_some_and(|pair| [Some(pair.affiliation_id), pair.second_affiliation_id].contains(&Some(champion)));
        let waits =
            || self.waiting.iter().any(|waits| waits.request_id == request && waits.because != WhyWaiting::Gone);
        let priced =
            self.priced.iter().find(|priced| (priced.request_id, priced.affiliation_id) == (request, champion));
        let standing = match (is_chosen, priced) {
            (true, _) => PlanStanding::Chosen,
            (false, Some(_)) => PlanStanding::NotChosen,
            (false, None) if arranged.is_some() || waits() => PlanStanding::NotAnOption,
            (false, None) => PlanStanding::NotPlanned,
        };
        let dearer_by = if is_chosen { Some(0) } else { priced.map(|priced| priced.dearer_by) };
        InPlan { standing, dearer_by }
    }
}
