//! `PATCH /v1/affiliations/{affiliation_id}`

use actix_web::patch;
use trellis_app::affiliation;
use trellis_domain::AffiliationId;
use trellis_storage::{Reading, Work};

use super::model::{AffiliationPatch, AffiliationView, patch_example};
use crate::{
    answer::{Answer, Reply},
    caller::{Caller, OrNotFound},
    path::Path,
    precondition::IfMatch,
    problem::ApiResult,
};

/// Change an affiliation
///
/// A JSON merge-patch of what your partner knows. The stage moves by `POST /v1/affiliations/{affiliation_id}/stage`.
#[utoipa::path(
    tag = "champions",
    params(("affiliation_id" = AffiliationId, Path, description = "Which affiliation.")),
    request_body(content = AffiliationPatch, content_type = "application/merge-patch+json", example = json!(patch_example())),
    responses((status = 200, description = "The affiliation as it is now.", body = AffiliationView)),
)]
#[patch("/affiliations/{affiliation_id}")]
pub(super) async fn update_affiliation(
    caller: Caller,
    id: Path<AffiliationId>,
    if_match: IfMatch,
    patch: AffiliationPatch,
) -> ApiResult<Reply<AffiliationView>> {
    let update = async |work: &mut Work| {
        let affiliation = work.find(id.0).await?.or_not_found()?;
        if_match.check(affiliation.head.revision)?;
        let affiliation = affiliation::update(work, &affiliation, patch.apply(&affiliation.details)?).await?;
        Ok(Answer::changed(&affiliation, AffiliationView::from(&affiliation)))
    };
    caller.command(&patch, update).await
}
