//! `GET /v1/completions/{completion_id}`

use actix_web::get;
use trellis_domain::CompletionId;
use trellis_storage::Reading;

use super::model::{CompletionView, course_of};
use crate::{
    answer::Item,
    caller::{Caller, OrNotFound},
    path::Path,
    problem::ApiResult,
};

/// Read a completion
///
/// A course that one of your partner's people has completed, and until when it counts.
#[utoipa::path(
    tag = "courses",
    params(("completion_id" = CompletionId, Path, description = "Which completion.")),
    responses((status = 200, description = "The completion.", body = CompletionView)),
)]
#[get("/completions/{completion_id}")]
pub(super) async fn get_completion(caller: Caller, id: Path<CompletionId>) -> ApiResult<Item<CompletionView>> {
    let reads = caller.snapshot().await?;
    let completion = reads.find(id.0).await?.or_not_found()?;
    let course = course_of(&reads, &completion).await?;
    // How long it counts may change with its course.
    let variant = format!("{}-{}", caller.variant(), course.head.revision);
    Ok(Item::new(completion.head.revision, &variant, CompletionView::new(&completion, &course)))
}
