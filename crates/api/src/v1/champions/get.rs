//! `GET /v1/champions/{champion_id}`

use actix_web::get;
use trellis_app::champion;
use trellis_domain::ChampionId;

use super::model::ChampionView;
use crate::{
    answer::Item,
    caller::{Caller, OrNotFound},
    path::Path,
    problem::ApiResult,
};

/// Read a champion
///
/// The person behind your partner's affiliation. It holds nothing about the person, and nothing about other partners.
#[utoipa::path(
    tag = "champions",
    params(("champion_id" = ChampionId, Path, description = "Which champion.")),
    responses((status = 200, description = "The champion.", body = ChampionView)),
)]
#[get("/champions/{champion_id}")]
pub(super) async fn get_champion(caller: Caller, id: Path<ChampionId>) -> ApiResult<Item<ChampionView>> {
    let champion = champion::known(&caller.reads()?, caller.partner()?, id.0).await?.or_not_found()?;
    Ok(caller.item(champion.head.revision, ChampionView::from(&champion)))
}
