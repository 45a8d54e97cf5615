//! `GET /v1/consents`

use actix_web::get;
use serde::Deserialize;
use trellis_domain::{ChampionId, learner::LearnerId};
use trellis_storage::{Reading, consent::ConsentFilter};
use utoipa::IntoParams;

use super::model::{ConsentPage, ConsentView};
use crate::{
    answer::Listing,
    caller::Caller,
    problem::ApiResult,
    query::{Limit, Query},
};

/// Which consents.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct ListConsents {
    /// Only those of this champion.
    champion_id: Option<ChampionId>,
    /// Only those of this learner.
    learner_id: Option<LearnerId>,
    /// At most so many items.
    #[param(inline)]
    limit: Option<Limit>,
    /// Where to go on: `next_cursor` of the page before.
    #[param(max_length = 1024)]
    cursor: Option<String>,
}

/// List consents
///
/// What people told your partner they agree to, withdrawn consents included, in the order in which they were recorded.
#[utoipa::path(
    tag = "consents",
    params(ListConsents),
    responses((status = 200, description = "A page of consents.", body = ConsentPage)),
)]
#[get("/consents")]
pub(super) async fn list_consents(caller: Caller, query: Query<ListConsents>) -> ApiResult<Listing<ConsentPage>> {
    let ListConsents { champion_id, learner_id, limit, cursor } = query.0;
    let page = caller.page(limit, cursor.as_deref())?;
    let found = caller.reads()?.list(&ConsentFilter { champion: champion_id, learner: learner_id }, page).await?;
    Ok(caller.listing(found.map(|record| ConsentView::from(&record))))
}
