//! `POST /v1/sessions`

use actix_web::post;
use trellis_app::session;
use trellis_domain::session::SessionDetails;
use trellis_storage::Work;

use super::model::{SessionView, create_example, view};
use crate::{
    answer::{Answer, Reply},
    body::Body,
    caller::Caller,
    problem::ApiResult,
};

/// Plan a session
///
/// One occurrence of help by your partner. It is your own business until you publish it: `visibility` is `partner` unless you say otherwise.
/// A public session is in the public listing as soon as it is made.
#[utoipa::path(
    tag = "sessions",
    request_body(content = SessionDetails, example = json!(create_example())),
    responses((status = 201, description = "The new session.", body = SessionView)),
)]
#[post("/sessions")]
pub(super) async fn create_session(caller: Caller, body: Body<SessionDetails>) -> ApiResult<Reply<SessionView>> {
    let create = async |work: &mut Work| {
        let session = session::create(work, caller.partner()?, body.read()?).await?;
        Ok(Answer::created("/v1/sessions", &session, view(work, &session, caller.now()).await?))
    };
    caller.command(&body, create).await
}
