//! Requests: asking for help, taking requests out of the inbox, moving them along.

mod public_form;
mod references;
mod take;
mod triage;
mod untaken;

pub use public_form::receive;
pub(crate) use take::hand_over_learner;
pub use take::take;
pub use triage::triage;
pub use untaken::forget_untaken;

use trellis_domain::{
    Conflict, PartnerId, Record,
    request::{Locality, MoveRequest, Request, RequestDetails},
};
use trellis_storage::{Reading, Work};

use crate::{
    error::CommandError,
    learner, network, place,
    proposal::{self, Automatic, automatic},
    referral, unmet_need,
};

/// Who asks, and so whose the request is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asker {
    /// A partner, for somebody it helps itself: the request is its own.
    Partner(PartnerId),
    /// Somebody who finds a partner for it: the request waits in the lead body's inbox.
    Inbox,
}

/// Somebody asks for help. A partner's own request goes on at once, as far as its policy says; with what was done.
pub async fn create(
    work: &mut Work,
    asker: Asker,
    mut details: RequestDetails,
) -> Result<(Record<Request>, Option<Automatic>), CommandError> {
    details.check()?;
    let owner = match asker {
        Asker::Partner(partner) => partner,
        Asker::Inbox => network::of(work).await?.lead_body,
    };
    references::check(work, owner, &details, None).await?;
    let locality = locality(work, &details).await?;
    if let Some(described) = details.learner.take() {
        let learner = learner::create_below(work, owner, *described, "/learner").await?;
        details.learner_id = Some(learner.id);
    }
    let request = match asker {
        Asker::Partner(_) => Request::for_partner(details, locality, work.now())?,
        Asker::Inbox => Request::for_inbox(details, locality, work.now())?,
    };
    let id = work.new_id();
    let request = work.insert(id, owner, request).await?;
    match asker {
        Asker::Partner(_) => go_on(work, request).await,
        Asker::Inbox => Ok((request, None)),
    }
}

/// Goes on with a request that has just become a partner's; the request as it is then, and what was done.
async fn go_on(
    work: &mut Work,
    request: Record<Request>,
) -> Result<(Record<Request>, Option<Automatic>), CommandError> {
    let done = Box::pin(automatic::go_on(work, &request)).await?;
    let now = work.load(request.id).await?;
    Ok((now.unwrap_or(request), done))
}

/// Its owner says something else about a request.
pub async fn update(
    work: &mut Work,
    request: &Record<Request>,
    details: RequestDetails,
) -> Result<Record<Request>, CommandError> {
    details.check()?;
    references::check(work, request.head.owner, &details, Some(&request.details)).await?;
    if request.is_open() && !proposal::still_does(work, request, &details).await? {
        return Err(Conflict::Arranged.into());
    }
    let locality = locality(work, &details).await?;
    let changed = request.noun.clone().with(details, locality)?;
    let changed = work.update(request, changed).await?;
    follow(work, &changed).await?;
    Ok(changed)
}

/// Its owner moves a request along.
pub async fn move_on(
    work: &mut Work,
    request: &Record<Request>,
    step: MoveRequest,
) -> Result<Record<Request>, CommandError> {
    let moved = request.noun.clone().move_to(step, work.now())?;
    let moved = work.update(request, moved).await?;
    follow(work, &moved).await?;
    Ok(moved)
}

/// What rests on a request comes after it: who was found for it, an offer to another partner, and what the unmet-need ledger says.
pub(crate) async fn follow(work: &mut Work, request: &Record<Request>) -> Result<(), CommandError> {
    if !request.state.keeps_its_champion() {
        proposal::release(work, request).await?;
    }
    referral::follow(work, request).await?;
    unmet_need::follow(work, request).await
}

/// Where the postcode lies.
async fn locality(work: &Work, details: &RequestDetails) -> Result<Locality, CommandError> {
    let Some(near) = &details.near else { return Ok(Locality::default()) };
    let located = place::of_postcode(work, near, "/near").await?;
    let ward = trellis_storage::place::in_use(work, near).await?.and_then(|postcode| postcode.ward);
    Ok(Locality { point: Some(located.point), ward })
}
