//! `POST /v1/consents/{consent_id}/withdraw`

use actix_web::post;
use trellis_app::consent;
use trellis_domain::{ConsentId, consent::WithdrawConsent};
use trellis_storage::{Reading, Work};

use super::model::{ConsentView, withdraw_example};
use crate::{
    answer::{Answer, Reply},
    body::Body,
    caller::{Caller, OrNotFound},
    path::Path,
    problem::ApiResult,
};

/// Withdraw a consent
///
/// From now on it no longer holds. It stays on record; a new agreement is a new consent.
#[utoipa::path(
    tag = "consents",
    params(("consent_id" = ConsentId, Path, description = "Which consent.")),
    request_body(content = WithdrawConsent, example = json!(withdraw_example())),
    responses((status = 200, description = "The consent, withdrawn.", body = ConsentView)),
)]
#[post("/consents/{consent_id}/withdraw")]
pub(super) async fn withdraw_consent(
    caller: Caller,
    id: Path<ConsentId>,
    body: Body<WithdrawConsent>,
) -> ApiResult<Reply<ConsentView>> {
    let withdraw = async |work: &mut Work| {
        let consent = work.find(id.0).await?.or_not_found()?;
        let consent = consent::withdraw(work, &consent, body.read()?).await?;
        Ok(Answer::changed(&consent, ConsentView::from(&consent)))
    };
    caller.command(&body, withdraw).await
}
