//! `GET /v1/sessions/{session_id}`

use actix_web::get;
use trellis_domain::SessionId;
use trellis_storage::Reading;

use super::model::{SessionView, view};
use crate::{
    answer::Item,
    caller::{Caller, OrNotFound},
    path::Path,
    problem::ApiResult,
};

/// Read a session
///
/// One session with its places and champions as they are now.
#[utoipa::path(
    tag = "sessions",
    params(("session_id" = SessionId, Path, description = "Which session.")),
    responses((status = 200, description = "The session.", body = SessionView)),
)]
#[get("/sessions/{session_id}")]
pub(super) async fn get_session(caller: Caller, id: Path<SessionId>) -> ApiResult<Item<SessionView>> {
    let reads = caller.snapshot().await?;
    let session = reads.find(id.0).await?.or_not_found()?;
    let view = view(&reads, &session, caller.now()).await?;
    Ok(view.into_item(&caller, &session))
}
