//! Two persons found to be one: what is known of the one moves to the other, and back if that was wrong.
//!
//! Whoever else has a record of them is told that it changed, never by whom.

use std::collections::BTreeSet;

use trellis_domain::{
    Affiliation, Champion, ChampionId, Conflict, Consent, FieldCode, PartnerId, Record, Refusals,
    champion::{Merge, MergeChampion, Moved, can_be_one, to_come},
    proposal::Persons,
    shift::Taken,
};
use trellis_storage::{
    Reading, StoreError, Work, affiliation::of_person, consent::of_champion, engagement::commitments, merge as kept,
};

use super::join;
use crate::{agreement, attestation::knows, error::CommandError};

/// A partner's person is found to be the one whose code it was given: everything moves to that person.
pub async fn merge(
    work: &mut Work,
    partner: PartnerId,
    source: &Record<Champion>,
    order: &MergeChampion,
) -> Result<Record<Champion>, CommandError> {
    let target = join(work, &order.join_code).await?;
    if target.id == source.id {
        let wanted = "a code of the other record of the same person";
        return Err(Refusals::one("/join_code", FieldCode::Inconsistent, wanted).into());
    }
    let (moving, there) = (of_person(work, source.id).await?, of_person(work, target.id).await?);
    check_one_each(partner, &moving, &there)?;
    can_be_one(&taken(work, source.id).await?, &taken(work, target.id).await?)?;
    let consents = of_champion(work, source.id).await?;
    let moved = Moved {
        affiliations: moving.iter().map(|affiliation| affiliation.id).collect(),
        consents: consents.iter().map(|consent| consent.id).collect(),
    };
    work.update(source, source.noun.clone().closed()).await?;
    move_all(work, moving, consents, (source, &target)).await?;
    kept::keep(work, partner, &Merge { source: source.id, moved, merged_at: work.now() }).await?;
    Ok(target)
}

/// The partner that found two persons to be one was wrong: what moved for it goes back, with what became of it since.
pub async fn unmerge(
    work: &mut Work,
    partner: PartnerId,
    target: &Record<Champion>,
) -> Result<Record<Champion>, CommandError> {
    let there = of_person(work, target.id).await?;
    let mut merges = kept::of_partner(work, partner).await?.into_iter();
    let is_here = |merge: &Merge| there.iter().any(|known| merge.moved.affiliations.contains(&known.id));
    let undone = merges.find(|kept| is_here(&kept.merge)).ok_or(Conflict::WrongState)?;
    let Merge { source, moved, .. } = &undone.merge;
    let source: Record<Champion> = work.load(*source).await?.ok_or(StoreError::Reference)?;
    let (back, staying): (Vec<_>, Vec<_>) = there.into_iter().partition(|known| moved.affiliations.contains(&known.id));
    let staying: BTreeSet<_> = staying.iter().map(|known| known.head.owner).collect();
    // What a partner heard since then goes with its record of the person.
    let goes_back =
        |consent: &Record<Consent>| moved.consents.contains(&consent.id) || !staying.contains(&consent.head.owner);
    let consents = of_champion(work, target.id).await?.into_iter().filter(goes_back).collect();
    move_all(work, back, consents, (target, &source)).await?;
    kept::forget(work, &undone).await?;
    Ok(source)
}

/// One partner has one living record of a person. Of the asking partner's own it may know; of others it is told what it would be told anyway.
fn check_one_each(
    partner: PartnerId,
    moving: &[Record<Affiliation>],
    there: &[Record<Affiliation>],
) -> Result<(), Conflict> {
    let living = |known: &&Record<Affiliation>| !known.stage.is_final();
    let there: BTreeSet<_> = there.iter().filter(living).map(|known| known.head.owner).collect();
    let mut twice = moving.iter().filter(living).map(|known| known.head.owner).filter(|owner| there.contains(owner));
    match twice.next() {
        None => Ok(()),
        Some(owner) if owner == partner => Err(Conflict::AlreadyExists),
        Some(_) => Err(Conflict::ChampionBusy),
    }
}

/// What somebody is taken for from now on.
async fn taken(work: &Work, champion: ChampionId) -> Result<Vec<Taken>, StoreError> {
    let Some(window) = to_come(work.now()) else { return Ok(Vec::new()) };
    Ok(commitments(work, champion, window).await?.into_iter().map(|engagement| engagement.taken).collect())
}

/// Moves these records with all that hangs on them, and tells their owners.
async fn move_all(
    work: &mut Work,
    affiliations: Vec<Record<Affiliation>>,
    consents: Vec<Record<Consent>>,
    (from, to): (&Record<Champion>, &Record<Champion>),
) -> Result<(), CommandError> {
    let owners: BTreeSet<_> = affiliations.iter().map(|affiliation| affiliation.head.owner).collect();
    let mut moving = Vec::new();
    for affiliation in affiliations {
        for shift in trellis_storage::shift::of_affiliation(work, affiliation.id).await? {
            let mut moved = shift.noun;
            moved.champion = to.id;
            work.update(&shift, moved).await?;
        }
        for proposal in trellis_storage::proposal::of_affiliation(work, affiliation.id).await? {
            let mut moved = proposal.noun.clone();
            moved.champions = renamed(moved.champions, from.id, to.id);
            work.update(&proposal, moved).await?;
        }
        for attestation in trellis_storage::attestation::of_affiliation(work, affiliation.id).await? {
            let mut moved = attestation.noun.clone();
            moved.champion = to.id;
            work.update(&attestation, moved).await?;
            if knows(work, attestation.to, from.id).await? || knows(work, attestation.to, to.id).await? {
                work.inform(&attestation, attestation.to).await?;
            }
        }
        let mut moved = affiliation.noun.clone();
        moved.champion = to.id;
        work.update(&affiliation, moved).await?;
        moving.push(affiliation.id);
    }
    for consent in consents {
        let moved = consent.noun.clone().of_champion(to.id);
        work.update(&consent, moved).await?;
    }
    for affiliation in moving {
        Box::pin(agreement::person_moved(work, affiliation)).await?;
    }
    for owner in owners {
        // One is gone for them, the other is new.
        work.inform(from, owner).await?;
        work.inform(to, owner).await?;
    }
    Ok(())
}

fn renamed(persons: Persons, from: ChampionId, to: ChampionId) -> Persons {
    let name = |person| if person == from { to } else { person };
    Persons { first: name(persons.first), second: persons.second.map(name) }
}
