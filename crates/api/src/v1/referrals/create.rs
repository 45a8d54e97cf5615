//! `POST /v1/referrals`

use actix_web::post;
use trellis_app::referral;
use trellis_domain::referral::ReferralDetails;
use trellis_storage::Work;

use super::model::{ReferralView, create_example, view};
use crate::{
    answer::{Answer, Reply},
    body::Body,
    caller::{Caller, OrNotFound},
    problem::ApiResult,
};

/// Offer a request to another partner
///
/// Needs the learner's consent: one with purpose `referral` that names the receiving partner as its recipient. The other partner sees what is
/// wanted and in which ward; neither who asks, nor the goal, the postcode, exact times or whom the learner does not want. The offer stands for 14
/// days. A request is offered to one partner at a time, while it is `taken` or `matched`.
#[utoipa::path(
    tag = "requests",
    request_body(content = ReferralDetails, example = json!(create_example())),
    responses((status = 201, description = "The offer.", body = ReferralView)),
)]
#[post("/referrals")]
pub(super) async fn create_referral(caller: Caller, body: Body<ReferralDetails>) -> ApiResult<Reply<ReferralView>> {
    let sender = caller.partner()?;
    let create = async |work: &mut Work| {
        let referral = referral::offer(work, sender, body.read()?).await?;
        let shown = view(work, &referral, sender, work.now()).await?.or_not_found()?;
        Ok(Answer::created("/v1/referrals", &referral, shown))
    };
    caller.command(&body, create).await
}
