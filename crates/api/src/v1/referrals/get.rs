//! `GET /v1/referrals/{referral_id}`

use actix_web::get;
use trellis_domain::ReferralId;
use trellis_storage::Reading;

use super::model::{ReferralView, view};
use crate::{
    answer::Item,
    caller::{Caller, OrNotFound},
    path::Path,
    problem::ApiResult,
};

/// Read an onward referral
///
/// Both partners read it, each from its side.
#[utoipa::path(
    tag = "requests",
    params(("referral_id" = ReferralId, Path, description = "Which referral.")),
    responses((status = 200, description = "The referral.", body = ReferralView)),
)]
#[get("/referrals/{referral_id}")]
pub(super) async fn get_referral(caller: Caller, id: Path<ReferralId>) -> ApiResult<Item<ReferralView>> {
    let reads = caller.snapshot().await?;
    let referral = reads.find(id.0).await?.or_not_found()?;
    let shown = view(&reads, &referral, caller.partner()?, caller.now()).await?.or_not_found()?;
    Ok(caller.item(referral.head.revision, shown))
}
