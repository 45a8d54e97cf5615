//! `POST /v1/activities`

use actix_web::post;
use trellis_app::activity;
use trellis_domain::activity::ActivityDetails;
use trellis_storage::Work;

use super::model::{ActivityView, create_example};
use crate::{
    answer::{Answer, Reply},
    body::Body,
    caller::Caller,
    problem::ApiResult,
};

/// Describe an activity
///
/// What your partner already runs and a champion could join, such as a coffee morning, an advice desk or a food bank. The other partners of the
/// network see it unless you say otherwise: a champion of theirs might join.
#[utoipa::path(
    tag = "activities",
    request_body(content = ActivityDetails, example = json!(create_example())),
    responses((status = 201, description = "The new activity.", body = ActivityView)),
)]
#[post("/activities")]
pub(super) async fn create_activity(caller: Caller, body: Body<ActivityDetails>) -> ApiResult<Reply<ActivityView>> {
    let create = async |work: &mut Work| {
        let activity = activity::create(work, caller.partner()?, body.read()?).await?;
        Ok(Answer::created("/v1/activities", &activity, ActivityView::from(&activity)))
    };
    caller.command(&body, create).await
}
