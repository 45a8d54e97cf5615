//! `GET /v1/public/networks/{network}/sessions.geojson`

use actix_web::{HttpRequest, get, web::Data};
use trellis_standards::geo_json;

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

const FORMAT: Format = Format { media_type: "application/geo+json", ending: "geojson" };

/// A `FeatureCollection` of GeoJSON; its form is that of RFC 7946.
#[derive(utoipa::ToSchema)]
#[schema(value_type = Object)]
#[expect(dead_code, reason = "only described")]
struct GeoJsonSessions(serde_json::Value);

/// List a network's public sessions on a map
///
/// GeoJSON (RFC 7946): a feature for each session, longitude first. Help at home, by phone or by video has no geometry.
///
/// Filters, window and order are those of `GET /v1/public/networks/{network}/sessions`. There are no pages: at most the first 500 sessions are in it,
/// so ask for less where there are more. An answer may be kept for a minute.
#[utoipa::path(
    tag = "public",
    params(("network" = String, Path, description = "The short name of the network.", example = "bexley"), SearchSessions, InLanguage),
    responses((status = 200, description = "A feature collection.", body = GeoJsonSessions, content_type = "application/geo+json")),
)]
#[get("/networks/{network}/sessions.geojson")]
pub(super) async fn list_sessions_as_geojson(
    request: HttpRequest,
    state: Data<State>,
    cache: Data<PublicCache>,
    network: Path<String>,
    query: QueryBeside<SearchSessions, InLanguage>,
) -> ApiResult<PublicAnswer> {
    let question = Question { request: &request, state: &state, cache: &cache, network: &network.0, search: &query.0 };
    document(question, FORMAT, |collection, _| {
        serde_json::to_string(&geo_json::collection(collection)).map_err(ApiError::internal)
    })
    .await
}
