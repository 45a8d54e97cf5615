//! `POST /v1/affiliations/{affiliation_id}/stage`

use actix_web::post;
use trellis_app::affiliation;
use trellis_domain::{AffiliationId, affiliation::MoveAffiliation};
use trellis_storage::{Reading, Work};

use super::model::{AffiliationView, move_example};
use crate::{
    answer::{Answer, Reply},
    body::Body,
    caller::{Caller, OrNotFound},
    path::Path,
    problem::ApiResult,
};

/// Move somebody to another stage
///
/// Through recruiting in any order, then `active`, from there `paused` and back, and to an end with a reason: `ended` once somebody was
/// active, `declined` or `withdrawn` before. Nobody becomes active while an item of the induction checklist is open.
#[utoipa::path(
    tag = "champions",
    params(("affiliation_id" = AffiliationId, Path, description = "Which affiliation.")),
    request_body(content = MoveAffiliation, example = json!(move_example())),
    responses((status = 200, description = "The affiliation at its new stage.", body = AffiliationView)),
)]
#[post("/affiliations/{affiliation_id}/stage")]
pub(super) async fn move_affiliation(
    caller: Caller,
    id: Path<AffiliationId>,
    body: Body<MoveAffiliation>,
) -> ApiResult<Reply<AffiliationView>> {
    let step = async |work: &mut Work| {
        let affiliation = work.find(id.0).await?.or_not_found()?;
        let affiliation = affiliation::move_stage(work, &affiliation, body.read()?).await?;
        Ok(Answer::changed(&affiliation, AffiliationView::from(&affiliation)))
    };
    caller.command(&body, step).await
}
