//! `GET /v1/proposals/{proposal_id}`

use actix_web::get;
use trellis_domain::ProposalId;
use trellis_storage::Reading;

use super::model::ProposalView;
use crate::{
    answer::Item,
    caller::{Caller, OrNotFound},
    path::Path,
    problem::ApiResult,
};

/// Read a proposal
///
/// A champion, a time and a place, with the parts of the score.
#[utoipa::path(
    tag = "matching",
    params(("proposal_id" = ProposalId, Path, description = "Which proposal.")),
    responses((status = 200, description = "The proposal.", body = ProposalView)),
)]
#[get("/proposals/{proposal_id}")]
pub(super) async fn get_proposal(caller: Caller, id: Path<ProposalId>) -> ApiResult<Item<ProposalView>> {
    let proposal = caller.reads()?.find(id.0).await?.or_not_found()?;
    Ok(caller.item(proposal.head.revision, ProposalView::new(&proposal, caller.now())))
}
