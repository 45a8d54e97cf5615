//! `GET /v1/affiliations/{affiliation_id}/activities`

use actix_web::get;
use trellis_app::activity::activities_for;
use trellis_domain::AffiliationId;
use trellis_storage::Reading;

use super::suited::{SuitedActivityPage, Top};
use crate::{
    answer::Listing,
    caller::{Caller, OrNotFound},
    path::Path,
    problem::ApiResult,
    query::Query,
};

/// Rank activities for a champion
///
/// Which activities one of your champions could join: yours, and those of other partners that the network may see, as long as they go on. The
/// rules and scores are those of `/v1/activities/{activity_id}/champions`, by your own policy, whoever runs the activity. The
/// others are counted under the first rule that fails. Only the best are shown, so there is no cursor.
#[utoipa::path(
    tag = "matching",
    params(("affiliation_id" = AffiliationId, Path, description = "For whom."), Top),
    responses((status = 200, description = "The best activities, and the others counted by reason.", body = SuitedActivityPage)),
)]
#[get("/affiliations/{affiliation_id}/activities")]
pub(super) async fn list_affiliation_activities(
    caller: Caller,
    id: Path<AffiliationId>,
    query: Query<Top>,
) -> ApiResult<Listing<SuitedActivityPage>> {
    let Top { limit } = query.0;
    let reads = caller.snapshot().await?;
    let affiliation = reads.find(id.0).await?.or_not_found()?;
    let suitable = activities_for(&reads, &affiliation, caller.now(), limit).await?;
    Ok(Listing { page: suitable.into(), next: None })
}
