//! `PATCH /v1/checks/{check_id}`

use actix_web::patch;
use trellis_app::check;
use trellis_domain::CheckId;
use trellis_storage::{Reading, Work};

use super::model::{CheckPatch, CheckView, patch_example};
use crate::{
    answer::{Answer, Reply},
    caller::{Caller, OrNotFound},
    path::Path,
    precondition::IfMatch,
    problem::ApiResult,
};

/// Change a check
///
/// A JSON merge-patch of the whole record, protected detail included; the answer does not show that. A check stays with its person.
#[utoipa::path(
    tag = "checks",
    params(("check_id" = CheckId, Path, description = "Which check.")),
    request_body(content = CheckPatch, content_type = "application/merge-patch+json", example = json!(patch_example())),
    responses((status = 200, description = "The check as it is now.", body = CheckView)),
)]
#[patch("/checks/{check_id}")]
pub(super) async fn update_check(
    caller: Caller,
    id: Path<CheckId>,
    if_match: IfMatch,
    patch: CheckPatch,
) -> ApiResult<Reply<CheckView>> {
    let update = async |work: &mut Work| {
        let check = work.find(id.0).await?.or_not_found()?;
        if_match.check(check.head.revision)?;
        let check = check::update(work, &check, patch.apply(&check.details)?).await?;
        Ok(Answer::changed(&check, CheckView::from(&check)))
    };
    caller.command(&patch, update).await
}
