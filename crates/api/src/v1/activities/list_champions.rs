//! `GET /v1/activities/{activity_id}/champions`

use actix_web::get;
use trellis_app::activity::champions_for;
use trellis_domain::ActivityId;
use trellis_storage::Reading;

use super::suited::{SuitedChampionPage, Top};
use crate::{
    answer::Listing,
    caller::{Caller, OrNotFound},
    path::Path,
    problem::ApiResult,
    query::Query,
};

/// Rank champions for an activity
///
/// Which of your own champions could join an activity, yours or another partner's, by your own policy: those who help at venues, know its
/// topics, speak one of its languages, are at ease with everybody it reaches, come that far, and can at one of its weekly times at
/// least (`to_be_asked` where they only said that they may be asked). Each time is judged on its next date. The others are counted under the
/// first rule that they fail. The list knows only of commitments to you: whether somebody is busy for others, they say when you ask. Only the
/// best are shown, so there is no cursor. Whether the activity has ended makes no difference here.
#[utoipa::path(
    tag = "matching",
    params(("activity_id" = ActivityId, Path, description = "Which activity."), Top),
    responses((status = 200, description = "The best champions, and the others counted by reason.", body = SuitedChampionPage)),
)]
#[get("/activities/{activity_id}/champions")]
pub(super) async fn list_activity_champions(
    caller: Caller,
    id: Path<ActivityId>,
    query: Query<Top>,
) -> ApiResult<Listing<SuitedChampionPage>> {
    let Top { limit } = query.0;
    let reads = caller.snapshot().await?;
    let activity = reads.find(id.0).await?.or_not_found()?;
    let suitability = champions_for(&reads, caller.partner()?, &activity, caller.now(), limit).await?;
    Ok(Listing { page: suitability.into(), next: None })
}
