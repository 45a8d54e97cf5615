//! `POST /v1/consents`

use actix_web::post;
use trellis_app::consent;
use trellis_domain::consent::ConsentDetails;
use trellis_storage::Work;

use super::model::{ConsentView, create_example};
use crate::{
    answer::{Answer, Reply},
    body::Body,
    caller::Caller,
    problem::ApiResult,
};

/// Record a consent
///
/// What one of your partner's champions or learners agreed to: a purpose, a named recipient, and the version of the words that were read.
#[utoipa::path(
    tag = "consents",
    request_body(content = ConsentDetails, example = json!(create_example())),
    responses((status = 201, description = "The new consent.", body = ConsentView)),
)]
#[post("/consents")]
pub(super) async fn create_consent(caller: Caller, body: Body<ConsentDetails>) -> ApiResult<Reply<ConsentView>> {
    let create = async |work: &mut Work| {
        let created = consent::create(work, caller.partner()?, body.read()?).await?;
        Ok(Answer::created("/v1/consents", &created, ConsentView::from(&created)))
    };
    caller.command(&body, create).await
}
