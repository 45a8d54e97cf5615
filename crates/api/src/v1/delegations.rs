//! `/v1/delegations`

mod create;
mod get;
mod list;
mod model;
mod revoke;

pub use model::DelegationView;

use utoipa_actix_web::service_config::ServiceConfig;

pub(crate) fn routes(config: &mut ServiceConfig) {
    config
        .service(list::list_delegations)
        .service(create::create_delegation)
        .service(get::get_delegation)
        .service(revoke::revoke_delegation);
}
