//! `/v1/checks`

mod create;
mod disclose;
mod get;
mod list;
mod model;
mod update;

pub use model::{CheckDetailView, CheckView};

use utoipa_actix_web::service_config::ServiceConfig;

pub(crate) fn routes(config: &mut ServiceConfig) {
    config
        .service(list::list_checks)
        .service(create::create_check)
        .service(get::get_check)
        .service(update::update_check)
        .service(disclose::disclose_check);
}
