//! `GET /v1/proposals`

use actix_web::get;
use serde::Deserialize;
use trellis_domain::{Proposal, RequestId, proposal::ProposalState};
use trellis_storage::{Reading, proposal::ProposalFilter};
use utoipa::IntoParams;

use super::model::{ProposalPage, ProposalView};
use crate::{
    answer::Listing,
    caller::Caller,
    problem::ApiResult,
    query::{Limit, Query},
};

/// Which proposals.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct ListProposals {
    /// Only those for this request.
    #[param(inline)]
    request_id: Option<RequestId>,
    /// Only those in this state.
    #[param(inline)]
    state: Option<ProposalState>,
    /// At most so many items.
    #[param(inline)]
    limit: Option<Limit>,
    /// Where to go on: `next_cursor` of the page before.
    #[param(max_length = 1024)]
    cursor: Option<String>,
}

/// List proposals
///
/// The partner's own, in the order in which they were made; those made together stand with the best first.
#[utoipa::path(tag = "matching", params(ListProposals), responses((status = 200, description = "A page of proposals.", body = ProposalPage)))]
#[get("/proposals")]
pub(super) async fn list_proposals(caller: Caller, query: Query<ListProposals>) -> ApiResult<Listing<ProposalPage>> {
    let ListProposals { request_id, state, limit, cursor } = query.0;
    let page = caller.page(limit, cursor.as_deref())?;
    let filter = ProposalFilter { request: request_id, state: state.map(|state| (state, caller.now())) };
    let proposals = caller.reads()?.list::<Proposal>(&filter, page).await?;
    Ok(caller.listing(proposals.map(|proposal| ProposalView::new(&proposal, caller.now()))))
}
