//! `POST /v1/delegations/{delegation_id}/revoke`

use actix_web::post;
use trellis_app::delegation;
use trellis_domain::DelegationId;
use trellis_storage::{Reading, Work};

use super::model::DelegationView;
use crate::{
    answer::{Answer, Reply},
    body::NoBody,
    caller::{Caller, OrNotFound},
    path::Path,
    problem::ApiResult,
};

/// Take a delegation back
///
/// It holds at once: from the answer on nobody does anything by it, requests that were on their way included. What was done before stays done.
/// Taking it back again changes nothing; one whose time is over needs no taking back.
#[utoipa::path(
    tag = "delegations",
    params(("delegation_id" = DelegationId, Path, description = "Which delegation.")),
    responses((status = 200, description = "The delegation, taken back.", body = DelegationView)),
)]
#[post("/delegations/{delegation_id}/revoke")]
pub(super) async fn revoke_delegation(caller: Caller, id: Path<DelegationId>) -> ApiResult<Reply<DelegationView>> {
    let revoke = async |work: &mut Work| {
        let given = work.find(id.0).await?.or_not_found()?;
        let revoked = delegation::revoke(work, &given).await?;
        Ok(Answer::changed(&revoked, DelegationView::new(&revoked, caller.now())))
    };
    caller.command(&NoBody, revoke).await
}
