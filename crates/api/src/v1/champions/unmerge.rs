//! `POST /v1/champions/{champion_id}/unmerge`

use actix_web::post;
use trellis_app::champion;
use trellis_domain::ChampionId;
use trellis_storage::Work;

use super::model::ChampionView;
use crate::{
    answer::{Answer, Reply},
    body::NoBody,
    caller::{Caller, OrNotFound},
    path::Path,
    problem::ApiResult,
};

/// Undo a merge
///
/// The two were not one human after all. What your merge moved goes back to the person that it came from, with what became of it since; everything else
/// stays. For the partner that merged them, its latest merge into this champion first. Where there is none: 409 `wrong_state`.
#[utoipa::path(
    tag = "champions",
    params(("champion_id" = ChampionId, Path, description = "Which champion: the one that both are.")),
    responses((status = 200, description = "The champion that it came from, there again.", body = ChampionView)),
)]
#[post("/champions/{champion_id}/unmerge")]
pub(super) async fn unmerge_champion(caller: Caller, id: Path<ChampionId>) -> ApiResult<Reply<ChampionView>> {
    let partner = caller.partner()?;
    let unmerge = async |work: &mut Work| {
        let champion = champion::known(work, partner, id.0).await?.or_not_found()?;
        let back = champion::unmerge(work, partner, &champion).await?;
        Ok(Answer::changed(&back, ChampionView::from(&back)))
    };
    caller.command(&NoBody, unmerge).await
}
