//! `POST /v1/delegations`

use actix_web::post;
use trellis_app::delegation;
use trellis_domain::delegation::DelegationDetails;
use trellis_storage::Work;

use super::model::{DelegationView, create_example};
use crate::{
    answer::{Answer, Reply},
    body::Body,
    caller::Caller,
    problem::ApiResult,
};

/// Let somebody act for your partner
///
/// The co-ordinator or another partner may then do, in your partner's name, what the scopes say, and nothing else: with `Acting-For` and the
/// id of your partner. Every act is marked in your event feed with the id of the delegation. What was given is never changed: to give more or
/// less, give another and take this one back. A caller whose own token is narrowed to some scopes gives no others.
#[utoipa::path(
    tag = "delegations",
    request_body(content = DelegationDetails, example = json!(create_example())),
    responses((status = 201, description = "The new delegation.", body = DelegationView)),
)]
#[post("/delegations")]
pub(super) async fn create_delegation(
    caller: Caller,
    body: Body<DelegationDetails>,
) -> ApiResult<Reply<DelegationView>> {
    let create = async |work: &mut Work| {
        let details = body.read()?.given_by(caller.who())?;
        let given = delegation::create(work, caller.partner()?, details).await?;
        Ok(Answer::created("/v1/delegations", &given, DelegationView::new(&given, caller.now())))
    };
    caller.command(&body, create).await
}
