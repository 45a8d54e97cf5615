//! The unmet-need ledger: asks for help that came to nothing, without who asked.

mod list;
mod model;
mod summary;

use utoipa_actix_web::service_config::ServiceConfig;

pub(crate) fn routes(config: &mut ServiceConfig) {
    config.service(list::list_unmet_needs).service(summary::get_unmet_need_summary);
}
