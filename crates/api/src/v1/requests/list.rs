//! `GET /v1/requests`

use actix_web::get;
use serde::Deserialize;
use trellis_domain::{
    LearnerId, Request,
    help::Setting,
    request::{RequestState, Urgency},
};
use trellis_storage::{Reading, request::RequestFilter};
use utoipa::IntoParams;

use super::model::{RequestPage, RequestView};
use crate::{
    answer::Listing,
    caller::Caller,
    problem::ApiResult,
    query::{Limit, Query},
};

/// Which requests.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct ListRequests {
    /// Only those in this state.
    #[param(inline)]
    state: Option<RequestState>,
    /// Only those for help in this setting.
    #[param(inline)]
    setting: Option<Setting>,
    /// Only those that are as urgent.
    #[param(inline)]
    urgency: Option<Urgency>,
    /// Only those of this learner.
    #[param(inline)]
    learner_id: Option<LearnerId>,
    /// At most so many items.
    #[param(inline)]
    limit: Option<Limit>,
    /// Where to go on: `next_cursor` of the page before.
    #[param(max_length = 1024)]
    cursor: Option<String>,
}

/// List requests
///
/// The partner's own, or those that a referrer made, in the order in which they were made.
#[utoipa::path(tag = "requests", params(ListRequests), responses((status = 200, description = "A page of requests.", body = RequestPage)))]
#[get("/requests")]
pub(super) async fn list_requests(caller: Caller, query: Query<ListRequests>) -> ApiResult<Listing<RequestPage>> {
    let ListRequests { state, setting, urgency, learner_id, limit, cursor } = query.0;
    let page = caller.page(limit, cursor.as_deref())?;
    let filter = RequestFilter { state, setting, urgency, learner: learner_id, waiting: false };
    let requests = caller.reads()?.list::<Request>(&filter, page).await?;
    Ok(caller.listing(requests.map(|request| RequestView::new(&request, caller.reach()))))
}
