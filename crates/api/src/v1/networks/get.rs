//! `GET /v1/network`

use actix_web::get;
use trellis_app::network;

use super::model::NetworkView;
use crate::{answer::Item, caller::Caller, problem::ApiResult};

/// Read your network
///
/// The network that the token names.
#[utoipa::path(tag = "networks", responses((status = 200, description = "The network.", body = NetworkView)))]
#[get("/network")]
pub(super) async fn get_network(caller: Caller) -> ApiResult<Item<NetworkView>> {
    let network = network::of(&caller.reads()?).await?;
    Ok(caller.item(network.revision, network.into()))
}
