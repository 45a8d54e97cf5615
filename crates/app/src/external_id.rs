//! External ids: partners' own numbers for things.

use trellis_domain::{
    Affiliation, Conflict, ExternalId, Id, NounKind, PartnerId, Record,
    external_id::{AnyId, ExternalIdDetails, ExternalNumber, Source},
    learner::Learner,
    request::Request,
    session::Session,
    venue::Venue,
};
use trellis_storage::{Reading, StoreError, Work, external_id};

use crate::error::{CommandError, on_duplicate};

/// A partner gives something of its own a number. The number must be free.
pub async fn create(
    work: &mut Work,
    owner: PartnerId,
    details: ExternalIdDetails,
) -> Result<Record<ExternalId>, CommandError> {
    let numbered = ExternalId::new(details)?;
    if owner_of(work, numbered.details.subject_id).await? != Some(owner) {
        return Err(CommandError::unknown_reference("/subject_id", "something"));
    }
    insert(work, owner, numbered).await
}

/// The number of something that was made this moment.
pub(crate) async fn number(
    work: &mut Work,
    owner: PartnerId,
    subject_id: AnyId,
    source: Source,
    external_id: ExternalNumber,
) -> Result<Record<ExternalId>, CommandError> {
    let numbered = ExternalId::new(ExternalIdDetails { subject_id, source, external_id })?;
    insert(work, owner, numbered).await
}

/// A partner takes a number back; the thing stays.
pub async fn remove(work: &mut Work, numbered: &Record<ExternalId>) -> Result<(), CommandError> {
    Ok(work.remove(numbered).await?)
}

/// Takes every number of a thing back, for when the thing is removed.
pub async fn forget(work: &mut Work, owner: PartnerId, id: AnyId) -> Result<(), CommandError> {
    for numbered in external_id::all_of(work, owner, id).await? {
        work.remove(&numbered).await?;
    }
    Ok(())
}

async fn insert(work: &mut Work, owner: PartnerId, numbered: ExternalId) -> Result<Record<ExternalId>, CommandError> {
    let ExternalIdDetails { subject_id, source, external_id: number } = &numbered.details;
    // Asked first: on PostgreSQL a refused insert would spoil the whole unit of work.
    if external_id::find(work, owner, subject_id.kind(), source, number).await?.is_some() {
        return Err(Conflict::AlreadyExists.into());
    }
    let id = work.new_id();
    on_duplicate(work.insert(id, owner, numbered).await, Conflict::AlreadyExists)
}

/// Whose a thing is, if the caller may use it.
async fn owner_of(work: &Work, id: AnyId) -> Result<Option<PartnerId>, StoreError> {
    let head = match id.kind() {
        NounKind::Affiliation => work.find::<Affiliation>(Id::new(id.uuid())).await?.map(|record| record.head),
        NounKind::Learner => work.find::<Learner>(Id::new(id.uuid())).await?.map(|record| record.head),
        NounKind::Request => work.find::<Request>(Id::new(id.uuid())).await?.map(|record| record.head),
        NounKind::Session => work.find::<Session>(Id::new(id.uuid())).await?.map(|record| record.head),
        NounKind::Venue => work.find::<Venue>(Id::new(id.uuid())).await?.map(|record| record.head),
        _ => None,
    };
    Ok(head.map(|head| head.owner))
}
