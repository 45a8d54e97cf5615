//! `GET /v1/referrals`

use actix_web::get;
use serde::Deserialize;
use trellis_domain::{Referral, referral::ReferralState};
use trellis_storage::{Page, Reading, referral::ReferralFilter};
use utoipa::IntoParams;

use super::model::{ReferralDirection, ReferralPage, views};
use crate::{
    answer::Listing,
    caller::Caller,
    problem::ApiResult,
    query::{Limit, Query},
};

/// Which referrals.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct ListReferrals {
    /// Only those that you offer, or only those that are offered to you.
    #[param(inline)]
    direction: Option<ReferralDirection>,
    /// Only those in this state.
    #[param(inline)]
    state: Option<ReferralState>,
    /// At most so many items.
    #[param(inline)]
    limit: Option<Limit>,
    /// Where to go on: `next_cursor` of the page before.
    #[param(max_length = 1024)]
    cursor: Option<String>,
}

/// List onward referrals
///
/// What your partner offers and what is offered to it, in the order in which it was made.
#[utoipa::path(tag = "requests", params(ListReferrals), responses((status = 200, description = "A page of referrals.", body = ReferralPage)))]
#[get("/referrals")]
pub(super) async fn list_referrals(caller: Caller, query: Query<ListReferrals>) -> ApiResult<Listing<ReferralPage>> {
    let ListReferrals { direction, state, limit, cursor } = query.0;
    let (page, reader) = (caller.page(limit, cursor.as_deref())?, caller.partner()?);
    let filter = ReferralFilter {
        from: (direction == Some(ReferralDirection::Sent)).then_some(reader),
        to: (direction == Some(ReferralDirection::Received)).then_some(reader),
        state: state.map(|state| (state, caller.now())),
    };
    let reads = caller.snapshot().await?;
    let Page { items, next } = reads.list::<Referral>(&filter, page).await?;
    let items = views(&reads, &items, reader, caller.now()).await?;
    Ok(caller.listing(Page { items, next }))
}
