//! `PATCH /v1/activities/{activity_id}`

use actix_web::patch;
use trellis_app::activity;
use trellis_domain::ActivityId;
use trellis_storage::{Reading, Work};

use super::model::{ActivityPatch, ActivityView, patch_example};
use crate::{
    answer::{Answer, Reply},
    caller::{Caller, OrNotFound},
    path::Path,
    precondition::IfMatch,
    problem::ApiResult,
};

/// Change an activity
///
/// A JSON merge-patch of what your partner says about it. When it ends, say so with `state`: it stays, but is proposed to nobody.
#[utoipa::path(
    tag = "activities",
    params(("activity_id" = ActivityId, Path, description = "Which activity.")),
    request_body(content = ActivityPatch, content_type = "application/merge-patch+json", example = json!(patch_example())),
    responses((status = 200, description = "The activity as it is now.", body = ActivityView)),
)]
#[patch("/activities/{activity_id}")]
pub(super) async fn update_activity(
    caller: Caller,
    id: Path<ActivityId>,
    if_match: IfMatch,
    patch: ActivityPatch,
) -> ApiResult<Reply<ActivityView>> {
    let update = async |work: &mut Work| {
        let activity = work.find(id.0).await?.or_not_found()?;
        if_match.check(activity.head.revision)?;
        let activity = activity::update(work, &activity, patch.apply(&activity.details)?).await?;
        Ok(Answer::changed(&activity, ActivityView::from(&activity)))
    };
    caller.command(&patch, update).await
}
