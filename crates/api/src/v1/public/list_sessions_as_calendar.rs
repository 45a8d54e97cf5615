//! `GET /v1/public/networks/{network}/sessions.ics`

use actix_web::{HttpRequest, get, web::Data};
use trellis_standards::calendar::calendar;

use super::{
    document::{Format, InLanguage, Question, document},
    search::SearchSessions,
};
use crate::{
    path::Path,
    problem::ApiResult,
    public_cache::{PublicAnswer, PublicCache},
    query::QueryBeside,
    state::State,
};

const FORMAT: Format = Format { media_type: "text/calendar; charset=utf-8", ending: "ics" };

/// List a network's public sessions as a calendar
///
/// iCalendar (RFC 5545), for calendar programs to subscribe to: the address of this document, with its filters. Cancelled sessions stay, with
/// `STATUS:CANCELLED`.
///
/// Filters, window and order are those of `GET /v1/public/networks/{network}/sessions`. There are no pages: at most the first 500 sessions are in it,
/// so ask for less where there are more. An answer may be kept for a minute.
#[utoipa::path(
    tag = "public",
    params(("network" = String, Path, description = "The short name of the network.", example = "bexley"), SearchSessions, InLanguage),
    responses((status = 200, description = "A calendar.", body = String, content_type = "text/calendar")),
)]
#[get("/networks/{network}/sessions.ics")]
pub(super) async fn list_sessions_as_calendar(
    request: HttpRequest,
    state: Data<State>,
    cache: Data<PublicCache>,
    network: Path<String>,
    query: QueryBeside<SearchSessions, InLanguage>,
) -> ApiResult<PublicAnswer> {
    let question = Question { request: &request, state: &state, cache: &cache, network: &network.0, search: &query.0 };
    document(question, FORMAT, |collection, _| Ok(calendar(collection))).await
}
