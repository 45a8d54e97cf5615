//! Deciding about proposals: going with one, saying no, calling off what was accepted.

use trellis_domain::{
    Affiliation, AffiliationId, Conflict, PartnerId, Record,
    matching::Reason,
    policy::PolicyDetails,
    proposal::{Decision, DeclineReason, Proposal, ProposalState},
    request::{MoveRequest, Request, RequestDetails, RequestState},
};
use trellis_storage::{Reading, StoreError, Work, proposal::of_request};

use super::{automatic, gather::Surroundings, in_session};
use crate::{error::CommandError, policy, request};

/// The partner goes with a proposal: the champions are taken for that time, and the request is matched.
///
/// Every hard rule is judged again, by the policy that is in force now and with what everybody is committed to now. Where the champion is
/// busy meanwhile, the refusal never says where or for whom.
pub async fn accept(work: &mut Work, proposal: &Record<Proposal>) -> Result<Record<Proposal>, CommandError> {
    let request: Record<Request> = work.load(proposal.request).await?.ok_or(StoreError::Reference)?;
    let policy = policy::of(work, request.head.owner).await?;
    let champions = [Some(proposal.affiliation), proposal.second].into_iter().flatten();
    let surroundings = Surroundings::of_some(work, request.head.owner, work.now(), champions).await?;
    Box::pin(accept_among(work, proposal, &request, &policy, &surroundings)).await
}

/// The same by rules and champions that have been read.
pub(crate) async fn accept_among(
    work: &mut Work,
    proposal: &Record<Proposal>,
    request: &Record<Request>,
    policy: &PolicyDetails,
    surroundings: &Surroundings,
) -> Result<Record<Proposal>, CommandError> {
    let accepted = proposal.noun.clone().decide(Decision::Accept, work.now())?;
    if request.state != RequestState::Taken {
        return Err(Conflict::WrongState.into());
    }
    let gathered = match proposal.session {
        Some(_) => Box::pin(surroundings.gather_with_sessions(work, request, work.now())).await?,
        None => Box::pin(surroundings.gather(work, request, work.now())).await?,
    };
    gathered.still_holds(policy, proposal.chosen()).map_err(|reason| match reason {
        Reason::Busy => Conflict::ChampionBusy,
        _ => Conflict::ProposalOutdated,
    })?;
    if let Some(session) = proposal.session {
        in_session::join(work, session, proposal.affiliation).await?;
    }
    let kept = work.update(proposal, accepted).await?;
    for other in of_request(work, request.id).await? {
        supersede(work, &other).await?;
    }
    let matched = MoveRequest { state: RequestState::Matched, unmet_reason: None };
    let moved = request.noun.clone().move_to(matched, work.now())?;
    let moved = work.update(request, moved).await?;
    request::follow(work, &moved).await?;
    Ok(kept)
}

/// Somebody says no to a proposal, or to the named one of its champions. The next ranking for the request minds the reason; where this was the last
/// that was open, the policy may go on.
pub async fn decline(
    work: &mut Work,
    proposal: &Record<Proposal>,
    reason: DeclineReason,
    named: Option<AffiliationId>,
) -> Result<Record<Proposal>, CommandError> {
    let whom = proposal.whom(named)?;
    let declined = proposal.noun.clone().decide(Decision::Decline(reason, whom), work.now())?;
    let declined = work.update(proposal, declined).await?;
    let request: Record<Request> = work.load(proposal.request).await?.ok_or(StoreError::Reference)?;
    Box::pin(automatic::go_on(work, &request)).await?;
    Ok(declined)
}

/// The partner calls off what was accepted, unless help was given already.
pub async fn cancel(work: &mut Work, proposal: &Record<Proposal>) -> Result<Record<Proposal>, CommandError> {
    let request: Record<Request> = work.load(proposal.request).await?.ok_or(StoreError::Reference)?;
    if !request.state.is_open() {
        return Err(Conflict::WrongState.into());
    }
    call_off(work, proposal).await
}

/// What was accepted is called off: the champions are free again, and the request waits for another one.
pub(super) async fn call_off(work: &mut Work, proposal: &Record<Proposal>) -> Result<Record<Proposal>, CommandError> {
    let cancelled = proposal.noun.clone().decide(Decision::Cancel, work.now())?;
    let kept = work.update(proposal, cancelled).await?;
    let request: Record<Request> = work.load(proposal.request).await?.ok_or(StoreError::Reference)?;
    let back = MoveRequest { state: RequestState::Taken, unmet_reason: None };
    if let Ok(moved) = request.noun.clone().move_to(back, work.now()) {
        let moved = work.update(&request, moved).await?;
        request::follow(work, &moved).await?;
    }
    Ok(kept)
}

/// Calls off what was accepted for a request that no longer waits for that help.
pub(crate) async fn release(work: &mut Work, request: &Record<Request>) -> Result<(), StoreError> {
    for proposal in of_request(work, request.id).await? {
        if let Ok(cancelled) = proposal.noun.clone().decide(Decision::Cancel, work.now()) {
            work.update(&proposal, cancelled).await?;
        } else {
            supersede(work, &proposal).await?;
        }
    }
    Ok(())
}

/// Whether what was agreed for a request would still do for it with other details.
pub(crate) async fn still_does(
    reading: &impl Reading,
    request: &Record<Request>,
    details: &RequestDetails,
) -> Result<bool, StoreError> {
    let same = details.asks_for_the_same_help_as(&request.details);
    let is_wanted = |champion: AffiliationId| !details.excluded_affiliations.contains(&champion);
    let proposals = of_request(reading, request.id).await?;
    let mut accepted = proposals.iter().filter(|proposal| proposal.state == ProposalState::Accepted);
    Ok(accepted.all(|proposal| same && is_wanted(proposal.affiliation) && proposal.second.is_none_or(is_wanted)))
}

/// Calls off everything to come that was accepted with a champion who has gone, by whichever partner.
pub(crate) async fn withdraw_all(work: &mut Work, champion: &Record<Affiliation>) -> Result<(), CommandError> {
    for proposal in trellis_storage::proposal::accepted_after(work, champion.id, work.now()).await? {
        call_off(work, &proposal).await?;
    }
    Ok(())
}

/// Calls off everything to come that a partner accepted with a champion who is lent to it no longer.
pub(crate) async fn withdraw_lent(
    work: &mut Work,
    champion: AffiliationId,
    borrower: PartnerId,
) -> Result<(), CommandError> {
    for proposal in trellis_storage::proposal::accepted_after(work, champion, work.now()).await? {
        if proposal.head.owner == borrower {
            call_off(work, &proposal).await?;
        }
    }
    Ok(())
}

/// Replaces a proposal that still waits for a decision, or would if there had been time.
pub(super) async fn supersede(work: &mut Work, proposal: &Record<Proposal>) -> Result<(), StoreError> {
    if let Ok(superseded) = proposal.noun.clone().decide(Decision::Supersede, work.now()) {
        work.update(proposal, superseded).await?;
    }
    Ok(())
}
