//! Proposals as answers show them.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Deserializer, Serialize, de};
use serde_json::{Value, json};
use trellis_app::proposal::Proposed;
use trellis_domain::{
    AffiliationId, ProposalId, Record, RequestId, VenueId,
    matching::{Funnel, Part, Rejected},
    proposal::{PROPOSALS_DEFAULT, PROPOSALS_MAX, Proposal, ProposalState},
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
    #[serde(default = "limit_default", deserialize_with = "limit")]
    #[schema(minimum = 1, maximum = 20, default = 5)]
    pub(super) limit: u16,
}

const fn limit_default() -> u16 {
    PROPOSALS_DEFAULT
}

fn limit<'de, D: Deserializer<'de>>(deserializer: D) -> Result<u16, D::Error> {
    match u16::deserialize(deserializer)? {
        0 => Err(de::Error::custom("too_small: a number from 1 to 20")),
        limit if limit <= PROPOSALS_MAX => Ok(limit),
        _ => Err(de::Error::custom("too_large: a number from 1 to 20")),
    }
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
    /// Where it stands.
    state: ProposalState,
    /// When it was made.
    created_at: DateTime<Utc>,
}

impl From<&Record<Proposal>> for ProposalView {
    fn from(record: &Record<Proposal>) -> Self {
        let Proposal {
            request,
            affiliation,
            second,
            starts_at,
            ends_at,
            venue,
            to_be_asked,
            score,
            parts,
            policy_version,
            state,
        } = record.noun.clone();
        Self {
            id: record.id,
            request_id: request,
            affiliation_id: affiliation,
            second_affiliation_id: second,
            starts_at,
            ends_at,
            venue_id: venue,
            to_be_asked,
            score,
            parts,
            policy_version,
            state,
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
    pub(super) fn new(request: RequestId, proposed: Proposed) -> Self {
        let Proposed { proposals, funnel: Funnel { considered, passed, rejected } } = proposed;
        let items = proposals.iter().map(ProposalView::from).collect();
        Self { request_id: request, items, considered, passed, rejected }
    }
}

/// How many proposals are wanted.
pub(super) fn create_example() -> Value {
    json!({ "limit": 3 })
}
