//! Consents: recording what a person agreed to, and its end.

use trellis_domain::{
    Consent, PartnerId, Record,
    consent::{ConsentDetails, WithdrawConsent},
};
use trellis_storage::Work;

use crate::{champion, error::CommandError};

/// A partner records what one of its people agreed to.
pub async fn create(
    work: &mut Work,
    owner: PartnerId,
    details: ConsentDetails,
) -> Result<Record<Consent>, CommandError> {
    let consent = Consent::new(details, work.now())?;
    if let Some(id) = consent.details.champion_id {
        let known = champion::known(work, owner, id).await?;
        known.ok_or_else(|| CommandError::unknown_reference("/champion_id", "a champion"))?;
    }
    if let Some(_id) = consent.details.learner_id {
        return Err(CommandError::unknown_reference("/learner_id", "a learner"));
    }
    let id = work.new_id();
    Ok(work.insert(id, owner, consent).await?)
}

/// The person, or somebody who may speak for the person, withdraws it.
pub async fn withdraw(
    work: &mut Work,
    consent: &Record<Consent>,
    step: WithdrawConsent,
) -> Result<Record<Consent>, CommandError> {
    let withdrawn = consent.noun.clone().withdrawn(step, work.now())?;
    Ok(work.update(consent, withdrawn).await?)
}
