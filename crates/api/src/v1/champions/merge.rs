//! `POST /v1/champions/{champion_id}/merge`

use actix_web::post;
use trellis_app::champion;
use trellis_domain::{ChampionId, champion::MergeChampion};
use trellis_storage::Work;

use super::model::{ChampionView, merge_example};
use crate::{
    answer::{Answer, Reply},
    body::Body,
    caller::{Caller, OrNotFound},
    path::Path,
    problem::ApiResult,
};

/// Merge two champions
///
/// Two records turn out to be of one human. The person asks for a code with the other record (see `create_join_code`) and gives it to you; with it,
/// your champion becomes that one: affiliations, shifts, proposals and consents move there, and the id in the address is no longer known. Nobody learns
/// who else knows the person. Refused where the two are taken at the same hour to come (409 `champion_busy`), and where you have a living record of both
/// (409 `already_exists`): end one of them first. You can undo it, with the id that this answers: `unmerge_champion`.
#[utoipa::path(
    tag = "champions",
    params(("champion_id" = ChampionId, Path, description = "Which champion.")),
    request_body(content = MergeChampion, example = json!(merge_example())),
    responses((status = 200, description = "The champion that both are now.", body = ChampionView)),
)]
#[post("/champions/{champion_id}/merge")]
pub(super) async fn merge_champion(
    caller: Caller,
    id: Path<ChampionId>,
    body: Body<MergeChampion>,
) -> ApiResult<Reply<ChampionView>> {
    let partner = caller.partner()?;
    let merge = async |work: &mut Work| {
        let champion = champion::known(work, partner, id.0).await?.or_not_found()?;
        let merged = champion::merge(work, partner, &champion, &body.read()?).await?;
        Ok(Answer::changed(&merged, ChampionView::from(&merged)))
    };
    caller.command(&body, merge).await
}
