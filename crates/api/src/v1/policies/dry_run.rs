//! `POST /v1/policies/{policy_id}/dry-run`

use actix_web::post;
use serde_json::Value;
use trellis_app::policy::{self, Window};
use trellis_domain::{Policy, PolicyId, Refusals};
use trellis_storage::Reading;

use super::dry_run_model::{DryRunPolicy, DryRunView, dry_run_example};
use crate::{
    answer::WorkedOut,
    body::{Body, patched},
    caller::{Caller, OrNotFound},
    path::Path,
    problem::ApiResult,
};

/// Try a draft of a policy on past requests
///
/// Replays the requests that the partner took in a window, under the rules in force and under a draft, and says what would be otherwise: in
/// figures and request by request: another champion, time, place, session or score, something else that the mode would do by itself, and by which
/// rules a request is lost or gained. Nothing is written. Each request is asked at the moment at which it was taken, of the champions as they
/// are now, but taken only for what they had said yes to by then: neither what came of the request itself counts, nor what was declined since.
/// Your sessions count that were there by then, with the places that were left; what was called off since does not. What a mode does for a request
/// hangs on that request alone here: a champion who would have been taken by one before is asked for the next all the same.
/// At most 200 requests are looked at, the newest first. An anonymised request counts with what is left of it: at any time, without wishes; where nothing says any more where help
/// was wanted, it is left out and counted.
#[utoipa::path(
    tag = "matching",
    params(("policy_id" = PolicyId, Path, description = "Which policy.")),
    request_body(content = DryRunPolicy, example = json!(dry_run_example())),
    responses((status = 200, description = "What the draft would have changed.", body = DryRunView)),
)]
#[post("/policies/{policy_id}/dry-run")]
pub(super) async fn dry_run_policy(
    caller: Caller,
    id: Path<PolicyId>,
    body: Body<DryRunPolicy>,
) -> ApiResult<WorkedOut<DryRunView>> {
    let reads = caller.snapshot().await?;
    let policy = reads.find::<Policy>(id.0).await?.or_not_found()?;
    let DryRunPolicy { rules, from, until } = body.read()?;
    let draft = patched(&policy.details, Value::Object(rules), "/rules")?;
    let mut refusals = Refusals::none();
    refusals.nest("/rules", draft.check());
    refusals.finish()?;
    let window = Window::new(from, until, caller.now())?;
    let answer = policy::dry_run(&reads, &policy, &draft, window, caller.now()).await?;
    Ok(WorkedOut(DryRunView::new(&policy, window, answer)))
}
