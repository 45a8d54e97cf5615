//! `DELETE /v1/learners/{learner_id}`

use actix_web::delete;
use trellis_app::learner;
use trellis_domain::LearnerId;
use trellis_storage::{Reading, Work};

use crate::{
    answer::{Answer, Reply},
    body::NoBody,
    caller::{Caller, OrNotFound},
    path::Path,
    precondition::IfMatch,
    problem::ApiResult,
};

/// Erase a learner
///
/// Removes the person for good: the record, its numbers and consents, and whatever answers were kept for repeats. Requests
/// stay for the figures without anything that says who asked; those still open are withdrawn.
#[utoipa::path(
    tag = "learners",
    params(("learner_id" = LearnerId, Path, description = "Which learner.")),
    responses((status = 204, description = "The person is erased.")),
)]
#[delete("/learners/{learner_id}")]
pub(super) async fn delete_learner(caller: Caller, id: Path<LearnerId>, if_match: IfMatch) -> ApiResult<Reply<()>> {
    let erase = async |work: &mut Work| {
        let learner = work.find(id.0).await?.or_not_found()?;
        if_match.check(learner.head.revision)?;
        learner::erase(work, &learner).await?;
        Ok(Answer::done())
    };
    caller.command(&NoBody, erase).await
}
