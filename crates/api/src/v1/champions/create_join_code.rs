//! `POST /v1/champions/{champion_id}/join-codes`

use actix_web::post;
use trellis_app::champion;
use trellis_domain::ChampionId;
use trellis_storage::Work;

use super::model::JoinCodeView;
use crate::{
    answer::Revealed,
    body::NoBody,
    caller::{Caller, OrNotFound},
    path::Path,
    problem::{ApiError, ApiResult},
};

/// Make a join code
///
/// A one-time code that you give to the person, and the person to another partner: with it, that partner's record is linked to the same \
/// person. It works once, for 14 days, and replaces an earlier one. The code is shown this once: a repeat \
/// with the same key is told so (409 `secret_already_shown`).
#[utoipa::path(
    tag = "champions",
    params(("champion_id" = ChampionId, Path, description = "Which champion.")),
    responses((status = 200, description = "The code.", body = JoinCodeView)),
)]
#[post("/champions/{champion_id}/join-codes")]
pub(super) async fn create_join_code(caller: Caller, id: Path<ChampionId>) -> ApiResult<Revealed<JoinCodeView>> {
    let owner = caller.partner()?;
    let offer = async |work: &mut Work| {
        let champion = champion::known(work, owner, id.0).await?.or_not_found()?;
        let code = champion::new_code().map_err(ApiError::internal)?;
        let offer = champion::offer(work, &champion, &code).await?;
        Ok(JoinCodeView::new(code, &offer))
    };
    caller.show_once(&NoBody, offer).await
}
