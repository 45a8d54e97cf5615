//! `POST /v1/proposals/{proposal_id}/accept`

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

/// Go with a proposal
///
/// The champions are taken for that time, for whichever partner they volunteer, and the request is `matched`; in a session, that is by a
/// confirmed shift, which is made where there is none. No place in the session is booked by it. The request's other open proposals are
/// superseded. Every rule is judged again, as things are now: `champion_busy` never says where or for whom, `proposal_outdated` means that
/// another rule no longer holds. The notice that the policy wants was given when it was proposed, and may be used up by deciding.
#[utoipa::path(
    tag = "matching",
    params(("proposal_id" = ProposalId, Path, description = "Which proposal.")),
    responses((status = 200, description = "The accepted proposal.", body = ProposalView)),
)]
#[post("/proposals/{proposal_id}/accept")]
pub(super) async fn accept_proposal(caller: Caller, id: Path<ProposalId>) -> ApiResult<Reply<ProposalView>> {
    let accept = async |work: &mut Work| {
        let proposal = work.find(id.0).await?.or_not_found()?;
        let accepted = proposal::accept(work, &proposal).await?;
        Ok(Answer::changed(&accepted, ProposalView::new(&accepted, caller.now())))
    };
    caller.command(&NoBody, accept).await
}
