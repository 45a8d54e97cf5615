//! `POST /v1/learners/{learner_id}/disclose-address`

use actix_web::post;
use trellis_app::learner;
use trellis_domain::LearnerId;
use trellis_storage::{Reading, Work};

use super::model::AddressView;
use crate::{
    answer::Revealed,
    caller::{Caller, OrNotFound},
    path::Path,
    problem::ApiResult,
};

/// Read where a learner lives
///
/// A command, because it leaves a record: an event says who read it, when, and on whose behalf. The answer is never kept for
/// repeats.
#[utoipa::path(
    tag = "learners",
    params(("learner_id" = LearnerId, Path, description = "Which learner.")),
    responses((status = 200, description = "The home address.", body = AddressView)),
)]
#[post("/learners/{learner_id}/disclose-address")]
pub(super) async fn disclose_learner_address(caller: Caller, id: Path<LearnerId>) -> ApiResult<Revealed<AddressView>> {
    let disclose = async |work: &mut Work| {
        let learner = work.find(id.0).await?.or_not_found()?;
        caller.on_behalf_of()?;
        learner::disclose_address(work, &learner).await?;
        Ok(AddressView::from(&learner))
    };
    caller.reveal(disclose).await
}
