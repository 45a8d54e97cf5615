//! `GET /v1/learners`

use actix_web::get;
use serde::Deserialize;
use trellis_domain::Learner;
use trellis_storage::{Reading, learner::LearnerFilter};
use utoipa::IntoParams;

use super::model::{LearnerPage, LearnerView};
use crate::{
    answer::Listing,
    caller::Caller,
    problem::ApiResult,
    query::{Limit, Query},
};

/// Which learners.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct ListLearners {
    /// At most so many items.
    #[param(inline)]
    limit: Option<Limit>,
    /// Where to go on: `next_cursor` of the page before.
    #[param(max_length = 1024)]
    cursor: Option<String>,
}

/// List learners
///
/// The partner's own records, in the order in which they were made.
#[utoipa::path(tag = "learners", params(ListLearners), responses((status = 200, description = "A page of learners.", body = LearnerPage)))]
#[get("/learners")]
pub(super) async fn list_learners(caller: Caller, query: Query<ListLearners>) -> ApiResult<Listing<LearnerPage>> {
    let ListLearners { limit, cursor } = query.0;
    let page = caller.page(limit, cursor.as_deref())?;
    let learners = caller.reads()?.list::<Learner>(&LearnerFilter, page).await?;
    Ok(caller.listing(learners.map(|learner| LearnerView::from(&learner))))
}
