//! `PATCH /v1/learners/by-external-id/{source}/{external_id}`

use actix_web::patch;
use trellis_app::learner;
use trellis_domain::external_id::{ExternalNumber, Source};
use trellis_storage::Work;

use super::model::{LearnerPatch, LearnerView, upsert_example};
use crate::{
    answer::{Answer, Reply},
    caller::Caller,
    path::Path,
    precondition::UpsertOnly,
    problem::ApiResult,
};

/// Create or change a learner by the partner's own number
///
/// A JSON merge-patch: what is absent stays untouched, so a nightly repeat changes nothing and erases nothing. An unknown
/// number makes a new record (201). `If-None-Match: *` only creates, `If-Match: *` only changes.
#[utoipa::path(
    tag = "learners",
    params(
        ("source" = Source, Path, description = "The partner's system."),
        ("external_id" = ExternalNumber, Path, description = "Its number for the learner."),
    ),
    request_body(content = LearnerPatch, content_type = "application/merge-patch+json", example = json!(upsert_example())),
    responses(
        (status = 200, description = "The learner as it is now.", body = LearnerView),
        (status = 201, description = "The new learner.", body = LearnerView),
    ),
)]
#[patch("/learners/by-external-id/{source}/{external_id}")]
pub(super) async fn upsert_learner(
    caller: Caller,
    number: Path<(Source, ExternalNumber)>,
    only: UpsertOnly,
    patch: LearnerPatch,
) -> ApiResult<Reply<LearnerView>> {
    let (source, number) = number.0;
    let owner = caller.partner()?;
    let upsert = async |work: &mut Work| {
        let known = learner::numbered(work, owner, &source, &number).await?;
        only.check(known.is_some())?;
        let details = match &known {
            Some(known) => patch.apply(&known.details)?,
            None => patch.apply_to_nothing()?,
        };
        let (source, number) = (source.clone(), number.clone());
        let learner = learner::upsert(work, owner, source, number, known.as_ref(), details).await?;
        let view = LearnerView::from(&learner);
        Ok(match known {
            Some(_) => Answer::changed(&learner, view),
            None => Answer::created("/v1/learners", &learner, view),
        })
    };
    caller.command(&patch, upsert).await
}
