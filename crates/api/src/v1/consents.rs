//! `/v1/consents`

mod create;
mod get;
mod list;
mod model;
mod withdraw;

pub use model::ConsentView;

use utoipa_actix_web::service_config::ServiceConfig;

pub(crate) fn routes(config: &mut ServiceConfig) {
    config
        .service(list::list_consents)
        .service(create::create_consent)
        .service(get::get_consent)
        .service(withdraw::withdraw_consent);
}
