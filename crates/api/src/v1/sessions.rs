//! `/v1/sessions`

mod cancel;
mod create;
mod get;
mod list;
mod list_open;
mod model;
mod update;

pub use model::SessionView;

use utoipa_actix_web::service_config::ServiceConfig;

pub(crate) fn routes(config: &mut ServiceConfig) {
    config
        .service(list::list_sessions)
        .service(list_open::list_open_shifts)
        .service(create::create_session)
        .service(get::get_session)
        .service(update::update_session)
        .service(cancel::cancel_session);
}
