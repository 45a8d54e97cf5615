//! `POST /v1/affiliations`

use actix_web::post;
use trellis_app::affiliation;
use trellis_domain::affiliation::AffiliationDetails;
use trellis_storage::Work;

use super::model::{AffiliationView, create_example};
use crate::{
    answer::{Answer, Reply},
    body::Body,
    caller::Caller,
    problem::ApiResult,
};

/// Record somebody who helps
///
/// Begins your partner's own record of a champion, at an enquiry unless `stage` says otherwise. With a `join_code`, the record is of a person
/// whom another partner already knows, so that nobody is booked twice at one hour; neither partner sees the other's record.
#[utoipa::path(
    tag = "champions",
    request_body(content = AffiliationDetails, example = json!(create_example())),
    responses((status = 201, description = "The new affiliation.", body = AffiliationView)),
)]
#[post("/affiliations")]
pub(super) async fn create_affiliation(
    caller: Caller,
    body: Body<AffiliationDetails>,
) -> ApiResult<Reply<AffiliationView>> {
    let create = async |work: &mut Work| {
        let created = affiliation::create(work, caller.partner()?, body.read()?).await?;
        Ok(Answer::created("/v1/affiliations", &created, AffiliationView::from(&created)))
    };
    caller.command(&body, create).await
}
