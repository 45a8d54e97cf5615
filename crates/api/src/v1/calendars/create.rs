//! `POST /v1/calendars`

use actix_web::post;
use trellis_app::{Secret, calendar};
use trellis_domain::calendar::CalendarDetails;
use trellis_storage::Work;

use super::model::{CalendarView, NewCalendar, create_example};
use crate::{
    answer::Revealed,
    body::Body,
    caller::Caller,
    problem::{ApiError, ApiResult},
};

/// Make a calendar address
///
/// An address that nobody can guess, for a calendar program: a champion's shifts with you (`champion`), your sessions (`partner`), those at a venue
/// (`venue`), or all that you may see (`network`). No calendar names champions, learners or guests. What it shows is judged at each
/// read. It is shown this once: a repeat with the same key is told so (409 `secret_already_shown`). What is public has plain
/// addresses besides: `/calendars/{network}/public.ics` and `/calendars/{network}/{venue_id}.ics`.
#[utoipa::path(
    tag = "sessions",
    request_body(content = CalendarDetails, example = json!(create_example())),
    responses((status = 200, description = "The calendar and its address.", body = NewCalendar)),
)]
#[post("/calendars")]
pub(super) async fn create_calendar(caller: Caller, body: Body<CalendarDetails>) -> ApiResult<Revealed<NewCalendar>> {
    let create = async |work: &mut Work| {
        let token = Secret::generate().map_err(ApiError::internal)?;
        let calendar = calendar::create(work, caller.partner()?, body.read()?, &token).await?;
        let network = trellis_storage::network::of(work).await?.details.slug;
        let address = format!("{}/calendars/{network}/{}.ics", caller.public_url(), token.reveal());
        Ok(NewCalendar { calendar: CalendarView::from(&calendar), address })
    };
    caller.show_once(&body, create).await
}
