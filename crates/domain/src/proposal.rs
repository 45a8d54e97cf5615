//! Proposals: a champion, a time and a place suggested for a request, with the reasons.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use strum::{EnumString, IntoStaticStr, VariantArray};

use crate::{
    affiliation::AffiliationId,
    id::Id,
    matching::{Part, Ranked},
    noun::{Noun, NounKind},
    request::RequestId,
    venue::VenueId,
};

/// The id of a proposal.
pub type ProposalId = Id<Proposal>;

/// How many proposals are made unless somebody says otherwise.
pub const PROPOSALS_DEFAULT: u16 = 5;
/// The most proposals that are made at once.
pub const PROPOSALS_MAX: u16 = 20;

/// Where a proposal stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, EnumString, IntoStaticStr, VariantArray)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub enum ProposalState {
    /// Nobody has decided yet.
    Open,
    /// Newer proposals were made for the same request.
    Superseded,
}

/// A champion suggested for a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    /// The request.
    pub request: RequestId,
    /// The champion, by the affiliation with the asking partner.
    pub affiliation: AffiliationId,
    /// The champion who comes along where two are required.
    pub second: Option<AffiliationId>,
    /// When help would start.
    pub starts_at: DateTime<Utc>,
    /// When it would end.
    pub ends_at: DateTime<Utc>,
    /// Where, when that is a venue that is known.
    pub venue: Option<VenueId>,
    /// Whether somebody must be asked first, because they keep no times of their own.
    pub to_be_asked: bool,
    /// The score, 0 to 1000.
    pub score: u16,
    /// What the score is made of.
    pub parts: Vec<Part>,
    /// The version of the partner's policy by which it was made.
    pub policy_version: u32,
    /// Where it stands.
    pub state: ProposalState,
}

impl Noun for Proposal {
    const KIND: NounKind = NounKind::Proposal;
}

impl Proposal {
    /// An open proposal of a champion ranked under this version of the policy.
    pub fn new(request: RequestId, ranked: &Ranked, policy_version: u32) -> Self {
        Self {
            request,
            affiliation: ranked.affiliation,
            second: ranked.second,
            starts_at: ranked.starts_at,
            ends_at: ranked.ends_at,
            venue: ranked.venue,
            to_be_asked: ranked.to_be_asked,
            score: ranked.score,
            parts: ranked.parts.to_vec(),
            policy_version,
            state: ProposalState::Open,
        }
    }
}
