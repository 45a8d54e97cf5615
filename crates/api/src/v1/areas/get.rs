//! `GET /v1/areas/{area_id}`

use actix_web::get;
use trellis_domain::AreaId;
use trellis_storage::Reading;

use super::model::AreaView;
use crate::{
    answer::Item,
    caller::{Caller, OrNotFound},
    path::Path,
    problem::ApiResult,
};

/// Read an area
///
/// One neighbourhood of the network, with its outline.
#[utoipa::path(
    tag = "places",
    params(("area_id" = AreaId, Path, description = "Which area.")),
    responses((status = 200, description = "The area.", body = AreaView)),
)]
#[get("/areas/{area_id}")]
pub(super) async fn get_area(caller: Caller, id: Path<AreaId>) -> ApiResult<Item<AreaView>> {
    let area = caller.reads()?.find(id.0).await?.or_not_found()?;
    Ok(caller.item(area.head.revision, AreaView::from(&area)))
}
