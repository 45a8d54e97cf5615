//! `PATCH /v1/areas/{area_id}`

use actix_web::patch;
use trellis_app::area;
use trellis_domain::AreaId;
use trellis_storage::{Reading, Work};

use super::model::{AreaPatch, AreaView, patch_example};
use crate::{
    answer::{Answer, Reply},
    caller::{Caller, OrNotFound},
    path::Path,
    precondition::IfMatch,
    problem::ApiResult,
};

/// Change an area
///
/// A JSON merge-patch of what the lead body says about a neighbourhood.
#[utoipa::path(
    tag = "places",
    params(("area_id" = AreaId, Path, description = "Which area.")),
    request_body(content = AreaPatch, content_type = "application/merge-patch+json", example = json!(patch_example())),
    responses((status = 200, description = "The area as it is now.", body = AreaView)),
)]
#[patch("/areas/{area_id}")]
pub(super) async fn update_area(
    caller: Caller,
    id: Path<AreaId>,
    if_match: IfMatch,
    patch: AreaPatch,
) -> ApiResult<Reply<AreaView>> {
    let update = async |work: &mut Work| {
        let area = work.find(id.0).await?.or_not_found()?;
        if_match.check(area.head.revision)?;
        let area = area::update(work, &area, patch.apply(&area.details)?).await?;
        Ok(Answer::changed(&area, AreaView::from(&area)))
    };
    caller.command(&patch, update).await
}
