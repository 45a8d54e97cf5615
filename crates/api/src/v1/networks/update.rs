//! `PATCH /v1/network`

use actix_web::patch;
use trellis_app::network;
use trellis_storage::Work;

use super::model::{NetworkPatch, NetworkView, patch_example};
use crate::{
    answer::{Answer, Reply},
    caller::Caller,
    precondition::IfMatch,
    problem::ApiResult,
};

/// Change your network
///
/// A JSON merge-patch of what the lead body says about its network. The slug stays as it is: addresses point at it.
#[utoipa::path(
    tag = "networks",
    request_body(content = NetworkPatch, content_type = "application/merge-patch+json", example = json!(patch_example())),
    responses((status = 200, description = "The network as it is now.", body = NetworkView)),
)]
#[patch("/network")]
pub(super) async fn update_network(
    caller: Caller,
    if_match: IfMatch,
    patch: NetworkPatch,
) -> ApiResult<Reply<NetworkView>> {
    let update = async |work: &mut Work| {
        let network = network::of(work).await?;
        if_match.check(network.revision)?;
        let network = network::update(work, &network, patch.apply(&network.details)?).await?;
        Ok(Answer::ok(Some(network.revision), NetworkView::from(network)))
    };
    caller.command(&patch, update).await
}
