//! What a partner's policy leaves to the computer.

use chrono::{DateTime, Utc};
use trellis_domain::{
    PartnerId, Record,
    matching::{Funnel, Ranked},
    policy::{AutomaticStep, Policy, PolicyMode},
    proposal::Proposal,
    request::{Request, RequestState},
};
use trellis_storage::{Reading, StoreError, Work, proposal::of_request};

use super::{
    Found, accept,
    decide::supersede,
    find,
    gather::{self, Gathered},
    keep,
};
use crate::{error::CommandError, policy};

/// What was done by itself for a request, and why not more.
#[derive(Debug, Clone)]
pub struct Automatic {
    /// What was done: left to staff where nobody was found.
    pub step: AutomaticStep,
    /// How many champions were proposed.
    pub proposals: usize,
    /// What became of all that were looked at.
    pub funnel: Funnel,
}

/// Makes ready what that asks about, as far as the partner's policy says: see [`super::warm`].
pub async fn warm(reading: &impl Reading, partner: PartnerId, now: DateTime<Utc>) -> Result<(), StoreError> {
    match policy::of(reading, partner).await?.mode {
        PolicyMode::Manual => Ok(()),
        PolicyMode::Suggest | PolicyMode::AutoPropose | PolicyMode::AutoConfirm => {
            super::warm(reading, partner, now).await
        }
    }
}

/// Goes on with a request that waits for a champion and has no open proposal that holds, as far as its partner's policy says, in the same unit of
/// work. None where that is nothing at all.
pub(crate) async fn go_on(work: &mut Work, request: &Record<Request>) -> Result<Option<Automatic>, CommandError> {
    let policy = policy::in_force(work, request.head.owner).await?;
    if policy.details.mode == PolicyMode::Manual || request.state != RequestState::Taken {
        return Ok(None);
    }
    let earlier = of_request(work, request.id).await?;
    let open = || earlier.iter().filter(|proposal| proposal.state_at(work.now()).is_open());
    if open().next().is_some() {
        let gathered = Box::pin(gather::gather(work, request, work.now())).await?;
        if has_one_that_holds(&gathered, &policy, work.now()) {
            return Ok(None);
        }
    }
    let outdated: Vec<_> = open().cloned().collect();
    for proposal in &outdated {
        supersede(work, proposal).await?;
    }
    Box::pin(propose(work, request, &policy, earlier.len())).await.map(Some)
}

async fn propose(
    work: &mut Work,
    request: &Record<Request>,
    policy: &Policy,
    earlier: usize,
) -> Result<Automatic, CommandError> {
    let mode = policy.details.mode;
    let Found { gathered, ranking } = find(work, request, policy, most(mode, earlier)).await?;
    let mut proposals = Vec::new();
    for ranked in chosen(&gathered, mode, &ranking.proposals, work.now()) {
        proposals.extend(keep(work, request, policy, &gathered, ranked).await?);
    }
    let step = match proposals.first() {
        Some(best) => carry_out(work, mode.step(best.to_be_asked), best).await?,
        None => AutomaticStep::LeaveToStaff,
    };
    Ok(Automatic { step, proposals: proposals.len(), funnel: ranking.funnel })
}

/// Whether a request has an open proposal whose every rule still holds, as far as memory says: its champion may have been taken for another one meanwhile.
pub(super) fn has_one_that_holds(gathered: &Gathered, policy: &Policy, now: DateTime<Utc>) -> bool {
    let mut open = gathered.earlier().iter().filter(|proposal| proposal.state_at(now).is_open());
    open.any(|proposal| gathered.still_holds(&policy.details, proposal.chosen()).is_ok())
}

/// Whether somebody would be proposed for a request by itself, as far as memory says.
pub(super) fn finds_somebody(gathered: &Gathered, policy: &Policy, now: DateTime<Utc>) -> bool {
    let mode = policy.details.mode;
    let ranking = gathered.rank(&policy.details, most(mode, gathered.earlier().len()));
    chosen(gathered, mode, &ranking.proposals, now).next().is_some()
}

/// How many champions must be ranked, so that enough are left without those who do not come again.
fn most(mode: PolicyMode, earlier: usize) -> usize {
    usize::from(mode.at_once()).saturating_add(earlier)
}

/// The best of those who may come by itself.
fn chosen<'a>(
    gathered: &'a Gathered,
    mode: PolicyMode,
    ranking: &'a [Ranked],
    now: DateTime<Utc>,
) -> impl Iterator<Item = &'a Ranked> {
    let over = move |ranked: &&Ranked| {
        let whom = |earlier: &Proposal| earlier.declined_affiliation.unwrap_or(earlier.affiliation);
        let before = |earlier: &&Record<Proposal>| whom(earlier) == ranked.affiliation;
        gathered.earlier().iter().filter(before).all(|earlier| earlier.lets_come_again(mode, now))
    };
    ranking.iter().filter(over).take(mode.at_once().into())
}

/// Goes with the best proposal where that is the step. If no longer all of its rules hold, it waits for staff.
async fn carry_out(
    work: &mut Work,
    step: AutomaticStep,
    best: &Record<Proposal>,
) -> Result<AutomaticStep, CommandError> {
    if step != AutomaticStep::Confirm {
        return Ok(step);
    }
    match work.step(async |work: &mut Work| accept(work, best).await).await? {
        Ok(_) => Ok(step),
        Err(CommandError::Conflict(_)) => Ok(AutomaticStep::Propose),
        Err(error) => Err(error),
    }
}
