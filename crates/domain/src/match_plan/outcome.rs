//! What a plan says.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::{Certificate, Shortage};
use crate::{
    affiliation::AffiliationId,
    matching::{Funnel, Part},
    request::RequestId,
    venue::VenueId,
};

/// A plan, with what is known of how good it is. Costs are in thousandths, as scores are.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "schema", schema(as = PlanOutcome))]
pub struct MatchPlanOutcome {
    /// What the plan costs: what scores lack of 1000, loads, and the prices of those who wait.
    pub objective: i64,
    /// What no plan costs less than, whichever champions and starts that the rules allow it chooses: also those that were not looked at.
    pub lower_bound: i64,
    /// Whether it is proved that no plan is better.
    pub optimal: bool,
    /// How far the plan may be above the best, per ten thousand of the bound, rounded up.
    pub gap_per_ten_thousand: i64,
    /// What proposing for one request after the other, the dearest to leave waiting first, would cost, of the ways that were looked at: what the plan gains.
    pub one_by_one: i64,
    /// Who helps whom, in the order of the requests' ids.
    pub arrangements: Vec<Arrangement>,
    /// Who waits, in the order of the requests' ids. Each request that was to be planned is here or above, and once.
    pub waiting: Vec<Waits>,
    /// What would help those who wait most.
    pub shortages: Vec<Shortage>,
    /// What proves the bound.
    #[serde(default)]
    #[cfg_attr(feature = "schema", schema(required))]
    pub certificate: Certificate,
    /// The price of every champion who could help, for every request. It is not told as a whole: ask for one champion of one request.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "schema", schema(ignore))]
    pub priced: Vec<Priced>,
}

/// What it would cost all together if a champion helped with a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Priced {
    /// The request.
    pub request_id: RequestId,
    /// The champion.
    pub affiliation_id: AffiliationId,
    /// How much dearer than this plan every plan is in which the champion helps with the request, at least.
    pub dearer_by: i64,
}

/// A request with the champion who is to help.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Arrangement {
    /// The request.
    pub request_id: RequestId,
    /// The champion, by the partner's own record.
    pub affiliation_id: AffiliationId,
    /// The champion who comes along, where the policy wants two.
    #[cfg_attr(feature = "schema", schema(required))]
    pub second_affiliation_id: Option<AffiliationId>,
    /// When help starts.
    pub starts_at: DateTime<Utc>,
    /// When it ends.
    pub ends_at: DateTime<Utc>,
    /// Where, when that is a venue that is known.
    #[cfg_attr(feature = "schema", schema(required))]
    pub venue_id: Option<VenueId>,
    /// Whether somebody must be asked first.
    pub to_be_asked: bool,
    /// The score, 0 to 1000.
    #[cfg_attr(feature = "schema", schema(maximum = 1000))]
    pub score: u16,
    /// What the score is made of.
    pub parts: Vec<Part>,
    /// What waiting would have cost.
    pub waiting_price: i64,
    /// What this contributes: the price of waiting less what the score lacks of 1000. Loads are left out; they belong to all of a champion's requests.
    pub gain: i64,
    /// Other champions for this request, those first who would make the plan dearer by least.
    pub alternatives: Vec<Alternative>,
}

/// A request that waits.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Waits {
    /// The request.
    pub request_id: RequestId,
    /// What waiting costs; nothing for a request that is gone.
    pub waiting_price: i64,
    /// Why it waits.
    pub because: WhyWaiting,
    /// What became of the champions that were looked at.
    pub funnel: Funnel,
    /// Champions who could help, those first who would make the plan dearer by least.
    pub alternatives: Vec<Alternative>,
}

/// Why a request waits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub enum WhyWaiting {
    /// No champion passes every rule: see the funnel.
    NobodyCan,
    /// Some could, but all together wait less if they help others: every plan in which one of them helps here is dearer, or none is cheaper than this one.
    NeededElsewhere,
    /// Some could, but the work that was allowed neither found them an hour nor proved that they are needed elsewhere. A more thorough plan, or one of
    /// fewer requests, may say more.
    Undecided,
    /// It was no longer there to be planned: not in the state `taken`, or not with this partner.
    Gone,
}

/// A champion for a request that the plan has otherwise.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Alternative {
    /// The champion, by the partner's own record.
    pub affiliation_id: AffiliationId,
    /// How much dearer than this plan every plan is in which this champion helps with this request, at least. 0: it may be as good.
    pub dearer_by: i64,
}
