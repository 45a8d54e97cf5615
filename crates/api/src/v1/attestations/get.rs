//! `GET /v1/attestations/{attestation_id}`

use actix_web::get;
use trellis_domain::AttestationId;
use trellis_storage::Reading;

use super::model::AttestationView;
use crate::{
    answer::Item,
    caller::{Caller, OrNotFound},
    path::Path,
    problem::ApiResult,
};

/// Read an attestation
///
/// What a partner says to another of a person. Both read it, and nobody else.
#[utoipa::path(
    tag = "checks",
    params(("attestation_id" = AttestationId, Path, description = "Which attestation.")),
    responses((status = 200, description = "The attestation.", body = AttestationView)),
)]
#[get("/attestations/{attestation_id}")]
pub(super) async fn get_attestation(caller: Caller, id: Path<AttestationId>) -> ApiResult<Item<AttestationView>> {
    let attestation = caller.reads()?.find(id.0).await?.or_not_found()?;
    Ok(caller.item(attestation.head.revision, AttestationView::from(&attestation)))
}
