//! Policies: the matching rules of one partner.

mod choose_basis;
mod dry_run;
mod dry_run_model;
mod get;
mod get_version;
mod list;
mod list_versions;
mod model;
mod update;
mod version_model;

use utoipa_actix_web::service_config::ServiceConfig;

pub(crate) fn routes(config: &mut ServiceConfig) {
    config
        .service(list::list_policies)
        .service(get::get_policy)
        .service(update::update_policy)
        .service(list_versions::list_policy_versions)
        .service(get_version::get_policy_version)
        .service(choose_basis::choose_policy_basis)
        .service(dry_run::dry_run_policy);
}
