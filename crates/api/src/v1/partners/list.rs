//! `GET /v1/partners`

use actix_web::get;
use serde::Deserialize;
use trellis_domain::partner::{PartnerKind, Stage};
use trellis_storage::{Reading, partner::PartnerFilter};
use utoipa::IntoParams;

use super::model::{PartnerPage, PartnerView};
use crate::{
    answer::Listing,
    caller::Caller,
    problem::ApiResult,
    query::{Limit, Query},
};

/// Which partners.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct ListPartners {
    /// Only those at this stage.
    #[param(inline)]
    stage: Option<Stage>,
    /// Only those of this kind.
    #[param(inline)]
    kind: Option<PartnerKind>,
    /// At most so many items.
    #[param(inline)]
    limit: Option<Limit>,
    /// Where to go on: `next_cursor` of the page before.
    #[param(max_length = 1024)]
    cursor: Option<String>,
}

/// List partners
///
/// The organisations of the network in the order in which they joined.
#[utoipa::path(tag = "partners", params(ListPartners), responses((status = 200, description = "A page of partners.", body = PartnerPage)))]
#[get("/partners")]
pub(super) async fn list_partners(caller: Caller, query: Query<ListPartners>) -> ApiResult<Listing<PartnerPage>> {
    let ListPartners { stage, kind, limit, cursor } = query.0;
    let page = caller.page(limit, cursor.as_deref())?;
    let partners = caller.reads()?.list(&PartnerFilter { stage, kind }, page).await?;
    Ok(caller.listing(partners.map(|partner| PartnerView::from(&partner))))
}
