//! `GET /v1/affiliations/{affiliation_id}`

use actix_web::get;
use trellis_domain::AffiliationId;
use trellis_storage::Reading;

use super::model::AffiliationView;
use crate::{
    answer::Item,
    caller::{Caller, OrNotFound},
    path::Path,
    problem::ApiResult,
};

/// Read an affiliation
///
/// What your partner knows of a person who helps.
#[utoipa::path(
    tag = "champions",
    params(("affiliation_id" = AffiliationId, Path, description = "Which affiliation.")),
    responses((status = 200, description = "The affiliation.", body = AffiliationView)),
)]
#[get("/affiliations/{affiliation_id}")]
pub(super) async fn get_affiliation(caller: Caller, id: Path<AffiliationId>) -> ApiResult<Item<AffiliationView>> {
    let affiliation = caller.reads()?.find(id.0).await?.or_not_found()?;
    Ok(caller.item(affiliation.head.revision, AffiliationView::from(&affiliation)))
}
