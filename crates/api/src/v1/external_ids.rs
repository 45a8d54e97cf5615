//! `/v1/external-ids`

mod create;
mod delete;
mod list;
mod model;

pub use model::ExternalIdView;

use utoipa_actix_web::service_config::ServiceConfig;

pub(crate) fn routes(config: &mut ServiceConfig) {
    config.service(list::list_external_ids).service(create::create_external_id).service(delete::delete_external_id);
}
