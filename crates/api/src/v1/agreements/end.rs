//! `POST /v1/agreements/{agreement_id}/end`

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

/// End an agreement
///
/// For either side, at any time: an offer is taken back or declined by it, and what was agreed is over from now on. What the borrowing partner accepted
/// with the champion for a time to come is called off.
#[utoipa::path(
    tag = "agreements",
    params(("agreement_id" = AgreementId, Path, description = "Which agreement.")),
    responses((status = 200, description = "The agreement, ended.", body = AgreementView)),
)]
#[post("/agreements/{agreement_id}/end")]
pub(super) async fn end_agreement(caller: Caller, id: Path<AgreementId>) -> ApiResult<Reply<AgreementView>> {
    let partner = caller.partner()?;
    let end = async |work: &mut Work| {
        let found = work.find(id.0).await?.or_not_found()?;
        let moved = agreement::end(work, &found, partner).await?;
        let view = AgreementView::new(&moved, network::today(work, work.now()).await?);
        Ok(Answer::changed(&moved, view))
    };
    caller.command(&NoBody, end).await
}
