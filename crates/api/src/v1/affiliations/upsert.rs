//! `PATCH /v1/affiliations/by-external-id/{source}/{external_id}`

use actix_web::patch;
use trellis_app::affiliation;
use trellis_domain::external_id::{ExternalNumber, Source};
use trellis_storage::Work;

use super::model::{AffiliationPatch, AffiliationView, upsert_example};
use crate::{
    answer::{Answer, Reply},
    caller::Caller,
    path::Path,
    precondition::{IfMatch, UpsertOnly},
    problem::ApiResult,
};

/// Record or change somebody by your own number
///
/// For a partner's own system: a JSON merge-patch of the record that this system numbers so, or a new record when there is none. What is
/// absent stays untouched, `null` removes, and the same again changes nothing. `stage` and `join_code` count only when the record is made.
/// `If-None-Match: *` only makes, `If-Match: *` only changes.
#[utoipa::path(
    tag = "champions",
    params(
        ("source" = inline(Source), Path, description = "The short name of your system."),
        ("external_id" = inline(ExternalNumber), Path, description = "Its number for the person."),
    ),
    request_body(content = AffiliationPatch, content_type = "application/merge-patch+json", example = json!(upsert_example())),
    responses(
        (status = 200, description = "The affiliation as it is now.", body = AffiliationView),
        (status = 201, description = "The new affiliation.", body = AffiliationView),
    ),
)]
#[patch("/affiliations/by-external-id/{source}/{external_id}")]
pub(super) async fn upsert_affiliation(
    caller: Caller,
    number: Path<(Source, ExternalNumber)>,
    only: UpsertOnly,
    if_match: IfMatch,
    patch: AffiliationPatch,
) -> ApiResult<Reply<AffiliationView>> {
    let Path((source, number)) = number;
    let owner = caller.partner()?;
    let upsert = async |work: &mut Work| {
        let known = affiliation::numbered(work, owner, &source, &number).await?;
        only.check(known.is_some())?;
        if let Some(known) = known {
            if only == UpsertOnly::Update {
                if_match.check(known.head.revision)?;
            }
            let details = patch.apply(&known.details)?;
            let changed = affiliation::update_numbered(work, &known, details).await?;
            Ok(Answer::changed(&changed, AffiliationView::from(&changed)))
        } else {
            let details = patch.apply_to_nothing()?;
            let created = affiliation::create_numbered(work, owner, source, number, details).await?;
            Ok(Answer::created("/v1/affiliations", &created, AffiliationView::from(&created)))
        }
    };
    caller.command(&patch, upsert).await
}
