//! Shifts: asking champions to sessions, and what becomes of it.

mod open;

pub use open::{Looks, claim, open_to};

use trellis_domain::{
    Affiliation, AffiliationId, Conflict, PartnerId, Record, Session, Shift,
    affiliation::AffiliationStage,
    shift::{MoveShift, ShiftDetails, ShiftState, is_busy},
};
use trellis_storage::{Reading, StoreError, Work, shift::on_session};

use crate::{error::CommandError, policy, proposal};

/// A partner asks one of its champions to one of its sessions. This commits nobody yet.
pub async fn create(work: &mut Work, owner: PartnerId, details: ShiftDetails) -> Result<Record<Shift>, CommandError> {
    let session: Option<Record<Session>> = work.load(details.session_id).await?;
    let session = session.filter(|session| session.head.owner == owner);
    let session = session.ok_or_else(|| CommandError::unknown_reference("/session_id", "a session"))?;
    let affiliation: Option<Record<Affiliation>> = work.load(details.affiliation_id).await?;
    let affiliation = affiliation.filter(|affiliation| affiliation.head.owner == owner);
    let affiliation =
        affiliation.ok_or_else(|| CommandError::unknown_reference("/affiliation_id", "an affiliation"))?;
    check_active(&affiliation)?;
    let shift = Shift::ask(details, affiliation.champion, &session, work.now())?;
    let there = on_session(work, session.id).await?;
    if there.iter().any(|other| other.champion == shift.champion && other.state.is_live()) {
        return Err(Conflict::AlreadyExists.into());
    }
    let id = work.new_id();
    Ok(work.insert(id, owner, shift).await?)
}

/// A shift moves on. Saying yes commits the champion, who must be free then, whichever partners ask.
pub async fn move_on(work: &mut Work, shift: &Record<Shift>, order: MoveShift) -> Result<Record<Shift>, CommandError> {
    let session: Record<Session> = required(work.load(shift.details.session_id).await?)?;
    let moved = shift.noun.move_to(order.state, &session, work.now())?;
    if moved.state == ShiftState::Confirmed {
        let affiliation: Record<Affiliation> = required(work.load(shift.details.affiliation_id).await?)?;
        check_active(&affiliation)?;
        check_free(work, &moved, &session, &session).await?;
    }
    let moved = work.update(shift, moved).await?;
    proposal::follow_shift(work, &moved).await?;
    Ok(moved)
}

/// Takes a person out of every session to come, so that the gap shows.
pub(crate) async fn withdraw_all(work: &mut Work, affiliation: AffiliationId) -> Result<(), CommandError> {
    for shift in trellis_storage::shift::live(work, affiliation, work.now()).await? {
        let session: Record<Session> = required(work.load(shift.details.session_id).await?)?;
        if let Ok(withdrawn) = shift.noun.move_to(ShiftState::Withdrawn, &session, work.now()) {
            let withdrawn = work.update(&shift, withdrawn).await?;
            proposal::follow_shift(work, &withdrawn).await?;
        }
    }
    Ok(())
}

/// Refuses to move a session to a time or a place that one of its confirmed champions cannot make.
pub(crate) async fn check_moved(work: &Work, session: &Record<Session>, moved: &Session) -> Result<(), CommandError> {
    for shift in on_session(work, session.id).await? {
        if shift.state.commits() {
            check_free(work, &shift, session, moved).await?;
        }
    }
    Ok(())
}

/// Refuses a champion who is committed to another session then, with whichever partner, or has no time for the way to it by
/// the policy of the session's own. `then` is the session as it is to be.
async fn check_free(work: &Work, shift: &Shift, session: &Record<Session>, then: &Session) -> Result<(), CommandError> {
    let Some(wanted) = then.takes() else { return Ok(()) };
    let buffer = policy::of(work, session.head.owner).await?.travel_buffer();
    let around = wanted.interval.widened(buffer);
    let taken = trellis_storage::engagement::commitments(work, shift.champion, around).await?;
    let elsewhere = taken.into_iter().filter(|taken| taken.session != Some(session.id)).map(|taken| taken.taken);
    Ok(is_busy(elsewhere, wanted, buffer)?)
}

fn check_active(affiliation: &Affiliation) -> Result<(), Conflict> {
    if affiliation.stage == AffiliationStage::Active { Ok(()) } else { Err(Conflict::ChampionNotActive) }
}

/// What a foreign key promises to be there.
fn required<T>(found: Option<T>) -> Result<T, StoreError> {
    found.ok_or(StoreError::Reference)
}
