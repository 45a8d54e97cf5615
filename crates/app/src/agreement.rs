//! Agreements: lending a champion to another partner, and what ends it.

use trellis_domain::{
    Affiliation, AffiliationId, Agreement, ChampionId, Conflict, Consent, ConsentId, PartnerId, Record,
    agreement::{AgreementDetails, AgreementSide, AgreementState},
};
use trellis_storage::{
    Reading, StoreError, Work,
    agreement::{lent_to, of_affiliation, of_partner, on_consent},
};

use crate::{affiliation, consent, error::CommandError, network, partner, proposal};

/// A partner offers to lend one of its champions, with the consent that it heard from the person. The other is told.
pub async fn create(
    work: &mut Work,
    lender: PartnerId,
    details: AgreementDetails,
) -> Result<Record<Agreement>, CommandError> {
    let today = network::today(work, work.now()).await?;
    details.check(lender, today)?;
    let affiliation = affiliation::own(work, lender, details.affiliation_id).await?;
    let to = partner::receiver(work, details.to_partner_id).await?;
    let live = |agreement: &Record<Agreement>| agreement.state_on(today) != AgreementState::Ended;
    let before = of_affiliation(work, affiliation.id).await?;
    if before.iter().any(|agreement| agreement.to == to.id && live(agreement)) {
        return Err(Conflict::AlreadyExists.into());
    }
    let consent = consent::heard(work, &affiliation, |consent| consent.lets_lend(affiliation.champion, to.id)).await?;
    let consent = consent.ok_or(Conflict::LendingConsentRequired)?;
    let id = work.new_id();
    let agreement = work.insert(id, lender, Agreement::offer(&details, consent.id, work.now())).await?;
    work.introduce(&agreement, to.id).await?;
    Ok(agreement)
}

/// The partner that borrows says yes. It borrows a person from one partner at a time.
pub async fn accept(
    work: &mut Work,
    agreement: &Record<Agreement>,
    partner: PartnerId,
) -> Result<Record<Agreement>, CommandError> {
    let accepted = move_to(work, agreement, side(agreement, partner)?, AgreementState::Accepted).await?;
    let affiliation: Record<Affiliation> = work.load(accepted.affiliation).await?.ok_or(StoreError::Reference)?;
    if !rests_on_consent(work, &accepted, affiliation.champion).await? {
        return Err(Conflict::LendingConsentRequired.into());
    }
    let today = network::today(work, work.now()).await?;
    let others = lent_to(work, accepted.to).await?.into_iter();
    let others = others.filter(|other| other.id != accepted.id && other.state_on(today) != AgreementState::Ended);
    let ids: Vec<_> = others.map(|other| other.affiliation).collect();
    if work.load_all(&ids).await?.iter().any(|other| other.champion == affiliation.champion) {
        return Err(Conflict::AlreadyExists.into());
    }
    Ok(accepted)
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

/// A partner has left the network: it neither lends nor borrows.
pub(crate) async fn partner_left(work: &mut Work, partner: PartnerId) -> Result<(), CommandError> {
    let known = of_partner(work, partner).await?;
    end_all(work, known).await
}

/// A record was found to be of another person: nobody is lent by the consent of somebody else.
pub(crate) async fn person_moved(work: &mut Work, affiliation: AffiliationId) -> Result<(), CommandError> {
    let Some(moved): Option<Record<Affiliation>> = work.load(affiliation).await? else { return Ok(()) };
    let mut without = Vec::new();
    for agreement in of_affiliation(work, affiliation).await? {
        if !rests_on_consent(work, &agreement, moved.champion).await? {
            without.push(agreement);
        }
    }
    end_all(work, without).await
}

/// Either side may end one, so whoever causes it, the lender's step serves; who acted is told by the events alone.
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

/// Whether the consent that it names holds, and is that of this person.
async fn rests_on_consent(work: &Work, agreement: &Agreement, person: ChampionId) -> Result<bool, StoreError> {
    let consent: Option<Record<Consent>> = work.load(agreement.consent).await?;
    Ok(consent.is_some_and(|consent| consent.lets_lend(person, agreement.to)))
}
