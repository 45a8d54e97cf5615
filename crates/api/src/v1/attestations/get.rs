//! `GET /v1/attestations/{attestation_id}`

use actix_web::get;
use trellis_app::network;
use trellis_domain::{Attestation, AttestationId, Record};
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
/// What a partner says to another of a person. Both read it, and nobody else; the other one only while it has a record of that person itself, and
/// until the attestation lapses.
#[utoipa::path(
    tag = "checks",
    params(("attestation_id" = AttestationId, Path, description = "Which attestation.")),
    responses((status = 200, description = "The attestation.", body = AttestationView)),
)]
#[get("/attestations/{attestation_id}")]
pub(super) async fn get_attestation(caller: Caller, id: Path<AttestationId>) -> ApiResult<Item<AttestationView>> {
    let reads = caller.reads()?;
    let (reader, today) = (caller.partner()?, network::today(&reads, caller.now()).await?);
    let found: Option<Record<Attestation>> = reads.find(id.0).await?;
    let read = found.filter(|attestation| attestation.is_read_by(reader, attestation.head.owner, today));
    let attestation = read.or_not_found()?;
    Ok(caller.item(attestation.head.revision, AttestationView::from(&attestation)))
}
