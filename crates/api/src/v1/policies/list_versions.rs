//! `GET /v1/policies/{policy_id}/versions`

use actix_web::get;
use serde::Deserialize;
use trellis_domain::{Policy, PolicyId};
use trellis_storage::{Reading, policy_version};
use utoipa::IntoParams;

use super::version_model::{PolicyVersionPage, PolicyVersionView};
use crate::{
    answer::Listing,
    caller::{Caller, OrNotFound},
    path::Path,
    problem::ApiResult,
    query::{Limit, Query},
};

/// Which part of the history.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct ListPolicyVersions {
    /// At most so many items.
    #[param(inline)]
    limit: Option<Limit>,
    /// Where to go on: `next_cursor` of the page before.
    #[param(max_length = 1024)]
    cursor: Option<String>,
}

/// List the versions of a policy
///
/// Every version that was ever in force, the newest first, with who made it and when.
#[utoipa::path(
    tag = "matching",
    params(("policy_id" = PolicyId, Path, description = "Which policy."), ListPolicyVersions),
    responses((status = 200, description = "A page of versions.", body = PolicyVersionPage)),
)]
#[get("/policies/{policy_id}/versions")]
pub(super) async fn list_policy_versions(
    caller: Caller,
    id: Path<PolicyId>,
    query: Query<ListPolicyVersions>,
) -> ApiResult<Listing<PolicyVersionPage>> {
    let ListPolicyVersions { limit, cursor } = query.0;
    let page = caller.page(limit, cursor.as_deref())?;
    let reads = caller.snapshot().await?;
    let policy = reads.find::<Policy>(id.0).await?.or_not_found()?;
    let versions = policy_version::of(&reads, policy.id, page).await?;
    Ok(caller.listing(versions.map(PolicyVersionView::from)))
}
