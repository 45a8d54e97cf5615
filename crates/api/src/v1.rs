//! Version 1 of the API: one folder a collection, one file an operation.

pub mod bookings;
pub mod clients;
pub mod events;
pub mod partners;
pub mod public;
pub mod sessions;
pub mod shifts;

use utoipa_actix_web::service_config::ServiceConfig;

/// The routes below `/v1`.
pub(crate) fn routes(config: &mut ServiceConfig) {
    config
        .configure(bookings::routes)
        .configure(clients::routes)
        .configure(events::routes)
        .configure(partners::routes)
        .configure(public::routes)
        .configure(sessions::routes)
        .configure(shifts::routes);
}
