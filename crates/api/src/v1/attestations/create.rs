//! `POST /v1/attestations`

use actix_web::post;
use trellis_app::attestation;
use trellis_domain::attestation::AttestationDetails;
use trellis_storage::Work;

use super::model::{AttestationView, create_example};
use crate::{
    answer::{Answer, Reply},
    body::Body,
    caller::Caller,
    problem::ApiResult,
};

/// Attest something to another partner
///
/// What you have seen of one of your people, so that another partner may choose to rely on it (see `accepted_attestations` of its policy): never the
/// record itself. It takes the person's consent, recorded by you, with purpose `share_attestations` and the other partner's name as recipient: else 409
/// `attestation_consent_required`. The other partner reads it once it has a record of the person of its own; you are not told whether it has. It ends
/// at once when the consent is withdrawn, when the person has gone from you, when you take it back, and that of a check when the check can no longer be
/// relied on.
#[utoipa::path(
    tag = "checks",
    request_body(content = AttestationDetails, example = json!(create_example())),
    responses((status = 201, description = "The new attestation.", body = AttestationView)),
)]
#[post("/attestations")]
pub(super) async fn create_attestation(
    caller: Caller,
    body: Body<AttestationDetails>,
) -> ApiResult<Reply<AttestationView>> {
    let create = async |work: &mut Work| {
        let created = attestation::create(work, caller.partner()?, body.read()?).await?;
        Ok(Answer::created("/v1/attestations", &created, AttestationView::from(&created)))
    };
    caller.command(&body, create).await
}
