//! `GET /v1/public/networks/{network}/sessions.csv`

use actix_web::{HttpRequest, get, web::Data};
use trellis_standards::sheet;

use super::{
    document::{Format, InLanguage, Question, document},
    search::SearchSessions,
};
use crate::{
    path::Path,
    problem::{ApiError, ApiResult},
    public_cache::{PublicAnswer, PublicCache},
    query::QueryBeside,
    state::State,
};

const FORMAT: Format = Format { media_type: "text/csv; charset=utf-8; header=present", ending: "csv" };

/// List a network's public sessions as a spreadsheet
///
/// CSV (RFC 4180) in UTF-8 with a header row. A cell that begins like a formula begins with an apostrophe.
///
/// Filters, window and order are those of `GET /v1/public/networks/{network}/sessions`. There are no pages: at most the first 500 sessions are in it,
/// so ask for less where there are more. An answer may be kept for a minute.
#[utoipa::path(
    tag = "public",
    params(("network" = String, Path, description = "The short name of the network.", example = "bexley"), SearchSessions, InLanguage),
    responses((status = 200, description = "A table.", body = String, content_type = "text/csv")),
)]
#[get("/networks/{network}/sessions.csv")]
pub(super) async fn list_sessions_as_csv(
    request: HttpRequest,
    state: Data<State>,
    cache: Data<PublicCache>,
    network: Path<String>,
    query: QueryBeside<SearchSessions, InLanguage>,
) -> ApiResult<PublicAnswer> {
    let question = Question { request: &request, state: &state, cache: &cache, network: &network.0, search: &query.0 };
    document(question, FORMAT, |collection, _| sheet::sheet(collection).map_err(ApiError::internal)).await
}
