//! `GET /v1/unmet-needs/summary`

use actix_web::get;
use chrono::Datelike;
use serde::{Deserialize, Deserializer, de};
use trellis_app::network;
use trellis_domain::unmet_need::Summary;
use trellis_storage::unmet_need;
use utoipa::IntoParams;

use super::model::UnmetNeedSummaryView;
use crate::{answer::Item, caller::Caller, problem::ApiResult, query::Query};

/// Which year.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct GetUnmetNeedSummary {
    /// A calendar year; this one when left out.
    #[serde(default, deserialize_with = "year")]
    #[param(value_type = Option<u16>, minimum = 2000, maximum = 2199)]
    year: Option<u16>,
}

fn year<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<u16>, D::Error> {
    match u16::deserialize(deserializer)? {
        early if early < 2000 => Err(de::Error::custom("too_small: a year from 2000 to 2199")),
        year if year < 2200 => Ok(Some(year)),
        _ => Err(de::Error::custom("too_large: a year from 2000 to 2199")),
    }
}

/// Count needs that were not met
///
/// The ledger of the whole network in a calendar year, by ward and reason. A cell that counts 1 to 4 is not shown, and nor is one in which the
/// other partners' part is 1 to 4. A total is the sum of what is shown. There is no other table than this one for each year, so that nothing can be
/// worked out by taking one from another.
#[utoipa::path(tag = "requests", params(GetUnmetNeedSummary), responses((status = 200, description = "The figures.", body = UnmetNeedSummaryView)))]
#[get("/unmet-needs/summary")]
pub(super) async fn get_unmet_need_summary(
    caller: Caller,
    query: Query<GetUnmetNeedSummary>,
) -> ApiResult<Item<UnmetNeedSummaryView>> {
    let reads = caller.snapshot().await?;
    let this_year = network::today(&reads, caller.now()).await?.year();
    let year = query.0.year.or_else(|| u16::try_from(this_year).ok()).unwrap_or_default();
    let cells = unmet_need::cells(&reads, caller.partner()?, year).await?;
    Item::digested(UnmetNeedSummaryView::new(year, Summary::of(&cells)))
}
