//! `POST /v1/partners`

use actix_web::post;
use trellis_app::partner;
use trellis_domain::partner::PartnerDetails;

use super::model::{PartnerView, create_example};
use crate::{
    answer::{Answer, Reply},
    body::Body,
    caller::Caller,
    problem::ApiResult,
};

/// Add a partner
///
/// A new organisation of the network, at the stage `thinking`. From then on it owns itself: only its own clients change it.
#[utoipa::path(
    tag = "partners",
    request_body(content = PartnerDetails, example = json!(create_example())),
    responses((status = 201, description = "The new partner.", body = PartnerView)),
)]
#[post("/partners")]
pub(super) async fn create_partner(caller: Caller, body: Body<PartnerDetails>) -> ApiResult<Reply<PartnerView>> {
    let create = async |work: &mut _| {
        let partner = partner::create(work, body.read()?).await?;
        Ok(Answer::created("/v1/partners", &partner, PartnerView::from(&partner)))
    };
    caller.command(&body, create).await
}
