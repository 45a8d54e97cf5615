//! Onward referrals: offering a request to another partner with the learner's consent, and what comes of it.

mod accept;
mod follow;
mod hand_over;

pub use accept::accept;
pub(crate) use follow::{consent_ended, erase, follow};

use trellis_domain::{
    Conflict, Consent, FieldCode, Learner, Partner, PartnerId, Record, Refusals, Request,
    referral::{DeclineReferral, Outline, Referral, ReferralDetails, ReferralState, Side},
};
use trellis_storage::{Reading, StoreError, Work};

use crate::{error::CommandError, partner};

/// A partner offers one of its requests to another partner. That partner sees what is wanted, and not by whom.
pub async fn offer(
    work: &mut Work,
    sender: PartnerId,
    details: ReferralDetails,
) -> Result<Record<Referral>, CommandError> {
    let own = work.find(details.request_id).await?.filter(|request: &Record<Request>| request.head.owner == sender);
    let request = own.ok_or_else(|| CommandError::unknown_reference("/request_id", "a request"))?;
    let to = receiver(work, sender, details.to_partner_id).await?;
    request.referable()?;
    if live(work, &request).await?.is_some() {
        return Err(Conflict::AlreadyOffered.into());
    }
    let consent = consent_to(work, &request, &to).await?.ok_or(Conflict::ReferralConsentRequired)?;
    let outline = outline(work, &request).await?;
    let id = work.new_id();
    let referral = work.insert(id, sender, Referral::offer(details, consent.id, outline, work.now())).await?;
    work.introduce(&referral, to.id).await?;
    Ok(referral)
}

/// The partner that it is offered to says no.
pub async fn decline(
    work: &mut Work,
    referral: &Record<Referral>,
    partner: PartnerId,
    order: DeclineReferral,
) -> Result<Record<Referral>, CommandError> {
    let declined = referral.noun.clone().declined(side(referral, partner)?, order, work.now())?;
    keep(work, referral, declined).await
}

/// The partner that offers it takes the offer back.
pub async fn withdraw(
    work: &mut Work,
    referral: &Record<Referral>,
    partner: PartnerId,
) -> Result<Record<Referral>, CommandError> {
    let withdrawn = referral.noun.clone().withdrawn(side(referral, partner)?, work.now())?;
    keep(work, referral, withdrawn).await
}

/// Keeps what changed, and tells both partners.
async fn keep(work: &mut Work, old: &Record<Referral>, new: Referral) -> Result<Record<Referral>, CommandError> {
    if new == old.noun {
        return Ok(old.clone());
    }
    let kept = work.update(old, new).await?;
    work.inform(&kept, kept.to).await?;
    Ok(kept)
}

fn side(referral: &Record<Referral>, partner: PartnerId) -> Result<Side, CommandError> {
    referral.side_of(referral.head.owner, partner).ok_or(CommandError::NotFound)
}

/// Another partner of the network that could take somebody on.
async fn receiver(work: &Work, sender: PartnerId, id: PartnerId) -> Result<Record<Partner>, CommandError> {
    let partner = partner::receiver(work, id).await?;
    let mut refusals = Refusals::none();
    let right = "another partner than your own, which has neither paused nor left";
    let fits = id != sender && partner.stage.is_open();
    refusals.require(fits, "/to_partner_id", FieldCode::Inconsistent, right);
    refusals.finish()?;
    Ok(partner)
}

/// The offer of a request that stands now, if there is one.
async fn live(work: &Work, request: &Record<Request>) -> Result<Option<Record<Referral>>, StoreError> {
    let all = trellis_storage::referral::of_request(work, request.id).await?;
    let stands = |referral: &Record<Referral>| {
        referral.request == request.id && referral.state_at(work.now()) == ReferralState::Offered
    };
    Ok(all.into_iter().find(stands))
}

/// The learner's consent to be referred to this partner, if there is one and it holds.
async fn consent_to(
    work: &Work,
    request: &Record<Request>,
    to: &Record<Partner>,
) -> Result<Option<Record<Consent>>, StoreError> {
    let Some(learner) = request.details.learner_id else { return Ok(None) };
    let consents = trellis_storage::consent::of_learner(work, learner).await?;
    Ok(consents.into_iter().rfind(|consent| consent.lets_refer(learner, to.id)))
}

async fn outline(work: &Work, request: &Record<Request>) -> Result<Outline, StoreError> {
    let learner: Option<Record<Learner>> = match request.details.learner_id {
        Some(id) => work.load(id).await?,
        None => None,
    };
    Ok(Outline::of(&request.noun, learner.as_ref().map(|learner| &learner.noun)))
}
