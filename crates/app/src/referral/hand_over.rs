//! Handing a learner over to the partner that accepted a request of theirs.

use trellis_domain::{Booking, Conflict, Consent, Learner, LearnerId, PartnerId, Record, Request, Session};
use trellis_storage::{Reading, StoreError, Work};

use super::follow::erase;
use crate::{booking, error::CommandError, request, unmet_need};

/// Hands over whom a request is about, with their consents; answers the id of the record that the receiver has.
///
/// Where the sender still helps the same learner, by another open request or a place in a session to come, both partners help them, and
/// each has its own record: the receiver's is a copy. Else the record itself goes over, and what the sender keeps no longer says who it was.
pub(super) async fn learner(
    work: &mut Work,
    sent: &Record<Request>,
    consent: &Record<Consent>,
    to: PartnerId,
) -> Result<LearnerId, CommandError> {
    let id = sent.details.learner_id.ok_or(Conflict::ReferralConsentRequired)?;
    let mut others = trellis_storage::request::of_learner(work, id).await?;
    others.retain(|other| other.id != sent.id);
    if others.iter().any(|other| other.is_open()) || has_a_place(work, id).await? {
        return copy(work, id, consent, to).await;
    }
    for other in others {
        let anonymous = work.update(&other, other.noun.clone().anonymised()).await?;
        unmet_need::follow(work, &anonymous).await?;
        work.forget_answers_about(other.id.uuid()).await?;
        erase(work, other.id).await?;
    }
    booking::erase_learner(work, id).await?;
    request::hand_over_learner(work, id, to).await?;
    Ok(id)
}

async fn copy(
    work: &mut Work,
    id: LearnerId,
    consent: &Record<Consent>,
    to: PartnerId,
) -> Result<LearnerId, CommandError> {
    let learner: Record<Learner> = work.load(id).await?.ok_or(Conflict::ReferralConsentRequired)?;
    let copy = work.new_id();
    work.insert(copy, to, learner.noun).await?;
    let mut agreed = consent.noun.clone();
    agreed.details.learner_id = Some(copy);
    let id = work.new_id();
    work.insert(id, to, agreed).await?;
    Ok(copy)
}

/// Whether somebody is expected in a session that is not over.
async fn has_a_place(work: &Work, learner: LearnerId) -> Result<bool, StoreError> {
    let bookings: Vec<Record<Booking>> = trellis_storage::booking::of_learner(work, learner).await?;
    let taking = bookings.iter().filter(|booking| booking.state.takes_places());
    let sessions: Vec<_> = taking.map(|booking| booking.details.session_id).collect();
    let sessions: Vec<Record<Session>> = work.load_all(&sessions).await?;
    Ok(sessions.iter().any(|session| session.details.ends_at > work.now()))
}
