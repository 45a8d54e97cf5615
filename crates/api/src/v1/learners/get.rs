//! `GET /v1/learners/{learner_id}`

use actix_web::get;
use trellis_domain::LearnerId;
use trellis_storage::Reading;

use super::model::LearnerView;
use crate::{
    answer::Item,
    caller::{Caller, OrNotFound},
    path::Path,
    problem::ApiResult,
};

/// Read a learner
///
/// Everything but the home address.
#[utoipa::path(
    tag = "learners",
    params(("learner_id" = LearnerId, Path, description = "Which learner.")),
    responses((status = 200, description = "The learner.", body = LearnerView)),
)]
#[get("/learners/{learner_id}")]
pub(super) async fn get_learner(caller: Caller, id: Path<LearnerId>) -> ApiResult<Item<LearnerView>> {
    let learner = caller.reads()?.find(id.0).await?.or_not_found()?;
    Ok(caller.item(learner.head.revision, LearnerView::from(&learner)))
}
