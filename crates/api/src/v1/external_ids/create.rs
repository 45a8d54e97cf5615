//! `POST /v1/external-ids`

use actix_web::post;
use trellis_app::external_id;
use trellis_domain::external_id::ExternalIdDetails;
use trellis_storage::Work;

use super::model::{ExternalIdView, create_example};
use crate::{
    answer::{Answer, Reply},
    body::Body,
    caller::Caller,
    problem::ApiResult,
};

/// Give something a number of your own
///
/// Notes the number that one of your partner's systems has for an affiliation, learner, request, session or venue that your partner owns. One
/// number of one system names one thing of a kind. Your token needs the scope to change such things, too: `learners:write` for a learner's.
#[utoipa::path(
    tag = "champions",
    request_body(content = ExternalIdDetails, example = json!(create_example())),
    responses((status = 201, description = "The new external id.", body = ExternalIdView)),
)]
#[post("/external-ids")]
pub(super) async fn create_external_id(
    caller: Caller,
    body: Body<ExternalIdDetails>,
) -> ApiResult<Reply<ExternalIdView>> {
    let create = async |work: &mut Work| {
        let details: ExternalIdDetails = body.read()?;
        caller.who().may_number(details.subject_id.kind())?;
        let created = external_id::create(work, caller.partner()?, details).await?;
        Ok(Answer::created("/v1/external-ids", &created, ExternalIdView::from(&created)))
    };
    caller.command(&body, create).await
}
