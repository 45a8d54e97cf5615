//! `GET /v1/public/networks/{network}/sessions.atom`

use actix_web::{HttpRequest, get, web::Data};
use trellis_standards::atom;

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

const FORMAT: Format = Format { media_type: "application/atom+xml; charset=utf-8", ending: "atom" };

/// List a network's public sessions as an Atom feed
///
/// Atom (RFC 4287), for websites and feed readers. The entries are in the order in which the sessions start.
///
/// Filters, window and order are those of `GET /v1/public/networks/{network}/sessions`. There are no pages: at most the first 500 sessions are in it,
/// so ask for less where there are more. An answer may be kept for a minute.
#[utoipa::path(
    tag = "public",
    params(("network" = String, Path, description = "The short name of the network.", example = "bexley"), SearchSessions, InLanguage),
    responses((status = 200, description = "A feed.", body = String, content_type = "application/atom+xml")),
)]
#[get("/networks/{network}/sessions.atom")]
pub(super) async fn list_sessions_as_atom(
    request: HttpRequest,
    state: Data<State>,
    cache: Data<PublicCache>,
    network: Path<String>,
    query: QueryBeside<SearchSessions, InLanguage>,
) -> ApiResult<PublicAnswer> {
    let question = Question { request: &request, state: &state, cache: &cache, network: &network.0, search: &query.0 };
    document(question, FORMAT, |collection, publication| {
        atom::feed(collection, |happening| publication.when(happening)).map_err(ApiError::internal)
    })
    .await
}
