//! Version 1 of the API: one folder a collection, one file an operation.

pub mod affiliations;
pub mod bookings;
pub mod champions;
pub mod checks;
pub mod clients;
pub mod consents;
pub mod events;
pub mod external_ids;
pub mod partners;
pub mod sessions;
pub mod shifts;

use utoipa_actix_web::service_config::ServiceConfig;

/// The routes below `/v1`.
pub(crate) fn routes(config: &mut ServiceConfig) {
    config
        .configure(affiliations::routes)
        .configure(bookings::routes)
        .configure(champions::routes)
        .configure(checks::routes)
        .configure(clients::routes)
        .configure(consents::routes)
        .configure(events::routes)
        .configure(external_ids::routes)
        .configure(partners::routes)
        .configure(sessions::routes)
        .configure(shifts::routes);
}
