//! `GET /v1/affiliations`

use actix_web::get;
use serde::Deserialize;
use trellis_domain::{
    ChampionId,
    affiliation::{AffiliationStage, Involvement},
};
use trellis_storage::{Reading, affiliation::AffiliationFilter};
use utoipa::IntoParams;

use super::model::{AffiliationPage, AffiliationView};
use crate::{
    answer::Listing,
    caller::Caller,
    problem::ApiResult,
    query::{Limit, Query},
};

/// Which affiliations.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct ListAffiliations {
    /// Only those at this stage.
    #[param(inline)]
    stage: Option<AffiliationStage>,
    /// Only volunteers, or only staff.
    #[param(inline)]
    involvement: Option<Involvement>,
    /// Only those of this person.
    champion_id: Option<ChampionId>,
    /// At most so many items.
    #[param(inline)]
    limit: Option<Limit>,
    /// Where to go on: `next_cursor` of the page before.
    #[param(max_length = 1024)]
    cursor: Option<String>,
}

/// List affiliations
///
/// Your partner's own records of the people who help, in the order in which they were made.
#[utoipa::path(
    tag = "champions",
    params(ListAffiliations),
    responses((status = 200, description = "A page of affiliations.", body = AffiliationPage)),
)]
#[get("/affiliations")]
pub(super) async fn list_affiliations(
    caller: Caller,
    query: Query<ListAffiliations>,
) -> ApiResult<Listing<AffiliationPage>> {
    let ListAffiliations { stage, involvement, champion_id, limit, cursor } = query.0;
    let page = caller.page(limit, cursor.as_deref())?;
    let found = caller.reads()?.list(&AffiliationFilter { stage, involvement, champion: champion_id }, page).await?;
    Ok(caller.listing(found.map(|record| AffiliationView::from(&record))))
}
