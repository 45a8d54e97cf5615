//! Learners: partners' records of the people who are helped.

use trellis_domain::{
    Learner, Noun, PartnerId, Record,
    external_id::{ExternalNumber, Source},
    geo::Point,
    learner::LearnerDetails,
};
use trellis_storage::{Reading, StoreError, Work};

use crate::{booking, error::CommandError, external_id, place, proposal, referral, unmet_need};

/// A partner begins a record of somebody.
pub async fn create(
    work: &mut Work,
    owner: PartnerId,
    details: LearnerDetails,
) -> Result<Record<Learner>, CommandError> {
    create_below(work, owner, details, "").await
}

/// The same for a learner described inside something else; refusals stand below `pointer`.
pub(crate) async fn create_below(
    work: &mut Work,
    owner: PartnerId,
    details: LearnerDetails,
    pointer: &str,
) -> Result<Record<Learner>, CommandError> {
    let point = point(work, &details, &format!("{pointer}/postcode")).await?;
    let learner = Learner::new(details, point)?;
    let id = work.new_id();
    Ok(work.insert(id, owner, learner).await?)
}

/// A partner writes something else into its record.
pub async fn update(
    work: &mut Work,
    learner: &Record<Learner>,
    details: LearnerDetails,
) -> Result<Record<Learner>, CommandError> {
    let point = point(work, &details, "/postcode").await?;
    let changed = learner.noun.clone().with(details, point)?;
    Ok(work.update(learner, changed).await?)
}

/// The record that a partner numbers so.
pub async fn numbered(
    work: &Work,
    owner: PartnerId,
    source: &Source,
    number: &ExternalNumber,
) -> Result<Option<Record<Learner>>, StoreError> {
    let known = trellis_storage::external_id::find(work, owner, Learner::KIND, source, number).await?;
    match known.and_then(|known| known.details.subject_id.of()) {
        Some(id) => work.find(id).await,
        None => Ok(None),
    }
}

/// A partner's system says what it knows of a person under its own number.
pub async fn upsert(
    work: &mut Work,
    owner: PartnerId,
    source: Source,
    number: ExternalNumber,
    known: Option<&Record<Learner>>,
    details: LearnerDetails,
) -> Result<Record<Learner>, CommandError> {
    if let Some(known) = known {
        return update(work, known, details).await;
    }
    let learner = create(work, owner, details).await?;
    external_id::number(work, owner, learner.id.into(), source, number).await?;
    Ok(learner)
}

/// Somebody entitled to it reads the home address; that leaves a record.
pub async fn disclose_address(work: &mut Work, learner: &Record<Learner>) -> Result<(), CommandError> {
    Ok(work.disclosed(learner).await?)
}

/// Removes the person: the record, its numbers and consents, and every answer that was kept for repeats.
///
/// Requests and bookings stay for the figures without anything that says who it was; what is still open is withdrawn.
pub async fn erase(work: &mut Work, learner: &Record<Learner>) -> Result<(), CommandError> {
    for request in trellis_storage::request::of_learner(work, learner.id).await? {
        let erased = request.noun.clone().erased(work.now());
        let erased = work.update(&request, erased).await?;
        if !erased.state.keeps_its_champion() {
            proposal::release(work, &erased).await?;
        }
        unmet_need::follow(work, &erased).await?;
        referral::erase(work, erased.id).await?;
        work.forget_answers_about(request.id.uuid()).await?;
    }
    booking::erase_learner(work, learner.id).await?;
    for consent in trellis_storage::consent::of_learner(work, learner.id).await? {
        work.remove(&consent).await?;
    }
    external_id::forget(work, learner.head.owner, learner.id.into()).await?;
    work.remove(learner).await?;
    Ok(work.forget_answers_about(learner.id.uuid()).await?)
}

/// Where the home lies.
async fn point(work: &Work, details: &LearnerDetails, pointer: &str) -> Result<Option<Point>, CommandError> {
    details.check()?;
    let Some(postcode) = &details.postcode else { return Ok(None) };
    Ok(Some(place::of_postcode(work, postcode, pointer).await?.point))
}
