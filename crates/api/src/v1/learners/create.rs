//! `POST /v1/learners`

use actix_web::post;
use trellis_app::learner;
use trellis_domain::learner::LearnerDetails;

use super::model::{LearnerView, create_example};
use crate::{
    answer::{Answer, Reply},
    body::Body,
    caller::Caller,
    problem::ApiResult,
};

/// Add a learner
///
/// A record of somebody who is helped. Only the partner that made it reads it, whatever anybody's role.
#[utoipa::path(
    tag = "learners",
    request_body(content = LearnerDetails, example = json!(create_example())),
    responses((status = 201, description = "The new learner.", body = LearnerView)),
)]
#[post("/learners")]
pub(super) async fn create_learner(caller: Caller, body: Body<LearnerDetails>) -> ApiResult<Reply<LearnerView>> {
    let owner = caller.partner()?;
    let create = async |work: &mut _| {
        let learner = learner::create(work, owner, body.read()?).await?;
        Ok(Answer::created("/v1/learners", &learner, LearnerView::from(&learner)))
    };
    caller.command(&body, create).await
}
