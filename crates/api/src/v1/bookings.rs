//! `/v1/bookings`

mod cancel;
mod create;
mod get;
mod list;
mod model;
mod move_on;

pub use model::BookingView;

use trellis_app::booking::Booker;
use trellis_domain::access::Role;
use utoipa_actix_web::service_config::ServiceConfig;

use crate::{caller::Caller, problem::ApiResult};

pub(crate) fn routes(config: &mut ServiceConfig) {
    config
        .service(list::list_bookings)
        .service(create::create_booking)
        .service(get::get_booking)
        .service(move_on::move_booking)
        .service(cancel::cancel_booking);
}

/// For whom the caller books: a site for the public, everybody else for the partner it works for.
fn booker(caller: &Caller) -> ApiResult<Booker> {
    match caller.who().role {
        Role::BookingSite => Ok(Booker::Site),
        _ => Ok(Booker::Partner(caller.partner()?)),
    }
}
