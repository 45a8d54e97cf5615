//! `GET /v1/attestations`

use actix_web::get;
use serde::Deserialize;
use trellis_app::network;
use trellis_domain::{ChampionId, PartnerId};
use trellis_storage::{Reading, attestation::AttestationFilter};
use utoipa::IntoParams;

use super::model::{AttestationPage, AttestationView};
use crate::{
    answer::Listing,
    caller::Caller,
    problem::ApiResult,
    query::{Limit, Query},
};

/// Which attestations.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct ListAttestations {
    /// Only those of this person.
    champion_id: Option<ChampionId>,
    /// Only those that this partner gave.
    partner_id: Option<PartnerId>,
    /// At most so many items.
    #[param(inline)]
    limit: Option<Limit>,
    /// Where to go on: `next_cursor` of the page before.
    #[param(max_length = 1024)]
    cursor: Option<String>,
}

/// List attestations
///
/// Those that your partner gave, and those that it was given of people of whom it has a record, in the order in which they were given.
#[utoipa::path(
    tag = "checks",
    params(ListAttestations),
    responses((status = 200, description = "A page of attestations.", body = AttestationPage)),
)]
#[get("/attestations")]
pub(super) async fn list_attestations(
    caller: Caller,
    query: Query<ListAttestations>,
) -> ApiResult<Listing<AttestationPage>> {
    let ListAttestations { champion_id, partner_id, limit, cursor } = query.0;
    let page = caller.page(limit, cursor.as_deref())?;
    let reads = caller.reads()?;
    let today = network::today(&reads, caller.now()).await?;
    let filter =
        AttestationFilter { champion: champion_id, giver: partner_id, read_by: Some((caller.partner()?, today)) };
    let found = reads.list(&filter, page).await?;
    Ok(caller.listing(found.map(|record| AttestationView::from(&record))))
}
