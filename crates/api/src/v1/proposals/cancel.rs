//! `POST /v1/proposals/{proposal_id}/cancel`

use actix_web::post;
use trellis_app::proposal;
use trellis_domain::ProposalId;
use trellis_storage::{Reading, Work};

use super::model::ProposalView;
use crate::{
    answer::{Answer, Reply},
    body::NoBody,
    caller::{Caller, OrNotFound},
    path::Path,
    problem::ApiResult,
};

/// Call off what was accepted
///
/// The champions are free again, but for a shift on a session, which stays until it is withdrawn; and the request is `taken` once more and
/// waits for another proposal. Once help was given there is nothing to call off: 409 `wrong_state`.
#[utoipa::path(
    tag = "matching",
    params(("proposal_id" = ProposalId, Path, description = "Which proposal.")),
    responses((status = 200, description = "The cancelled proposal.", body = ProposalView)),
)]
#[post("/proposals/{proposal_id}/cancel")]
pub(super) async fn cancel_proposal(caller: Caller, id: Path<ProposalId>) -> ApiResult<Reply<ProposalView>> {
    let cancel = async |work: &mut Work| {
        let proposal = work.find(id.0).await?.or_not_found()?;
        let cancelled = proposal::cancel(work, &proposal).await?;
        Ok(Answer::changed(&cancelled, ProposalView::new(&cancelled, caller.now())))
    };
    caller.command(&NoBody, cancel).await
}
