//! A partner accepts what was offered to it.

use trellis_domain::{
    Conflict, Consent, PartnerId, Record, Request,
    referral::Referral,
    request::{Locality, RequestDetails},
};
use trellis_storage::{Reading, Work};

use super::{follow::forget_note, hand_over, keep, side};
use crate::{
    error::CommandError,
    external_id,
    proposal::{self, automatic},
    unmet_need,
};

/// The partner that it is offered to says yes: from then on the learner is its own, with a request of its own.
///
/// Nobody but the owning partner reads who the learner is, so the sender keeps no request with the learner in it: its own stays as
/// `referred_on`, without who asked, and so its figures stay true. The receiver's request is new, for its history with it begins now.
pub async fn accept(
    work: &mut Work,
    referral: &Record<Referral>,
    partner: PartnerId,
) -> Result<Record<Referral>, CommandError> {
    let received = work.new_id();
    let accepted = referral.noun.clone().accepted(side(referral, partner)?, received, work.now())?;
    let sent: Record<Request> = work.load(referral.request).await?.ok_or(Conflict::WrongState)?;
    let left = sent.noun.clone().referred_on(work.now())?;
    let consent = holding(work, referral, &sent).await?;
    let learner = hand_over::learner(work, &sent, &consent, partner).await?;

    // By the receiver's own records. Those whom it does not have cannot be proposed there, so their names stay with the sender.
    let excluded_affiliations = proposal::same_persons(work, partner, &sent.details.excluded_affiliations).await?;
    let details = RequestDetails { learner_id: Some(learner), excluded_affiliations, ..sent.details.clone() };
    let locality = Locality { point: sent.point, ward: sent.ward.clone() };
    let request = Request::for_partner(details, locality, work.now())?;
    let taken = work
        .insert(received, partner, Request { triage: sent.triage.clone(), asked_at: sent.asked_at, ..request })
        .await?;

    for other in trellis_storage::referral::of_request(work, sent.id).await? {
        // What was written for others, or by whoever the sender had the request from, is about the learner too.
        if other.id != referral.id {
            forget_note(work, &other).await?;
        }
    }
    external_id::forget(work, sent.head.owner, sent.id.into()).await?;
    work.forget_answers_about(sent.id.uuid()).await?;
    let left = work.update(&sent, left).await?;
    proposal::release(work, &left).await?;
    unmet_need::follow(work, &left).await?;
    work.forget_answers_about(referral.id.uuid()).await?;
    let kept = keep(work, referral, accepted).await?;
    // Proposing is a long way, and rare here.
    Box::pin(automatic::go_on(work, &taken)).await?;
    Ok(kept)
}

/// The consent that the offer rests on, if it still holds for whom the request is about.
async fn holding(
    work: &Work,
    referral: &Record<Referral>,
    sent: &Record<Request>,
) -> Result<Record<Consent>, CommandError> {
    let consent: Option<Record<Consent>> = work.load(referral.consent).await?;
    let same = |consent: &Record<Consent>| {
        consent.holds() && sent.details.learner_id.is_some() && consent.details.learner_id == sent.details.learner_id
    };
    Ok(consent.filter(same).ok_or(Conflict::ReferralConsentRequired)?)
}
