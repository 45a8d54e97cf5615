//! `POST /v1/completions`

use actix_web::post;
use trellis_app::completion;
use trellis_domain::completion::CompletionDetails;
use trellis_storage::Work;

use super::model::{CompletionView, course_of, create_example};
use crate::{
    answer::{Answer, Reply},
    body::Body,
    caller::Caller,
    problem::ApiResult,
};

/// Record a completion
///
/// That one of your partner's people has completed a course: one of the network, or one of your own. It is your partner's record; nobody else reads it. Say
/// `expires_on` only where whoever gave the course does: else the course says how long it counts.
#[utoipa::path(
    tag = "courses",
    request_body(content = CompletionDetails, example = json!(create_example())),
    responses((status = 201, description = "The new completion.", body = CompletionView)),
)]
#[post("/completions")]
pub(super) async fn create_completion(
    caller: Caller,
    body: Body<CompletionDetails>,
) -> ApiResult<Reply<CompletionView>> {
    let create = async |work: &mut Work| {
        let created = completion::create(work, caller.partner()?, body.read()?).await?;
        let course = course_of(work, &created).await?;
        Ok(Answer::created("/v1/completions", &created, CompletionView::new(&created, &course)))
    };
    caller.command(&body, create).await
}
