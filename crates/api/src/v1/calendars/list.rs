//! `GET /v1/calendars`

use actix_web::get;
use serde::Deserialize;
use trellis_domain::calendar::CalendarKind;
use trellis_storage::{Reading, calendar::CalendarFilter};
use utoipa::IntoParams;

use super::model::{CalendarPage, CalendarView};
use crate::{
    answer::Listing,
    caller::Caller,
    problem::ApiResult,
    query::{Limit, Query},
};

/// Which calendar addresses.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct ListCalendars {
    /// Only those that show this.
    #[param(inline)]
    kind: Option<CalendarKind>,
    /// At most so many items.
    #[param(inline)]
    limit: Option<Limit>,
    /// Where to go on: `next_cursor` of the page before.
    #[param(max_length = 1024)]
    cursor: Option<String>,
}

/// List calendar addresses
///
/// Those that your partner has made and not taken back. The addresses themselves are not kept: make another one where one is lost.
#[utoipa::path(
    tag = "sessions",
    params(ListCalendars),
    responses((status = 200, description = "A page of calendar addresses.", body = CalendarPage)),
)]
#[get("/calendars")]
pub(super) async fn list_calendars(caller: Caller, query: Query<ListCalendars>) -> ApiResult<Listing<CalendarPage>> {
    let ListCalendars { kind, limit, cursor } = query.0;
    let page = caller.page(limit, cursor.as_deref())?;
    let calendars = caller.reads()?.list(&CalendarFilter { kind }, page).await?;
    Ok(caller.listing(calendars.map(|calendar| CalendarView::from(&calendar))))
}
