//! `DELETE /v1/external-ids/{external_id_id}`

use actix_web::delete;
use trellis_app::external_id;
use trellis_domain::ExternalIdId;
use trellis_storage::{Reading, Work};

use crate::{
    answer::{Answer, Reply},
    body::NoBody,
    caller::{Caller, OrNotFound},
    path::Path,
    precondition::IfMatch,
    problem::ApiResult,
};

/// Take a number back
///
/// The thing itself stays as it is; the number is free again. Send the `ETag` that came with the number, or `If-Match: *`.
#[utoipa::path(
    tag = "champions",
    params(("external_id_id" = ExternalIdId, Path, description = "Which external id.")),
    responses((status = 204, description = "It is gone.")),
)]
#[delete("/external-ids/{external_id_id}")]
pub(super) async fn delete_external_id(
    caller: Caller,
    id: Path<ExternalIdId>,
    if_match: IfMatch,
) -> ApiResult<Reply<()>> {
    let delete = async |work: &mut Work| {
        let numbered = work.find(id.0).await?.or_not_found()?;
        caller.who().may_number(numbered.details.subject_id.kind())?;
        if_match.check(numbered.head.revision)?;
        external_id::remove(work, &numbered).await?;
        Ok(Answer::done())
    };
    caller.command(&NoBody, delete).await
}
