//! `POST /v1/requests`

use actix_web::post;
use trellis_app::{
    proposal,
    request::{self, Asker},
};
use trellis_domain::{access::Role, request::RequestDetails};
use trellis_storage::Work;

use super::model::{RequestView, create_example};
use crate::{
    answer::{Answer, Reply},
    body::Body,
    caller::Caller,
    problem::ApiResult,
};

/// Ask for help
///
/// A partner's request is its own, and taken from the start: the mode of its policy goes on with it at once, and `automatic` says what came of it. A co-ordinator's or a referrer's waits in the network's inbox until a
/// partner takes it; who asks can be described in `learner`. Where nobody takes it, it lapses 60 days after its last change (or after `until`), and 30
/// days later who asked is forgotten.
#[utoipa::path(
    tag = "requests",
    request_body(content = RequestDetails, example = json!(create_example())),
    responses((status = 201, description = "The new request.", body = RequestView)),
)]
#[post("/requests")]
pub(super) async fn create_request(caller: Caller, body: Body<RequestDetails>) -> ApiResult<Reply<RequestView>> {
    let asker = match caller.who().role {
        Role::Partner => Asker::Partner(caller.partner()?),
        _ => Asker::Inbox,
    };
    if let Asker::Partner(partner) = asker {
        proposal::warm_to_go_on(&caller.snapshot().await?, partner, caller.now()).await?;
    }
    let create = async |work: &mut Work| {
        let (request, done) = request::create(work, asker, body.read()?).await?;
        let view = RequestView::new(&request, caller.reach()).with(done);
        Ok(Answer::created("/v1/requests", &request, view))
    };
    caller.command(&body, create).await
}
