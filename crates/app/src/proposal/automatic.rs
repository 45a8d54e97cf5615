//! What a partner's policy leaves to the computer.

use trellis_domain::{Record, policy::PolicyMode, proposal::PROPOSALS_DEFAULT, request::Request};
use trellis_storage::Work;

use super::{Proposed, create};
use crate::{error::CommandError, policy};

/// Goes on with a request that has just become a partner's, as far as its policy says, in the same unit of work.
pub(crate) async fn go_on(work: &mut Work, request: &Record<Request>) -> Result<(), CommandError> {
    match policy::of(work, request.head.owner).await?.mode {
        PolicyMode::Manual | PolicyMode::Suggest => Ok(()),
        PolicyMode::AutoPropose => create(work, request, PROPOSALS_DEFAULT).await.map(drop),
        PolicyMode::AutoConfirm => {
            let proposed = create(work, request, PROPOSALS_DEFAULT).await?;
            confirm_best(work, request, &proposed).await
        }
    }
}

/// Accepts the best proposal, if there is one.
#[expect(clippy::unused_async, reason = "accepting is a command of its own and writes")]
async fn confirm_best(_work: &mut Work, _request: &Record<Request>, _proposed: &Proposed) -> Result<(), CommandError> {
    // Proposals cannot be accepted yet: they wait for staff, as with `auto_propose`.
    Ok(())
}
