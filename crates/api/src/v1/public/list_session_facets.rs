//! `GET /v1/public/networks/{network}/sessions/facets`

use std::collections::BTreeMap;

use actix_web::{HttpRequest, get, web::Data};
use serde::Serialize;
use trellis_domain::{ClosedEnum, PartnerId, help::TopicSlug, language::Language, listing::Facets, text::Name};
use trellis_storage::{Reading, Standpoint};
use utoipa::ToSchema;

use super::search::SearchSessions;
use crate::{
    path::Path,
    problem::ApiResult,
    public_cache::{PublicAnswer, PublicCache},
    query::Query,
    state::State,
};

/// How many sessions a value of a filter would find.
#[derive(Debug, Serialize, ToSchema)]
struct FacetCount {
    /// The value, as its filter takes it.
    #[schema(examples("tuesday"))]
    value: String,
    /// How many of the sessions it would find.
    count: u32,
}

/// How many sessions are a partner's.
#[derive(Debug, Serialize, ToSchema)]
struct PartnerCount {
    /// The partner.
    id: PartnerId,
    /// Its name.
    name: Name,
    /// How many of the sessions are its own.
    count: u32,
}

/// How many sessions each further filter would leave. Values that would leave none are left out.
#[derive(Debug, Serialize, ToSchema)]
struct SessionFacets {
    /// How many sessions were counted.
    total: u32,
    /// Whether these are all that were asked for: at most 10,000 are counted, the first in time.
    complete: bool,
    /// By `setting`.
    setting: Vec<FacetCount>,
    /// By `way`.
    way: Vec<FacetCount>,
    /// By `topic`, those above counting what is below them.
    topic: Vec<FacetCount>,
    /// By `booking`.
    booking: Vec<FacetCount>,
    /// By `weekday`.
    weekday: Vec<FacetCount>,
    /// By `audience`: what is for everybody counts for each.
    audience: Vec<FacetCount>,
    /// By `language`.
    language: Vec<FacetCount>,
    /// By `access`.
    access: Vec<FacetCount>,
    /// By `partner_id`, in the order of their names.
    partner: Vec<PartnerCount>,
}

/// Count a network's public sessions by filter
///
/// For filter forms: how many of the sessions that are asked for each further filter would leave. It takes the filters of
/// `GET /v1/public/networks/{network}/sessions`. At most 10,000 sessions are counted, the first in time; `complete` says whether these are all.
#[utoipa::path(
    tag = "public",
    params(("network" = String, Path, description = "The short name of the network.", example = "bexley"), SearchSessions),
    responses((status = 200, description = "The counts.", body = SessionFacets)),
)]
#[get("/networks/{network}/sessions/facets")]
pub(super) async fn list_session_facets(
    request: HttpRequest,
    state: Data<State>,
    cache: Data<PublicCache>,
    network: Path<String>,
    query: Query<SearchSessions>,
) -> ApiResult<PublicAnswer> {
    let (store, now) = (&state.store, state.now());
    let seen = cache.network(store, &network.0).await?;
    let make = async || {
        let asked = query.0.locate(store, now).await?;
        let reads = store.snapshot(Standpoint::network(seen.network.id)).await?;
        let found = match &asked.filter {
            Some(filter) => trellis_storage::listing::faceted(&reads, filter, now).await?,
            None => trellis_storage::listing::FacetedPage { sessions: Vec::new(), complete: true },
        };
        let facets = Facets::of(found.sessions, &seen.network.details.languages);
        let partners: Vec<_> = facets.partner.keys().copied().collect();
        let names = reads.load_all(&partners).await?;
        let names = names.into_iter().map(|partner| (partner.id, partner.noun.details.name)).collect();
        PublicAnswer::json(&SessionFacets::new(facets, found.complete, names), now, None)
    };
    cache.answer(seen.key(&request, "json"), now, make).await
}

impl SessionFacets {
    fn new(facets: Facets, complete: bool, mut names: BTreeMap<PartnerId, Name>) -> Self {
        let Facets { total, setting, way, booking, weekday, audience, access, topic, language, partner } = facets;
        let partner =
            partner.into_iter().filter_map(|(id, count)| Some(PartnerCount { id, name: names.remove(&id)?, count }));
        let mut partner: Vec<_> = partner.collect();
        partner.sort_by(|one, other| one.name.cmp(&other.name));
        Self {
            total,
            complete,
            setting: of_codes::<trellis_domain::help::Setting>(&setting),
            way: of_codes::<trellis_domain::session::Way>(&way),
            topic: topic.iter().map(|(slug, count)| of_topic(slug, *count)).collect(),
            booking: of_codes::<trellis_domain::session::BookingStyle>(&booking),
            weekday: of_codes::<trellis_domain::clock_time::Weekday>(&weekday),
            audience: of_codes::<trellis_domain::partner::Audience>(&audience),
            language: language.iter().map(|(code, count)| of_language(code, *count)).collect(),
            access: of_codes::<trellis_domain::help::AccessFeature>(&access),
            partner,
        }
    }
}

/// Counts in the order of the values.
fn of_codes<E: ClosedEnum>(counts: &BTreeMap<&'static str, u32>) -> Vec<FacetCount> {
    let counted = |value: &E| Some(FacetCount { value: value.code().to_owned(), count: *counts.get(value.code())? });
    E::VARIANTS.iter().filter_map(counted).collect()
}

fn of_topic(slug: &TopicSlug, count: u32) -> FacetCount {
    FacetCount { value: slug.to_string(), count }
}

fn of_language(code: &Language, count: u32) -> FacetCount {
    FacetCount { value: code.to_string(), count }
}
