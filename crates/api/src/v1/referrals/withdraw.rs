//! `POST /v1/referrals/{referral_id}/withdraw`

use actix_web::post;
use trellis_app::referral;
use trellis_domain::ReferralId;
use trellis_storage::{Reading, Work};

use super::model::{ReferralView, view};
use crate::{
    answer::{Answer, Reply},
    body::NoBody,
    caller::{Caller, OrNotFound},
    path::Path,
    problem::ApiResult,
};

/// Withdraw an offer
///
/// For the partner that offers the request, while nobody has answered. Then it can be offered to another.
#[utoipa::path(
    tag = "requests",
    params(("referral_id" = ReferralId, Path, description = "Which referral.")),
    responses((status = 200, description = "The referral, withdrawn.", body = ReferralView)),
)]
#[post("/referrals/{referral_id}/withdraw")]
pub(super) async fn withdraw_referral(caller: Caller, id: Path<ReferralId>) -> ApiResult<Reply<ReferralView>> {
    let partner = caller.partner()?;
    let withdraw = async |work: &mut Work| {
        let referral = work.find(id.0).await?.or_not_found()?;
        let referral = referral::withdraw(work, &referral, partner).await?;
        let shown = view(work, &referral, partner, work.now()).await?.or_not_found()?;
        Ok(Answer::changed(&referral, shown))
    };
    caller.command(&NoBody, withdraw).await
}
