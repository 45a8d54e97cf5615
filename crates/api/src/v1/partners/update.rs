//! `PATCH /v1/partners/{partner_id}`

use actix_web::patch;
use trellis_app::partner;
use trellis_domain::PartnerId;
use trellis_storage::{Reading, Work};

use super::model::{PartnerPatch, PartnerView, patch_example};
use crate::{
    answer::{Answer, Reply},
    caller::{Caller, OrNotFound},
    path::Path,
    precondition::IfMatch,
    problem::ApiResult,
};

/// Change a partner
///
/// A JSON merge-patch of what a partner says about itself. Its stage moves by `POST /v1/partners/{partner_id}/stage`.
#[utoipa::path(
    tag = "partners",
    params(("partner_id" = PartnerId, Path, description = "Which partner.")),
    request_body(content = PartnerPatch, content_type = "application/merge-patch+json", example = json!(patch_example())),
    responses((status = 200, description = "The partner as it is now.", body = PartnerView)),
)]
#[patch("/partners/{partner_id}")]
pub(super) async fn update_partner(
    caller: Caller,
    id: Path<PartnerId>,
    if_match: IfMatch,
    patch: PartnerPatch,
) -> ApiResult<Reply<PartnerView>> {
    let update = async |work: &mut Work| {
        let partner = work.find(id.0).await?.or_not_found()?;
        if_match.check(partner.head.revision)?;
        let partner = partner::update(work, &partner, patch.apply(&partner.details)?).await?;
        Ok(Answer::changed(&partner, PartnerView::from(&partner)))
    };
    caller.command(&patch, update).await
}
