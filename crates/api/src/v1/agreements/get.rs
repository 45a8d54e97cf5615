//! `GET /v1/agreements/{agreement_id}`

use actix_web::get;
use trellis_app::network;
use trellis_domain::AgreementId;
use trellis_storage::Reading;

use super::model::AgreementView;
use crate::{
    answer::Item,
    caller::{Caller, OrNotFound},
    path::Path,
    problem::ApiResult,
};

/// Read an agreement
///
/// Whom a partner lends to which other one, from when until when, and whether both agree. Both sides read it, and nobody else.
#[utoipa::path(
    tag = "agreements",
    params(("agreement_id" = AgreementId, Path, description = "Which agreement.")),
    responses((status = 200, description = "The agreement.", body = AgreementView)),
)]
#[get("/agreements/{agreement_id}")]
pub(super) async fn get_agreement(caller: Caller, id: Path<AgreementId>) -> ApiResult<Item<AgreementView>> {
    let reads = caller.reads()?;
    let agreement = reads.find(id.0).await?.or_not_found()?;
    let today = network::today(&reads, caller.now()).await?;
    Ok(AgreementView::new(&agreement, today).into_item(&caller, &agreement))
}
