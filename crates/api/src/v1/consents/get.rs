//! `GET /v1/consents/{consent_id}`

use actix_web::get;
use trellis_domain::ConsentId;
use trellis_storage::Reading;

use super::model::ConsentView;
use crate::{
    answer::Item,
    caller::{Caller, OrNotFound},
    path::Path,
    problem::ApiResult,
};

/// Read a consent
///
/// What a person agreed to, for whom, in which words, and whether it still holds.
#[utoipa::path(
    tag = "consents",
    params(("consent_id" = ConsentId, Path, description = "Which consent.")),
    responses((status = 200, description = "The consent.", body = ConsentView)),
)]
#[get("/consents/{consent_id}")]
pub(super) async fn get_consent(caller: Caller, id: Path<ConsentId>) -> ApiResult<Item<ConsentView>> {
    let consent = caller.reads()?.find(id.0).await?.or_not_found()?;
    Ok(caller.item(consent.head.revision, ConsentView::from(&consent)))
}
