//! `PATCH /v1/completions/{completion_id}`

use actix_web::patch;
use trellis_app::completion;
use trellis_domain::CompletionId;
use trellis_storage::{Reading, Work};

use super::model::{CompletionPatch, CompletionView, course_of, patch_example};
use crate::{
    answer::{Answer, Reply},
    caller::{Caller, OrNotFound},
    path::Path,
    precondition::IfMatch,
    problem::ApiResult,
};

/// Change a completion
///
/// A JSON merge-patch of the record. It stays with its person and its course.
#[utoipa::path(
    tag = "courses",
    params(("completion_id" = CompletionId, Path, description = "Which completion.")),
    request_body(content = CompletionPatch, content_type = "application/merge-patch+json", example = json!(patch_example())),
    responses((status = 200, description = "The completion as it is now.", body = CompletionView)),
)]
#[patch("/completions/{completion_id}")]
pub(super) async fn update_completion(
    caller: Caller,
    id: Path<CompletionId>,
    if_match: IfMatch,
    patch: CompletionPatch,
) -> ApiResult<Reply<CompletionView>> {
    let update = async |work: &mut Work| {
        let completion = work.find(id.0).await?.or_not_found()?;
        if_match.check(completion.head.revision)?;
        let completion = completion::update(work, &completion, patch.apply(&completion.details)?).await?;
        let course = course_of(work, &completion).await?;
        Ok(Answer::changed(&completion, CompletionView::new(&completion, &course)))
    };
    caller.command(&patch, update).await
}
