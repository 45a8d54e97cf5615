//! `POST /v1/partners/{partner_id}/stage`

use actix_web::post;
use trellis_app::partner;
use trellis_domain::{PartnerId, partner::MoveStage};
use trellis_storage::{Reading, Work};

use super::model::{PartnerView, move_example};
use crate::{
    answer::{Answer, Reply},
    body::Body,
    caller::{Caller, OrNotFound},
    path::Path,
    problem::ApiResult,
};

/// Move a partner to another stage
///
/// `thinking → exploring → agreed → preparing → delivering`, one step at a time; back with a reason; `paused` with a reason and a review
/// date, and from there back to where it was; `left` and `closed` end it. Nobody leaves with sessions to come, open requests or active
/// champions; that an organisation is gone (`closed`) is recorded by the co-ordinator. Every step becomes dated history.
#[utoipa::path(
    tag = "partners",
    params(("partner_id" = PartnerId, Path, description = "Which partner.")),
    request_body(content = MoveStage, example = json!(move_example())),
    responses((status = 200, description = "The partner at its new stage.", body = PartnerView)),
)]
#[post("/partners/{partner_id}/stage")]
pub(super) async fn move_partner_stage(
    caller: Caller,
    id: Path<PartnerId>,
    body: Body<MoveStage>,
) -> ApiResult<Reply<PartnerView>> {
    let step = async |work: &mut Work| {
        let partner = work.find(id.0).await?.or_not_found()?;
        let step = body.read()?;
        step.check_role(caller.who().role)?;
        let partner = partner::move_stage(work, &partner, step).await?;
        Ok(Answer::changed(&partner, PartnerView::from(&partner)))
    };
    caller.command(&body, step).await
}
