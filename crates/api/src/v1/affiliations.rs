//! `/v1/affiliations`

mod busy;
mod create;
mod create_link;
mod delete_link;
mod get;
mod list;
mod model;
mod move_stage;
mod update;
mod upsert;

pub use model::AffiliationView;

use utoipa_actix_web::service_config::ServiceConfig;

pub(crate) fn routes(config: &mut ServiceConfig) {
    config
        .service(list::list_affiliations)
        .service(create::create_affiliation)
        .service(upsert::upsert_affiliation)
        .service(get::get_affiliation)
        .service(update::update_affiliation)
        .service(move_stage::move_affiliation)
        .service(create_link::create_personal_link)
        .service(delete_link::delete_personal_link)
        .service(busy::get_busy_times);
}
