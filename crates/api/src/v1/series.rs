//! `/v1/series`

mod cancel;
mod create;
mod get;
mod list;
mod model;
mod split;
mod update;

pub use model::SeriesView;

use utoipa_actix_web::service_config::ServiceConfig;

pub(crate) fn routes(config: &mut ServiceConfig) {
    config
        .service(list::list_series)
        .service(create::create_series)
        .service(get::get_series)
        .service(update::update_series)
        .service(split::split_series)
        .service(cancel::cancel_series);
}
