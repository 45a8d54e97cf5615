//! `DELETE /v1/attestations/{attestation_id}`

use actix_web::delete;
use trellis_app::attestation;
use trellis_domain::AttestationId;
use trellis_storage::{Reading, Work};

use crate::{
    answer::{Answer, Reply},
    body::NoBody,
    caller::{Caller, OrNotFound},
    path::Path,
    precondition::IfMatch,
    problem::ApiResult,
};

/// Take an attestation back
///
/// From now on the other partner cannot read it, and it counts for nothing.
#[utoipa::path(
    tag = "checks",
    params(("attestation_id" = AttestationId, Path, description = "Which attestation.")),
    responses((status = 204, description = "It is said no more.")),
)]
#[delete("/attestations/{attestation_id}")]
pub(super) async fn delete_attestation(
    caller: Caller,
    id: Path<AttestationId>,
    if_match: IfMatch,
) -> ApiResult<Reply<()>> {
    let end = async |work: &mut Work| {
        let attestation = work.find(id.0).await?.or_not_found()?;
        if_match.check(attestation.head.revision)?;
        attestation::end(work, &attestation).await?;
        Ok(Answer::done())
    };
    caller.command(&NoBody, end).await
}
