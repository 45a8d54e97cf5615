//! Agreements: lending a champion to another partner, and what ends it.

use trellis_domain::{
    Affiliation, AffiliationId, Agreement, Conflict, Consent, ConsentId, Partner, PartnerId, Record,
    agreement::{AgreementDetails, AgreementSide, AgreementState},
};
use trellis_storage::{
    Reading, StoreError, Work,
    agreement::{of_affiliation, on_consent},
    consent::of_champion,
};

use crate::{error::CommandError, network, proposal};

/// A partner offers to lend one of its champions, with the consent that it heard from the person. The other is told.
pub async fn create(
    work: &mut Work,
    lender: PartnerId,
    details: AgreementDetails,
) -> Result<Record<Agreement>, CommandError> {
    let today = network::today(work, work.now()).await?;
    details.check(lender, today)?;
    let affiliation: Option<Record<Affiliation>> = work.find(details.affiliation_id).await?;
    let own = affiliation.filter(|affiliation| affiliation.head.owner == lender && !affiliation.stage.is_final());
    let affiliation = own.ok_or_else(|| CommandError::unknown_reference("/affiliation_id", "an affiliation"))?;
    let to: Option<Record<Partner>> = work.load(details.to_partner_id).await?;
    let to = to.ok_or_else(|| CommandError::unknown_reference("/to_partner_id", "a partner"))?;
    let live = |agreement: &Record<Agreement>| agreement.state_on(today) != AgreementState::Ended;
    let before = of_affiliation(work, affiliation.id).await?;
    if before.iter().any(|agreement| agreement.to == to.id && live(agreement)) {
        return Err(Conflict::AlreadyExists.into());
    }
    let consent = consent_to(work, &affiliation, to.id).await?.ok_or(Conflict::LendingConsentRequired)?;
    let id = work.new_id();
    let agreement = work.insert(id, lender, Agreement::offer(&details, consent.id, work.now())).await?;
    work.introduce(&agreement, to.id).await?;
    Ok(agreement)
}

/// The partner that borrows says yes.
pub async fn accept(
    work: &mut Work,
    agreement: &Record<Agreement>,
    partner: PartnerId,
) -> Result<Record<Agreement>, CommandError> {
    move_to(work, agreement, side(agreement, partner)?, AgreementState::Accepted).await
}

/// Either partner ends it, whether or not it was accepted. What was accepted with the champion for a time to come is called off.
pub async fn end(
    work: &mut Work,
    agreement: &Record<Agreement>,
    partner: PartnerId,
) -> Result<Record<Agreement>, CommandError> {
    over(work, agreement, side(agreement, partner)?).await
}

/// A consent was withdrawn: nobody is lent by it any more.
pub(crate) async fn consent_ended(work: &mut Work, consent: ConsentId) -> Result<(), CommandError> {
    let resting = on_consent(work, consent).await?;
    end_all(work, resting).await
}

/// Somebody has gone from a partner, which lends them no longer.
pub(crate) async fn person_left(work: &mut Work, affiliation: AffiliationId) -> Result<(), CommandError> {
    let lending = of_affiliation(work, affiliation).await?;
    end_all(work, lending).await
}

async fn end_all(work: &mut Work, agreements: Vec<Record<Agreement>>) -> Result<(), CommandError> {
    let today = network::today(work, work.now()).await?;
    for agreement in agreements {
        if agreement.state_on(today) != AgreementState::Ended {
            over(work, &agreement, AgreementSide::Lender).await?;
        }
    }
    Ok(())
}

async fn over(
    work: &mut Work,
    agreement: &Record<Agreement>,
    by: AgreementSide,
) -> Result<Record<Agreement>, CommandError> {
    let ended = move_to(work, agreement, by, AgreementState::Ended).await?;
    proposal::withdraw_lent(work, ended.affiliation, ended.to).await?;
    Ok(ended)
}

/// Keeps what changed, and tells both partners.
async fn move_to(
    work: &mut Work,
    agreement: &Record<Agreement>,
    by: AgreementSide,
    to: AgreementState,
) -> Result<Record<Agreement>, CommandError> {
    let today = network::today(work, work.now()).await?;
    let moved = agreement.noun.clone().moved(by, to, work.now(), today)?;
    let kept = work.update(agreement, moved).await?;
    work.inform(&kept, kept.to).await?;
    Ok(kept)
}

fn side(agreement: &Record<Agreement>, partner: PartnerId) -> Result<AgreementSide, CommandError> {
    agreement.side_of(agreement.head.owner, partner).ok_or(CommandError::NotFound)
}

/// The consent, heard by the lender, to be lent to the other partner, if there is one and it holds.
async fn consent_to(
    work: &Work,
    affiliation: &Record<Affiliation>,
    to: PartnerId,
) -> Result<Option<Record<Consent>>, StoreError> {
    let consents = of_champion(work, affiliation.champion).await?.into_iter();
    let mut own = consents.filter(|consent| consent.head.owner == affiliation.head.owner);
    Ok(own.rfind(|consent| consent.lets_lend(affiliation.champion, to)))
}
