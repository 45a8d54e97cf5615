//! What becomes of offers when the thing that they rest on changes.

use trellis_domain::{
    ConsentId, Record, Request, RequestId,
    referral::{Referral, ReferralState, Side},
};
use trellis_storage::Work;

use super::{keep, live, outline};
use crate::error::CommandError;

/// A request changed: an offer of it shows it as it is now, and ends when it is not to be had any more.
pub(crate) async fn follow(work: &mut Work, request: &Record<Request>) -> Result<(), CommandError> {
    let Some(offer) = live(work, request).await? else { return Ok(()) };
    let changed = match request.referable() {
        Ok(()) => Referral { outline: outline(work, request).await?, ..offer.noun.clone() },
        Err(_over) => offer.noun.clone().withdrawn(Side::Sender, work.now())?,
    };
    keep(work, &offer, changed).await?;
    Ok(())
}

/// A consent was withdrawn: whatever is offered because of it is not any more.
pub(crate) async fn consent_ended(work: &mut Work, consent: ConsentId) -> Result<(), CommandError> {
    for referral in trellis_storage::referral::on_consent(work, consent).await? {
        if referral.state_at(work.now()) == ReferralState::Offered {
            let withdrawn = referral.noun.clone().withdrawn(Side::Sender, work.now())?;
            keep(work, &referral, withdrawn).await?;
        }
    }
    Ok(())
}

/// Whom a request was about is erased: nothing that was written about them stays in its referrals.
pub(crate) async fn erase(work: &mut Work, request: RequestId) -> Result<(), CommandError> {
    for referral in trellis_storage::referral::of_request(work, request).await? {
        forget_note(work, &referral).await?;
    }
    Ok(())
}

/// Takes the words about a learner out of a referral, and out of the answers that were kept of it; an offer that still stands ends.
pub(super) async fn forget_note(work: &mut Work, referral: &Record<Referral>) -> Result<(), CommandError> {
    let erased = referral.noun.clone().erased(work.now());
    keep(work, referral, erased).await?;
    Ok(work.forget_answers_about(referral.id.uuid()).await?)
}
