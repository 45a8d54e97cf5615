//! `PATCH /v1/network/default-policy`

use actix_web::patch;
use trellis_app::{network, policy};
use trellis_storage::Work;

use super::default_policy_model::{DefaultPolicyPatch, DefaultPolicyView, patch_example};
use crate::{
    answer::{Answer, Reply},
    caller::Caller,
    precondition::IfMatch,
    problem::ApiResult,
};

/// Change your network's default policy
///
/// A JSON merge-patch of the rules that the network offers; the first one lays them down, on top of the built-in rules. Each change is the
/// next version, and at once the next version of every policy that follows the default. Partners that come later begin with it.
/// What is odd about rules shows with a partner's own champions and requests, so that nothing is said of it here: whoever follows the default sees
/// it by `choose_policy_basis` with the same basis again, or by a dry run of an empty draft.
#[utoipa::path(
    tag = "networks",
    request_body(content = DefaultPolicyPatch, content_type = "application/merge-patch+json", example = json!(patch_example())),
    responses((status = 200, description = "The default policy as it is now.", body = DefaultPolicyView)),
)]
#[patch("/network/default-policy")]
pub(super) async fn update_default_policy(
    caller: Caller,
    if_match: IfMatch,
    patch: DefaultPolicyPatch,
) -> ApiResult<Reply<DefaultPolicyView>> {
    let update = async |work: &mut Work| {
        let network = network::of(work).await?;
        if_match.check(network.revision)?;
        let details = patch.apply(&policy::network_default(work).await?.details)?;
        let (network, default) = policy::update_default(work, &network, details).await?;
        Ok(Answer::ok(Some(network.revision), DefaultPolicyView::from(default)))
    };
    caller.command(&patch, update).await
}
