//! `GET /v1/areas`

use actix_web::get;
use serde::Deserialize;
use trellis_domain::area::AreaKind;
use trellis_storage::{Reading, area::AreaFilter};
use utoipa::IntoParams;

use super::model::{AreaPage, AreaView};
use crate::{
    answer::Listing,
    caller::Caller,
    problem::ApiResult,
    query::{Limit, Query},
};

/// Which areas, and how much of them.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct ListAreas {
    /// Only those of this kind.
    #[param(inline)]
    kind: Option<AreaKind>,
    /// Whether to send their outlines, too.
    boundaries: Option<bool>,
    /// At most so many items.
    #[param(inline)]
    limit: Option<Limit>,
    /// Where to go on: `next_cursor` of the page before.
    #[param(max_length = 1024)]
    cursor: Option<String>,
}

/// List areas
///
/// The neighbourhoods of the network, with what is known about who lives there.
#[utoipa::path(tag = "places", params(ListAreas), responses((status = 200, description = "A page of areas.", body = AreaPage)))]
#[get("/areas")]
pub(super) async fn list_areas(caller: Caller, query: Query<ListAreas>) -> ApiResult<Listing<AreaPage>> {
    let ListAreas { kind, boundaries, limit, cursor } = query.0;
    let page = caller.page(limit, cursor.as_deref())?;
    let areas = caller.reads()?.list(&AreaFilter { kind }, page).await?.map(|area| AreaView::from(&area));
    let whole = boundaries.unwrap_or_default();
    Ok(caller.listing(if whole { areas } else { areas.map(AreaView::without_boundary) }))
}
