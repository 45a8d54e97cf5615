//! `PATCH /v1/policies/{policy_id}`

use actix_web::patch;
use trellis_app::policy::{self, Foreseen};
use trellis_domain::{Policy, PolicyId};
use trellis_storage::{Reading, Work};

use super::model::{PolicyPatch, PolicyView, patch_example};
use crate::{
    answer::{Answer, Reply},
    caller::{Caller, OrNotFound},
    path::Path,
    precondition::IfMatch,
    problem::ApiResult,
};

/// Change a policy
///
/// A JSON merge-patch; `null` brings a built-in rule back. A standard or enhanced check can only be required with the reason that
/// makes asking for it lawful: asking above the lawful level is unlawful. Each change is a new version; the older ones stay readable.
/// Changing a rule of a policy that rests on the network's default makes it `adapted`. The answer lists what is odd about the rules, such as
/// a check that no champion of yours holds; that refuses nothing.
#[utoipa::path(
    tag = "matching",
    params(("policy_id" = PolicyId, Path, description = "Which policy.")),
    request_body(content = PolicyPatch, content_type = "application/merge-patch+json", example = json!(patch_example())),
    responses((status = 200, description = "The policy as it is now.", body = PolicyView)),
)]
#[patch("/policies/{policy_id}")]
pub(super) async fn update_policy(
    caller: Caller,
    id: Path<PolicyId>,
    if_match: IfMatch,
    patch: PolicyPatch,
) -> ApiResult<Reply<PolicyView>> {
    let foreseen = foreseen(&caller, id.0, &patch).await?;
    let update = async |work: &mut Work| {
        let policy = work.find(id.0).await?.or_not_found()?;
        if_match.check(policy.head.revision)?;
        let policy = policy::update(work, &policy, patch.apply(&policy.details)?).await?;
        let warnings = foreseen.of(work, &policy).await?;
        Ok(Answer::changed(&policy, PolicyView::from(&policy).with(warnings)))
    };
    caller.command(&patch, update).await
}

/// What will be odd about the rules. A policy or a patch that there is no way to read is refused later, in its turn.
async fn foreseen(caller: &Caller, id: PolicyId, patch: &PolicyPatch) -> ApiResult<Foreseen> {
    let reads = caller.snapshot().await?;
    let Some(policy) = reads.find::<Policy>(id).await? else { return Ok(Foreseen::default()) };
    let Ok(rules) = patch.apply(&policy.details) else { return Ok(Foreseen::default()) };
    Ok(Foreseen::with(&reads, &policy, rules, caller.now()).await?)
}
