//! Proposals as answers show them.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Deserializer, Serialize, de};
use serde_json::{Value, json};
use trellis_app::proposal::Proposed;
use trellis_domain::{
    AffiliationId, ProposalId, Record, RequestId, SessionId, VenueId,
    matching::{Funnel, Part, Rejected},
    proposal::{DeclineReason, PROPOSALS_DEFAULT, PROPOSALS_MAX, Proposal, ProposalState},
};
use utoipa::ToSchema;

use crate::page::PageOf;

/// A page of proposals.
pub(super) type ProposalPage = PageOf<ProposalView>;

/// How many proposals are wanted.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct CreateProposals {
    /// At most so many.
    #[serde(default)]
    pub(super) limit: ProposalCount,
}

/// A number of proposals, 1 to 20.
#[derive(Debug, Clone, Copy, ToSchema)]
#[schema(value_type = u16, minimum = 1, maximum = 20, default = 5)]
pub(super) struct ProposalCount(pub(super) u16);

impl Default for ProposalCount {
    fn default() -> Self {
        Self(PROPOSALS_DEFAULT)
    }
}

impl<'de> Deserialize<'de> for ProposalCount {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        match u16::deserialize(deserializer)? {
            0 => Err(de::Error::custom("too_small: a number from 1 to 20")),
            count if count <= PROPOSALS_MAX => Ok(Self(count)),
            _ => Err(de::Error::custom("too_large: a number from 1 to 20")),
        }
    }
}

/// Why a proposal is declined.
#[derive(Debug, Clone, Copy, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct DeclineProposal {
    /// What the next ranking minds.
    pub(super) reason: DeclineReason,
    /// Which of the proposal's champions it is about: who said no, or whom the learner does not want. The first unless another one is named.
    #[serde(default)]
    pub(super) affiliation_id: Option<AffiliationId>,
}

/// A champion suggested for a request, with a time, a place and the reasons.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = Proposal)]
pub(super) struct ProposalView {
    /// Its id.
    id: ProposalId,
    /// The request.
    request_id: RequestId,
    /// The champion, by the partner's own record.
    affiliation_id: AffiliationId,
    /// The champion who comes along, where the policy wants two.
    #[schema(required)]
    second_affiliation_id: Option<AffiliationId>,
    /// When help would start.
    starts_at: DateTime<Utc>,
    /// When it would end.
    ends_at: DateTime<Utc>,
    /// Where, when that is a venue that is known.
    #[schema(required)]
    venue_id: Option<VenueId>,
    /// In which session, when it is one that takes place anyway, with this champion on it or a shift still open; else help is given in an hour of
    /// its own.
    #[schema(required)]
    session_id: Option<SessionId>,
    /// Whether somebody must be asked first, because that is not one of the times they named.
    to_be_asked: bool,
    /// The sum of the points ÷ the sum of the weights, rounded down: 0 to 1000.
    #[schema(maximum = 1000)]
    score: u16,
    /// What the score is made of.
    parts: Vec<Part>,
    /// The version of the partner's policy by which it was made.
    #[schema(minimum = 1)]
    policy_version: u32,
    /// Where it stands. What nobody decided in time is `expired`.
    state: ProposalState,
    /// When that was decided.
    state_since: DateTime<Utc>,
    /// Why it was declined, when it was.
    #[schema(required)]
    decline_reason: Option<DeclineReason>,
    /// Which of its champions that is about, when it was.
    #[schema(required)]
    declined_affiliation_id: Option<AffiliationId>,
    /// Until when it waits for a decision: seven days, or until help would start.
    expires_at: DateTime<Utc>,
    /// When it was made.
    created_at: DateTime<Utc>,
}

impl ProposalView {
    pub(super) fn new(record: &Record<Proposal>, now: DateTime<Utc>) -> Self {
        let state = record.state_at(now);
        let Proposal {
            request,
            affiliation,
            second,
            champions: _,
            setting: _,
            starts_at,
            ends_at,
            venue,
            session,
            to_be_asked,
            score,
            parts,
            policy_version,
            expires_at,
            state: _,
            state_since,
            decline_reason,
            declined_affiliation,
        } = record.noun.clone();
        Self {
            id: record.id,
            request_id: request,
            affiliation_id: affiliation,
            second_affiliation_id: second,
            starts_at,
            ends_at,
            venue_id: venue,
            session_id: session,
            to_be_asked,
            score,
            parts,
            policy_version,
            state,
            state_since,
            decline_reason,
            declined_affiliation_id: declined_affiliation,
            expires_at,
            created_at: record.head.created_at,
        }
    }
}

/// The proposals for a request, and what became of all the champions that were looked at.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = Ranking)]
pub(super) struct RankingView {
    /// The request.
    request_id: RequestId,
    /// The best champions, the best first.
    items: Vec<ProposalView>,
    /// How many champions were looked at.
    considered: u32,
    /// How many of them pass every hard rule.
    passed: u32,
    /// The others, by the first rule that they fail, in the order of the rules.
    rejected: Vec<Rejected>,
}

impl RankingView {
    pub(super) fn new(request: RequestId, proposed: Proposed, now: DateTime<Utc>) -> Self {
        let Proposed { proposals, funnel: Funnel { considered, passed, rejected } } = proposed;
        let items = proposals.iter().map(|proposal| ProposalView::new(proposal, now)).collect();
        Self { request_id: request, items, considered, passed, rejected }
    }
}

/// How many proposals are wanted.
pub(super) fn create_example() -> Value {
    json!({ "limit": 3 })
}

/// Why somebody says no.
pub(super) fn decline_example() -> Value {
    json!({ "reason": "champion_said_no" })
}
