//! `/v1/attestations`

mod create;
mod delete;
mod get;
mod list;
mod model;

pub use model::AttestationView;

use utoipa_actix_web::service_config::ServiceConfig;

pub(crate) fn routes(config: &mut ServiceConfig) {
    config
        .service(list::list_attestations)
        .service(create::create_attestation)
        .service(get::get_attestation)
        .service(delete::delete_attestation);
}
