//! `/v1/shifts`

mod claim;
mod create;
mod get;
mod list;
mod model;
mod move_on;

pub use model::ShiftView;

use utoipa_actix_web::service_config::ServiceConfig;

pub(crate) fn routes(config: &mut ServiceConfig) {
    config
        .service(list::list_shifts)
        .service(create::create_shift)
        .service(claim::claim_shift)
        .service(get::get_shift)
        .service(move_on::move_shift);
}
