//! `GET /v1/public/networks/{network}/sessions.jsonld`

use actix_web::{HttpRequest, get, web::Data};
use trellis_standards::json_ld;

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

const FORMAT: Format = Format { media_type: "application/ld+json", ending: "jsonld" };

/// A graph of schema.org's `Event`.
#[derive(utoipa::ToSchema)]
#[schema(value_type = Object)]
#[expect(dead_code, reason = "only described")]
struct JsonLdSessions(serde_json::Value);

/// List a network's public sessions as linked data
///
/// JSON-LD with schema.org's `Event`, as the page of each session carries it for search engines.
///
/// Filters, window and order are those of `GET /v1/public/networks/{network}/sessions`. There are no pages: at most the first 500 sessions are in it,
/// so ask for less where there are more. An answer may be kept for a minute.
#[utoipa::path(
    tag = "public",
    params(("network" = String, Path, description = "The short name of the network.", example = "bexley"), SearchSessions, InLanguage),
    responses((status = 200, description = "A graph of events.", body = JsonLdSessions, content_type = "application/ld+json")),
)]
#[get("/networks/{network}/sessions.jsonld")]
pub(super) async fn list_sessions_as_json_ld(
    request: HttpRequest,
    state: Data<State>,
    cache: Data<PublicCache>,
    network: Path<String>,
    query: QueryBeside<SearchSessions, InLanguage>,
) -> ApiResult<PublicAnswer> {
    let question = Question { request: &request, state: &state, cache: &cache, network: &network.0, search: &query.0 };
    document(question, FORMAT, |collection, _| {
        serde_json::to_string(&json_ld::events(collection)).map_err(ApiError::internal)
    })
    .await
}
