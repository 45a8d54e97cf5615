//! Learners: partners' records of the people who are helped.

mod create;
mod delete;
mod disclose_address;
mod get;
mod list;
mod model;
mod update;
mod upsert;

use utoipa_actix_web::service_config::ServiceConfig;

pub(crate) fn routes(config: &mut ServiceConfig) {
    config
        .service(list::list_learners)
        .service(create::create_learner)
        .service(get::get_learner)
        .service(update::update_learner)
        .service(delete::delete_learner)
        .service(upsert::upsert_learner)
        .service(disclose_address::disclose_learner_address);
}
