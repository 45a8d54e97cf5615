//! `POST /v1/affiliations/{affiliation_id}/link`

use actix_web::post;
use trellis_app::{Secret, affiliation};
use trellis_domain::AffiliationId;
use trellis_storage::{Reading, Work};

use super::model::PersonalLink;
use crate::{
    answer::Revealed,
    body::NoBody,
    caller::{Caller, OrNotFound},
    path::Path,
    problem::{ApiError, ApiResult},
};

/// Make a personal link
///
/// An address that you give to the person alone: there they see their own shifts with you, say yes or no, and take open shifts that
/// your policy lets them do, without an account. It works until you make another one or take it back, and no longer once the
/// person has gone. It is shown this once: a repeat with the same key is told so (409 `secret_already_shown`).
#[utoipa::path(
    tag = "champions",
    params(("affiliation_id" = AffiliationId, Path, description = "Whose link.")),
    responses((status = 200, description = "The address.", body = PersonalLink)),
)]
#[post("/affiliations/{affiliation_id}/link")]
pub(super) async fn create_personal_link(caller: Caller, id: Path<AffiliationId>) -> ApiResult<Revealed<PersonalLink>> {
    let link = async |work: &mut Work| {
        let affiliation = work.find(id.0).await?.or_not_found()?;
        let token = Secret::generate().map_err(ApiError::internal)?;
        affiliation::link(work, &affiliation, &token).await?;
        let network = trellis_storage::network::of(work).await?.details.slug;
        Ok(PersonalLink { address: format!("{}/n/{network}/me/{}", caller.public_url(), token.reveal()) })
    };
    caller.show_once(&NoBody, link).await
}
