//! `POST /v1/requests/{request_id}/proposals`

use actix_web::post;
use trellis_app::proposal;
use trellis_domain::RequestId;
use trellis_storage::{Reading, Work};

use super::model::{CreateProposals, RankingView, create_example};
use crate::{
    answer::{Answer, Reply},
    body::Body,
    caller::{Caller, OrNotFound},
    path::Path,
    problem::ApiResult,
};

/// Propose champions for a request
///
/// Finds the champions who could help, by the partner's own policy, and keeps a proposal for each of the best. Every hard rule is
/// judged on the day of the help. Whoever is not proposed is counted under the first rule that fails; whoever is, comes with a
/// concrete time and the parts of the score. For help at a venue that is first a session of the partner's that people are told of: at a place that serves, about
/// these topics, within the learner's times, with a place left, where the champion has said yes already or could take an open shift. Only where
/// there is none, it is an hour of its own. Earlier open proposals of the same request are superseded. The same data gives the
/// same answer. Only for a request that is `taken`: where a champion was found already, call that off first.
#[utoipa::path(
    tag = "matching",
    params(("request_id" = RequestId, Path, description = "Which request.")),
    request_body(content = CreateProposals, example = json!(create_example())),
    responses((status = 201, description = "The proposals, and the others counted by reason.", body = RankingView)),
)]
#[post("/requests/{request_id}/proposals")]
pub(super) async fn create_proposals(
    caller: Caller,
    id: Path<RequestId>,
    body: Body<CreateProposals>,
) -> ApiResult<Reply<RankingView>> {
    proposal::warm(&caller.snapshot().await?, caller.partner()?, caller.now()).await?;
    let propose = async |work: &mut Work| {
        let request = work.find(id.0).await?.or_not_found()?;
        let proposed = proposal::create(work, &request, body.read()?.limit.0).await?;
        let location = format!("/v1/proposals?request_id={}", request.id);
        Ok(Answer::made(location, RankingView::new(request.id, proposed, work.now())).about(request.id.uuid()))
    };
    caller.command(&body, propose).await
}
