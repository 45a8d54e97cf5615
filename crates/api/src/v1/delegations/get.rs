//! `GET /v1/delegations/{delegation_id}`

use actix_web::get;
use trellis_domain::DelegationId;
use trellis_storage::Reading;

use super::model::DelegationView;
use crate::{
    answer::Item,
    caller::{Caller, OrNotFound},
    path::Path,
    problem::ApiResult,
};

/// Read a delegation
///
/// Whom a partner lets act for it, in what, and whether it still does. Both sides read it, and nobody else.
#[utoipa::path(
    tag = "delegations",
    params(("delegation_id" = DelegationId, Path, description = "Which delegation.")),
    responses((status = 200, description = "The delegation.", body = DelegationView)),
)]
#[get("/delegations/{delegation_id}")]
pub(super) async fn get_delegation(caller: Caller, id: Path<DelegationId>) -> ApiResult<Item<DelegationView>> {
    let given = caller.reads()?.find(id.0).await?.or_not_found()?;
    Ok(DelegationView::new(&given, caller.now()).into_item(&caller, &given))
}
