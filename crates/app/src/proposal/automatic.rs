//! What a partner's policy leaves to the computer.

use chrono::{DateTime, Utc};
use trellis_domain::{PartnerId, Record, policy::PolicyMode, proposal::PROPOSALS_DEFAULT, request::Request};
use trellis_storage::{Reading, StoreError, Work};

use super::{Proposed, accept, create};
use crate::{error::CommandError, policy};

/// Goes on with a request that has just become a partner's, as far as its policy says, in the same unit of work.
pub(crate) async fn go_on(work: &mut Work, request: &Record<Request>) -> Result<(), CommandError> {
    match policy::of(work, request.head.owner).await?.mode {
        PolicyMode::Manual | PolicyMode::Suggest => Ok(()),
        PolicyMode::AutoPropose => create(work, request, PROPOSALS_DEFAULT).await.map(drop),
        PolicyMode::AutoConfirm => {
            let proposed = create(work, request, PROPOSALS_DEFAULT).await?;
            confirm_best(work, &proposed).await
        }
    }
}

/// Makes ready what that asks about, as far as the partner's policy says: see [`super::warm`].
pub async fn warm(reading: &impl Reading, partner: PartnerId, now: DateTime<Utc>) -> Result<(), StoreError> {
    match policy::of(reading, partner).await?.mode {
        PolicyMode::Manual | PolicyMode::Suggest => Ok(()),
        PolicyMode::AutoPropose | PolicyMode::AutoConfirm => super::warm(reading, partner, now).await,
    }
}

/// Goes with the best proposal that asks nobody first. If no longer all of its rules hold, or there is none, the request waits for staff.
async fn confirm_best(work: &mut Work, proposed: &Proposed) -> Result<(), CommandError> {
    let Some(best) = proposed.proposals.first().filter(|best| !best.to_be_asked) else { return Ok(()) };
    match work.step(async |work: &mut Work| accept(work, best).await).await? {
        Ok(_) | Err(CommandError::Conflict(_)) => Ok(()),
        Err(error) => Err(error),
    }
}
