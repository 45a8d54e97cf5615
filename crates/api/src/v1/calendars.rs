//! `/v1/calendars`

mod create;
mod delete;
mod list;
mod model;

pub use model::CalendarView;

use utoipa_actix_web::service_config::ServiceConfig;

pub(crate) fn routes(config: &mut ServiceConfig) {
    config.service(list::list_calendars).service(create::create_calendar).service(delete::delete_calendar);
}
