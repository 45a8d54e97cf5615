//! Proposals that rest on a session which takes place anyway.

use trellis_domain::{
    Affiliation, AffiliationId, Conflict, Record, Session, SessionId, Shift,
    shift::{ClaimShift, MoveShift, ShiftState},
};
use trellis_storage::{Reading, StoreError, Work, proposal::accepted_in, shift::on_session};

use super::decide::call_off;
use crate::{error::CommandError, shift};

/// The champion is on the session from now on: by the shift that there is, or one that is taken now.
pub(super) async fn join(work: &mut Work, session: SessionId, champion: AffiliationId) -> Result<(), CommandError> {
    let live = on_session(work, session).await?;
    let mine = live.iter().find(|shift| shift.details.affiliation_id == champion && shift.state.is_live());
    match mine {
        Some(mine) if mine.state.commits() => Ok(()),
        Some(asked) => shift::move_on(work, asked, MoveShift { state: ShiftState::Confirmed }).await.map(drop),
        None => {
            let affiliation: Record<Affiliation> = work.load(champion).await?.ok_or(StoreError::Reference)?;
            match shift::claim(work, &affiliation, ClaimShift { session_id: session }).await {
                Ok(_) => Ok(()),
                Err(CommandError::Refused(_)) => Err(Conflict::ProposalOutdated.into()),
                Err(error) => Err(error),
            }
        }
    }
}

/// What rests on a champion's shift is called off with it.
pub(crate) async fn follow_shift(work: &mut Work, shift: &Record<Shift>) -> Result<(), CommandError> {
    if shift.state.is_live() || matches!(shift.state, ShiftState::Attended) {
        return Ok(());
    }
    for proposal in accepted_in(work, shift.details.session_id).await? {
        if proposal.affiliation == shift.details.affiliation_id && proposal.ends_at > work.now() {
            call_off(work, &proposal).await?;
        }
    }
    Ok(())
}

/// What rests on a session is called off where that is no longer then and there, or not at all.
pub(crate) async fn follow_session(work: &mut Work, session: &Record<Session>) -> Result<(), CommandError> {
    let holds = session.open_to_change(work.now()).is_ok();
    let details = &session.details;
    for proposal in accepted_in(work, session.id).await? {
        let within = details.starts_at <= proposal.starts_at && proposal.ends_at <= details.ends_at;
        let there = proposal.venue == details.venue_id;
        if !(holds && within && there) && proposal.ends_at > work.now() {
            call_off(work, &proposal).await?;
        }
    }
    Ok(())
}
