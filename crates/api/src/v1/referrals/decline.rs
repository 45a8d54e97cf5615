//! `POST /v1/referrals/{referral_id}/decline`

use actix_web::post;
use trellis_app::referral;
use trellis_domain::{ReferralId, referral::DeclineReferral};
use trellis_storage::{Reading, Work};

use super::model::{ReferralView, decline_example, view};
use crate::{
    answer::{Answer, Reply},
    body::Body,
    caller::{Caller, OrNotFound},
    path::Path,
    problem::ApiResult,
};

/// Decline a request that is offered to you
///
/// The partner that offers it reads the reason; the request stays with it.
#[utoipa::path(
    tag = "requests",
    params(("referral_id" = ReferralId, Path, description = "Which referral.")),
    request_body(content = DeclineReferral, example = json!(decline_example())),
    responses((status = 200, description = "The referral, declined.", body = ReferralView)),
)]
#[post("/referrals/{referral_id}/decline")]
pub(super) async fn decline_referral(
    caller: Caller,
    id: Path<ReferralId>,
    body: Body<DeclineReferral>,
) -> ApiResult<Reply<ReferralView>> {
    let partner = caller.partner()?;
    let decline = async |work: &mut Work| {
        let referral = work.find(id.0).await?.or_not_found()?;
        let referral = referral::decline(work, &referral, partner, body.read()?).await?;
        let shown = view(work, &referral, partner, work.now()).await?.or_not_found()?;
        Ok(Answer::changed(&referral, shown))
    };
    caller.command(&body, decline).await
}
