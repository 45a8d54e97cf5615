//! `GET /v1/public/networks/{network}/sessions.feed.json`

use actix_web::{HttpRequest, get, web::Data};
use trellis_standards::json_feed;

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

const FORMAT: Format = Format { media_type: "application/feed+json", ending: "feed.json" };

/// A feed; its form is that of JSON Feed 1.1.
#[derive(utoipa::ToSchema)]
#[schema(value_type = Object)]
#[expect(dead_code, reason = "only described")]
struct JsonFeedSessions(serde_json::Value);

/// List a network's public sessions as a JSON feed
///
/// JSON Feed 1.1, for websites and feed readers. The items are in the order in which the sessions start.
///
/// Filters, window and order are those of `GET /v1/public/networks/{network}/sessions`. There are no pages: at most the first 500 sessions are in it,
/// so ask for less where there are more. An answer may be kept for a minute.
#[utoipa::path(
    tag = "public",
    params(("network" = String, Path, description = "The short name of the network.", example = "bexley"), SearchSessions, InLanguage),
    responses((status = 200, description = "A feed.", body = JsonFeedSessions, content_type = "application/feed+json")),
)]
#[get("/networks/{network}/sessions.feed.json")]
pub(super) async fn list_sessions_as_json_feed(
    request: HttpRequest,
    state: Data<State>,
    cache: Data<PublicCache>,
    network: Path<String>,
    query: QueryBeside<SearchSessions, InLanguage>,
) -> ApiResult<PublicAnswer> {
    let question = Question { request: &request, state: &state, cache: &cache, network: &network.0, search: &query.0 };
    document(question, FORMAT, |collection, publication| {
        let feed = json_feed::feed(collection, |happening| publication.when(happening));
        serde_json::to_string(&feed).map_err(ApiError::internal)
    })
    .await
}
