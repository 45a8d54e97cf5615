//! `POST /v1/affiliations/{affiliation_id}/shifts`

use actix_web::post;
use trellis_app::shift;
use trellis_domain::{AffiliationId, shift::ClaimShift};
use trellis_storage::{Reading, Work};

use super::model::{ShiftView, claim_example};
use crate::{
    answer::{Answer, Reply},
    body::Body,
    caller::{Caller, OrNotFound},
    path::Path,
    problem::ApiResult,
};

/// Take an open shift
///
/// For a champion who asks for it in an app of yours: they have said yes with that. It is refused where your policy does not let this champion
/// do it (422 `outside_policy`, with the rule), where enough others have said yes (409 `session_staffed`), and where the champion
/// has another commitment then, with whichever partner (409 `champion_busy`); the answer never says which. To ask a
/// champion whom the policy does not let, make a shift and let them say yes.
#[utoipa::path(
    tag = "sessions",
    params(("affiliation_id" = AffiliationId, Path, description = "Who takes it.")),
    request_body(content = ClaimShift, example = json!(claim_example())),
    responses((status = 201, description = "The shift, confirmed.", body = ShiftView)),
)]
#[post("/affiliations/{affiliation_id}/shifts")]
pub(super) async fn claim_shift(
    caller: Caller,
    id: Path<AffiliationId>,
    body: Body<ClaimShift>,
) -> ApiResult<Reply<ShiftView>> {
    let claim = async |work: &mut Work| {
        let affiliation = work.find(id.0).await?.or_not_found()?;
        let shift = shift::claim(work, &affiliation, body.read()?).await?;
        Ok(Answer::created("/v1/shifts", &shift, ShiftView::from(&shift)))
    };
    caller.command(&body, claim).await
}
