//! Version 1 of the API: one folder a collection, one file an operation.

pub mod activities;
pub mod affiliations;
pub mod agreements;
pub mod areas;
pub mod attestations;
pub mod bookings;
pub mod calendars;
pub mod champions;
pub mod checks;
pub mod clients;
pub mod completions;
pub mod consents;
pub mod courses;
pub mod delegations;
pub mod events;
pub mod external_ids;
pub mod learners;
pub mod match_plans;
pub mod networks;
pub mod operations;
pub mod partners;
pub mod policies;
pub mod proposals;
pub mod public;
pub mod referrals;
pub mod requests;
pub mod series;
pub mod sessions;
pub mod shifts;
pub mod topics;
pub mod unmet_needs;
pub mod venues;

use utoipa_actix_web::service_config::ServiceConfig;

/// The routes below `/v1`.
pub(crate) fn routes(config: &mut ServiceConfig) {
    config
        // Routes are tried in turn, and this is what most people ask for.
        .configure(public::routes)
        .configure(activities::routes)
        .configure(affiliations::routes)
        .configure(agreements::routes)
        .configure(areas::routes)
        .configure(attestations::routes)
        .configure(bookings::routes)
        .configure(calendars::routes)
        .configure(champions::routes)
        .configure(checks::routes)
        .configure(clients::routes)
        .configure(completions::routes)
        .configure(consents::routes)
        .configure(courses::routes)
        .configure(delegations::routes)
        .configure(events::routes)
        .configure(external_ids::routes)
        .configure(learners::routes)
        .configure(networks::routes)
        .configure(partners::routes)
        .configure(match_plans::routes)
        .configure(operations::routes)
        .configure(policies::routes)
        .configure(proposals::routes)
        .configure(referrals::routes)
        .configure(requests::routes)
        .configure(series::routes)
        .configure(sessions::routes)
        .configure(shifts::routes)
        .configure(topics::routes)
        .configure(unmet_needs::routes)
        .configure(venues::routes);
}
