//! `POST /v1/checks/{check_id}/disclose`

use actix_web::post;
use trellis_app::check;
use trellis_domain::CheckId;
use trellis_storage::{Reading, Work};

use super::model::CheckDetailView;
use crate::{
    answer::Revealed,
    caller::{Caller, OrNotFound},
    path::Path,
    problem::ApiResult,
};

/// Disclose a check
///
/// The whole record, protected detail included, for somebody entitled to it. Say on whose behalf with `On-Behalf-Of`; that it was read, when
/// and for whom stays in the history. The answer is never stored.
#[utoipa::path(
    tag = "checks",
    params(("check_id" = CheckId, Path, description = "Which check.")),
    responses((status = 200, description = "The check with its protected detail.", body = CheckDetailView)),
)]
#[post("/checks/{check_id}/disclose")]
pub(super) async fn disclose_check(caller: Caller, id: Path<CheckId>) -> ApiResult<Revealed<CheckDetailView>> {
    let disclose = async |work: &mut Work| {
        let check = work.find(id.0).await?.or_not_found()?;
        caller.on_behalf_of()?;
        check::disclose(work, &check).await?;
        Ok(CheckDetailView::from(&check))
    };
    caller.reveal(disclose).await
}
