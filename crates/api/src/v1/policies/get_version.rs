//! `GET /v1/policies/{policy_id}/versions/{number}`

use actix_web::get;
use trellis_domain::PolicyId;
use trellis_storage::policy_version;

use super::version_model::PolicyVersionView;
use crate::{
    answer::Item,
    caller::{Caller, OrNotFound},
    path::Path,
    problem::ApiResult,
};

/// Read a version of a policy
///
/// The rules as they were, whatever they are now. Proposals name the version by which they were made.
#[utoipa::path(
    tag = "matching",
    params(
        ("policy_id" = PolicyId, Path, description = "Which policy."),
        ("number" = u32, Path, description = "Which version: 1, 2, ….", example = 1),
    ),
    responses((status = 200, description = "The version.", body = PolicyVersionView)),
)]
#[get("/policies/{policy_id}/versions/{number}")]
pub(super) async fn get_policy_version(
    caller: Caller,
    which: Path<(PolicyId, u32)>,
) -> ApiResult<Item<PolicyVersionView>> {
    let Path((policy, number)) = which;
    let version = policy_version::find(&caller.reads()?, policy, number).await?.or_not_found()?;
    Ok(caller.item(version.revision, version.into()))
}
