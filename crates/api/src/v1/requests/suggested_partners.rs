//! `GET /v1/requests/{request_id}/suggested-partners`

use actix_web::get;
use serde::{Deserialize, Serialize};
use trellis_app::suggested_partner;
use trellis_domain::{
    Partner, PartnerId, Record, RequestId,
    matching::{SUGGESTIONS_DEFAULT, SuggestedPartner, SuggestionPart},
    text::Name,
};
use trellis_storage::{Page, Reading};
use utoipa::{IntoParams, ToSchema};

use crate::{
    answer::Listing,
    caller::{Caller, OrNotFound},
    page::PageOf,
    path::Path,
    problem::ApiResult,
    query::{Limit, Query},
};

/// How many.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct ListSuggestedPartners {
    /// At most so many items; 5 when left out.
    #[param(inline)]
    limit: Option<Limit>,
}

/// Partners that could be asked; never more than one page.
pub(super) type SuggestedPartnerPage = PageOf<SuggestedPartnerView>;

/// A partner that could be asked, and why.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = SuggestedPartner)]
pub(super) struct SuggestedPartnerView {
    /// The partner.
    partner_id: PartnerId,
    /// What it is called.
    name: Name,
    /// 0 to 1000.
    score: u16,
    /// What the score is made of.
    reasons: Vec<SuggestionPart>,
}

impl From<(Record<Partner>, SuggestedPartner)> for SuggestedPartnerView {
    fn from((partner, suggested): (Record<Partner>, SuggestedPartner)) -> Self {
        let SuggestedPartner { partner: partner_id, score, reasons } = suggested;
        Self { partner_id, name: partner.noun.details.name, score, reasons }
    }
}

/// Suggest partners for a request
///
/// Which partners could take it, the best first: for the lead body while it waits in the inbox, and for its owner who thinks of offering it to
/// another. Only what everybody in the network may know counts: what partners say of themselves, and their public sessions of the next four weeks.
/// Champions of others count for nothing.
#[utoipa::path(
    tag = "requests",
    params(("request_id" = RequestId, Path, description = "Which request."), ListSuggestedPartners),
    responses((status = 200, description = "The best partners.", body = SuggestedPartnerPage)),
)]
#[get("/requests/{request_id}/suggested-partners")]
pub(super) async fn list_suggested_partners(
    caller: Caller,
    id: Path<RequestId>,
    query: Query<ListSuggestedPartners>,
) -> ApiResult<Listing<SuggestedPartnerPage>> {
    let limit = query.0.limit.map_or_else(|| SUGGESTIONS_DEFAULT.into(), Limit::get);
    let reads = caller.snapshot().await?;
    let request = reads.find(id.0).await?.or_not_found()?;
    let limit = usize::try_from(limit).unwrap_or(usize::MAX);
    let suggested = suggested_partner::of_request(&reads, &request, limit, caller.now()).await?;
    let items = suggested.into_iter().map(SuggestedPartnerView::from).collect();
    Ok(caller.listing(Page { items, next: None }))
}
