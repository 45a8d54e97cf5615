//! `PATCH /v1/sessions/{session_id}`

use actix_web::patch;
use trellis_app::session;
use trellis_domain::SessionId;
use trellis_storage::{Reading, Work};

use super::model::{SessionPatch, SessionView, patch_example, view};
use crate::{
    answer::{Answer, Reply},
    caller::{Caller, OrNotFound},
    path::Path,
    precondition::IfMatch,
    problem::ApiResult,
};

/// Change a session
///
/// A JSON merge-patch of what a partner says about a session. Places that are booked stay: a smaller capacity is refused with 409
/// `capacity_below_booked`. What is said of one session of a series stays when the series changes. A new time is refused with 409 `champion_busy` where a confirmed champion is busy then.
#[utoipa::path(
    tag = "sessions",
    params(("session_id" = SessionId, Path, description = "Which session.")),
    request_body(content = SessionPatch, content_type = "application/merge-patch+json", example = json!(patch_example())),
    responses((status = 200, description = "The session as it is now.", body = SessionView)),
)]
#[patch("/sessions/{session_id}")]
pub(super) async fn update_session(
    caller: Caller,
    id: Path<SessionId>,
    if_match: IfMatch,
    patch: SessionPatch,
) -> ApiResult<Reply<SessionView>> {
    let update = async |work: &mut Work| {
        let session = work.find(id.0).await?.or_not_found()?;
        if_match.check(session.head.revision)?;
        let session = session::update(work, &session, patch.apply(&session.details)?).await?;
        Ok(Answer::changed(&session, view(work, &session, caller.now()).await?))
    };
    caller.command(&patch, update).await
}
