//! `POST /v1/sessions/{session_id}/cancel`

use actix_web::post;
use trellis_app::session;
use trellis_domain::{SessionId, session::CancelSession};
use trellis_storage::{Reading, Work};

use super::model::{SessionView, cancel_example, view};
use crate::{
    answer::{Answer, Reply},
    body::Body,
    caller::{Caller, OrNotFound},
    path::Path,
    problem::ApiResult,
};

/// Call a session off
///
/// Possible until it is over. It stays in the public listing, marked as cancelled with the reason, and every booking that has a place
/// becomes `cancelled_by_partner`.
#[utoipa::path(
    tag = "sessions",
    params(("session_id" = SessionId, Path, description = "Which session.")),
    request_body(content = CancelSession, example = json!(cancel_example())),
    responses((status = 200, description = "The cancelled session.", body = SessionView)),
)]
#[post("/sessions/{session_id}/cancel")]
pub(super) async fn cancel_session(
    caller: Caller,
    id: Path<SessionId>,
    body: Body<CancelSession>,
) -> ApiResult<Reply<SessionView>> {
    let cancel = async |work: &mut Work| {
        let session = work.find(id.0).await?.or_not_found()?;
        let session = session::cancel(work, &session, body.read()?).await?;
        Ok(Answer::changed(&session, view(work, &session, caller.now()).await?))
    };
    caller.command(&body, cancel).await
}
