//! `POST /v1/checks`

use actix_web::post;
use trellis_app::check;
use trellis_domain::check::CheckDetails;
use trellis_storage::Work;

use super::model::{CheckView, create_example};
use crate::{
    answer::{Answer, Reply},
    body::Body,
    caller::Caller,
    problem::ApiResult,
};

/// Record a check
///
/// A vetting record on one of your partner's affiliations. No image and no content of a certificate is taken, and no date of expiry: there is
/// none. Above basic, say what makes asking for it lawful. The protected detail is written here and read only by a disclosure.
#[utoipa::path(
    tag = "checks",
    request_body(content = CheckDetails, example = json!(create_example())),
    responses((status = 201, description = "The new check.", body = CheckView)),
)]
#[post("/checks")]
pub(super) async fn create_check(caller: Caller, body: Body<CheckDetails>) -> ApiResult<Reply<CheckView>> {
    let create = async |work: &mut Work| {
        let created = check::create(work, caller.partner()?, body.read()?).await?;
        Ok(Answer::created("/v1/checks", &created, CheckView::from(&created)))
    };
    caller.command(&body, create).await
}
