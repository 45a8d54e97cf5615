//! `GET /v1/activities/{activity_id}`

use actix_web::get;
use trellis_domain::ActivityId;
use trellis_storage::Reading;

use super::model::ActivityView;
use crate::{
    answer::Item,
    caller::{Caller, OrNotFound},
    path::Path,
    problem::ApiResult,
};

/// Read an activity
///
/// When and where it takes place, and whom it reaches. The series that are part of it are at `/v1/series?activity_id=…`.
#[utoipa::path(
    tag = "activities",
    params(("activity_id" = ActivityId, Path, description = "Which activity.")),
    responses((status = 200, description = "The activity.", body = ActivityView)),
)]
#[get("/activities/{activity_id}")]
pub(super) async fn get_activity(caller: Caller, id: Path<ActivityId>) -> ApiResult<Item<ActivityView>> {
    let activity = caller.reads()?.find(id.0).await?.or_not_found()?;
    Ok(caller.item(activity.head.revision, ActivityView::from(&activity)))
}
