//! `GET /v1/policies/{policy_id}`

use actix_web::get;
use trellis_domain::PolicyId;
use trellis_storage::Reading;

use super::model::PolicyView;
use crate::{
    answer::Item,
    caller::{Caller, OrNotFound},
    path::Path,
    problem::ApiResult,
};

/// Read a policy
///
/// The rules by which the partner's proposals are made: the version in force.
#[utoipa::path(
    tag = "matching",
    params(("policy_id" = PolicyId, Path, description = "Which policy.")),
    responses((status = 200, description = "The policy.", body = PolicyView)),
)]
#[get("/policies/{policy_id}")]
pub(super) async fn get_policy(caller: Caller, id: Path<PolicyId>) -> ApiResult<Item<PolicyView>> {
    let policy = caller.reads()?.find(id.0).await?.or_not_found()?;
    Ok(caller.item(policy.head.revision, PolicyView::from(&policy)))
}
