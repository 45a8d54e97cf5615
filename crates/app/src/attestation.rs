//! Attestations: saying to another partner what was seen, and no longer saying it once it does not hold.

use trellis_domain::{
    Affiliation, Attestation, ChampionId, Check, CheckId, Conflict, ConsentId, PartnerId, Record,
    attestation::{AttestationDetails, AttestationKind, Attested, SeenCheck},
};
use trellis_storage::{
    Reading, StoreError, Work,
    attestation::{given_to_about, of_affiliation, of_check, on_consent},
};

use crate::{affiliation, consent, error::CommandError, network, partner};

/// A partner attests something to another, with the consent that it heard from the person. The other is told.
pub async fn create(
    work: &mut Work,
    owner: PartnerId,
    details: AttestationDetails,
) -> Result<Record<Attestation>, CommandError> {
    details.check(owner, network::today(work, work.now()).await?)?;
    let affiliation = affiliation::own(work, owner, details.affiliation_id).await?;
    let to = partner::receiver(work, details.to_partner_id).await?;
    let attested = match (details.kind, details.check_id) {
        (AttestationKind::InductionDone, _) => Attested::InductionDone,
        (AttestationKind::ReferencesHeld, _) => Attested::ReferencesHeld,
        (AttestationKind::CheckSeen, id) => Attested::CheckSeen(seen(work, &affiliation, id).await?),
    };
    let consent =
        consent::heard(work, &affiliation, |consent| consent.lets_attest(affiliation.champion, to.id)).await?;
    let consent = consent.ok_or(Conflict::AttestationConsentRequired)?;
    let attestation = Attestation {
        affiliation: affiliation.id,
        champion: affiliation.champion,
        to: to.id,
        consent: consent.id,
        attested,
        on: details.on,
        until: details.until,
    };
    let id = work.new_id();
    let attestation = work.insert(id, owner, attestation).await?;
    if knows(work, to.id, attestation.champion).await? {
        work.introduce(&attestation, to.id).await?;
    }
    Ok(attestation)
}

/// A partner no longer says it. The other is told, and finds that it is gone.
pub async fn end(work: &mut Work, attestation: &Record<Attestation>) -> Result<(), CommandError> {
    work.remove(attestation).await?;
    if knows(work, attestation.to, attestation.champion).await? {
        work.inform(attestation, attestation.to).await?;
    }
    Ok(())
}

/// A partner has a record of somebody from now on: what others say of the person to this partner is there for it to read.
pub(crate) async fn person_came(work: &mut Work, affiliation: &Record<Affiliation>) -> Result<(), CommandError> {
    for attestation in heard(work, affiliation).await? {
        work.introduce(&attestation, affiliation.head.owner).await?;
    }
    Ok(())
}

/// Somebody has gone from a partner: it says nothing more of the person, and reads no more of what others say.
pub(crate) async fn person_left(work: &mut Work, affiliation: &Record<Affiliation>) -> Result<(), CommandError> {
    for attestation in of_affiliation(work, affiliation.id).await? {
        end(work, &attestation).await?;
    }
    for attestation in heard(work, affiliation).await? {
        work.inform(&attestation, affiliation.head.owner).await?;
    }
    Ok(())
}

/// A consent was withdrawn: what was attested by it is not said any more.
pub(crate) async fn consent_ended(work: &mut Work, consent: ConsentId) -> Result<(), CommandError> {
    for attestation in on_consent(work, consent).await? {
        end(work, &attestation).await?;
    }
    Ok(())
}

/// A check changed: what is said of it is not said any more unless it is still so.
pub(crate) async fn check_changed(work: &mut Work, check: &Record<Check>) -> Result<(), CommandError> {
    let so = SeenCheck::of(check.id, check).map(Attested::CheckSeen);
    for attestation in of_check(work, check.id).await? {
        if so != Some(attestation.attested) {
            end(work, &attestation).await?;
        }
    }
    Ok(())
}

/// What others say of a person to a partner that has this record of the person.
async fn heard(work: &Work, affiliation: &Record<Affiliation>) -> Result<Vec<Record<Attestation>>, StoreError> {
    given_to_about(work, affiliation.head.owner, &[affiliation.champion]).await
}

/// Whether a partner has a record of a person who has not gone from it: of nobody else it hears.
pub(crate) async fn knows(
    reading: &impl Reading,
    partner: PartnerId,
    champion: ChampionId,
) -> Result<bool, StoreError> {
    let records = trellis_storage::affiliation::of_champion(reading, partner, champion).await?;
    Ok(records.iter().any(|record| !record.stage.is_final()))
}

/// The check that a partner says it has seen: its own record of this person, known to be clear.
async fn seen(work: &Work, affiliation: &Record<Affiliation>, id: Option<CheckId>) -> Result<SeenCheck, CommandError> {
    let check: Option<Record<Check>> = match id {
        Some(id) => work.load(id).await?,
        None => None,
    };
    let check = check.filter(|check| check.details.affiliation_id == affiliation.id);
    let check = check.ok_or_else(|| CommandError::unknown_reference("/check_id", "a check of this affiliation"))?;
    Ok(SeenCheck::of(check.id, &check).ok_or(Conflict::CheckNotCurrent)?)
}
