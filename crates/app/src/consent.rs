//! Consents: recording what a person agreed to, and its end.

use trellis_domain::{
    Affiliation, Consent, PartnerId, Record,
    consent::{ConsentDetails, WithdrawConsent},
};
use trellis_storage::{Reading, StoreError, Work};

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

/// The latest consent that a partner heard from somebody of its own and that allows something, if there is one.
pub(crate) async fn heard(
    work: &Work,
    affiliation: &Record<Affiliation>,
    allows: impl Fn(&Consent) -> bool,
) -> Result<Option<Record<Consent>>, StoreError> {
    let consents = trellis_storage::consent::of_champion(work, affiliation.champion).await?.into_iter();
    let mut own = consents.filter(|consent| consent.head.owner == affiliation.head.owner);
    Ok(own.rfind(|consent| allows(consent)))
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
