//! `POST /v1/agreements/{agreement_id}/accept`

use actix_web::post;
use trellis_app::{agreement, network};
use trellis_domain::AgreementId;
use trellis_storage::{Reading, Work};

use super::model::AgreementView;
use crate::{
    answer::{Answer, Reply},
    body::NoBody,
    caller::{Caller, OrNotFound},
    path::Path,
    problem::ApiResult,
};

/// Accept a champion whom another partner offers to lend
///
/// For the partner that borrows. The consent must still hold.
#[utoipa::path(
    tag = "agreements",
    params(("agreement_id" = AgreementId, Path, description = "Which agreement.")),
    responses((status = 200, description = "The agreement, accepted.", body = AgreementView)),
)]
#[post("/agreements/{agreement_id}/accept")]
pub(super) async fn accept_agreement(caller: Caller, id: Path<AgreementId>) -> ApiResult<Reply<AgreementView>> {
    let partner = caller.partner()?;
    let accept = async |work: &mut Work| {
        let found = work.find(id.0).await?.or_not_found()?;
        let moved = agreement::accept(work, &found, partner).await?;
        let view = AgreementView::new(&moved, network::today(work, work.now()).await?);
        Ok(Answer::changed(&moved, view))
    };
    caller.command(&NoBody, accept).await
}
