//! Taking a request out of the inbox.

use trellis_domain::{
    LearnerId, PartnerId, Record,
    request::{Request, RequestState, TakeRefused},
};
use trellis_storage::{Reading, Work};

use super::go_on;
use crate::{error::CommandError, external_id, proposal::Automatic, unmet_need};

/// A partner takes a request, and with it the learner and whatever else the learner has waiting in the inbox.
///
/// From then on they are the partner's: for the lead body they are gone, and so are its numbers for them and the answers
/// that were kept for repeats. The first partner wins, and goes on at once as far as its policy says; with what was done.
pub async fn take(
    work: &mut Work,
    request: &Record<Request>,
    partner: PartnerId,
) -> Result<(Record<Request>, Option<Automatic>), CommandError> {
    let taken = hand_over(work, request, partner).await?;
    let mut others = Vec::new();
    if let Some(learner) = taken.details.learner_id {
        for waiting in trellis_storage::request::of_learner(work, learner).await? {
            if waiting.inbox && waiting.state == RequestState::New {
                others.push(hand_over(work, &waiting, partner).await?);
            }
        }
        hand_over_learner(work, learner, partner).await?;
    }
    let taken = go_on(work, taken).await?;
    for other in others {
        go_on(work, other).await?;
    }
    Ok(taken)
}

async fn hand_over(
    work: &mut Work,
    request: &Record<Request>,
    partner: PartnerId,
) -> Result<Record<Request>, CommandError> {
    let taken = request.noun.clone().take(work.now()).map_err(|refused| match refused {
        TakeRefused::Unknown => CommandError::NotFound,
        TakeRefused::Conflict(conflict) => conflict.into(),
    })?;
    external_id::forget(work, request.head.owner, request.id.into()).await?;
    work.forget_answers_about(request.id.uuid()).await?;
    let taken = work.hand_over(request, partner, taken).await?;
    unmet_need::follow(work, &taken).await?;
    Ok(taken)
}

/// A learner, with all consents, becomes another partner's; its numbers and kept answers go.
pub(crate) async fn hand_over_learner(work: &mut Work, id: LearnerId, partner: PartnerId) -> Result<(), CommandError> {
    let Some(learner) = work.load(id).await? else { return Ok(()) };
    if learner.head.owner == partner {
        return Ok(());
    }
    for consent in trellis_storage::consent::of_learner(work, id).await? {
        let same = consent.noun.clone();
        work.hand_over(&consent, partner, same).await?;
    }
    external_id::forget(work, learner.head.owner, id.into()).await?;
    work.forget_answers_about(id.uuid()).await?;
    let same = learner.noun.clone();
    work.hand_over(&learner, partner, same).await?;
    Ok(())
}
