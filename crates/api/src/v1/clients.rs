//! `/v1/clients`

mod create;
mod get;
mod list;
mod model;
mod renew_secret;
mod revoke;

use trellis_domain::{Client, ClientId, access::Reach};
use utoipa_actix_web::service_config::ServiceConfig;

use crate::{
    caller::{Caller, OrNotFound},
    problem::ApiResult,
};

pub(crate) fn routes(config: &mut ServiceConfig) {
    config
        .service(list::list_clients)
        .service(create::create_client)
        .service(get::get_client)
        .service(renew_secret::renew_client_secret)
        .service(revoke::revoke_client);
}

/// A client within the caller's reach: an operator's is the installation, a co-ordinator's the network, a partner's its own.
async fn find(caller: &Caller, id: ClientId) -> ApiResult<Client> {
    let stored = caller.store().installation().client(id).await?.or_not_found()?;
    let who = caller.who();
    let details = &stored.client.details;
    let in_network = who.network.is_none() || details.network_id == who.network;
    let within = in_network && (caller.reach() == Reach::Network || details.partner_id == who.partner);
    Some(stored.client).filter(|_| within).or_not_found()
}
