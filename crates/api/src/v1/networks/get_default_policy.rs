//! `GET /v1/network/default-policy`

use actix_web::get;
use trellis_app::{network, policy};

use super::default_policy_model::DefaultPolicyView;
use crate::{answer::Item, caller::Caller, problem::ApiResult};

/// Read your network's default policy
///
/// The rules that the co-ordinator offers the partners. A partner takes, adapts or declines them with its own policy: see
/// `choose_policy_basis`. It changes with the network: its tag is the network's.
#[utoipa::path(tag = "networks", responses((status = 200, description = "The default policy.", body = DefaultPolicyView)))]
#[get("/network/default-policy")]
pub(super) async fn get_default_policy(caller: Caller) -> ApiResult<Item<DefaultPolicyView>> {
    let reads = caller.snapshot().await?;
    let network = network::of(&reads).await?;
    Ok(caller.item(network.revision, policy::network_default(&reads).await?.into()))
}
