//! `DELETE /v1/completions/{completion_id}`

use actix_web::delete;
use trellis_app::completion;
use trellis_domain::CompletionId;
use trellis_storage::{Reading, Work};

use crate::{
    answer::{Answer, Reply},
    body::NoBody,
    caller::{Caller, OrNotFound},
    path::Path,
    precondition::IfMatch,
    problem::ApiResult,
};

/// Remove a completion
///
/// For a record that should not be. One that does not count any more can stay.
#[utoipa::path(
    tag = "courses",
    params(("completion_id" = CompletionId, Path, description = "Which completion.")),
    responses((status = 204, description = "It is removed.")),
)]
#[delete("/completions/{completion_id}")]
pub(super) async fn delete_completion(
    caller: Caller,
    id: Path<CompletionId>,
    if_match: IfMatch,
) -> ApiResult<Reply<()>> {
    let delete = async |work: &mut Work| {
        let found = work.find(id.0).await?.or_not_found()?;
        if_match.check(found.head.revision)?;
        completion::delete(work, &found).await?;
        Ok(Answer::done())
    };
    caller.command(&NoBody, delete).await
}
