//! `GET /v1/partners/{partner_id}`

use actix_web::get;
use trellis_domain::PartnerId;
use trellis_storage::Reading;

use super::model::PartnerView;
use crate::{
    answer::Item,
    caller::{Caller, OrNotFound},
    path::Path,
    problem::ApiResult,
};

/// Read a partner
///
/// One organisation of the network, and how far it has come.
#[utoipa::path(
    tag = "partners",
    params(("partner_id" = PartnerId, Path, description = "Which partner.")),
    responses((status = 200, description = "The partner.", body = PartnerView)),
)]
#[get("/partners/{partner_id}")]
pub(super) async fn get_partner(caller: Caller, id: Path<PartnerId>) -> ApiResult<Item<PartnerView>> {
    let partner = caller.reads()?.find(id.0).await?.or_not_found()?;
    Ok(caller.item(partner.head.revision, PartnerView::from(&partner)))
}
