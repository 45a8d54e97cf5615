//! Consents: recording what a person agreed to, and its end.

use trellis_domain::{
    Consent, PartnerId, Record,
    consent::{ConsentDetails, WithdrawConsent},
};
use trellis_storage::{Reading, Work};

use crate::{agreement, attestation, champion, error::CommandError, referral};

/// A partner records what one of its people agreed to.
pub async fn create(
    work: &mut Work,
    owner: PartnerId,
    details: ConsentDetails,
) -> Result<Record<Consent>, CommandError> {
    let details = details.addressed(&trellis_storage::partner::all(work).await?)?;
    let consent = Consent::new(details, work.now())?;
    if let Some(id) = consent.details.champion_id {
        let known = champion::known(work, owner, id).await?;
        known.ok_or_else(|| CommandError::unknown_reference("/champion_id", "a champion"))?;
    }
    if let Some(id) = consent.details.learner_id {
        let own = work.find(id).await?.filter(|learner| learner.head.owner == owner);
        own.ok_or_else(|| CommandError::unknown_reference("/learner_id", "a learner"))?;
    }
    let id = work.new_id();
    Ok(work.insert(id, owner, consent).await?)
}

/// The person, or somebody who may speak for the person, withdraws it. Offers, attestations and agreements that rest on it end.
pub async fn withdraw(
    work: &mut Work,
    consent: &Record<Consent>,
    step: WithdrawConsent,
) -> Result<Record<Consent>, CommandError> {
    let withdrawn = consent.noun.clone().withdrawn(step, work.now())?;
    let withdrawn = work.update(consent, withdrawn).await?;
    referral::consent_ended(work, withdrawn.id).await?;
    attestation::consent_ended(work, withdrawn.id).await?;
    agreement::consent_ended(work, withdrawn.id).await?;
    Ok(withdrawn)
}
