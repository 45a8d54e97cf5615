//! What proves the bound of a plan.

use serde::{Deserialize, Serialize};

use super::{WaitingList, ways::Shown};
use crate::{
    affiliation::AffiliationId,
    flat::At,
    planning::{Multipliers, Plan},
    request::RequestId,
};

/// What proves that no plan costs less than `bound`, in parts of a thousandth.
///
/// Give each request its price. A champion's timetable is then worth the costs of its ways (1000 − score) with the loads of its hours, less the prices of the
/// requests in it; the best one that keeps to the rules (no two at once, the way between places, caps) is worth `timetable`, 0 or less. Whatever the
/// prices are, as long as none is above the price of waiting, every plan costs at least the sum of all prices and all timetables: each request is
/// in one timetable, or waits for no less than its price.
///
/// **From this alone** anybody can check that `bound` is the sum of all `price` and all `timetable`, divided by `parts` and rounded up; that every price is
/// between 0 and the price of waiting; that what the plan gives a champion is worth no less than the champion's `timetable`, and just as much
/// where plan and bound are equal. **With the ways** that the rules allow (the champions' hours: `ways` says how many starts were looked at) anybody can
/// check that no timetable is worth less. Where two champions go together, each has half of what the way is worth at these prices, but for splits
/// that balance out; they are not told. `lower_bound` may be above `bound`: then a search has shown that there is nothing in between.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "schema", schema(as = PlanCertificate))]
pub struct Certificate {
    /// How many parts make a thousandth.
    pub parts: i64,
    /// What no plan costs less than, by these prices alone, in thousandths.
    pub bound: i64,
    /// The requests.
    pub requests: Vec<RequestPrice>,
    /// The champions whose best timetable is worth something at these prices; all others are worth 0.
    pub champions: Vec<ChampionPrice>,
}

/// The price of a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct RequestPrice {
    /// The request.
    pub request_id: RequestId,
    /// About what it costs the whole plan that the request is there, in parts of a thousandth: 0 to the price of waiting.
    pub price: i64,
    /// How many ways to help were looked at: champions and starts.
    pub ways: u32,
    /// What every other way costs at least, in thousandths; none where no other way could be in a better plan.
    #[cfg_attr(feature = "schema", schema(required))]
    pub otherwise: Option<i64>,
}

/// What a champion's time is worth.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct ChampionPrice {
    /// The champion, by the partner's own record.
    pub affiliation_id: AffiliationId,
    /// What the best timetable is worth, in parts of a thousandth: 0 or less.
    pub timetable: i64,
}

impl Certificate {
    pub(super) fn of(list: &WaitingList, shown: &[Shown], plan: &Plan) -> Self {
        let requests = list.applicants.iter().zip(shown).enumerate().map(|(at, (applicant, shown))| RequestPrice {
            request_id: applicant.request,
            price: plan.multipliers.tasks.at(at),
            ways: u32::try_from(shown.ways.len()).unwrap_or(u32::MAX),
            otherwise: shown.otherwise,
        });
        let champions = list.champions.iter().zip(&plan.timetables).filter(|(_, timetable)| **timetable != 0);
        let champion = |(affiliation_id, timetable): (&AffiliationId, &i64)| ChampionPrice {
            affiliation_id: *affiliation_id,
            timetable: *timetable,
        };
        Self {
            parts: Multipliers::PARTS,
            bound: plan.proved_by_prices(),
            requests: requests.collect(),
            champions: champions.map(champion).collect(),
        }
    }
}
