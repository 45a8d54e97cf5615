//! `POST /v1/networks`

use actix_web::{HttpResponse, http::header, post};
use trellis_app::network;

use super::model::{CreateNetwork, NetworkView, create_example};
use crate::{body::Body, caller::Caller, problem::ApiResult};

/// Found a network
///
/// A new borough, with its lead body as first partner. Then make the first co-ordinator client with `POST /v1/clients`; everything else is
/// the network's own business.
#[utoipa::path(
    tag = "networks",
    request_body(content = CreateNetwork, example = json!(create_example())),
    responses((status = 201, description = "The new network.", body = NetworkView)),
)]
#[post("/networks")]
pub(super) async fn create_network(caller: Caller, body: Body<CreateNetwork>) -> ApiResult<HttpResponse> {
    let CreateNetwork { network, lead_body } = body.read()?;
    let (network, work) = network::found(caller.store(), caller.actor(), network, lead_body).await?;
    work.commit().await?;
    // Its operator sees nothing inside it, but anybody can see that it is there.
    let location = format!("/v1/public/networks/{}", network.details.slug);
    Ok(HttpResponse::Created()
        .insert_header((header::LOCATION, location))
        .insert_header((header::CACHE_CONTROL, "private, no-cache"))
        .json(NetworkView::from(network)))
}
