//! `POST /v1/proposals/{proposal_id}/decline`

use actix_web::post;
use trellis_app::proposal;
use trellis_domain::ProposalId;
use trellis_storage::{Reading, Work};

use super::model::{DeclineProposal, ProposalView, decline_example};
use crate::{
    answer::{Answer, Reply},
    body::Body,
    caller::{Caller, OrNotFound},
    path::Path,
    problem::ApiResult,
};

/// Say no to a proposal
///
/// The next ranking for the request minds the reason: a champion who said no, or whom the learner does not want, is not proposed for it again;
/// a time or a place that does not suit is not proposed for it again, with anybody. Where two would go together, say which of them it is about. Where no other
/// proposal for the request is open, the mode of the policy goes on at once: `suggest` with the next few, `auto_propose` and `auto_confirm` with the next.
#[utoipa::path(
    tag = "matching",
    params(("proposal_id" = ProposalId, Path, description = "Which proposal.")),
    request_body(content = DeclineProposal, example = json!(decline_example())),
    responses((status = 200, description = "The declined proposal.", body = ProposalView)),
)]
#[post("/proposals/{proposal_id}/decline")]
pub(super) async fn decline_proposal(
    caller: Caller,
    id: Path<ProposalId>,
    body: Body<DeclineProposal>,
) -> ApiResult<Reply<ProposalView>> {
    let decline = async |work: &mut Work| {
        let proposal = work.find(id.0).await?.or_not_found()?;
        let DeclineProposal { reason, affiliation_id } = body.read()?;
        let declined = proposal::decline(work, &proposal, reason, affiliation_id).await?;
        Ok(Answer::changed(&declined, ProposalView::new(&declined, caller.now())))
    };
    proposal::warm_to_go_on(&caller.snapshot().await?, caller.partner()?, caller.now()).await?;
    caller.command(&body, decline).await
}
