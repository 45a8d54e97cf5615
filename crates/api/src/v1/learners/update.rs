//! `PATCH /v1/learners/{learner_id}`

use actix_web::patch;
use trellis_app::learner;
use trellis_domain::LearnerId;
use trellis_storage::{Reading, Work};

use super::model::{LearnerPatch, LearnerView, patch_example};
use crate::{
    answer::{Answer, Reply},
    caller::{Caller, OrNotFound},
    path::Path,
    precondition::IfMatch,
    problem::ApiResult,
};

/// Change a learner
///
/// A JSON merge-patch of what the partner wrote down. An address that the patch does not mention stays.
#[utoipa::path(
    tag = "learners",
    params(("learner_id" = LearnerId, Path, description = "Which learner.")),
    request_body(content = LearnerPatch, content_type = "application/merge-patch+json", example = json!(patch_example())),
    responses((status = 200, description = "The learner as it is now.", body = LearnerView)),
)]
#[patch("/learners/{learner_id}")]
pub(super) async fn update_learner(
    caller: Caller,
    id: Path<LearnerId>,
    if_match: IfMatch,
    patch: LearnerPatch,
) -> ApiResult<Reply<LearnerView>> {
    let update = async |work: &mut Work| {
        let learner = work.find(id.0).await?.or_not_found()?;
        if_match.check(learner.head.revision)?;
        let learner = learner::update(work, &learner, patch.apply(&learner.details)?).await?;
        Ok(Answer::changed(&learner, LearnerView::from(&learner)))
    };
    caller.command(&patch, update).await
}
