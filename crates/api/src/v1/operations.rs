//! Operations: long work, followed from outside. An operation has the id of what it makes.

mod cancel;
mod get;
mod model;

pub(crate) use model::OperationView;

use utoipa_actix_web::service_config::ServiceConfig;

pub(crate) fn routes(config: &mut ServiceConfig) {
    config.service(get::get_operation).service(cancel::cancel_operation);
}
