//! Shifts: asking champions to sessions, and what becomes of it.

use trellis_domain::{
    Affiliation, AffiliationId, Conflict, PartnerId, Record, Session, SessionId, Shift,
    affiliation::AffiliationStage,
    interval::Interval,
    shift::{MoveShift, ShiftDetails, ShiftState, is_busy},
};
use trellis_storage::{Reading, StoreError, Work, shift::on_session};

use crate::error::CommandError;

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
        check_free(work, &moved, session.id, session.interval()).await?;
    }
    Ok(work.update(shift, moved).await?)
}

/// Takes a person out of every session to come, so that the gap shows.
pub(crate) async fn withdraw_all(work: &mut Work, affiliation: AffiliationId) -> Result<(), CommandError> {
    for shift in trellis_storage::shift::to_come(work, affiliation, work.now()).await? {
        let session: Record<Session> = required(work.load(shift.details.session_id).await?)?;
        if let Ok(withdrawn) = shift.noun.move_to(ShiftState::Withdrawn, &session, work.now()) {
            work.update(&shift, withdrawn).await?;
        }
    }
    Ok(())
}

/// Refuses to move a session to a time at which one of its confirmed champions is busy elsewhere.
pub(crate) async fn check_moved(work: &Work, id: SessionId, moved: &Session) -> Result<(), CommandError> {
    for shift in on_session(work, id).await? {
        if shift.state.commits() {
            check_free(work, &shift, id, moved.interval()).await?;
        }
    }
    Ok(())
}

/// Refuses a champion who is committed to another session at that time, with whichever partner.
async fn check_free(
    work: &Work,
    shift: &Shift,
    session: SessionId,
    wanted: Option<Interval>,
) -> Result<(), CommandError> {
    let Some(wanted) = wanted else { return Ok(()) };
    let commitments = trellis_storage::shift::commitments(work, shift.champion, wanted).await?;
    let elsewhere = commitments.into_iter().filter(|(other, _)| *other != session).map(|(_, interval)| interval);
    Ok(is_busy(elsewhere, wanted)?)
}

fn check_active(affiliation: &Affiliation) -> Result<(), Conflict> {
    if affiliation.stage == AffiliationStage::Active { Ok(()) } else { Err(Conflict::ChampionNotActive) }
}

/// What a foreign key promises to be there.
fn required<T>(found: Option<T>) -> Result<T, StoreError> {
    found.ok_or(StoreError::Reference)
}
