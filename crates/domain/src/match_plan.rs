//! Plans for a waiting list: who helps whom, when and where, so that all together wait least.
//!
//! A partner's requests that wait become tasks, its champions workers, and what the rules allow the ways to do them; [`crate::planning`] finds the plan.
//! What counts is in thousandths, as scores are. A way costs what its score lacks of 1000. Waiting costs more than any way, and more the more urgent a
//! request is and the longer it has waited. Each further hour of one champion costs more than the one before, so that the load is shared.

mod answer;
mod certificate;
mod details;
mod grid;
mod in_plan;
mod outcome;
mod prices;
mod rounds;
mod shortage;
mod state;
#[cfg(test)]
mod tests;
mod waiting_list;
mod ways;

pub use certificate::{Certificate, ChampionPrice, RequestPrice};
pub use details::{MatchPlanDetails, REQUESTS_MAX, Thoroughness, UNFINISHED_MAX};
pub use in_plan::{InPlan, PlanStanding};
pub use outcome::{Alternative, Arrangement, MatchPlanOutcome, Priced, Waits, WhyWaiting};
pub use prices::{LOADS, QUARTER, waiting_price};
pub use shortage::Shortage;
pub use state::{MatchPlanState, PlanFailure};
pub use waiting_list::{Applicant, WaitingList};

use chrono::{DateTime, Utc};

use crate::{
    conflict::Conflict,
    id::Id,
    noun::{Noun, NounKind},
    request::RequestId,
};

/// The id of a match plan.
pub type MatchPlanId = Id<MatchPlan>;

/// A plan for a partner's waiting list, from the question to the answer.
#[derive(Debug, Clone, PartialEq)]
pub struct MatchPlan {
    /// What was asked.
    pub details: MatchPlanDetails,
    /// The requests that are planned: those that were named, or that waited longest when it was asked.
    pub requests: Vec<RequestId>,
    /// How far it has come.
    pub state: MatchPlanState,
    /// Since when.
    pub state_since: DateTime<Utc>,
    /// How much of the work is done, in percent.
    pub progress: u8,
    /// Why it failed, when it did.
    pub failure: Option<PlanFailure>,
    /// The plan, once it is ready.
    pub outcome: Option<MatchPlanOutcome>,
}

impl Noun for MatchPlan {
    const KIND: NounKind = NounKind::MatchPlan;
}

impl MatchPlan {
    /// A plan that waits to be worked out.
    pub const fn new(details: MatchPlanDetails, requests: Vec<RequestId>, now: DateTime<Utc>) -> Self {
        Self {
            details,
            requests,
            state: MatchPlanState::Queued,
            state_since: now,
            progress: 0,
            failure: None,
            outcome: None,
        }
    }

    /// Somebody begins to work it out, unless somebody who does was last heard of a short while ago.
    pub fn begin(self, heard: DateTime<Utc>, now: DateTime<Utc>) -> Result<Self, Conflict> {
        self.state.begin(heard, now)?;
        Ok(Self { state: MatchPlanState::Running, state_since: now, progress: 0, ..self })
    }

    /// So much of the work is done; none where nobody waits for it any more.
    pub fn advanced(self, percent: u8) -> Option<Self> {
        (self.state == MatchPlanState::Running).then(|| Self { progress: percent.min(99), ..self })
    }

    /// A sign of life from whoever works it out; none where nobody waits for it any more.
    pub fn alive(self) -> Option<Self> {
        let progress = self.progress.saturating_add(1);
        self.advanced(progress)
    }

    /// It is worked out.
    pub fn finish(self, outcome: MatchPlanOutcome, now: DateTime<Utc>) -> Result<Self, Conflict> {
        self.state.step(MatchPlanState::Ready)?;
        let state = MatchPlanState::Ready;
        Ok(Self { state, state_since: now, progress: 100, outcome: Some(outcome), ..self })
    }

    /// It could not be worked out.
    pub fn fail(self, failure: PlanFailure, now: DateTime<Utc>) -> Result<Self, Conflict> {
        self.state.step(MatchPlanState::Failed)?;
        Ok(Self { state: MatchPlanState::Failed, state_since: now, failure: Some(failure), ..self })
    }

    /// Nobody waits for it any more. What is done already stays as it is.
    #[must_use]
    pub fn cancelled(self, now: DateTime<Utc>) -> Self {
        match self.state.step(MatchPlanState::Cancelled) {
            Ok(()) => Self { state: MatchPlanState::Cancelled, state_since: now, ..self },
            Err(_done) => self,
        }
    }
}
