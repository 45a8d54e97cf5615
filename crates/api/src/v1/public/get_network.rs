//! `GET /v1/public/networks/{network}`

use actix_web::{get, web::Data};
use serde::Serialize;
use trellis_domain::{
    Network, NetworkDetails,
    area::AreaCode,
    clock_time::Zone,
    language::{Language, LocalizedName},
    text::Text,
};
use utoipa::ToSchema;

use crate::{answer::Public, caller::OrNotFound, path::Path, problem::ApiResult, state::State};

/// A network as anybody may see it.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct PublicNetwork {
    /// The short name in addresses.
    #[schema(value_type = String, examples("bexley"))]
    slug: Text<40>,
    /// The name that people read.
    name: LocalizedName,
    /// The GSS code of the council area.
    #[schema(required)]
    area_code: Option<AreaCode>,
    /// The zone of its wall clocks.
    time_zone: Zone,
    /// The languages of its public text, the first being the default.
    languages: Vec<Language>,
    /// Whether anybody may ask for help here: see `create_public_request`.
    takes_requests: bool,
}

impl From<Network> for PublicNetwork {
    fn from(network: Network) -> Self {
        let NetworkDetails { slug, name, area_code, time_zone, languages, public_requests, .. } = network.details;
        Self { slug, name, area_code, time_zone, languages, takes_requests: public_requests }
    }
}

/// Read a network, for anybody
///
/// What a public page needs to know of a network: its name, its languages and its clock.
#[utoipa::path(
    tag = "public",
    params(("network" = String, Path, description = "The short name of the network.", example = "bexley")),
    responses((status = 200, description = "The network.", body = PublicNetwork)),
)]
#[get("/networks/{network}")]
pub(super) async fn get_public_network(state: Data<State>, slug: Path<String>) -> ApiResult<Public> {
    let network = state.store.installation().network_by_slug(&slug.0).await?.or_not_found()?;
    Public::new(&PublicNetwork::from(network))
}
