//! `POST /v1/policies/{policy_id}/basis`

use actix_web::post;
use trellis_app::policy::{self, Foreseen};
use trellis_domain::{Policy, PolicyId, policy::ChoosePolicyBasis};
use trellis_storage::{Reading, Work};

use super::model::{PolicyView, basis_example};
use crate::{
    answer::{Answer, Reply},
    body::Body,
    caller::{Caller, OrNotFound},
    path::Path,
    problem::ApiResult,
};

/// Take or decline the network's default policy
///
/// `default` replaces the rules by the network's default and follows it: each new version of it becomes the next version of this policy.
/// `own` declines it: the rules stay as they are and follow nothing. Changing a rule afterwards makes a `default` policy `adapted`. A new
/// partner begins with `default` if the network has one, else with `own`, the built-in rules.
#[utoipa::path(
    tag = "matching",
    params(("policy_id" = PolicyId, Path, description = "Which policy.")),
    request_body(content = ChoosePolicyBasis, example = json!(basis_example())),
    responses((status = 200, description = "The policy as it is now.", body = PolicyView)),
)]
#[post("/policies/{policy_id}/basis")]
pub(super) async fn choose_policy_basis(
    caller: Caller,
    id: Path<PolicyId>,
    body: Body<ChoosePolicyBasis>,
) -> ApiResult<Reply<PolicyView>> {
    let foreseen = foreseen(&caller, id.0, &body).await?;
    let choose = async |work: &mut Work| {
        let policy = work.find(id.0).await?.or_not_found()?;
        let policy = policy::choose_basis(work, &policy, body.read()?).await?;
        let warnings = foreseen.of(work, &policy).await?;
        Ok(Answer::changed(&policy, PolicyView::from(&policy).with(warnings)))
    };
    caller.command(&body, choose).await
}

/// What will be odd about the rules. A policy or a choice that there is no way to read is refused later, in its turn.
async fn foreseen(caller: &Caller, id: PolicyId, body: &Body<ChoosePolicyBasis>) -> ApiResult<Foreseen> {
    let reads = caller.snapshot().await?;
    let Some(policy) = reads.find::<Policy>(id).await? else { return Ok(Foreseen::default()) };
    let Ok(choice) = body.read() else { return Ok(Foreseen::default()) };
    Ok(Foreseen::on_basis(&reads, &policy, choice, caller.now()).await?)
}
