//! `POST /v1/referrals/{referral_id}/accept`

use actix_web::post;
use trellis_app::{proposal, referral};
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

/// Accept a request that is offered to you
///
/// The learner becomes yours, with their consents, and so does a request of your own: `request_id` names it. The partner that offered it reads
/// neither any more; where it still helps the learner, by another open request or a place in a session, each of you has a record of its own. It
/// keeps its own request as `referred_on`, without who asked. The consent must still hold.
#[utoipa::path(
    tag = "requests",
    params(("referral_id" = ReferralId, Path, description = "Which referral.")),
    responses((status = 200, description = "The referral, accepted.", body = ReferralView)),
)]
#[post("/referrals/{referral_id}/accept")]
pub(super) async fn accept_referral(caller: Caller, id: Path<ReferralId>) -> ApiResult<Reply<ReferralView>> {
    let partner = caller.partner()?;
    proposal::warm_to_go_on(&caller.snapshot().await?, partner, caller.now()).await?;
    let accept = async |work: &mut Work| {
        let referral = work.find(id.0).await?.or_not_found()?;
        let referral = Box::pin(referral::accept(work, &referral, partner)).await?;
        let shown = view(work, &referral, partner, work.now()).await?.or_not_found()?;
        Ok(Answer::changed(&referral, shown))
    };
    caller.command(&NoBody, accept).await
}
