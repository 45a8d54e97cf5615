//! `GET /v1/match-plans`

use actix_web::get;
use serde::Deserialize;
use trellis_domain::{MatchPlan, match_plan::MatchPlanState};
use trellis_storage::{Reading, match_plan::MatchPlanFilter};
use utoipa::IntoParams;

use super::model::{MatchPlanPage, MatchPlanSummary};
use crate::{
    answer::Listing,
    caller::Caller,
    problem::ApiResult,
    query::{Limit, Query},
};

/// Which plans.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct ListMatchPlans {
    /// Only those that have come so far.
    #[param(inline)]
    state: Option<MatchPlanState>,
    /// At most so many items.
    #[param(inline)]
    limit: Option<Limit>,
    /// Where to go on: `next_cursor` of the page before.
    #[param(max_length = 1024)]
    cursor: Option<String>,
}

/// List plans
///
/// The partner's own, in the order in which they were asked for, without what they say.
#[utoipa::path(tag = "matching", params(ListMatchPlans), responses((status = 200, description = "A page of plans.", body = MatchPlanPage)))]
#[get("/match-plans")]
pub(super) async fn list_match_plans(
    caller: Caller,
    query: Query<ListMatchPlans>,
) -> ApiResult<Listing<MatchPlanPage>> {
    let ListMatchPlans { state, limit, cursor } = query.0;
    let page = caller.page(limit, cursor.as_deref())?;
    let plans = caller.reads()?.list::<MatchPlan>(&MatchPlanFilter { state }, page).await?;
    Ok(caller.listing(plans.map(|plan| MatchPlanSummary::from(&plan))))
}
