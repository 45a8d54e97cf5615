//! `POST /v1/shifts`

use actix_web::post;
use trellis_app::shift;
use trellis_domain::shift::ShiftDetails;
use trellis_storage::Work;

use super::model::{ShiftView, create_example};
use crate::{
    answer::{Answer, Reply},
    body::Body,
    caller::Caller,
    problem::ApiResult,
};

/// Ask a champion to a session
///
/// One of your active champions, to one of your sessions. This commits nobody: the champion is taken once the shift is `confirmed`.
#[utoipa::path(
    tag = "sessions",
    request_body(content = ShiftDetails, example = json!(create_example())),
    responses((status = 201, description = "The new shift.", body = ShiftView)),
)]
#[post("/shifts")]
pub(super) async fn create_shift(caller: Caller, body: Body<ShiftDetails>) -> ApiResult<Reply<ShiftView>> {
    let create = async |work: &mut Work| {
        let shift = shift::create(work, caller.partner()?, body.read()?).await?;
        Ok(Answer::created("/v1/shifts", &shift, ShiftView::from(&shift)))
    };
    caller.command(&body, create).await
}
