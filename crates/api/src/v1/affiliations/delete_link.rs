//! `DELETE /v1/affiliations/{affiliation_id}/link`

use actix_web::delete;
use trellis_app::affiliation;
use trellis_domain::AffiliationId;
use trellis_storage::{Reading, Work};

use crate::{
    answer::{Answer, Reply},
    body::NoBody,
    caller::{Caller, OrNotFound},
    path::Path,
    precondition::IfMatch,
    problem::ApiResult,
};

/// Take a personal link back
///
/// From now on the address answers as one that never was. Send the `ETag` of the affiliation, or `If-Match: *`.
#[utoipa::path(
    tag = "champions",
    params(("affiliation_id" = AffiliationId, Path, description = "Whose link.")),
    responses((status = 204, description = "The link no longer works.")),
)]
#[delete("/affiliations/{affiliation_id}/link")]
pub(super) async fn delete_personal_link(
    caller: Caller,
    id: Path<AffiliationId>,
    if_match: IfMatch,
) -> ApiResult<Reply<()>> {
    let unlink = async |work: &mut Work| {
        let affiliation = work.find(id.0).await?.or_not_found()?;
        if_match.check(affiliation.head.revision)?;
        affiliation::unlink(work, &affiliation).await?;
        Ok(Answer::done())
    };
    caller.command(&NoBody, unlink).await
}
